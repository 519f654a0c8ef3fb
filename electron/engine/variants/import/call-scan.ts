import { genotypeAlleles, genotypeAt, genotypeStateSchema } from '../../../../shared/variant/genotype.ts'
import { integerAt, MISSING_INTEGER, numberAt } from './byte-numbers.ts'
import {
  type ByteColumn,
  type IntegerColumn,
  MISSING_BYTE,
  type NumberColumn,
  type TermColumn,
} from './part-columns.ts'
import { sameBytes } from './same-bytes.ts'

/** The columns of one sample's calls. */
export type CallColumns = {
  readonly gt: ByteColumn
  readonly phased: ByteColumn
  readonly ps: IntegerColumn
  readonly adRef: IntegerColumn
  readonly adAlt: IntegerColumn
  readonly dp: IntegerColumn
  readonly gq: NumberColumn
  readonly vaf: NumberColumn
  readonly text: TermColumn
}

const TAB = 9
const COLON = 58
const COMMA = 44
const ZERO = 48
const POINT = 46

/** Fields of FORMAT that calls are made of; a field's number is its place in this list. */
const FIELDS = ['GT', 'AD', 'DP', 'GQ', 'PS', 'AF', 'VAF', 'RO', 'AO', 'AU', 'CU', 'GU', 'TU', 'TIR', 'TAR', 'PR', 'SR'] as const // prettier-ignore
const { GT, AD, DP, GQ, PS, AF, VAF, RO, AO, AU, CU, GU, TU, TIR, TAR, PR, SR } = Object.fromEntries(
  FIELDS.map((field, i) => [field, i]),
) as Record<(typeof FIELDS)[number], number>
/** Strelka's counts of each base. */
const BASE_COUNTS: Readonly<Record<string, number>> = { A: AU, C: CU, G: GU, T: TU }
const NONE = -1

const STATES = genotypeStateSchema.options
const ABSENT = STATES.indexOf('absent')
const NOT_CALLED = STATES.indexOf('not-called')

/** The genotype is of an allele that the record does not have. */
export class NoSuchAllele extends Error {
  override readonly name = 'NoSuchAllele'
  readonly genotype: string
  constructor(genotype: string) {
    super(`genotype ${genotype}`)
    this.genotype = genotype
  }
}

/**
 * Reads the calls of a record: FORMAT once, then its sample columns, and writes them into {@link CallColumns}, a row for
 * each alternate allele.
 *
 * @see VCFv4.3 §1.6.2; Strelka's counts: its user guide, "Somatic variant allele frequencies"
 */
export class CallScan {
  #format: Uint8Array = new Uint8Array(0)
  /** Of each key of FORMAT, in its order, the number of the field, or {@link NONE}. */
  #fieldOfKey: Int16Array = new Int16Array(0)
  #has: boolean[] = []
  /** Of each field of each sample; where it ends is where it starts when it is missing. */
  readonly #from: Int32Array
  readonly #to: Int32Array
  #bytes: Uint8Array = new Uint8Array(0)
  readonly #fields: readonly string[]
  /** Where the sample's fields are among those of all. */
  #base = 0
  /** By sample column, number of alleles and allele (pairs in triangular order), and the GT text's number: its state. */
  readonly #states = new WeakMap<TermColumn, Uint8Array[]>()

  /** @param others fields of FORMAT that are found besides those that calls are made of */
  constructor(samples: number, others: readonly string[] = []) {
    this.#fields = [...new Set<string>([...FIELDS, ...others])]
    this.#from = new Int32Array(samples * this.#fields.length)
    this.#to = new Int32Array(samples * this.#fields.length)
  }

