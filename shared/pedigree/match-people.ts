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
  const byId = new Map(individuals.map((person) => [person.id, person]))
  const ids = [...byId.keys()].filter((id) => individuals.filter((one) => one.id === id).length === 1)
  const samples = [...new Set(placed.map(({ sample }) => sample))]
  const filesOf = (sample: string): NamingFile[] =>
    placed.flatMap((one) => (one.sample === sample ? files.filter(({ id }) => id === one.file) : []))
  const hasReads = (sample: string, group: string): boolean =>
    filesOf(sample).some((file) => hasAlignments(file) && readGroups(file).includes(group))

  const matches: PersonMatch[] = []
  const add = (id: string, sample: string, by: Match): void => {
    const person = byId.get(id)
    if (person) matches.push({ person, sample, by })
  }
  const isOpen = (sample: string): boolean => !matches.some((match) => match.sample === sample)
  const isFree = (id: string): boolean => !matches.some(({ person }) => person.id === id)
  const named = new Set(samples)
  for (const id of ids) {
    if (!named.has(id)) continue
    const isColumn = filesOf(id).some((file) => hasVariants(file))
    add(id, id, hasReads(id, id) ? 'read-group' : isColumn ? 'column' : 'file-name')
  }
  for (const id of ids.filter(isFree)) {
    const having = samples.filter((sample) => isOpen(sample) && hasReads(sample, id))
    if (having.length === 1 && having[0] !== undefined) add(id, having[0], 'read-group')
  }
  for (const id of ids.filter(isFree)) {
    const alike = (name: string): boolean => name.toLowerCase() === id.toLowerCase()
    const [sample, ...more] = samples.filter((name) => isOpen(name) && alike(name))
    if (sample === undefined || more.length > 0 || ids.filter(alike).length > 1) continue
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
