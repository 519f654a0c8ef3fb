import { impactOf, severityRank } from '../../../../shared/variant/consequence-severity.ts'
import { IMPACTS_BY_WEIGHT, TRANSCRIPT_CHOICES } from '../../../../shared/variant/variant-column.ts'
import { type Impact, impactSchema } from '../../../../shared/variant/variant-row.ts'
import type { AnnotationReader } from '../../files/vcf/annotation/annotation.ts'
import { vepAlleleMatcher } from '../../files/vcf/annotation/vep-allele.ts'
import { AnnotationEntries } from './annotation-entries.ts'
import { type AnnotationFormat, annotationFormat } from './annotation-format.ts'
import { numberAt } from './byte-numbers.ts'
import { MISSING_BYTE } from './part-columns.ts'
import { TermTable } from './term-table.ts'

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const YES = latin1('YES')
const TRANSCRIPT = latin1('Transcript')
const TRANSCRIPT_LOWER = latin1('transcript')
const MANE_SELECT = latin1('MANE_Select')
const MANE_PLUS_CLINICAL = latin1('MANE_Plus_Clinical')
const AT = 64
const AMPERSAND = 38

/** The choices of a transcript by their number in the list, which is their order of preference. */
const WORST = TRANSCRIPT_CHOICES.indexOf('worst')

/** The alleles of the record that is scanned, as the annotation names them. */
export type ScannedAlleles = {
  readonly ref: string
  readonly alts: readonly string[]
  /** 1-based POS. */
  readonly position: number
}

/** A consequence as a row has it: its rank, and its impact's number or {@link MISSING_BYTE}. */
type Graded = { readonly rank: number; readonly impact: number }

/**
 * Finds what a row says of its allele's annotation without decoding more than it shows: which transcript is chosen, and
 * the highest frequency and scores of the allele. The same as the readers in `files/vcf/annotation` say, on bytes.
 */
export class AnnotationScan {
  readonly entries: AnnotationEntries
  readonly format: AnnotationFormat
  /** Of the last {@link choose}: the entry that is shown, and the first of those with the worst consequence. */
  shown = 0
  worst = 0
  choice = WORST
  shownImpact = MISSING_BYTE
  worstImpact = MISSING_BYTE
  /** NaN when no population has the allele; the field it is from. */
  frequency = Number.NaN
  frequencyField = ''
  spliceai = Number.NaN
  cadd = Number.NaN
  revel = Number.NaN
  /** A BCSQ entry points to the record at this POS; 0 for none. */
  pointer = 0

  readonly #consequences = new TermTable()
  readonly #impacts = new TermTable()
  readonly #graded: Graded[] = []
  /** Null when every entry is the allele's, as of most records. */
  #isOurs: ((entry: number) => boolean) | null = null

  constructor(reader: AnnotationReader) {
    this.format = annotationFormat(reader)
    this.entries = new AnnotationEntries(this.format)
  }

  /** Takes a record's value of the annotation. */
  read(bytes: Uint8Array, from: number, to: number): void {
    this.entries.read(bytes, from, to)
    this.pointer = this.format.source === 'BCSQ' ? this.#findPointer() : 0
  }

  /**
   * Chooses the transcript for one alternate allele (1-based).
   *
   * @returns false when none of the entries is the allele's
   */
  choose(alleles: ScannedAlleles, allele: number): boolean {
    this.#isOurs = this.#matcher(alleles, allele)
    let best = -1
    let bestStanding = 0
    let bestRank = 0
    let worst = -1
    let worstRank = 0
    const { count } = this.entries
    for (let entry = 0; entry < count; entry++) {
      if (this.#isOurs !== null && !this.#isOurs(entry)) continue
      const standing = this.#standing(entry)
      const { rank } = this.#grade(entry)
      if (best < 0 || standing < bestStanding || (standing === bestStanding && rank < bestRank)) {
        best = entry
        bestStanding = standing
        bestRank = rank
      }
      if (worst < 0 || rank < worstRank) {
        worst = entry
        worstRank = rank
      }
    }
    if (best < 0) return false
    this.shown = best
    // Where the shown one is as bad as any, it is the one to name.
    this.worst = bestRank === worstRank ? best : worst
    this.choice = bestStanding
    this.shownImpact = this.#grade(best).impact
    this.worstImpact = this.#grade(this.worst).impact
    this.#score()
    return true
  }

  /** The slot of the gene's name in the shown entry; -1 for none. */
  geneSlot(): number {
    for (const slot of this.format.at.gene) if (this.entries.has(this.shown, slot)) return slot
    return -1
  }

  /** The shown entry is of a transcript, and names it. */
  hasTranscript(): boolean {
    const { feature, featureType } = this.format.at
    if (!this.entries.has(this.shown, feature)) return false
    if (this.format.source === 'BCSQ') return true
    if (this.format.source === 'ANN') return this.entries.is(this.shown, featureType, TRANSCRIPT_LOWER)
    return !this.entries.has(this.shown, featureType) || this.entries.is(this.shown, featureType, TRANSCRIPT)
  }

  #matcher({ ref, alts, position }: ScannedAlleles, allele: number): ((entry: number) => boolean) | null {
    const { entries, format } = this
    const { at, source } = format
    const alt = alts[allele - 1] ?? ''
    if (source === 'BCSQ') {
      const isOwn = (entry: number): boolean => entries.bytes[entries.startOf(entry)] !== AT
      if (alts.length === 1) return this.pointer > 0 ? isOwn : null
      const change = `${position}${ref}>${alt}`
      return (entry) => {
        const written = entries.text(entry, at.change)
        return isOwn(entry) && (written === '' || written.split('+').includes(change))
      }
    }
    if (source === 'CSQ' && at.alleleNumber >= 0) {
      const number = latin1(String(allele))
      return (entry) => entries.is(entry, at.alleleNumber, number)
    }
    if (alts.length === 1) return null
    const seen = Array.from({ length: entries.count }, (_, entry) => entries.text(entry, at.allele))
    if (source === 'ANN')
      return (entry) => seen[entry] === alt || (seen[entry]?.startsWith(`${alt}-`) ?? false)
    const matches = vepAlleleMatcher(
      { ref, alts, allele, position },
      seen.map((text) => text || '-'),
    )
    return (entry) => matches(seen[entry] || '-')
  }

