import { clinvarWords, reviewStars } from '../../../shared/variant/clinvar.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import { decodePercent, infoValue } from '../files/vcf/info.ts'
import type { ContigAlleles } from './allele-matcher.ts'
import { createWords } from './allele-value.ts'
import type { SourceRecord, TakeMatch } from './join-variants.ts'

/** What ClinVar says of the alleles of one contig, in their order. */
type ContigClinvar = {
  /** 1 where the file has the allele. */
  readonly found: Uint8Array
  /** Index into `significances`; 0 where the file gives no significance (the allele was seen only as part of others). */
  readonly significance: Uint16Array
  /** 0 to 4; 0 also where the allele is not in the file. */
  readonly stars: Uint8Array
  /** What the conflict is made of, `Pathogenic(3)|Uncertain significance(1)`: index into `conflicts`, 0 for none. */
  readonly conflict: Uint32Array
  /** ClinVar's Variation ID, 0 where the record has no number for it. */
  readonly ids: Uint32Array
}

export type ClinvarColumns = {
  readonly kind: 'clinvar'
  /** In ClinVar's words, with blanks; the first is empty. */
  readonly significances: readonly string[]
  readonly conflicts: readonly string[]
  readonly contigs: readonly ContigClinvar[]
  /** Alleles the file has more than once: the first record counts. */
  readonly repeated: number
  /** Alleles of records with several alternates, whose values cannot be told apart: nothing was taken from them. */
  readonly unattributed: number
}

const SIGNIFICANCE = 'CLNSIG'

/** The fields that are looked for, for the error of a file that has none. */
export const CLINVAR_FIELDS: readonly string[] = [SIGNIFICANCE]

/** The value of a field that holds commas of its own: it is not split. */
function textOf(info: string, key: string): string {
  const value = infoValue(info, key)
  return value === undefined || value === null || value === '.' ? '' : decodePercent(value)
}

function idOf({ id }: SourceRecord): number {
  const number = /^\d{1,10}$/.test(id) ? Number(id) : 0
  return number < 2 ** 32 ? number : 0
}

/**
 * Columns for ClinVar's VCF; null when its header does not describe CLNSIG.
 *
 * @see https://ftp.ncbi.nlm.nih.gov/pub/clinvar/README_VCF.txt
 */
export function clinvarColumns(
  header: VcfHeader,
  alleles: readonly ContigAlleles[],
): { readonly take: TakeMatch; finish(): ClinvarColumns } | null {
  if (!header.info.has(SIGNIFICANCE)) return null
  const significances = createWords()
  const conflicts = createWords()
  const contigs = alleles.map(({ positions: { length } }) => ({
    found: new Uint8Array(length),
    significance: new Uint16Array(length),
    stars: new Uint8Array(length),
    conflict: new Uint32Array(length),
    ids: new Uint32Array(length),
  }))
  let repeated = 0
  let unattributed = 0
  const take: TakeMatch = (record, _, { contig, index }) => {
    const into = contigs[contig]
    if (into === undefined) return
    // ClinVar writes one alternate a line; a merged file no longer says which of them a value is about.
    if (record.alternates !== 1) {
      unattributed++
      return
    }
    if (into.found[index] === 1) {
      repeated++
      return
    }
    const { info } = record
    into.found[index] = 1
    into.significance[index] = significances.codeOf(clinvarWords(textOf(info, SIGNIFICANCE)))
    into.stars[index] = reviewStars(textOf(info, 'CLNREVSTAT'))
    into.conflict[index] = conflicts.codeOf(clinvarWords(textOf(info, 'CLNSIGCONF')))
    into.ids[index] = idOf(record)
  }
  return {
    take,
    finish: () => ({
      kind: 'clinvar',
      significances: significances.words,
      conflicts: conflicts.words,
      contigs,
      repeated,
      unattributed,
    }),
  }
}
