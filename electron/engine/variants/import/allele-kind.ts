import { alleleType, trimAlleles } from '../../../../shared/variant/allele-type.ts'
import { VARIANT_TYPES, type VariantType } from '../../../../shared/variant/variant-column.ts'
import { MISSING_INTEGER } from './byte-numbers.ts'

/** What an allele is, by its number in {@link VARIANT_TYPES}, and how many bases it changes. */
export type AlleleKind = { readonly type: number; readonly length: number }

const numberOf = (type: VariantType): number => VARIANT_TYPES.indexOf(type)
/** @see VCFv4.3 §1.4.5 */
const SYMBOLIC = /^<((?:DEL|INS|DUP|INV|CNV|STR)\b|(?:STR|CN)(?=[0-9]))/i

/**
 * @param structural |SVLEN| or the extent on the reference, in bp, for symbolic alleles; {@link MISSING_INTEGER} when
 * the record does not say
 */
export function alleleKind(ref: string, alt: string, structural: number): AlleleKind {
  if (alt === '*') return { type: numberOf('spanning-deletion'), length: MISSING_INTEGER }
  const type = alleleType(ref, alt, false)
  switch (type) {
    case 'snv':
      return { type: numberOf('snv'), length: 1 }
    case 'mnv':
    case 'insertion':
    case 'deletion':
    case 'indel': {
      const trimmed = trimAlleles(ref, alt)
      return { type: numberOf(type), length: Math.max(trimmed.ref.length, trimmed.alt.length) }
    }
    case 'symbolic': {
      const name = SYMBOLIC.exec(alt)?.[1]?.toUpperCase()
      const word = name === 'CN' ? 'CNV' : VARIANT_TYPES.find((known) => known === name)
      return { type: numberOf(word ?? 'symbolic'), length: structural }
    }
    case 'breakend':
      return { type: numberOf('breakend'), length: MISSING_INTEGER }
    case 'other':
    case 'reference-block':
      return { type: numberOf('other'), length: MISSING_INTEGER }
  }
}
