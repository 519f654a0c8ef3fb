import { basename, dirname } from 'node:path'
import { canonicalJson } from '../../../shared/case/canonical-json.ts'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Assembly } from './assemble-case.ts'
import { eventOfPlace } from './record/inputs.ts'

/** A label that names the case without naming the person: the folder's or the only file's name. */
export function labelOf(paths: readonly string[]): string {
  const [first] = paths
  if (first === undefined) return 'Case'
  return paths.length === 1
    ? basename(first).replace(/\.(vcf|bcf|bam|cram)(\.gz)?$/i, '')
    : basename(dirname(first))
}

/** What a case begins with, besides its files. */
export type NewCase = {
  readonly id: string
  readonly label: string
  readonly synthetic: boolean
  /** What was chosen. */
  readonly paths: readonly string[]
}

/** The first events of a case. @param casePath where it is kept; null: nowhere */
export function eventsOfNewCase(
  { id, label, synthetic, paths }: NewCase,
  assembly: Assembly,
  casePath: string | null,
): CaseEvent[] {
  return [
    { kind: 'case-opened', id, label, synthetic, paths: [...paths] },
    { kind: 'build-set', build: assembly.build },
    ...eventsOfAssembly(assembly),
    ...(casePath === null ? [] : [eventOfPlace(casePath, { files: [...assembly.files] })]),
  ]
}

/** What was found, or came to be known besides. @param before what is known already: it is not said again */
export function eventsOfAssembly(
  assembly: Assembly,
  before: Pick<CaseState, 'samples' | 'pedigree'> = { samples: [], pedigree: null },
): CaseEvent[] {
  const { files, refused, samples, gone, pedigree, sources, stated, familyStated } = assembly
  const known = new Set([...before.samples, before.pedigree].map(canonicalJson))
  return [
    ...refused.map(({ path, error }) => ({ kind: 'file-refused', path, error }) as const),
    ...files.map((file) => ({ kind: 'file-added', file }) as const),
    ...gone.map((sample) => ({ kind: 'sample-removed', sample }) as const),
    ...samples
      .filter((sample) => !known.has(canonicalJson(sample)))
      .map((sample) => ({ kind: 'sample-set', sample }) as const),
    ...(pedigree.individuals.length > 0 && !known.has(canonicalJson(pedigree))
      ? [
          {
            kind: 'pedigree-found',
            pedigree,
            ...(sources.length > 0 ? { sources: [...sources] } : {}),
          } as const,
        ]
      : []),
    ...stated,
    ...(familyStated === null ? [] : [familyStated]),
  ]
}
