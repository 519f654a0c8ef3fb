import type { BenchData } from '../data/bench-data.ts'
import type { Row } from '../row.ts'

/** What a row is measured with. */
export type BenchContext = {
  readonly data: BenchData
  /** MB of each BAM, about. */
  readonly sizeMb: number
  readonly runs: number
  /** A folder for what the measured programs write. */
  readonly scratch: string
  /** Outside tools, by whether they are there. */
  readonly tools: { readonly samtools: boolean; readonly bcftools: boolean }
  /** Says something on standard error. */
  readonly say: (line: string) => void
}

/** A row of the table, or several that are measured together, and how. The names of several begin with the benchmark's. */
export type Benchmark = {
  readonly name: string
  measure(context: BenchContext): Promise<Row | readonly Row[]>
}

/** A row whose subject the product does not have: nothing is measured, the reason is said. */
export function skipped(name: string, target: number | null, reason: string, { say }: BenchContext): Row {
  say(`${name}: skipped: ${reason}`)
  return { name, ours: null, theirs: null, target, targetOf: 'ratio', peakRssMb: null }
}
