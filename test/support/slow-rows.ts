import VCF, { type Variant } from '@gmod/vcf'
import {
  annotationReaders,
  type AnnotatedTranscript,
} from '../../electron/engine/files/vcf/annotation/annotation.ts'
import type { chosenConsequence } from '../../electron/engine/files/vcf/annotation/transcript-choice.ts'
import { alleleExtent } from '../../electron/engine/files/vcf/extent.ts'
import { type VcfHeader } from '../../electron/engine/files/vcf/header.ts'
import { infoValue } from '../../electron/engine/files/vcf/info.ts'
import { scanVcfLine } from '../../electron/engine/files/vcf/line.ts'
import { gtOf, parseVcfRecord, type VcfRecord } from '../../electron/engine/files/vcf/record.ts'
import { isPopulationFrequency } from '../../electron/engine/variants/import/frequency-fields.ts'
import { buildRow } from '../../electron/engine/variants/build-row.ts'
import { isUnseenAllele, trimAlleles } from '../../shared/variant/allele-type.ts'
import { impactOf, severityRank } from '../../shared/variant/consequence-severity.ts'
import { genotypeAt } from '../../shared/variant/genotype.ts'
import type { ScannedRow, Value } from './scanned-rows.ts'
import { textLine } from './vcf-text.ts'

/**
 * The rows of a VCF as the slow readers have them: the list's own for what it shows, @gmod/vcf for INFO and FORMAT, and
 * what docs and headers say of the rest in as many words. What the fast scanner must agree with, column by column.
 */
export function slowRows(header: VcfHeader, lines: readonly string[]): ScannedRow[] {
  const witness = new VCF({ header: header.text, strict: false })
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => {
      const given = textLine(line)
      scanVcfLine(given, header.columns, 'a.vcf')
      const record = parseVcfRecord(given)
      const theirs = witness.parseLine(line)
      return record.alts.flatMap((alt, i) =>
        isUnseenAllele(alt)
          ? []
          : [
              withoutNaN({
                ...slowRow(header, record, theirs, i + 1),
                ...formatColumns(header, theirs, line, i + 1),
              }),
            ],
      )
    })
}

/** What is written as `nan` says nothing. */
const withoutNaN = (row: ScannedRow): ScannedRow =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, Number.isNaN(value) ? null : value]))

function slowRow(header: VcfHeader, record: VcfRecord, theirs: Variant, allele: number): ScannedRow {
  const { contig, position, ref, alts, info } = record
  const alt = alts[allele - 1] ?? ''
  const extent = alleleExtent(contig, position, ref.length, alt, allele, info)
  const place = { contig: 0, position, start: extent.start, end: extent.end, allele }
  const context = {
    file: 'f',
    samples: header.samples,
    readers: annotationReaders(header),
    pointed: new Map(),
  }
  const shown = buildRow(0, record, { ...place, place: { block: 0, within: 0 }, line: 1 }, context)
  const transcripts = transcriptsOf(header, record, allele)
  return {
    chrom: theirs.CHROM ?? '',
    pos: theirs.POS,
    end: shown.end,
    id: theirs.ID?.join(';') ?? null,
    ref: theirs.REF ?? '',
    alt: theirs.ALT?.[allele - 1] ?? '',
    alts: alts.length,
    allele,
    alleles: shown.alleles,
    type: typeOf(shown.type, alt),
    length: lengthOf(shown.type, ref, alt, allele, info, extent.end - position),
    qual: theirs.QUAL ?? null,
    filter: theirs.FILTER === undefined ? null : [theirs.FILTER].flat().join(';'),
    ...annotated(shown.consequence, transcripts),
    ...scores(header, theirs, alt, allele, transcripts, info),
    ...Object.assign({}, ...header.samples.map((name, i) => call(header, record, theirs, name, i, allele))),
    ...infoColumns(header, theirs, info, allele),
  }
}

