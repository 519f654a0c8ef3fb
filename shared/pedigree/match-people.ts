import { hasAlignments, hasVariants } from '../case/case-file.ts'
import type { Match } from '../case/sample.ts'
import { namesFitting, stemOf } from './file-name-fit.ts'
import type { Individual } from './individual.ts'
import { type MatchNote, type NamingFile, type PlacedFile, readGroups } from './match-samples.ts'
import { tissueOf } from './tumour-normal-name.ts'

/** A sample that is of a person, and by what. */
type PersonMatch = { readonly person: Individual; readonly sample: string; readonly by: Match }

/**
 * Whose the samples are: of the individual that the `@RG SM`, else the column, else the names of the files call by name, in small
 * letters or capitals. An id that several families have is nobody's, and neither is a sample whose files are called by several people, or one of
 * several samples (other than tumour and normal) that are called by one.
 */
export function matchPeople(
  individuals: readonly Individual[],
  files: readonly NamingFile[],
  placed: readonly PlacedFile[],
): { matches: PersonMatch[]; notes: MatchNote[] } {
  // A cohort has thousands of people and of samples: nothing here may look through all of them for each.
  const byId = grouped(individuals, ({ id }) => id)
  const ids = [...byId].flatMap(([id, people]) => (people.length === 1 ? [id] : []))
  const samples = [...new Set(placed.map(({ sample }) => sample))]
  const fileById = new Map(files.map((file) => [file.id, file]))
  const placedOf = grouped(placed, ({ sample }) => sample)
  const filesOf = (sample: string): NamingFile[] =>
    (placedOf.get(sample) ?? []).flatMap(({ file }) => fileById.get(file) ?? [])
  const withReads = samples.filter((sample) => filesOf(sample).some(hasAlignments))
  const hasReads = (sample: string, group: string): boolean =>
    filesOf(sample).some((file) => hasAlignments(file) && readGroups(file).includes(group))

  const matches: PersonMatch[] = []
  const [taken, matched] = [new Set<string>(), new Set<string>()]
  const add = (id: string, sample: string, by: Match): void => {
    const [person] = byId.get(id) ?? []
    if (!person) return
    matches.push({ person, sample, by })
    taken.add(sample)
    matched.add(id)
  }
  const isOpen = (sample: string): boolean => !taken.has(sample)
  const isFree = (id: string): boolean => !matched.has(id)
  const named = new Set(samples)
  for (const id of ids) {
    if (!named.has(id)) continue
    const isColumn = filesOf(id).some((file) => hasVariants(file))
    add(id, id, hasReads(id, id) ? 'read-group' : isColumn ? 'column' : 'file-name')
  }
  for (const id of ids.filter(isFree)) {
    const having = withReads.filter((sample) => isOpen(sample) && hasReads(sample, id))
    if (having.length === 1 && having[0] !== undefined) add(id, having[0], 'read-group')
  }
  const small = (name: string): string => name.toLowerCase()
  const [idsAlike, samplesAlike] = [grouped(ids, small), grouped(samples, small)]
  for (const id of ids.filter(isFree)) {
    const key = small(id)
    const [sample, ...more] = (samplesAlike.get(key) ?? []).filter(isOpen)
    if (sample === undefined || more.length > 0 || idsAlike.get(key)?.length !== 1) continue
    add(id, sample, hasReads(sample, sample) ? 'read-group' : 'column')
  }

  const notes: MatchNote[] = []
  const free = ids.filter(isFree)
  const called = samples.filter(isOpen).flatMap((sample) => {
    const own = filesOf(sample).filter((file) => hasAlignments(file) || file.samples.length === 1)
    const people = new Set(own.flatMap(({ name }) => namesFitting(name, free)))
    return own[0] === undefined || people.size === 0 ? [] : [{ sample, file: own[0], people: [...people] }]
  })
  for (const { sample, file, people } of called) {
    const [person] = people
    const others = called.filter((one) => person !== undefined && one.people.includes(person))
    const stems = others.map((one) => stemOf(one.file.name))
    const tissues = new Set(
      others.map((one) => tissueOf(stemOf(one.file.name), stems) ?? tissueOf(one.sample, samples)),
    )
    const areOnes = others.length === 1 || (tissues.size === others.length && !tissues.has(null))
    if (person !== undefined && people.length === 1 && areOnes) add(person, sample, 'file-name')
    else notes.push({ kind: 'sample/ambiguous', file: file.identity.path, sample, candidates: people })
  }
  return { matches, notes }
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
