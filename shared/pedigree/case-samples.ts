import { type CaseFile, hasAlignments, hasVariants } from '../case/case-file.ts'
import type { CaseState } from '../case/case-state.ts'
import type { Match, Sample } from '../case/sample.ts'
import type { CasementError } from '../errors/casement-error.ts'
import { individualOf, isSamePerson, ownersOfSamples, samplesOfPerson } from './individual-of.ts'
import type { Individual, Pedigree } from './individual.ts'
import { matchPeople } from './match-people.ts'
import { type MatchNote, placedByUser, placeFiles } from './match-samples.ts'
import { byRole, rolesOf } from './pedigree.ts'
import { familiesStatedAnew, proposePedigree } from './propose-pedigree.ts'

/** Names of people that PED files state: somebody who is only there for a sample says nothing about it. */
const statedNames = (files: readonly CaseFile[]): string[] =>
  files.filter(({ kind }) => kind === 'ped').flatMap(({ samples }) => samples)

/**
 * The samples that files make, in the order in which they are shown, and the pedigree they are in. What was known before
 * stays where the files do not say otherwise: roles that a person gave, files that a person placed.
 *
 * @param found people whom files state that the case did not have yet; nobody twice, and no sample of two
 * @param proband who of them is stated to be the proband
 */
export function assembleSamples(
  files: readonly CaseFile[],
  found: readonly Individual[],
  known: Pick<CaseState, 'samples' | 'pedigree'>,
  proband?: Individual,
): { samples: Sample[]; pedigree: Pedigree } {
  const before = known.pedigree?.individuals ?? []
  const byUser = placedByUser(known.samples)
  const { placed } = placeFiles(files, statedNames(files), byUser)
  const names = [...new Set(placed.map(({ sample }) => sample))]
  const anew = familiesStatedAnew(before, found, names)
  // People of a PED that was there before may have been waiting for these files.
  const waiting = before.filter(
    (person) =>
      person.samples === undefined &&
      !anew.has(person.family) &&
      !found.some((one) => isSamePerson(one, person)),
  )
  const listed = [...waiting, ...found]
  const stated = new Set(listed.flatMap(({ samples = [] }) => samples))
  const { matches } = matchPeople(
    listed.filter((person) => person.samples === undefined),
    files,
    placed.filter(({ sample }) => !stated.has(sample)),
  )
  const own = listed.map((person): Individual => {
    if (person.samples !== undefined) return person
    const samples = matches.filter((match) => match.person === person).map(({ sample }) => sample)
    return samples.length === 0 || (samples.length === 1 && samples[0] === person.id)
      ? person
      : { ...person, samples }
  })
  const pedigree = proposePedigree(known.pedigree, own, names)

  const roles = rolesOf(names, pedigree.individuals, proband)
  // A role that is not what the files said so far is what the user said, and stays.
  const rolesBefore = rolesOf(
    known.samples.map((s) => s.name),
    before,
  )
  const filesOf = (name: string, isOf: (file: CaseFile) => boolean): string[] =>
    files
      .filter((file) => isOf(file) && placed.some((one) => one.file === file.id && one.sample === name))
      .map(({ id }) => id)
  const samples = names.map((name): Sample => {
    const old = known.samples.find((s) => s.name === name)
    const person = individualOf(pedigree, name)
    const isChosen = old !== undefined && old.role !== rolesBefore.get(name)
    const matchedBy: Record<string, Match> = {
      ...pedMatches(files, old),
      ...Object.fromEntries(
        matches
          .filter((match) => match.sample === name)
          .flatMap(({ person: of, by }) => pedsWith(files, of).map((file) => [file, by])),
      ),
      ...Object.fromEntries(placed.filter((one) => one.sample === name).map((one) => [one.file, one.by])),
    }
    return {
      name,
      role: isChosen ? old.role : (roles.get(name) ?? 'other'),
      sex: person?.sex ?? old?.sex ?? 'unknown',
      affected: person?.affected ?? old?.affected ?? 'unknown',
      alignments: filesOf(name, hasAlignments),
      variants: filesOf(name, hasVariants),
      matchedBy,
    }
  })
  return { samples: samples.sort(byRole), pedigree }
}

const pedsWith = (files: readonly CaseFile[], { id }: Individual): string[] =>
  files.filter(({ kind, samples }) => kind === 'ped' && samples.includes(id)).map((file) => file.id)

/** What was known of a sample in the case's PED files. */
function pedMatches(files: readonly CaseFile[], old: Sample | undefined): Record<string, Match> {
  const peds = new Set(files.filter(({ kind }) => kind === 'ped').map(({ id }) => id))
  return Object.fromEntries(Object.entries(old?.matchedBy ?? {}).filter(([file]) => peds.has(file)))
}

/** What about the case's samples wants a person's look: names that contradict, and matches that were not made. */
export function matchNotes({
  files,
  samples,
  pedigree,
}: Pick<CaseState, 'files' | 'samples' | 'pedigree'>): MatchNote[] {
  const individuals = pedigree?.individuals ?? []
  const { placed, notes } = placeFiles(files, statedNames(files), placedByUser(samples))
  // Of people who have their samples nothing is asked any more.
  const owners = ownersOfSamples(pedigree)
  const having = new Set(placed.map(({ sample }) => owners.get(sample)))
  const isOpen = (person: Individual): boolean => !having.has(person) && person.samples === undefined
  const people = matchPeople(
    individuals.filter(isOpen),
    files,
    placed.filter(({ sample }) => !owners.has(sample)),
  )
  const names = new Set(samples.map(({ name }) => name))
  const withSample = new Set(
    individuals
      .filter((person) => samplesOfPerson(person).some((name) => names.has(name)))
      .map(({ id }) => id),
  )
  const isNobodys = (file: CaseFile): boolean =>
    names.size > 0 && !file.samples.some((id) => withSample.has(id))
  const strangers = files
    .filter((file) => file.kind === 'ped' && isNobodys(file))
    .map((file): MatchNote => ({ kind: 'pedigree/no-sample', file: file.identity.path, samples: [...names] }))
  return [...notes, ...people.notes, ...strangers]
}

/** All that is to be said of who is who: of matches, and of what the files that state the family cannot mean. */
export function whoNotices(
  state: Pick<CaseState, 'files' | 'samples' | 'pedigree' | 'familySources'>,
): CasementError[] {
  const unnamed = state.files
    .flatMap(({ notices }) => notices)
    .filter(({ kind }) => kind === 'sample/from-file-name')
  const ofPeds = state.files.filter(({ kind }) => kind === 'ped').flatMap(({ notices }) => notices)
  const ofSources = (state.familySources ?? []).flatMap(({ notices }) => notices)
  return [...matchNotes(state), ...unnamed, ...ofPeds, ...ofSources]
}