/** Symbolic alleles by the first word of their name. @see VCFv4.3 §1.4.5 */
function typeOf(type: string, alt: string): string {
  if (alt === '*') return 'spanning-deletion'
  if (type !== 'symbolic') return type
  const name = alt.slice(1, -1).toUpperCase()
  const word = /^\w+/.exec(name)?.[0] ?? ''
  if (['DEL', 'INS', 'DUP', 'INV', 'CNV', 'STR'].includes(word)) return word
  if (/^CN[0-9]+$/.test(word)) return 'CNV'
  return /^STR[0-9]+$/.test(word) ? 'STR' : 'symbolic'
}

function lengthOf(
  type: string,
  ref: string,
  alt: string,
  allele: number,
  info: string,
  extent: number,
): number | null {
  if (alt === '*' || type === 'breakend' || type === 'other') return null
  if (type !== 'symbolic') {
    const trimmed = trimAlleles(ref, alt)
    return Math.max(trimmed.ref.length, trimmed.alt.length)
  }
  const lengths = (infoValue(info, 'SVLEN') ?? '').split(',')
  const given = lengths.length === 1 ? lengths[0] : lengths[allele - 1]
  if (given !== undefined && given !== '' && given !== '.') return Math.abs(Number(given))
  return extent > 0 ? extent : null
}

function transcriptsOf(header: VcfHeader, record: VcfRecord, allele: number): AnnotatedTranscript[] {
  const { ref, alts, position, info } = record
  for (const reader of annotationReaders(header)) {
    const found = reader.read(infoValue(info, reader.key) ?? '', { ref, alts, allele, position })
    if (typeof infoValue(info, reader.key) === 'string' && found.length > 0) return found
  }
  return []
}

const CHOICES = ['mane-select', 'mane-plus-clinical', 'canonical', 'worst'] as const

const rank = (t: AnnotatedTranscript): number => severityRank(t.consequence, t.impact)
const standing = (t: AnnotatedTranscript): number =>
  t.mane ? 0 : t.manePlusClinical ? 1 : t.canonical ? 2 : 3

/** The entry that is shown: entries of one name may differ in all else. */
const shownOf = (transcripts: readonly AnnotatedTranscript[]): AnnotatedTranscript | undefined =>
  transcripts.toSorted((a, b) => standing(a) - standing(b) || rank(a) - rank(b))[0]

function annotated(
  shown: ReturnType<typeof chosenConsequence>,
  transcripts: readonly AnnotatedTranscript[],
): ScannedRow {
  if (shown === null) return { source: null, gene: null, consequence: null, impact: null, worst: null, worst_impact: null, transcript: null, choice: null, mane: false, hgvsc: null, hgvsp: null, exon: null } // prettier-ignore
  const best = shownOf(transcripts)
  const worst = transcripts.toSorted((a, b) => rank(a) - rank(b))[0]
  if (!best || !worst) throw new Error('a consequence of no transcript')
  const named = rank(best) === rank(worst) ? best : worst
  const fields = new Map(best.fields.map(([name, value]) => [name.toLowerCase(), value]))
  const isIntron = shown.source === 'ANN' && best.consequence.includes('intron')
  const exon = fields.get('exon') ?? (isIntron ? undefined : fields.get('rank'))
  return {
    source: ['CSQ', 'ANN', 'BCSQ'].indexOf(shown.source),
    gene: shown.gene,
    consequence: shown.consequence,
    impact: shown.impact,
    worst: named.consequence,
    worst_impact: named.impact ?? impactOf(named.consequence),
    transcript: shown.transcript,
    choice: CHOICES[standing(best)] ?? null,
    mane: shown.mane,
    hgvsc: shown.hgvsc,
    hgvsp: shown.hgvsp,
    exon: exon === undefined || exon === '.' ? null : exon,
  }
}

const numbersIn = (text: string): number[] =>
  text
    .split('&')
    .map((one) => (one === '' || one === '.' ? Number.NaN : Number(one)))
    .filter((value) => !Number.isNaN(value))

const highest = (values: readonly number[]): number | null =>
  values.length === 0 ? null : Math.max(...values)

