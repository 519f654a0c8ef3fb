import { genotypeAlleles } from '../../../../shared/variant/genotype.ts'
import {
  type Copies,
  inheritance,
  NO_PARENT,
  type ParentText,
} from '../../../../shared/quality/mendelian-inheritance.ts'

/** GT of a child and its parents at a record. */
export type TrioTexts = {
  readonly child: string | null
  readonly mother: ParentText
  readonly father: ParentText
}

/** What the genotypes of a trio say, a bit each. */
export const TRIO_BITS = {
  good: 1,
  goodAlt: 2,
  error: 4,
  missing: 8,
  twoForOne: 16,
  /** The parents are homozygous for different alleles; of half a trio, the parent is homozygous. */
  informative: 32,
  /** There, the child is homozygous for the mother's allele … */
  motherOnly: 64,
  fatherOnly: 128,
  motherHet: 256,
  /** The child and its mother are both heterozygous. */
  childOfHetMother: 512,
  fatherHet: 1024,
  childOfHetFather: 2048,
} as const

const flag = (isSet: boolean, bit: number): number => (isSet ? bit : 0)

/** The bits of {@link TRIO_BITS}; 0 when nothing is said. */
export function trioOutcome(texts: TrioTexts, copies: Copies): number {
  const { isGood, isGoodAlt, isError, isMissing, isTwoForOne } = inheritance(
    texts.child,
    texts.mother,
    texts.father,
    copies,
  )
  const counted =
    flag(isGood, TRIO_BITS.good) |
    flag(isGoodAlt, TRIO_BITS.goodAlt) |
    flag(isError, TRIO_BITS.error) |
    flag(isMissing, TRIO_BITS.missing) |
    flag(isTwoForOne, TRIO_BITS.twoForOne)
  return copies === 'both' ? counted | parentalBits(texts) : counted
}

type Diploid = 'het' | number | null

/** Two called copies: heterozygous, or the allele that both are. */
function diploid(text: ParentText): Diploid {
  if (text === NO_PARENT || text === null) return null
  const [first = null, second = null, third] = genotypeAlleles(text)
  if (first === null || second === null || third !== undefined) return null
  return first === second ? first : 'het'
}

function parentalBits({ child, mother, father }: TrioTexts): number {
  const ofChild = diploid(child)
  if (ofChild === null) return 0
  const ofMother = diploid(mother)
  const ofFather = diploid(father)
  const isHomozygous = (one: Diploid): boolean => typeof one === 'number'
  const isExcluded = (parent: Diploid): boolean =>
    isHomozygous(parent) && isHomozygous(ofChild) && parent !== ofChild
  const isHalf = mother === NO_PARENT || father === NO_PARENT
  const isInformative = isHalf
    ? isHomozygous(ofMother) || isHomozygous(ofFather)
    : isHomozygous(ofMother) && isHomozygous(ofFather) && ofMother !== ofFather
  const hets =
    flag(ofMother === 'het', TRIO_BITS.motherHet) |
    flag(ofMother === 'het' && ofChild === 'het', TRIO_BITS.childOfHetMother) |
    flag(ofFather === 'het', TRIO_BITS.fatherHet) |
    flag(ofFather === 'het' && ofChild === 'het', TRIO_BITS.childOfHetFather)
  if (!isInformative) return hets
  return (
    hets |
    TRIO_BITS.informative |
    flag(isExcluded(ofFather), TRIO_BITS.motherOnly) |
    flag(isExcluded(ofMother), TRIO_BITS.fatherOnly)
  )
}
