import { type CaseFile, hasAlignments, hasVariants } from '../case/case-file.ts'
import type { Match, Sample } from '../case/sample.ts'
import type { CasementError } from '../errors/casement-error.ts'
import { isCalledBy, namesFitting, stemOf } from './file-name-fit.ts'
import { tissueOf, withoutTissue } from './tumour-normal-name.ts'

/** A file with the samples it names. */
export type NamingFile = Pick<CaseFile, 'id' | 'name' | 'kind' | 'samples' | 'notices' | 'identity'>
export type MatchNote = Extract<
  CasementError,
  { kind: 'sample/other-file-name' | 'sample/ambiguous' | 'pedigree/no-sample' }
>
/** A file of a sample, and by what it came to be. */
export type PlacedFile = { readonly file: string; readonly sample: string; readonly by: Match }

/** `@RG SM` of an alignment file: none when its own name stands for it. */
export const readGroups = (file: NamingFile): readonly string[] =>
  file.notices.some(({ kind }) => kind === 'sample/from-file-name') ? [] : file.samples

/** What a sample's files were placed by where a person said so, by the files' ids. */
export function placedByUser(samples: readonly Sample[]): Map<string, string> {
  const placed = new Map<string, string>()
  for (const { name, matchedBy } of samples)
    for (const [file, by] of Object.entries(matchedBy ?? {})) if (by === 'user') placed.set(file, name)
  return placed
}

/**
 * Which sample each file of reads or variants is of. A VCF's are its columns. Reads are of the sample that their `@RG SM`
 * names, also where it says tumour or normal and the column is called `TUMOR` or `NORMAL`. Where no column is called so, or
 * the file has no SM, they are of the column whose name, or whose file's, the file is called by (`NA12878.final.bam`): if that
 * is one, and nobody else's. Reads whose SM is a person's name (`people`: those in the pedigree) are so by the name of the
 * column's file alone. All else is a sample of its own. What a person said (`byUser`) comes first.
 */
export function placeFiles(
  files: readonly NamingFile[],
  people: readonly string[],
  byUser: ReadonlyMap<string, string>,
): { placed: PlacedFile[]; notes: MatchNote[] } {
  const alignments = files.filter((file) => hasAlignments(file) && !byUser.has(file.id))
  const lists = files.filter(hasVariants)
  const columns = new Set(lists.flatMap((file) => file.samples))
  const named = new Set(alignments.flatMap(readGroups))
  const known = [...new Set([...columns, ...people, ...named])]
  const stems = alignments.map(({ name }) => stemOf(name).toLowerCase())
  const notes: MatchNote[] = []

  /** Whether it is the only column of a file that is called so. */
  const isColumnOf = (column: string, isCalled: (name: string) => boolean): boolean =>
    lists.some(({ name, samples }) => samples.length === 1 && samples[0] === column && isCalled(name))
  /** Whether reads are of a column by the names of files. The person whose name they have counts before their own file's. */
  const fits = (file: NamingFile, column: string): boolean => {
    const groups = readGroups(file)
    if (isColumnOf(column, (name) => groups.some((sample) => isCalledBy(name, sample)))) return true
    if (groups.some((sample) => people.includes(sample))) return false
    const stem = stemOf(file.name).toLowerCase()
    const isTissue = withoutTissue(column) === '' && tissueOf(stem, stems) === tissueOf(column)
    return (
      isTissue ||
      isCalledBy(file.name, column) ||
      isColumnOf(column, (name) => stemOf(name).toLowerCase() === stem)
    )
  }
  /** Whether reads are of a column called `TUMOR` or `NORMAL` by what their `@RG SM` says of them. */
  const isOfTissue = (file: NamingFile, column: string): boolean => {
    const [sample, ...more] = readGroups(file)
    if (sample === undefined || more.length > 0 || withoutTissue(column) !== '') return false
    const tissue = tissueOf(column)
    return tissue !== null && tissueOf(sample, [...named]) === tissue
  }
  const candidatesOf = (file: NamingFile): string[] => {
    const isUnnamed = readGroups(file).length === 0
    // Reads that name no sample may be more of somebody who has some; others only of a column that has none by its name.
    const among = [...columns, ...(isUnnamed ? named : [])].filter((name) => isUnnamed || !named.has(name))
    const bySample = among.filter((name) => isOfTissue(file, name))
    if (bySample.length > 0) return bySample
    const fitting = [...new Set(among)].filter((name) => fits(file, name))
    const closest = namesFitting(file.name, fitting)
    return closest.length > 0 ? closest : fitting
  }

  const own: PlacedFile[] = []
  const claims: Array<{ file: NamingFile; candidates: string[] }> = []
  for (const file of alignments) {
    const samples = readGroups(file)
    const [only] = samples
    const isKnown = only !== undefined && columns.has(only)
    if (samples.length > 1 || isKnown)
      own.push(...samples.map((sample) => ({ file: file.id, sample, by: 'read-group' }) as const))
    else claims.push({ file, candidates: candidatesOf(file) })
  }
  // Two that are different samples by their reads cannot both be one column.
  const claimants = new Map<string, Set<string>>()
  for (const { file, candidates } of claims)
    for (const sample of readGroups(file))
      for (const name of candidates) claimants.set(name, (claimants.get(name) ?? new Set()).add(sample))
  for (const { file, candidates } of claims) {
    const [sample] = readGroups(file)
    const stands = sample ?? file.samples[0] ?? stemOf(file.name)
    const [candidate] = candidates
    if (candidate !== undefined && candidates.length === 1 && (claimants.get(candidate)?.size ?? 0) <= 1)
      own.push({
        file: file.id,
        sample: candidate,
        by: isOfTissue(file, candidate) ? 'read-group' : 'file-name',
      })
    else {
      own.push({ file: file.id, sample: stands, by: sample === undefined ? 'file-name' : 'read-group' })
      if (candidates.length > 0)
        notes.push({ kind: 'sample/ambiguous', file: file.identity.path, sample: stands, candidates })
    }
  }
  for (const file of alignments) {
    const placed = own.filter((one) => one.file === file.id)
    const [only] = placed
    if (only === undefined || placed.length > 1 || only.by !== 'read-group') continue
    const { sample } = only
    const [other] = namesFitting(file.name, known).filter((name) => name !== sample)
    const isSaid = notes.some((note) => note.file === file.identity.path)
    const isOwn = [sample, ...readGroups(file)].some((name) => isCalledBy(file.name, name))
    if (other !== undefined && !isSaid && !isOwn)
      notes.push({ kind: 'sample/other-file-name', file: file.identity.path, sample, other })
  }
  return { placed: inFileOrder(files, [...own, ...columnsOf(lists), ...said(files, byUser)]), notes }
}

const columnsOf = (lists: readonly NamingFile[]): PlacedFile[] =>
  lists.flatMap(({ id, samples }) =>
    samples.map((sample): PlacedFile => ({ file: id, sample, by: 'column' })),
  )

const said = (files: readonly NamingFile[], byUser: ReadonlyMap<string, string>): PlacedFile[] =>
  files.flatMap(({ id }): PlacedFile[] => {
    const sample = byUser.get(id)
    return sample === undefined ? [] : [{ file: id, sample, by: 'user' }]
  })

function inFileOrder(files: readonly NamingFile[], placed: readonly PlacedFile[]): PlacedFile[] {
  const place = new Map(files.map(({ id }, i) => [id, i]))
  return placed.toSorted((a, b) => (place.get(a.file) ?? 0) - (place.get(b.file) ?? 0))
}
