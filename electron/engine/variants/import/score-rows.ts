import { comparableSignificance, reviewStars } from '../../../../shared/variant/clinvar.ts'
import type { AnnotationReader } from '../../files/vcf/annotation/annotation.ts'
import { decode } from '../../files/vcf/line.ts'
import { annotationFormat } from './annotation-format.ts'
import type { Brings } from './annotation-file.ts'
import type { KnownClinvar } from './known-clinvar.ts'
import type { AnnotationScan } from './annotation-scan.ts'
import { MISSING_INTEGER, numberAt } from './byte-numbers.ts'
import { isPopulationFrequency } from './frequency-fields.ts'
import type { ScanHeader } from './import-plan.ts'
import { type InfoScan, itemEnd, itemStart } from './info-scan.ts'
import type { RowOutput } from './row-output.ts'

/** An alternate allele of the record that is scanned: its number (1-based) and what it is known by. */
export type ScannedAllele = {
  readonly number: number
  /** 1-based POS. */
  readonly position: number
  readonly ref: string
  readonly alt: string
  contig(): string
}

/** INFO keys of classifications and scores, in order of preference. */
const CLINVAR = ['CLNSIG', 'ClinVar_CLNSIG'] as const
const CLINVAR_STATUS = ['CLNREVSTAT', 'ClinVar_CLNREVSTAT'] as const
export const CADD_INFO = ['CADD_PHRED', 'CADD_phred', 'CADD'] as const
export const REVEL_INFO = ['REVEL', 'REVEL_score', 'dbNSFP_REVEL_score'] as const
export const SPLICEAI_INFO = 'SpliceAI'
/** `ALLELE|SYMBOL|DS_AG|DS_AL|DS_DG|DS_DL|…`. @see https://github.com/Illumina/SpliceAI */
const SPLICEAI_SCORES = [2, 3, 4, 5]
/** Keys whose values are words: nothing that is compiled reads them. */
export const LEFT_SCORE_KEYS = [...CLINVAR, ...CLINVAR_STATUS]
const POINT = 46

export const frequencyFields = (header: ScanHeader): string[] =>
  [...header.info.keys()].filter((id) => isPopulationFrequency(id, 'INFO'))

/** INFO keys that {@link createScoreRows} needs. */
export function scoreKeys(header: ScanHeader): string[] {
  return [
    ...frequencyFields(header),
    ...CLINVAR,
    ...CLINVAR_STATUS,
    ...CADD_INFO,
    ...REVEL_INFO,
    SPLICEAI_INFO,
  ]
}

/** The columns of scores that neither INFO nor the annotations of a file have, nor what is known besides. */
export function emptyScores(
  header: ScanHeader,
  annotations: readonly AnnotationReader[],
  brings: Pick<Brings, 'clinvar' | 'frequency'>,
): string[] {
  const slots = annotations.map((reader) => annotationFormat(reader).at)
  const declares = (keys: readonly string[]): boolean => keys.some((key) => header.info.has(key))
  const filled: Readonly<Record<string, boolean>> = {
    popmax_af:
      brings.frequency || frequencyFields(header).length > 0 || slots.some((at) => at.frequencies.length > 0),
    popmax_source:
      brings.frequency || frequencyFields(header).length > 0 || slots.some((at) => at.frequencies.length > 0),
    clinvar: brings.clinvar || declares(CLINVAR) || slots.some((at) => at.clinicalSignificance >= 0),
    clinvar_source: brings.clinvar || declares(CLINVAR) || slots.some((at) => at.clinicalSignificance >= 0),
    clinvar_stars: brings.clinvar || declares(CLINVAR_STATUS),
    spliceai: declares([SPLICEAI_INFO]) || slots.some((at) => at.spliceai.length > 0),
    cadd: declares(CADD_INFO) || slots.some((at) => at.cadd >= 0),
    revel: declares(REVEL_INFO) || slots.some((at) => at.revel >= 0),
  }
  return Object.keys(filled).filter((name) => filled[name] !== true)
}

/**
 * Writes how frequent an allele is, and what others think of it: from fields of INFO, and from those that stand in its
 * annotation.
 *
 * @param keyOf the number of a key in `info`
 */
