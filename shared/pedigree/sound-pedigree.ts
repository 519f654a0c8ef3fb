import type { CasementError } from '../errors/casement-error.ts'
import type { Individual, Pedigree } from './individual.ts'

type PedigreeProblem = Extract<CasementError, { kind: `pedigree/${string}` }>
/** What a PED can say that cannot be. */
type StatedProblem = Exclude<PedigreeProblem, { kind: 'pedigree/unknown-person' | 'pedigree/sample-twice' }>
type Which = 'father' | 'mother'
const PARENTS: readonly Which[] = ['father', 'mother']

/** One person of one family, as a key. */
const keyOf = ({ family, id }: Pick<Individual, 'family' | 'id'>): string => `${family}\t${id}`

/** Whether a PED can hold it, and give it back as it was. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const canBeId = (id: string): boolean =>
  id !== '' && id !== '0' && id === id.trim() && !/[\u0000-\u001f]/.test(id)
const canBeFamily = (family: string): boolean =>
  (family === '0' || canBeId(family)) && !family.startsWith('#')

/**
 * The people of a PED as far as they can be a family, and what had to be changed: a second line of a person and links that
 * cannot be (a woman as father, one's own descendant as parent) are left out, parents without a line get one. The order
 * stays, and decides which of several links that contradict each other counts: the first.
 */
export function soundIndividuals(
  stated: readonly Individual[],
  file?: string,
): { individuals: Individual[]; problems: StatedProblem[] } {
  const problems: StatedProblem[] = []
  const say = (problem: StatedProblem): void =>
    void problems.push(file === undefined ? problem : { ...problem, file })

  const people = new Map<string, Individual>()
  for (const person of stated) {
    const { id, family } = person
    if (!canBeId(id)) say({ kind: 'pedigree/bad-id', id })
    else if (!canBeFamily(family)) say({ kind: 'pedigree/bad-id', id: family })
    else if (people.has(keyOf(person))) say({ kind: 'pedigree/id-twice', id, family })
    else people.set(keyOf(person), person)
  }
  for (const [id, families] of familiesOf([...people.values()]))
    if (families.length > 1) say({ kind: 'pedigree/id-in-families', id, families })

  const accepted = new Map<string, { father?: string; mother?: string }>()
  const isAbove = (ancestor: string, key: string): boolean => {
    const seen = new Set<string>()
    const open = [key]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === ancestor) return true
      if (seen.has(next)) continue
      seen.add(next)
      const { father, mother } = accepted.get(next) ?? {}
      open.push(...[father, mother].filter((parent) => parent !== undefined))
    }
    return false
  }
  const usedAs = new Map<string, Which>()
  for (const child of [...people.values()])
    for (const as of PARENTS) {
      const id = child[as]
      if (id === null) continue
      const link = { child: child.id, parent: id, as }
      const key = keyOf({ family: child.family, id })
      const parent = people.get(key)
      if (!canBeId(id)) say({ kind: 'pedigree/bad-id', id })
      else if (parent && parent.sex === (as === 'father' ? 'female' : 'male'))
        say({ kind: 'pedigree/parent-sex', ...link })
      else if ((usedAs.get(key) ?? as) !== as) say({ kind: 'pedigree/father-and-mother', ...link })
      else if (isAbove(keyOf(child), key)) say({ kind: 'pedigree/own-ancestor', ...link })
      else {
        usedAs.set(key, as)
        accepted.set(keyOf(child), { ...accepted.get(keyOf(child)), [as]: key })
        if (parent) continue
        say({ kind: 'pedigree/parent-not-listed', ...link })
        people.set(key, withoutData(child.family, id, as))
      }
    }
  const isKept = (child: Individual, as: Which): boolean => accepted.get(keyOf(child))?.[as] !== undefined
  const individuals = [...people.values()].map((child) => ({
    ...child,
    father: isKept(child, 'father') ? child.father : null,
    mother: isKept(child, 'mother') ? child.mother : null,
  }))
  return { individuals, problems }
}

const withoutData = (family: string, id: string, as: Which): Individual => ({
  family,
  id,
  father: null,
  mother: null,
  sex: as === 'father' ? 'male' : 'female',
  affected: 'unknown',
})

function familiesOf(people: readonly Individual[]): Map<string, string[]> {
  const families = new Map<string, string[]>()
  for (const { id, family } of people) families.set(id, [...(families.get(id) ?? []), family])
  return families
}

/** Why a pedigree cannot be as it is stated; the first thing is as good as any. Null when it can. */
export function whyRefused({ individuals, consanguineous }: Pedigree): PedigreeProblem | null {
  const { problems } = soundIndividuals(individuals)
  // Two families may each have somebody of one name; whose the sample is must then be stated.
  const [wrong] = problems.filter(({ kind }) => kind !== 'pedigree/id-in-families')
  if (wrong) return wrong
  const ids = new Set(individuals.map(({ id }) => id))
  for (const [a, b] of consanguineous)
    for (const id of [a, b]) if (!ids.has(id) || a === b) return { kind: 'pedigree/unknown-person', id }
  const owners = new Map<string, string[]>()
  for (const { id, samples } of individuals)
    for (const sample of new Set(samples)) owners.set(sample, [...(owners.get(sample) ?? []), id])
  for (const [sample, of] of owners)
    if (of.length > 1) return { kind: 'pedigree/sample-twice', sample, ids: of }
  return null
}
