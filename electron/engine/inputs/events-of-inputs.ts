import { basename } from 'node:path'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { FamilySource } from '../../../shared/case/family-source.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Build } from '../../../shared/genome/build.ts'
import type { Individual, Pedigree } from '../../../shared/pedigree/individual.ts'
import { isSamePerson, samplesOfPerson } from '../../../shared/pedigree/individual-of.ts'
import { soundIndividuals } from '../../../shared/pedigree/sound-pedigree.ts'
import type { Shortlist } from '../../../shared/shortlist/shortlist.ts'
import type { CaseInput } from './read-input.ts'

type Refused = ReadonlyArray<{ path: string; error: CasementError }>

/** Why a shortlist is not of the case's build; null when it is, or when either does not say. */
function conflictOf({ path, build }: Shortlist, caseBuild: Build): CasementError | null {
  if (build === 'unknown' || caseBuild === 'unknown' || build === caseBuild) return null
  return { kind: 'shortlist/wrong-build', file: path, build, caseBuild }
}

/**
 * What inputs make of a case besides its family: shortlists and, where no terms were chosen, those the proband is said to have.
 *
 * @param build of the case with all its files
 * @throws Fault `shortlist/wrong-build` when a shortlist the case has already is of another build than the case now is
 */
export function eventsOfInputs(
  inputs: readonly CaseInput[],
  build: Build,
  state: Pick<CaseState, 'shortlists' | 'phenotype'> | null,
): { readonly events: CaseEvent[]; readonly refused: Refused } {
  for (const known of state?.shortlists ?? []) {
    const error = conflictOf(known, build)
    if (error) throw new Fault(error)
  }
  const events = eventsOfTerms(inputs, state)
  const refused: { path: string; error: CasementError }[] = []
  for (const input of inputs) {
    if (input.kind === 'family') continue
    const { shortlist } = input
    const error = conflictOf(shortlist, build)
    if (error) refused.push({ path: shortlist.path, error })
    else if (!state?.shortlists.some(({ digest }) => digest === shortlist.digest))
      events.push({ kind: 'shortlist-added', shortlist })
  }
  return { events, refused }
}

function eventsOfTerms(
  inputs: readonly CaseInput[],
  state: Pick<CaseState, 'phenotype'> | null,
): CaseEvent[] {
  // Terms that somebody chose are not replaced by those of a file, nor those of one file by another's.
  const isChosen = (state?.phenotype.chosen.length ?? 0) > 0
  const terms = inputs.filter(isFamily).find(({ family }) => family.terms.length > 0)?.family.terms ?? []
  return isChosen || terms.length === 0
    ? []
    : [{ kind: 'phenotype-chosen', terms: terms.map((id) => ({ id, name: null })) }]
}

type FamilyInput = Extract<CaseInput, { kind: 'family' }>
const isFamily = (input: CaseInput): input is FamilyInput => input.kind === 'family'

/** Families that inputs state, as far as they can be. */
export type StatedFamilies = {
  /** Each file's proband first: roles go by who comes first. Nobody twice, and no sample of two. */
  readonly people: Individual[]
  /** Couples stated to be related by blood. */
  readonly couples: Pedigree['consanguineous']
  /** Who is stated to be the proband, in the first file that says so. */
  readonly proband: Individual | undefined
  readonly sources: FamilySource[]
  readonly refused: Refused
}

/**
 * The families that inputs state. Of the samples that are stated of a person those count that the case has. A file that states
 * somebody who is stated already is refused: of two that differ the program cannot say which is right.
 *
 * @param found people of the PED files beside them
 * @param samples names of all samples that the case's files have
 */
export function familiesOfInputs(
  inputs: readonly CaseInput[],
  found: readonly Individual[],
  samples: readonly string[],
): StatedFamilies {
  const stated = { people: [] as Individual[], couples: [] as Pedigree['consanguineous'] }
  const [sources, refused]: [FamilySource[], Array<Refused[number]>] = [[], []]
  let proband: Individual | undefined
  for (const { path, family } of inputs.filter(isFamily)) {
    const { individuals, problems } = soundIndividuals(peopleOf(family, samples), path)
    const known = [...found, ...stated.people]
    const twice = individuals.find((one) =>
      known.some((other) => isSamePerson(one, other) || share(one, other)),
    )
    if (twice) {
      refused.push({ path, error: { kind: 'pedigree/stated-again', file: path, id: twice.id } })
      continue
    }
    stated.people.push(...individuals)
    stated.couples.push(...family.pedigree.consanguineous)
    proband ??= individuals.find(({ id }) => id === family.proband)
    sources.push({ name: basename(path), notices: problems })
  }
  return { ...stated, proband, sources, refused }
}

function peopleOf({ pedigree, proband }: FamilyInput['family'], samples: readonly string[]): Individual[] {
  return pedigree.individuals
    .map(({ samples: stated = [], ...person }): Individual => {
      const own = stated.filter((name) => samples.includes(name))
      return own.length === 0 ? person : { ...person, samples: own }
    })
    .sort((a, b) => Number(b.id === proband) - Number(a.id === proband))
}

const share = (one: Individual, other: Individual): boolean =>
  samplesOfPerson(one).some((name) => samplesOfPerson(other).includes(name))
