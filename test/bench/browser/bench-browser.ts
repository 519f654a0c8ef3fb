/**
 * `npm run bench:browser`: what a reviewer waits for in the page, with our track and with igv.js's own, in turn, in one run;
 * docs/performance.md explains it. Three BAMs at 35x, headless Chromium. Usage: [--json] [--runs N] [--size MB]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { createBenchData, SAMPLES } from '../data/bench-data.ts'
import { describeMachine } from '../machine.ts'
import { ensureBamIndex } from '../product.ts'
import { type Spread, spreadOf } from '../statistics.ts'
import { openFiles, startApp } from './app.ts'
import { installMeter, type Taken } from './in-page.ts'
import { type Measurement, measurements } from './measurements.ts'
import { ensureStepVcf } from './step-vcf.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '7' },
    size: { type: 'string', default: '200' },
    only: { type: 'string', default: '' },
  },
})
const runs = Math.max(1, Number(values.runs))
const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

type Measured = Readonly<Record<keyof Taken, Spread>>
type Pages = { readonly casement: Page; readonly classic: Page }
type Result = { readonly measurement: Measurement } & { readonly [K in keyof Pages]: Measured }

const spreads = (taken: readonly Taken[]): Measured => ({
  firstFrame: spreadOf(taken.map((one) => one.firstFrame)),
  complete: spreadOf(taken.map((one) => one.complete)),
  longestTask: spreadOf(taken.map((one) => one.longestTask)),
})

async function measure(measurement: Measurement, pages: Pages): Promise<Result> {
  const ours: Taken[] = []
  const theirs: Taken[] = []
  // The first turn is not counted: it lets the compiler see the code.
  for (let turn = 0; turn <= runs; turn++) {
    const one = await measurement.run(pages.casement, turn)
    const other = await measurement.run(pages.classic, turn)
    if (turn === 0) continue
    ours.push(one)
    theirs.push(other)
  }
  return { measurement, casement: spreads(ours), classic: spreads(theirs) }
}

const text = ({ median, min, max }: Spread): string =>
  `${median.toFixed(0)} (${min.toFixed(0)}–${max.toFixed(0)})`

function verdict({ measurement: { target }, casement }: Result): string {
  const missed = (['firstFrame', 'complete', 'longestTask'] as const).filter((what) => {
    const most = target[what]
    return most !== null && casement[what].median > most
  })
  return missed.length === 0 ? 'ok' : `over: ${missed.join(', ')}`
}

function table(results: readonly Result[]): string {
  const head = [
    '',
    'first frame',
    'complete',
    'longest task',
    'igv.js first frame',
    'complete',
    'longest task',
    'to reach',
    '',
  ]
  const rows = results.map((result) => {
    const { measurement, casement, classic } = result
    const { firstFrame, complete, longestTask } = measurement.target
    const targets = [
      firstFrame === null ? '' : `first ≤ ${firstFrame}`,
      `≤ ${complete}`,
      longestTask === null ? '' : `task ≤ ${longestTask}`,
    ]
    const cells = (side: Measured): string[] => [side.firstFrame, side.complete, side.longestTask].map(text)
    return [
      measurement.name,
      ...cells(casement),
      ...cells(classic),
      targets.filter((part) => part !== '').join(', '),
      verdict(result),
    ]
  })
  const all = [head, ...rows]
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)))
  return all
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const cache = mkdtempSync(join(os.tmpdir(), 'casement-bench-browser-'))
try {
  const data = createBenchData(Number(values.size), 1000, say)
  const bams: string[] = []
  for (const sample of SAMPLES) {
    const path = await data.bam(sample)
    await ensureBamIndex(path, cache)
    bams.push(path)
  }
  const folder = dirname(bams[0] ?? '.')
  await ensureStepVcf(join(folder, 'steps.vcf'), data.contigs, SAMPLES)
  say(describeMachine())
  const app = await startApp(folder, cache)
  try {
    const files = [...bams.map((path) => basename(path)), 'steps.vcf']
    const casement = await app.page('casement')
    await openFiles(casement, files)
    await installMeter(casement)
    // The case is open already: another page of the same host shows it.
    const classic = await app.page('classic')
    await classic.locator('.genome-browser').waitFor({ timeout: 60_000 })
    await classic.waitForTimeout(2000)
    await installMeter(classic)
    const results: Result[] = []
    for (const measurement of measurements(data.contigs[0])) {
      if (!measurement.name.startsWith(values.only)) continue
      results.push(await measure(measurement, { casement, classic }))
      say(`${measurement.name}: done`)
    }
    const json = {
      rows: results.map(({ measurement, ...sides }) => ({
        name: measurement.name,
        target: measurement.target,
        ...sides,
      })),
    }
    process.stdout.write(`${values.json ? JSON.stringify(json) : table(results)}\n`)
    say(describeMachine())
  } finally {
    await app.close()
  }
} finally {
  rmSync(cache, { recursive: true, force: true })
}
