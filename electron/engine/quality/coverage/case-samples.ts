import { type CaseFile, hasAlignments } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { installedReference } from '../../reads/installed-reference.ts'
import type { CoverageSample } from './panel-coverage.ts'

/** The files of reads of a case, in the order of its samples, and the samples that have none. */
export function caseSamples(
  state: CaseState,
  cacheFolder: string,
): { readonly samples: readonly CoverageSample[]; readonly withoutReads: readonly string[] } {
  const files = new Map(state.files.filter(hasAlignments).map((file) => [file.id, file]))
  const taken = new Set<string>()
  const samples: CoverageSample[] = []
  const take = (file: CaseFile & { readonly kind: 'bam' | 'cram' }, sample: string): void => {
    if (taken.has(file.id)) return
    taken.add(file.id)
    const { identity, kind, contigs } = file
    const reference = installedReference(file, state)
    samples.push({ sample, file: { identity, kind, reference, cacheFolder }, contigs })
  }
  for (const { name, alignments } of state.samples)
    for (const id of alignments) {
      const file = files.get(id)
      // Two files of a sample are counted each by itself.
      if (file) take(file, alignments.length > 1 ? `${name} (${file.name})` : name)
    }
  for (const file of files.values()) take(file, file.samples[0] ?? file.name)
  const withoutReads = state.samples.flatMap(({ name, alignments }) =>
    alignments.some((id) => files.has(id)) ? [] : [name],
  )
  return { samples, withoutReads }
}