  /** By number: see {@link TRANSCRIPT_CHOICES}. */
  #standing(entry: number): number {
    const { maneSelect, manePlusClinical, mane, canonical } = this.format.at
    const { entries } = this
    if (entries.has(entry, maneSelect) || entries.is(entry, mane, MANE_SELECT)) return 0
    if (entries.has(entry, manePlusClinical) || entries.is(entry, mane, MANE_PLUS_CLINICAL)) return 1
    return entries.is(entry, canonical, YES) ? 2 : WORST
  }

  #grade(entry: number): Graded {
    const { entries } = this
    const { consequence, impact } = this.format.at
    const term = entries.has(entry, consequence)
      ? this.#consequences.codeOf(
          entries.bytes,
          entries.from(entry, consequence),
          entries.to(entry, consequence),
        )
      : this.#consequences.codeOfText('sequence_variant')
    const given = entries.has(entry, impact)
      ? this.#impacts.codeOf(entries.bytes, entries.from(entry, impact), entries.to(entry, impact)) + 1
      : 0
    // No file has as many impacts: a number for each pair.
    const pair = term * 64 + Math.min(given, 63)
    const known = this.#graded[pair]
    if (known !== undefined) return known
    const text = this.#consequences.textOf(term)
    const written = given === 0 ? null : impactFrom(this.#impacts.textOf(given - 1))
    const found = written ?? impactOf(text)
    const graded = {
      rank: severityRank(text, found),
      impact: found === null ? MISSING_BYTE : IMPACTS_BY_WEIGHT.indexOf(found),
    }
    return (this.#graded[pair] = graded)
  }

  #score(): void {
    const { frequencies, spliceai, cadd, revel } = this.format.at
    this.frequency = Number.NaN
    this.frequencyField = ''
    for (const slot of frequencies) {
      const found = this.#highest(slot)
      if (!(found >= 0) || found <= this.frequency) continue
      this.frequency = found
      this.frequencyField = this.format.names[slot] ?? ''
    }
    this.spliceai = Number.NaN
    for (const slot of spliceai) this.spliceai = higher(this.spliceai, this.#highest(slot))
    this.cadd = cadd < 0 ? Number.NaN : this.#highest(cadd)
    this.revel = revel < 0 ? Number.NaN : this.#highest(revel)
  }

  /** The highest number of a slot among the allele's entries; NaN for none. */
  #highest(slot: number): number {
    const { entries } = this
    const { bytes, count } = entries
    let best = Number.NaN
    let before = -1
    for (let entry = 0; entry < count; entry++) {
      if ((this.#isOurs !== null && !this.#isOurs(entry)) || !entries.has(entry, slot)) continue
      // Most entries of an allele say the same.
      if (before >= 0 && this.#same(before, entry, slot)) continue
      before = entry
      const to = entries.to(entry, slot)
      let from = entries.from(entry, slot)
      for (let at = from; at <= to; at++) {
        if (at < to && bytes[at] !== AMPERSAND) continue
        best = higher(best, numberAt(bytes, from, at))
        from = at + 1
      }
    }
    return best
  }

  #same(a: number, b: number, slot: number): boolean {
    const { entries } = this
    const from = entries.from(a, slot)
    const length = entries.to(a, slot) - from
    const other = entries.from(b, slot)
    if (entries.to(b, slot) - other !== length) return false
    for (let i = 0; i < length; i++) if (entries.bytes[from + i] !== entries.bytes[other + i]) return false
    return true
  }

  #findPointer(): number {
    const { entries } = this
    for (let entry = 0; entry < entries.count; entry++) {
      const start = entries.startOf(entry)
      if (entries.bytes[start] !== AT) continue
      let position = 0
      for (let at = start + 1; ; at++) {
        const digit = (entries.bytes[at] ?? 0) - 48
        if (digit < 0 || digit > 9) break
        position = position * 10 + digit
      }
      return position
    }
    return 0
  }
}

function impactFrom(text: string): Impact | null {
  return impactSchema.safeParse(text).data ?? null
}

const higher = (a: number, b: number): number => (Number.isNaN(a) || b > a ? b : a)
