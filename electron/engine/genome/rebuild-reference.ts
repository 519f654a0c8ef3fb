import { referenceFromRead } from '../files/bam/md.ts'
import type { BamRecord } from '../files/bam/record.ts'
import { keptReader } from '../reads/open-readers.ts'
import type { JobContext } from '../work/job.ts'
import { transferred } from '../work/transferred.ts'

const N = 78
/** Reads that must agree before a base is taken as settled and further reads at it are passed over. */
const ENOUGH = 3
/** Reads looked at in one window: past this an amplicon of 20,000x has said what it has to say. */
const MAX_READS = 100_000
/** Reads held back at once: they keep their inflated blocks. */
const MAX_WAITING = 20_000

export type RebuildInput = {
  /** BAM files in the order they are asked, with each one's own name of the contig. */
  readonly sources: ReadonlyArray<{ readonly path: string; readonly contig: string }>
  readonly cacheFolder: string
  /** 0-based half-open. */
  readonly start: number
  readonly end: number
}

/** Reference bases gathered from what reads prove. */
export type BaseLedger = {
  /** How many bases between `start` and `end` still want confirming. */
  wanted(start: number, end: number): number
  add(segment: { readonly start: number; readonly bases: string }): void
  readonly isSettled: boolean
  /** Upper-case ASCII; N where no read says, or where two reads contradict each other. */
  bases(): Uint8Array<ArrayBuffer>
}

/** A ledger over a window (0-based half-open). Reads that contradict each other settle a base as N, for good. */
export function baseLedger(windowStart: number, windowEnd: number): BaseLedger {
  const bases = new Uint8Array(windowEnd - windowStart).fill(N)
  const seen = new Uint8Array(windowEnd - windowStart)
  let open = seen.length
  return {
    wanted(start, end) {
      const from = Math.max(start, windowStart) - windowStart
      const to = Math.min(end, windowEnd) - windowStart
      let count = 0
      for (let i = from; i < to; i++) if ((seen[i] ?? ENOUGH) < ENOUGH) count++
      return count
    },
    add({ start, bases: text }) {
      const from = Math.max(start, windowStart)
      const to = Math.min(start + text.length, windowEnd)
      for (let position = from; position < to; position++) {
        const i = position - windowStart
        if ((seen[i] ?? ENOUGH) >= ENOUGH) continue
        const base = text.charCodeAt(position - start)
        if (seen[i] === 0) bases[i] = base
        else if (bases[i] !== base) {
          bases[i] = N
          seen[i] = ENOUGH - 1
        }
        seen[i] = (seen[i] ?? 0) + 1
        if (seen[i] === ENOUGH) open--
      }
    },
    get isSettled() {
      return open === 0
    },
    bases: () => bases,
  }
}

function learn(ledger: BaseLedger, record: BamRecord): void {
  if (ledger.wanted(record.start, record.end) === 0) return
  for (const segment of referenceFromRead(record)) ledger.add(segment)
}

/**
 * Taking MD tags apart is what costs, and in sorted reads nearly every one reaches a little further than those
 * before. One that adds little waits; most that wait are never needed.
 */
async function learnAll(ledger: BaseLedger, records: AsyncIterable<BamRecord>): Promise<void> {
  const waiting: BamRecord[] = []
  let count = 0
  for await (const record of records) {
    const wanted = ledger.wanted(record.start, record.end)
    if (wanted * 2 > record.end - record.start) learn(ledger, record)
    else if (wanted > 0 && waiting.length < MAX_WAITING) waiting.push(record)
    if (ledger.isSettled || ++count >= MAX_READS) break
  }
  for (const record of waiting) learn(ledger, record)
}

/**
 * The reference over a window, rebuilt exactly from the reads' MD tags or `=` CIGARs; N where they say nothing.
 * Never a consensus: what the reads' bases agree on hides homozygous variants. Runs in a worker.
 *
 * @throws as `openBam` and `BamReader.records`
 */
export async function rebuildReference(
  input: RebuildInput,
  { signal }: JobContext,
): Promise<Uint8Array<ArrayBuffer>> {
  return transferred(await rebuiltBases(input, signal))
}

/** {@link rebuildReference} for those who are in a worker already. */
export async function rebuiltBases(
  { sources, cacheFolder, start, end }: RebuildInput,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const ledger = baseLedger(start, end)
  for (const { path, contig } of sources) {
    const reader = await keptReader(path, cacheFolder)
    await learnAll(ledger, reader.records({ contig, start, end }, { signal }))
    if (ledger.isSettled) break
  }
  return ledger.bases()
}
