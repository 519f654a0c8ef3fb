/**
 * A CIGAR as BAM packs it: one number per operation, `length << 4 | code`, code an index into {@link CIGAR_OPS}.
 * @see SAMv1 §1.4.6, §4.2
 */
export type Cigar = Uint32Array

const CIGAR_OPS = 'MIDNSHP=X'

export const CIGAR_M = 0
export const CIGAR_I = 1
export const CIGAR_D = 2
export const CIGAR_N = 3
export const CIGAR_S = 4
export const CIGAR_H = 5
export const CIGAR_P = 6
export const CIGAR_EQ = 7
export const CIGAR_X = 8

/** Longest operation BAM can hold: 28 bits. */
const MAX_OP_LENGTH = 2 ** 28 - 1

// Bit n: operation n consumes reference (M D N = X), the read's bases (M I S = X).
const CONSUMES_REFERENCE = 0b1_1000_1101
const CONSUMES_QUERY = 0b1_1001_0011

export function opCode(op: number): number {
  return op & 15
}

export function opLength(op: number): number {
  return op >>> 4
}

export function consumesReference(code: number): boolean {
  return ((CONSUMES_REFERENCE >>> code) & 1) === 1
}

export function consumesQuery(code: number): boolean {
  return ((CONSUMES_QUERY >>> code) & 1) === 1
}

/** Bases of the reference the alignment spans, in bp. */
export function referenceLength(cigar: Cigar): number {
  let length = 0
  for (const op of cigar) if (consumesReference(op & 15)) length += op >>> 4
  return length
}

/** Bases of the read the CIGAR accounts for: soft clips included, hard clips not. */
export function queryLength(cigar: Cigar): number {
  let length = 0
  for (const op of cigar) if (consumesQuery(op & 15)) length += op >>> 4
  return length
}

/** `76M2I22M`; `*` when there are no operations. */
export function formatCigar(cigar: Cigar): string {
  if (cigar.length === 0) return '*'
  let text = ''
  for (const op of cigar) text += `${op >>> 4}${CIGAR_OPS[op & 15] ?? '?'}`
  return text
}

/** Reads `76M2I22M` or `*`. @returns undefined when the text is no CIGAR. */
export function parseCigar(text: string): Cigar | undefined {
  if (text === '*') return new Uint32Array(0)
  if (!/^(?:[0-9]+[MIDNSHP=X])+$/.test(text)) return undefined
  const ops: number[] = []
  for (const [, digits, op = ''] of text.matchAll(/([0-9]+)([MIDNSHP=X])/g)) {
    const length = Number(digits)
    if (length > MAX_OP_LENGTH) return undefined
    ops.push(length * 16 + CIGAR_OPS.indexOf(op))
  }
  return Uint32Array.from(ops)
}
