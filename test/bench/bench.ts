/**
 * `npm run bench`: what docs/performance.md explains. Standard output carries the table (or, with `--json`, the JSON) and
 * nothing else; everything said on the way goes to standard error.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { BENCH_USAGE, type BenchArguments, BenchUsageError, isWanted, readArguments } from './arguments.ts'
import { casementEntry } from './casement-process.ts'
import { createBenchData } from './data/bench-data.ts'
import { describeMachine } from './machine.ts'
import { isInstalled } from './processes.ts'
import type { Row } from './row.ts'
import type { Benchmark } from './rows/bench-context.ts'
import { COVERAGE_ROW } from './rows/coverage-row.ts'
import { CRAM_ROWS } from './rows/cram-rows.ts'
import { INDEX_ROWS } from './rows/index-rows.ts'
import { PANEL_COVERAGE_ROWS } from './rows/panel-coverage-rows.ts'
import { QUALITY_ROWS } from './rows/quality-rows.ts'
import { REGION_ROWS } from './rows/region-rows.ts'
import { SCROLL_ROWS } from './rows/scroll-rows.ts'
import { SLAB_ROWS } from './rows/slab-rows.ts'
import { STEP_ROWS } from './rows/step-rows.ts'
import { TRIO_COVERAGE_ROW } from './rows/trio-coverage-row.ts'
import { TYPING_ROWS } from './rows/typing-rows.ts'
import { VARIANT_ROWS } from './rows/variant-rows.ts'
import { formatJson, formatTable } from './table.ts'

const BENCHMARKS: readonly Benchmark[] = [
  ...INDEX_ROWS,
  ...REGION_ROWS,
  ...SLAB_ROWS,
  ...STEP_ROWS,
  ...CRAM_ROWS,
  COVERAGE_ROW,
  TRIO_COVERAGE_ROW,
  ...PANEL_COVERAGE_ROWS,
  ...VARIANT_ROWS,
  ...SCROLL_ROWS,
  ...TYPING_ROWS,
  ...QUALITY_ROWS,
]

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function measureAll(
  wanted: readonly Benchmark[],
  args: BenchArguments,
  scratch: string,
): Promise<Row[]> {
  const tools = { samtools: isInstalled('samtools'), bcftools: isInstalled('bcftools') }
  for (const [tool, isThere] of Object.entries(tools))
    if (!isThere) say(`${tool} is not installed: its times are left out`)
  if (!casementEntry().isBuilt)
    say('the build is missing or older than the sources: they are run as they are')
  const data = createBenchData(args.sizeMb, args.rows, say)
  const rows: Row[] = []
  for (const benchmark of wanted) {
    const start = performance.now()
    const context = { data, sizeMb: args.sizeMb, runs: args.runs, scratch, tools, say }
    rows.push(...[await benchmark.measure(context)].flat())
    say(`${benchmark.name}: done in ${((performance.now() - start) / 1000).toFixed(1)} s`)
  }
  return rows
}

async function main(): Promise<number> {
  let args: BenchArguments
  try {
    args = readArguments(process.argv.slice(2))
  } catch (thrown) {
    if (!(thrown instanceof BenchUsageError)) throw thrown
    say(`${thrown.message}\n\n${BENCH_USAGE}`)
    return 2
  }
  const wanted = BENCHMARKS.filter(({ name }) => isWanted(name, args.only))
  if (wanted.length === 0) {
    say(`There is no such row; there are: ${BENCHMARKS.map(({ name }) => name).join(', ')}`)
    return 2
  }
  const scratch = mkdtempSync(join(os.tmpdir(), 'casement-bench-run-'))
  try {
    say(describeMachine())
    const rows = await measureAll(wanted, args, scratch)
    process.stdout.write(`${args.json ? formatJson(rows) : formatTable(rows)}\n`)
    if (!args.json) say(describeMachine())
    return 0
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

process.exitCode = await main()