function scores(
  header: VcfHeader,
  theirs: Variant,
  alt: string,
  allele: number,
  transcripts: readonly AnnotatedTranscript[],
  info: string,
): ScannedRow {
  const ofCsq = transcripts[0]?.source === 'CSQ' ? transcripts : []
  const inCsq = (test: (name: string) => boolean): number[] =>
    ofCsq.flatMap((t) => t.fields.flatMap(([name, value]) => (test(name) ? numbersIn(value) : [])))
  const ofAllele = (key: string): number | null => {
    const values = theirs.INFO[key]
    if (!Array.isArray(values)) return null
    const value = values.length === 1 ? values[0] : values[allele - 1]
    return value === undefined || Number.isNaN(Number(value)) ? null : Number(value)
  }
  const first = (keys: readonly string[]): number | null =>
    keys.map(ofAllele).find((value) => value !== null) ?? null

  let frequency: number | null = null
  let source: string | null = null
  const take = (value: number | null, field: string): void => {
    if (value === null || value < 0 || (frequency !== null && value <= frequency)) return
    frequency = value
    source = field
  }
  const names =
    ofCsq.length === 0 ? [] : (annotationReaders(header).find(({ source }) => source === 'CSQ')?.names ?? [])
  for (const name of names)
    if (isPopulationFrequency(name, 'annotation')) take(highest(inCsq((one) => one === name)), name)
  for (const name of header.info.keys()) if (isPopulationFrequency(name, 'INFO')) take(ofAllele(name), name)

  const spliceai = [
    ...inCsq((name) => /^(spliceai_pred_)?ds_(ag|al|dg|dl)$/i.test(name)),
    ...(infoValue(info, 'SpliceAI') ?? '').split(',').flatMap((entry) => {
      const parts = entry.split('|')
      return parts[0] === alt ? parts.slice(2, 6).flatMap(numbersIn) : []
    }),
  ]
  const written = infoValue(info, 'CLNSIG')
  const shown = shownOf(transcripts)
  const inEntry =
    shown?.source === 'CSQ' ? shown.fields.find(([name]) => name === 'CLIN_SIG')?.[1] : undefined
  const significance = typeof written === 'string' && written !== '' && written !== '.' ? written : inEntry
  const status = infoValue(info, 'CLNREVSTAT')
  return {
    popmax_af: frequency,
    popmax_source: source,
    clinvar: significance === undefined ? null : significance.toLowerCase().replace(/&|\||,_?/g, '/'),
    clinvar_source: significance === undefined ? null : 'file',
    clinvar_stars:
      typeof status === 'string' && status !== '' && status !== '.' ? (STARS[status] ?? 0) : null,
    spliceai: highest(spliceai),
    cadd: first(['CADD_PHRED']) ?? highest(inCsq((name) => name === 'CADD_PHRED')),
    revel: first(['REVEL']) ?? highest(inCsq((name) => name === 'REVEL')),
  }
}

/** @see https://www.ncbi.nlm.nih.gov/clinvar/docs/review_status/ */
const STARS: Readonly<Record<string, number>> = {
  practice_guideline: 4,
  reviewed_by_expert_panel: 3,
  'criteria_provided,_multiple_submitters,_no_conflicts': 2,
  'criteria_provided,_single_submitter': 1,
  'criteria_provided,_conflicting_classifications': 1,
  no_assertion_criteria_provided: 0,
}

