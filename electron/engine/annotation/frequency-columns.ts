import type { VcfField, VcfHeader } from '../files/vcf/header.ts'
import type { ContigAlleles } from './allele-matcher.ts'
import { alleleValue, createWords } from './allele-value.ts'
import type { TakeMatch } from './join-variants.ts'

/** Frequencies of the alleles of one contig, in their order. */
type ContigFrequencies = {
  /** 1 where the file has the allele. Not being in the file and having no value in it are two things. */
  readonly found: Uint8Array
  /** Allele frequency over everybody, 0 to 1; NaN where the file has none. */
  readonly af: Float64Array
  /** Highest frequency in any of the file's populations, 0 to 1; NaN where the file has none. */
  readonly popmaxAf: Float64Array
  /** The population of `popmaxAf`: index into `populations`. */
  readonly popmax: Uint16Array
  /** 1 where FILTER is neither PASS nor `.`: gnomAD keeps such calls and says not to trust them. */
  readonly filtered: Uint8Array
}

export type FrequencyColumns = {
  readonly kind: 'frequency'
  /** The INFO fields the values are from, for labels; null for what the file does not have. */
  readonly fields: {
    /** `AF`, or `AC/AN` where it is computed from those. */
    readonly af: string | null
    readonly popmaxAf: string | null
    readonly popmax: string | null
  }
  readonly populations: readonly string[]
  readonly contigs: readonly ContigFrequencies[]
  /** Alleles the file has more than once: the first record counts. */
  readonly repeated: number
}

/** Names in the order of preference, lower case: gnomAD's joint set, v4, v2 and v3, ExAC's style. */
const AF = ['af_joint', 'af']
const POPMAX_AF = ['af_grpmax_joint', 'af_grpmax', 'af_popmax', 'popmax_af']
const POPMAX = ['grpmax_joint', 'grpmax', 'popmax']

/** The fields that are looked for, for the error of a file that has none. */
export const FREQUENCY_FIELDS: readonly string[] = ['AF', 'AF_joint', 'AF_grpmax', 'AF_popmax', 'AC and AN']

const numberOf = (text: string | null): number => (text === null ? Number.NaN : Number(text))

/** NaN for what is outside of 0 … 1: it is no frequency, whatever its field is called. */
const asFrequency = (value: number): number => (value >= 0 && value <= 1 ? value : Number.NaN)

function fieldNamed(header: VcfHeader, names: readonly string[]): VcfField | null {
  const byName = new Map([...header.info.values()].map((field) => [field.id.toLowerCase(), field]))
  return names.map((name) => byName.get(name)).find((field) => field !== undefined) ?? null
}

/**
 * Columns for the frequencies of a population or in-house VCF; null when its header describes no frequency.
 *
 * @see https://gnomad.broadinstitute.org/help for AF, grpmax and popmax
 */
export function frequencyColumns(
  header: VcfHeader,
  alleles: readonly ContigAlleles[],
): { readonly take: TakeMatch; finish(): FrequencyColumns } | null {
  const af = fieldNamed(header, AF)
  const popmaxAf = fieldNamed(header, POPMAX_AF)
  const popmax = fieldNamed(header, POPMAX)
  const counts = af === null ? { ac: fieldNamed(header, ['ac']), an: fieldNamed(header, ['an']) } : null
  const computed = counts !== null && counts.ac !== null && counts.an !== null
  if (af === null && popmaxAf === null && !computed) return null

  const populations = createWords()
  const contigs = alleles.map(({ positions: { length } }) => ({
    found: new Uint8Array(length),
    af: new Float64Array(length).fill(Number.NaN),
    popmaxAf: new Float64Array(length).fill(Number.NaN),
    popmax: new Uint16Array(length),
    filtered: new Uint8Array(length),
  }))
  let repeated = 0
  const take: TakeMatch = ({ info, filter, alternates }, alternate, { contig, index }) => {
    const into = contigs[contig]
    if (into === undefined) return
    if (into.found[index] === 1) {
      repeated++
      return
    }
    const value = (field: VcfField): string | null => alleleValue(info, field, alternate, alternates)
    into.found[index] = 1
    into.filtered[index] = Number(filter !== 'PASS' && filter !== '.' && filter !== '')
    if (af !== null) into.af[index] = asFrequency(numberOf(value(af)))
    else if (counts?.ac && counts.an) {
      // One number for the site, however many alternates it has.
      const total = numberOf(alleleValue(info, counts.an, 0, 1))
      into.af[index] = asFrequency(numberOf(value(counts.ac)) / total)
    }
    if (popmaxAf !== null) into.popmaxAf[index] = asFrequency(numberOf(value(popmaxAf)))
    if (popmax !== null) into.popmax[index] = populations.codeOf(value(popmax) ?? '')
  }
  return {
    take,
    finish: () => ({
      kind: 'frequency',
      fields: {
        af: af?.id ?? (computed ? 'AC/AN' : null),
        popmaxAf: popmaxAf?.id ?? null,
        popmax: popmax?.id ?? null,
      },
      populations: populations.words,
      contigs,
      repeated,
    }),
  }
}
