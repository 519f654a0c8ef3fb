import { genotypeAlleles } from '../variant/genotype.ts'
import type { Sample } from '../case/sample.ts'

/** What a trio's genotypes at one record are. `missing` and `error` may both hold: one parent is missing, the other excluded. */
export type Inheritance = {
  readonly isGood: boolean
  readonly isError: boolean
  readonly isMissing: boolean
  /** Good, and somebody carries an alternate allele. */
  readonly isGoodAlt: boolean
  /** The child has two different alleles where it can have one copy: no question of inheritance, and not asked. */
  readonly isTwoForOne: boolean
}

/** Which parents a child has a chromosome's copies from. */
export type Copies = 'both' | 'mother' | 'father' | 'none'

/** A parent that is not asked about: the trio is half known. */
export const NO_PARENT = Symbol('no parent')
export type ParentText = string | null | typeof NO_PARENT

const NOTHING: Inheritance = {
  isGood: false,
  isError: false,
  isMissing: false,
  isGoodAlt: false,
  isTwoForOne: false,
}

/** Copies of a chromosome outside the pseudoautosomal regions. A child of unknown sex is not judged on X and Y. */
export function copiesOf(chromosome: 'autosome' | 'X' | 'Y', sex: Sample['sex']): Copies {
  if (chromosome === 'autosome') return 'both'
  if (sex === 'unknown') return 'none'
  if (chromosome === 'X') return sex === 'male' ? 'mother' : 'both'
  return sex === 'male' ? 'father' : 'none'
}

/** The called alleles of a GT; null when one of them is not called, as `bcftools +mendelian2` takes it. */
function calledAlleles(text: string | null): readonly number[] | null {
  if (text === null) return null
  const alleles = genotypeAlleles(text)
  return alleles.every((allele) => allele !== null) ? alleles : null
}

/**
 * Whether a child's genotype can come from its parents', as `bcftools +mendelian2` counts it, with two differences: one copy
 * of X or Y may be written as two equal alleles (`1/1` of a male), as most callers write it; and a parent that is not asked
 * about is not missing.
 *
 * @param child,mother,father GT as in the file, of one record
 * @see bcftools 1.23, plugins/mendelian2.c, `collect_stats`
 */
export function inheritance(
  child: string | null,
  mother: ParentText,
  father: ParentText,
  copies: Copies,
): Inheritance {
  if (copies === 'none') return NOTHING
  const ofChild = calledAlleles(child)
  if (ofChild === null) return { ...NOTHING, isMissing: true }
  if (copies !== 'both') return ofOneCopy(ofChild, copies === 'mother' ? mother : father)
  if (ofChild.length < 2) return { ...NOTHING, isMissing: true }
  const [first = 0, second = 0] = ofChild
  const ofMother = mother === NO_PARENT ? null : calledAlleles(mother)
  const ofFather = father === NO_PARENT ? null : calledAlleles(father)
  const has = (alleles: readonly number[] | null, allele: number): boolean =>
    alleles?.includes(allele) === true
  if ((has(ofFather, first) && has(ofMother, second)) || (has(ofMother, first) && has(ofFather, second)))
    return good([ofChild, ofMother ?? [], ofFather ?? []])
  if (mother === NO_PARENT || father === NO_PARENT) return ofOneParent(ofChild, mother, father)
  const isMissing = ofMother === null || ofFather === null
  if (ofMother === null && ofFather === null) return { ...NOTHING, isMissing }
  const sharesWith = (alleles: readonly number[]): boolean => has(alleles, first) || has(alleles, second)
  if (ofMother === null && ofFather !== null && sharesWith(ofFather)) return { ...NOTHING, isMissing }
  if (ofFather === null && ofMother !== null && sharesWith(ofMother)) return { ...NOTHING, isMissing }
  return { ...NOTHING, isMissing, isError: true }
}

const good = (genotypes: readonly (readonly number[])[]): Inheritance => ({
  ...NOTHING,
  isGood: true,
  isGoodAlt: genotypes.some((alleles) => alleles.some((allele) => allele !== 0)),
})

function ofOneCopy(child: readonly number[], parent: ParentText): Inheritance {
  const [allele = 0] = child
  if (child.some((other) => other !== allele)) return { ...NOTHING, isTwoForOne: true }
  if (parent === NO_PARENT) return NOTHING
  const ofParent = calledAlleles(parent)
  if (ofParent === null) return { ...NOTHING, isMissing: true }
  return ofParent.includes(allele) ? good([child, ofParent]) : { ...NOTHING, isError: true }
}

/** Half a trio: the child has to have an allele of the parent that is there. */
function ofOneParent(child: readonly number[], mother: ParentText, father: ParentText): Inheritance {
  const text = mother === NO_PARENT ? father : mother
  if (text === NO_PARENT) return NOTHING
  const ofParent = calledAlleles(text)
  if (ofParent === null) return { ...NOTHING, isMissing: true }
  return child.some((allele) => ofParent.includes(allele))
    ? good([child, ofParent])
    : { ...NOTHING, isError: true }
}