export function createScoreRows(
  header: ScanHeader,
  info: InfoScan,
  keyOf: (id: string) => number,
  out: RowOutput,
  clinvar: KnownClinvar | null,
): (bytes: Uint8Array, allele: ScannedAllele, scan: AnnotationScan | null) => void {
  const fields = frequencyFields(header)
  const frequencyKeys = fields.map(keyOf)
  const clinvarKeys = CLINVAR.map(keyOf)
  const statusKeys = CLINVAR_STATUS.map(keyOf)
  const caddKeys = CADD_INFO.map(keyOf)
  const revelKeys = REVEL_INFO.map(keyOf)
  const spliceaiKey = keyOf(SPLICEAI_INFO)

  /** The allele's of a field that has one value for each, or the only one; NaN for none. */
  const numberOf = (bytes: Uint8Array, key: number, allele: number): number => {
    const from = info.from(key)
    const to = info.to(key)
    if (from === to) return Number.NaN
    const end = itemEnd(bytes, from, to)
    if (end === to) return numberAt(bytes, from, to)
    const start = itemStart(bytes, from, to, allele - 1)
    return start === to ? Number.NaN : numberAt(bytes, start, itemEnd(bytes, start, to))
  }

  const firstNumber = (
    bytes: Uint8Array,
    keys: readonly number[],
    allele: number,
    otherwise: number,
  ): number => {
    const key = firstWithValue(bytes, info, keys)
    const found = key < 0 ? Number.NaN : numberOf(bytes, key, allele)
    return Number.isNaN(found) ? otherwise : found
  }

  const pushFrequency = (bytes: Uint8Array, allele: number, scan: AnnotationScan | null): void => {
    let frequency = scan?.frequency ?? Number.NaN
    let field = scan?.frequencyField ?? ''
    for (let i = 0; i < frequencyKeys.length; i++) {
      const key = frequencyKeys[i] ?? -1
      if (!info.has(key)) continue
      const found = numberOf(bytes, key, allele)
      // Annotators write -1 for an allele that the database does not have.
      if (!(found >= 0) || found <= frequency) continue
      frequency = found
      field = fields[i] ?? ''
    }
    out.frequency.push(frequency)
    if (field === '') out.frequencySource.pushMissing()
    else out.frequencySource.pushText(field)
  }

  const spliceai = (bytes: Uint8Array, alt: string): number => {
    let best = Number.NaN
    for (const entry of decode(bytes, info.from(spliceaiKey), info.to(spliceaiKey)).split(',')) {
      const parts = entry.split('|')
      if (parts[0] !== alt) continue
      for (const i of SPLICEAI_SCORES) {
        const score = parts[i] === '' || parts[i] === '.' ? Number.NaN : Number(parts[i])
        if (score >= 0 && !(score <= best)) best = score
      }
    }
    return best
  }

  /** What the file says, and where it says nothing what is known of exactly this allele. */
  const pushClinvar = (bytes: Uint8Array, allele: ScannedAllele, scan: AnnotationScan | null): void => {
    const key = firstWithValue(bytes, info, clinvarKeys)
    const slot = scan?.format.at.clinicalSignificance ?? -1
    const annotated = scan === null ? '' : scan.entries.text(scan.shown, slot)
    const written = key < 0 ? annotated : decode(bytes, info.from(key), info.to(key))
    const words = written === '' ? '' : comparableSignificance(written)
    const status = firstWithValue(bytes, info, statusKeys)
    const stars =
      status < 0 ? MISSING_INTEGER : reviewStars(decode(bytes, info.from(status), info.to(status)))
    if (words !== '') return pushClassified(words, 'file', stars)
    const { position, ref, alt } = allele
    const found = clinvar?.subset.find(clinvar.build, allele.contig(), position, ref, alt)
    if (clinvar && found)
      return pushClassified(comparableSignificance(found.significance), clinvar.label, found.stars)
    out.clinvar.pushMissing()
    out.clinvarSource.pushMissing()
    out.clinvarStars.push(stars)
  }

  const pushClassified = (words: string, source: string, stars: number): void => {
    out.clinvar.pushText(words)
    out.clinvarSource.pushText(source)
    out.clinvarStars.push(stars)
  }

  return (bytes, allele, scan) => {
    pushFrequency(bytes, allele.number, scan)
    pushClinvar(bytes, allele, scan)
    out.cadd.push(firstNumber(bytes, caddKeys, allele.number, scan?.cadd ?? Number.NaN))
    out.revel.push(firstNumber(bytes, revelKeys, allele.number, scan?.revel ?? Number.NaN))
    const annotated = scan?.spliceai ?? Number.NaN
    const own = info.has(spliceaiKey) ? spliceai(bytes, allele.alt) : Number.NaN
    // Filled once all rows are there.
    out.regions.pushMissing()
    out.spliceai.push(Number.isNaN(own) || annotated > own ? annotated : own)
  }
}

function firstWithValue(bytes: Uint8Array, info: InfoScan, keys: readonly number[]): number {
  return keys.find((key) => !isMissing(bytes, info.from(key), info.to(key))) ?? -1
}

function isMissing(bytes: Uint8Array, from: number, to: number): boolean {
  return from === to || (to - from === 1 && bytes[from] === POINT)
}
