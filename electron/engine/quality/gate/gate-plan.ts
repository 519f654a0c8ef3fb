import { type CaseFile, hasAlignments, hasVariants } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CheckId } from '../../../../shared/quality/check-id.ts'
import type { CheckProgress, ImpossibleReason } from '../../../../shared/quality/gate.ts'
import { genotypedPeople, peopleWithoutSample } from '../../../../shared/quality/genotyped-people.ts'

/** Whether a check can be made now; `key` is the same as long as it would find the same. */
export type Plan =
  | { readonly state: 'ready'; readonly key: string }
  | Extract<CheckProgress, { state: 'waiting' | 'not-possible' }>

const waiting = (on: 'variants' | 'indexes'): Plan => ({ state: 'waiting', on })
const impossible = (reason: ImpossibleReason): Plan => ({ state: 'not-possible', reason })

const READ_WITH: ReadonlySet<CaseFile['kind']> = new Set<CaseFile['kind']>(['gtf', 'gff3', 'fasta', '2bit'])

/** What each check needs of the case, and what of that it still waits for. */
export function plansOf(state: CaseState): (id: CheckId) => Plan {
  const { files, samples, build } = state
  if (files.length === 0) return () => impossible('no-files')
  const reads = files.filter(hasAlignments)
  const variants = files.filter(hasVariants)
  const ready = (...parts: unknown[]): Plan => ({ state: 'ready', key: JSON.stringify([build, ...parts]) })
  const people = genotypedPeople(state)
  const stores = variants.filter(({ store }) => store?.state === 'ready')
  const indexed = reads.filter(({ index }) => index.state === 'ready')
  // Roles say whose somatic variants a file has, which are no genotypes of people.
  const ofVariants = [stores.map(storeKey), people, samples.map(({ name, role }) => [name, role])]

  return (id) => {
    switch (id) {
      case 'files':
        return ready(files.map(({ id: file, identity, index, notices, unreachable }) => [file, identity, index, notices, unreachable])) // prettier-ignore
      case 'build': {
        if (isImporting(files)) return waiting('variants')
        const isWithReference = files.some(({ kind }) => kind === 'fasta' || kind === '2bit')
        if (!isWithReference && isIndexing(reads)) return waiting('indexes')
        return ready(files.map(({ identity }) => identity), stores.map(storeKey), indexed.map(indexKey)) // prettier-ignore
      }
      case 'coverage':
        if (reads.length === 0) return impossible('no-reads')
        if (isIndexing(reads)) return waiting('indexes')
        return indexed.length === 0
          ? impossible('not-indexed')
          : ready(indexed.map(indexKey), samplesOfFiles(state))
      case 'sex': {
        if (samples.length === 0) return impossible('no-samples')
        if (isImporting(files)) return waiting('variants')
        if (isIndexing(reads)) return waiting('indexes')
        if (stores.length === 0 && indexed.length === 0) return impossible('not-imported')
        // Genes say where targets are, and a CRAM is read with its reference.
        const readWith = files.flatMap(({ kind, identity }) => (READ_WITH.has(kind) ? [identity] : []))
        return ready(ofVariants, indexed.map(indexKey), samplesOfFiles(state), readWith)
      }
      case 'swap': {
        if (reads.length === 0) return impossible('no-reads')
        const lacking = lackingVariants(variants, stores, files)
        if (lacking) return lacking
        if (isIndexing(reads)) return waiting('indexes')
        if (indexed.length === 0) return impossible('not-indexed')
        return ready(ofVariants, indexed.map(indexKey), samplesOfFiles(state))
      }
      case 'relatedness':
      case 'mendelian':
      case 'contamination':
      case 'tumour-normal': {
        if (id === 'relatedness' && samples.length < 2) return impossible('one-sample')
        if (id === 'mendelian' && !hasParents(people)) return impossible('no-parents')
        if (id === 'tumour-normal' && tumourNormalPairs(state).length === 0) return impossible('no-pair')
        return (
          lackingVariants(variants, stores, files) ??
          ready(ofVariants, id === 'relatedness' ? peopleWithoutSample(state) : null)
        )
      }
    }
  }
}

function lackingVariants(
  variants: readonly CaseFile[],
  stores: readonly CaseFile[],
  files: readonly CaseFile[],
): Plan | null {
  if (!variants.some(({ samples }) => samples.length > 0)) return impossible('no-variants')
  if (isImporting(files)) return waiting('variants')
  return stores.length === 0 ? impossible('not-imported') : null
}

/** An import that has not begun yet is one that is to come, unless its file is out of reach. */
function isImporting(files: readonly CaseFile[]): boolean {
  return files.some(
    (file) =>
      hasVariants(file) &&
      (file.store?.state === 'importing' || (file.store === undefined && file.unreachable === undefined)),
  )
}

const isIndexing = (reads: readonly CaseFile[]): boolean =>
  reads.some(({ index }) => index.state === 'building')

const storeKey = ({ id, identity, store }: CaseFile): unknown => [
  id,
  identity,
  store?.state === 'ready' ? store.summary.rows : null,
]
const indexKey = ({ id, identity, index }: CaseFile): unknown => [id, identity, index]

const samplesOfFiles = ({ samples }: CaseState): unknown =>
  samples.map(({ name, alignments, variants }) => [name, alignments, variants])

function hasParents(people: ReturnType<typeof genotypedPeople>): boolean {
  const names = new Set(people.map(({ sample }) => sample))
  return people.some(
    ({ father, mother }) => (father !== null && names.has(father)) || (mother !== null && names.has(mother)),
  )
}

/** Each tumour with each normal of the case. */
export function tumourNormalPairs({
  samples,
}: Pick<CaseState, 'samples'>): { readonly tumour: string; readonly normal: string }[] {
  const inRole = (role: 'tumour' | 'normal') => samples.filter((sample) => sample.role === role)
  return inRole('tumour').flatMap((tumour) =>
    inRole('normal').map((normal) => ({ tumour: tumour.name, normal: normal.name })),
  )
}