  /** Where the sample's field is in the record that was read: it ends where it starts when it is missing. */
  value(sample: number, field: string): { from(): number; to(): number } {
    const at = sample * this.#fields.length + this.#fields.indexOf(field)
    return { from: () => this.#from[at] ?? 0, to: () => this.#to[at] ?? 0 }
  }

  /** Takes a record's FORMAT. */
  format(bytes: Uint8Array, from: number, to: number): void {
    this.#bytes = bytes
    if (this.#format.length === to - from && sameBytes(bytes, from, to, this.#format, 0)) return
    // A copy: `slice` of a Buffer is a view of a window that moves on.
    this.#format = Uint8Array.from(bytes.subarray(from, to))
    const keys = Buffer.from(this.#format).toString('latin1').split(':')
    this.#fieldOfKey = Int16Array.from(keys, (key) => this.#fields.indexOf(key))
    this.#has = FIELDS.map((_, field) => this.#fieldOfKey.includes(field))
    this.#from.fill(0)
    this.#to.fill(0)
  }

  /** Takes a sample column, which starts at `start`. @returns where it ends */
  sample(sample: number, start: number, end: number): number {
    const bytes = this.#bytes
    const fieldOfKey = this.#fieldOfKey
    const keys = fieldOfKey.length
    const base = sample * this.#fields.length
    let from = start
    let at = start
    for (let key = 0; key < keys; key++) {
      let byte = TAB
      while (at < end && (byte = bytes[at] ?? TAB) !== COLON && byte !== TAB) at++
      const field = fieldOfKey[key] ?? NONE
      if (field >= 0) {
        this.#from[base + field] = from
        // A point is nothing, but where a genotype is one it was looked for.
        this.#to[base + field] = at - from === 1 && bytes[from] === POINT && field !== GT ? from : at
      }
      // Fields dropped from the end of the column are missing ones.
      if (at < end && byte === COLON) at++
      from = at
    }
    while (at < end && bytes[at] !== TAB) at++
    return at
  }

  /** @throws NoSuchAllele */
  check({ text }: CallColumns, sample: number, alts: number): void {
    if (this.#has[GT] !== true) return
    this.#base = sample * this.#fields.length
    const from = this.#start(GT)
    const to = this.#end(GT)
    if (to > from) this.#state(text, text.table.codeOf(this.#bytes, from, to), 1, alts)
  }

  /** The sample's row for one allele (1-based) of `alts` alternates. */
  push(columns: CallColumns, sample: number, allele: number, alts: number, ref: string, alt: string): void {
    this.#base = sample * this.#fields.length
    this.#pushGenotype(columns, allele, alts)
    columns.ps.push(this.#integer(PS))
    columns.dp.push(this.#integer(DP))
    columns.gq.push(this.#isThere(GQ) ? numberAt(this.#bytes, this.#start(GQ), this.#end(GQ)) : Number.NaN)
    this.#pushCounts(columns, allele, ref, alt)
  }

  #pushGenotype({ gt, phased, text }: CallColumns, allele: number, alts: number): void {
    const from = this.#start(GT)
    const to = this.#end(GT)
    if (this.#has[GT] !== true || from === to) {
      gt.push(this.#has[GT] === true ? NOT_CALLED : ABSENT)
      phased.push(0)
      if (this.#has[GT] === true) text.pushText('.')
      else text.pushMissing()
      return
    }
    const code = text.table.codeOf(this.#bytes, from, to)
    const state = this.#state(text, code, allele, alts)
    gt.push(state & 0x7f)
    phased.push(state >> 7)
    text.pushCode(code)
  }

  /** Bit 7: phased. */
  #state(column: TermColumn, code: number, allele: number, alts: number): number {
    let byAllele = this.#states.get(column)
    if (byAllele === undefined) this.#states.set(column, (byAllele = []))
    const key = (alts * (alts + 1)) / 2 + allele
    let states = byAllele[key]
    if (states === undefined || states.length <= code) {
      const larger = new Uint8Array(Math.max(16, code * 2)).fill(MISSING_BYTE)
      if (states) larger.set(states)
      byAllele[key] = states = larger
    }
    const known = states[code] ?? MISSING_BYTE
    if (known !== MISSING_BYTE) return known
    const text = column.table.textOf(code)
    if (genotypeAlleles(text).some((one) => one !== null && one > alts)) throw new NoSuchAllele(text)
    const { state, phased } = genotypeAt(text, allele)
    return (states[code] = STATES.indexOf(state) | (phased ? 0x80 : 0))
  }

  #pushCounts({ adRef, adAlt, vaf }: CallColumns, allele: number, ref: string, alt: string): void {
    let refCount = MISSING_INTEGER
    let altCount = MISSING_INTEGER
    let total = MISSING_INTEGER
    const counts = BASE_COUNTS[ref] ?? NONE
    if (this.#isThere(AD)) {
      // One value alone does not say whose it is: VarScan's is the alternate's.
      if (this.#itemStart(AD, 1) >= 0) {
        refCount = this.#item(AD, 0)
        altCount = this.#item(AD, allele)
      }
      if (refCount !== MISSING_INTEGER) total = this.#sum(AD)
    } else if (this.#isThere(TIR) || this.#isThere(TAR)) {
      altCount = this.#item(TIR, 0)
      refCount = this.#item(TAR, 0)
    } else if (counts >= 0 && this.#isThere(counts)) {
      refCount = this.#item(counts, 0)
      altCount = this.#item(BASE_COUNTS[alt] ?? NONE, 0)
    } else if (this.#isThere(AO) || this.#isThere(RO)) {
      refCount = this.#integer(RO)
      altCount = this.#item(AO, allele - 1)
      if (refCount !== MISSING_INTEGER) total = plus(refCount, this.#sum(AO))
    } else if (this.#isThere(PR) || this.#isThere(SR)) {
      // Pairs and split reads are different reads: an allele has those of both.
      refCount = plus(this.#item(PR, 0), this.#item(SR, 0))
      altCount = plus(this.#item(PR, allele), this.#item(SR, allele))
    }
    adRef.push(refCount)
    adAlt.push(altCount)
    vaf.push(this.#fraction(allele, altCount, total === MISSING_INTEGER ? both(refCount, altCount) : total))
  }

  /** What the caller says, and where it says nothing what the counts do. */
  #fraction(allele: number, altCount: number, total: number): number {
    let given = this.#has[AF] === true ? this.#numberItem(AF, allele - 1) : Number.NaN
    if (Number.isNaN(given) && this.#has[VAF] === true) given = this.#numberItem(VAF, allele - 1)
    if (!Number.isNaN(given)) return given
    return altCount === MISSING_INTEGER || !(total > 0) ? Number.NaN : altCount / total
  }

  #start(field: number): number {
    return this.#from[this.#base + field] ?? 0
  }

  #end(field: number): number {
    return this.#to[this.#base + field] ?? 0
  }

  #isThere(field: number): boolean {
    return this.#has[field] === true && this.#end(field) > this.#start(field)
  }

  #integer(field: number): number {
    return this.#isThere(field)
      ? integerAt(this.#bytes, this.#start(field), this.#end(field))
      : MISSING_INTEGER
  }

  /** The n-th of a field's values (from 0). */
  #item(field: number, n: number): number {
    if (!this.#isThere(field)) return MISSING_INTEGER
    const from = this.#itemStart(field, n)
    return from < 0 ? MISSING_INTEGER : integerAt(this.#bytes, from, this.#itemEnd(field, from))
  }

  #numberItem(field: number, n: number): number {
    if (!this.#isThere(field)) return Number.NaN
    const from = this.#itemStart(field, n)
    return from < 0 ? Number.NaN : numberAt(this.#bytes, from, this.#itemEnd(field, from))
  }

  /** Where the n-th value of a field starts; -1 when there are fewer. */
  #itemStart(field: number, n: number): number {
    const end = this.#end(field)
    let left = n
    let at = this.#start(field)
    for (; left > 0 && at < end; at++) if (this.#bytes[at] === COMMA) left--
    return left === 0 ? at : -1
  }

  #itemEnd(field: number, from: number): number {
    const end = this.#end(field)
    let at = from
    while (at < end && this.#bytes[at] !== COMMA) at++
    return at
  }

  /** Of all values that are there. */
  #sum(field: number): number {
    if (!this.#isThere(field)) return MISSING_INTEGER
    const bytes = this.#bytes
    const end = this.#end(field)
    let sum = 0
    let value = 0
    for (let at = this.#start(field); at <= end; at++) {
      const byte = at === end ? COMMA : (bytes[at] ?? 0)
      if (byte === COMMA) {
        sum += value
        value = 0
      } else if (byte !== POINT) value = value * 10 + byte - ZERO
    }
    return sum
  }
}

/** Added where one is known. */
function plus(a: number, b: number): number {
  if (a === MISSING_INTEGER) return b
  return b === MISSING_INTEGER ? a : a + b
}

/** Added where both are known. */
function both(a: number, b: number): number {
  return a === MISSING_INTEGER || b === MISSING_INTEGER ? MISSING_INTEGER : a + b
}
