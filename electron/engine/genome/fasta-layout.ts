import type { Contig } from '../../../shared/genome/region.ts'
import { type FaiEntry, encodeFai } from '../files/fasta/fai.ts'

/** Bases on a line of the virtual FASTA, and the bytes of that line. */
export const LINE_BASES = 100
const LINE_WIDTH = LINE_BASES + 1
const LF = 10

/** Bases `start` … `end` of a contig (0-based half-open) as ASCII, exactly that many. */
export type BasesOf = (contig: string, start: number, end: number) => Promise<Uint8Array>

/** A FASTA that exists only as arithmetic: every byte of it can be computed from its contigs and their bases. */
export type FastaLayout = {
  /** bytes */
  readonly size: number
  readonly fai: string
  /** Bytes `start` … `end` (half-open, within `size`). */
  read(start: number, end: number, bases: BasesOf): Promise<Uint8Array>
}

type Placed = FaiEntry & { readonly header: Uint8Array; readonly end: number }

export function fastaLayout(contigs: readonly Contig[]): FastaLayout {
  const placed: Placed[] = []
  let at = 0
  for (const { name, length } of contigs) {
    const header = Buffer.from(`>${name}\n`)
    const offset = at + header.length
    const end = offset + length + Math.ceil(length / LINE_BASES)
    placed.push({ name, length, offset, lineBases: LINE_BASES, lineWidth: LINE_WIDTH, header, end })
    at = end
  }

  return {
    size: at,
    fai: encodeFai(placed),
    async read(start, end, bases) {
      const bytes = new Uint8Array(end - start)
      for (const contig of placed) {
        const begin = contig.offset - contig.header.length
        if (contig.end <= start || begin >= end) continue
        const headerFrom = Math.max(start, begin)
        if (headerFrom < contig.offset)
          bytes.set(
            contig.header.subarray(headerFrom - begin, Math.min(end, contig.offset) - begin),
            headerFrom - start,
          )
        await readSequence(contig, start, end, bases, bytes)
      }
      return bytes
    },
  }
}

/** Base at or after a byte of the sequence part; the line feed belongs to the line it ends. */
function baseAt(byte: number): number {
  return Math.floor(byte / LINE_WIDTH) * LINE_BASES + Math.min(byte % LINE_WIDTH, LINE_BASES)
}

async function readSequence(
  contig: Placed,
  start: number,
  end: number,
  bases: BasesOf,
  bytes: Uint8Array,
): Promise<void> {
  const from = Math.max(start, contig.offset) - contig.offset
  const to = Math.min(end, contig.end) - contig.offset
  if (from >= to) return
  const firstBase = Math.min(baseAt(from), contig.length)
  const lastBase = Math.min(baseAt(to), contig.length)
  const sequence = firstBase < lastBase ? await bases(contig.name, firstBase, lastBase) : new Uint8Array(0)
  const target = bytes.subarray(contig.offset + from - start, contig.offset + to - start)
  target.fill(LF)
  for (let base = firstBase; base < lastBase;) {
    const lineEnd = Math.min((Math.floor(base / LINE_BASES) + 1) * LINE_BASES, lastBase)
    const byte = Math.floor(base / LINE_BASES) * LINE_WIDTH + (base % LINE_BASES) - from
    target.set(sequence.subarray(base - firstBase, lineEnd - firstBase), byte)
    base = lineEnd
  }
}