function call(
  header: VcfHeader,
  record: VcfRecord,
  theirs: Variant,
  name: string,
  sample: number,
  allele: number,
): ScannedRow {
  const fields = theirs.SAMPLES()[name] ?? {}
  const item = (key: string, n: number): number | null => {
    const value = fields[key]?.[n]
    return value === undefined || Number.isNaN(Number(value)) ? null : Number(value)
  }
  const values = (key: string): number[] =>
    (fields[key] ?? []).flatMap((value) => (value === undefined ? [] : [Number(value)]))
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
  const plus = (a: number | null, b: number | null): number | null =>
    a === null ? b : b === null ? a : a + b
  const text = gtOf(record, sample)
  const genotype = genotypeAt(text, allele)

  let ref: number | null = null
  let alt: number | null = null
  let depth: number | null = null
  const base = `${record.ref}U`
  if (fields['AD'] !== undefined) {
    // One value alone does not say whose it is.
    if (fields['AD'].length > 1) {
      ref = item('AD', 0)
      alt = item('AD', allele)
    }
    depth = ref === null ? null : sum(values('AD'))
  } else if (fields['TIR'] !== undefined || fields['TAR'] !== undefined) {
    alt = item('TIR', 0)
    ref = item('TAR', 0)
  } else if (['AU', 'CU', 'GU', 'TU'].includes(base) && fields[base] !== undefined) {
    ref = item(base, 0)
    alt = item(`${record.alts[allele - 1]}U`, 0)
  } else if (fields['AO'] !== undefined || fields['RO'] !== undefined) {
    ref = item('RO', 0)
    alt = item('AO', allele - 1)
    depth = ref === null ? null : ref + sum(values('AO'))
  } else if (fields['PR'] !== undefined || fields['SR'] !== undefined) {
    ref = plus(item('PR', 0), item('SR', 0))
    alt = plus(item('PR', allele), item('SR', allele))
  }
  if (depth === null && ref !== null && alt !== null) depth = ref + alt
  const counted = alt === null || depth === null || depth === 0 ? null : alt / depth
  return {
    [`gt(${name})`]: genotype.state,
    [`phased(${name})`]: genotype.phased,
    ...(header.format.has('PS') ? { [`ps(${name})`]: item('PS', 0) } : {}),
    [`ad_ref(${name})`]: ref,
    [`ad_alt(${name})`]: alt,
    [`dp(${name})`]: item('DP', 0),
    [`gq(${name})`]: item('GQ', 0),
    [`vaf(${name})`]: item('AF', allele - 1) ?? item('VAF', allele - 1) ?? counted,
    [`s${sample}_text`]: text,
  }
}

const OWN: ReadonlySet<string> = new Set(['GT', 'AD', 'DP', 'GQ', 'PS', 'AF', 'VAF'])
const COUNTED: ReadonlySet<string> = new Set(['AU', 'CU', 'GU', 'TU', 'TIR', 'TAR', 'RO', 'AO', 'PR', 'SR'])

/** Fields of FORMAT that no other column is made of: numbers by @gmod/vcf, text as it stands between the colons. */
function formatColumns(header: VcfHeader, theirs: Variant, line: string, allele: number): ScannedRow {
  const [format = '', ...calls] = line.split('\t').slice(8)
  const found: Record<string, Value> = {}
  for (const { id, number, type } of header.format.values()) {
    const isNumber = type === 'Integer' || type === 'Float'
    if ((OWN.has(id) && !(id === 'AD' && number === '1')) || COUNTED.has(id) || number === 'G') continue
    header.samples.forEach((name, i) => {
      const column = `format.${id}(${name})`
      const at = !isNumber
        ? -1
        : number === '1'
          ? 0
          : number === 'A'
            ? allele - 1
            : number === 'R'
              ? allele
              : -1
      if (at >= 0) {
        const value = theirs.SAMPLES()[name]?.[id]?.[at]
        found[column] = value === undefined ? null : Number(value)
        return
      }
      const text = calls[i]?.split(':')[format.split(':').indexOf(id)]
      const own = !isNumber && number === 'A' ? text?.split(',')[allele - 1] : text
      found[column] = own === undefined || own === '' || own === '.' ? null : own
    })
  }
  return found
}

function infoColumns(header: VcfHeader, theirs: Variant, info: string, allele: number): ScannedRow {
  const keys = new Set(annotationReaders(header).map(({ key }) => key))
  const found: Record<string, Value> = {}
  for (const { id, number, type } of header.info.values()) {
    if (keys.has(id)) continue
    const values = theirs.INFO[id]
    const text = infoValue(info, id)
    const column = `info.${id}`
    if (type === 'Flag') found[column] = text !== undefined
    else if (type === 'Integer' || type === 'Float') {
      const at = number === '1' ? 0 : number === 'A' ? allele - 1 : number === 'R' ? allele : -1
      // What has no value of its own for each allele is shown whole.
      if (at < 0) found[column] = typeof text === 'string' && text !== '' && text !== '.' ? text : null
      else {
        const value = Array.isArray(values) ? values[at] : undefined
        found[column] = value === undefined ? null : Number(value)
      }
    } else {
      const own = number === 'A' && typeof text === 'string' ? text.split(',')[allele - 1] : text
      found[column] = typeof own === 'string' && own !== '' && own !== '.' ? own : null
    }
  }
  return found
}
