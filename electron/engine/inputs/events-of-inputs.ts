import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Build } from '../../../shared/genome/build.ts'
import type { Individual } from '../../../shared/pedigree/individual.ts'
import type { Shortlist } from '../../../shared/shortlist/shortlist.ts'
import type { CaseInput } from './read-input.ts'

type Refused = ReadonlyArray<{ path: string; error: CasementError }>

/** Why a shortlist is not of the case's build; null when it is, or when either does not say. */
function conflictOf({ path, build }: Shortlist, caseBuild: Build): CasementError | null {
  if (build === 'unknown' || caseBuild === 'unknown' || build === caseBuild) return null
  return { kind: 'shortlist/wrong-build', file: path, build, caseBuild }
}

/**
 * What inputs make of a case: shortlists, the pedigree and, where no terms were chosen, those the proband is said to have.
 *
 * @param build of the case with all its files
 * @throws Fault `shortlist/wrong-build` when a shortlist the case has already is of another build than the case now is
 */
export function eventsOfInputs(
  inputs: readonly CaseInput[],
  build: Build,
  state: Pick<CaseState, 'shortlists' | 'phenotype' | 'pedigree'> | null,
): { readonly events: CaseEvent[]; readonly refused: Refused } {
  for (const known of state?.shortlists ?? []) {
    const error = conflictOf(known, build)
    if (error) throw new Fault(error)
  }
  const events: CaseEvent[] = []
  const refused: { path: string; error: CasementError }[] = []
  for (const input of inputs) {
    if (input.kind === 'family') {
      events.push(...eventsOfFamily(input, state))
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

function eventsOfFamily(
  { family: { pedigree, terms } }: Extract<CaseInput, { kind: 'family' }>,
  state: Pick<CaseState, 'phenotype' | 'pedigree'> | null,
): CaseEvent[] {
  const isKnown = JSON.stringify(state?.pedigree) === JSON.stringify(pedigree)
  // Terms that somebody chose are not replaced by those of a file.
  const isChosen = (state?.phenotype.chosen.length ?? 0) > 0
  return [
    ...(isKnown ? [] : [{ kind: 'pedigree-set', pedigree } as const]),
    ...(isChosen || terms.length === 0
      ? []
      : [{ kind: 'phenotype-chosen', terms: terms.map((id) => ({ id, name: null })) } as const]),
  ]
}

/** The people of the inputs by the names of their samples, as roles are told from: a PED names people by them. */
export function peopleOfInputs(inputs: readonly CaseInput[], samples: readonly string[]): Individual[] {
  return inputs.flatMap((input) => {
    if (input.kind !== 'family') return []
    const { individuals } = input.family.pedigree
    const nameOf = new Map(
      individuals.map((person) => [
        person.id,
        [...(person.samples ?? []), person.id].find((name) => samples.includes(name)) ?? person.id,
      ]),
    )
    const named = (id: string | null): string | null => (id === null ? null : (nameOf.get(id) ?? id))
    return individuals.map((person) => ({
      ...person,
      id: nameOf.get(person.id) ?? person.id,
      father: named(person.father),
      mother: named(person.mother),
    }))
  })
}
