import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Build } from '../../../shared/genome/build.ts'
import type { Individual, Pedigree } from '../../../shared/pedigree/individual.ts'
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
  const events: CaseEvent[] = []
  const refused: { path: string; error: CasementError }[] = []
  for (const input of inputs) {
    if (input.kind === 'family') {
      events.push(...eventsOfTerms(input, state))
      continue
    }
    const { shortlist } = input
    const error = conflictOf(shortlist, build)
    if (error) refused.push({ path: shortlist.path, error })
    else if (!state?.shortlists.some(({ digest }) => digest === shortlist.digest))
      events.push({ kind: 'shortlist-added', shortlist })
  }
  return { events, refused }
}

function eventsOfTerms(
  { family: { terms } }: FamilyInput,
  state: Pick<CaseState, 'phenotype'> | null,
): CaseEvent[] {
  // Terms that somebody chose are not replaced by those of a file.
  const isChosen = (state?.phenotype.chosen.length ?? 0) > 0
  return isChosen || terms.length === 0
    ? []
    : [{ kind: 'phenotype-chosen', terms: terms.map((id) => ({ id, name: null })) }]
}

type FamilyInput = Extract<CaseInput, { kind: 'family' }>
const isFamily = (input: CaseInput): input is FamilyInput => input.kind === 'family'

/**
 * The people that inputs state, each stated proband first: roles go by who comes first. Of the samples that are stated of a
 * person those count that the case has.
 */
export function peopleOfInputs(inputs: readonly CaseInput[], samples: readonly string[]): Individual[] {
  return inputs.filter(isFamily).flatMap(({ family: { pedigree, proband } }) =>
    pedigree.individuals
      .map(({ samples: stated = [], ...person }): Individual => {
        const own = stated.filter((name) => samples.includes(name))
        return own.length === 0 ? person : { ...person, samples: own }
      })
      .sort((a, b) => Number(b.id === proband) - Number(a.id === proband)),
  )
}

/** Couples that inputs state to be related by blood. */
export function couplesOfInputs(inputs: readonly CaseInput[]): Pedigree['consanguineous'] {
  return inputs.filter(isFamily).flatMap(({ family }) => family.pedigree.consanguineous)
}
