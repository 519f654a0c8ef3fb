/**
 * `npm run bench:browser`: what a reviewer waits for in the page, with our track, with igv.js's own, and without any reads, in
 * turn, in one run; docs/performance.md explains it. Three BAMs at 35x, headless Chromium. Usage: [--json] [--runs N] [--size MB]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from '@playwright/test'
import { AMPLICON } from '../data/amplicon.ts'
import { type BenchData, createBenchData, SAMPLES } from '../data/bench-data.ts'
import { describeMachine } from '../machine.ts'
import { ensureBamIndex } from '../product.ts'
import { spreadOf } from '../statistics.ts'
import { launchBrowser, openFiles, startApp } from './app.ts'
import { installMeter, type Taken } from './in-page.ts'
import { ampliconMeasurement, type Measurement, measurements } from './measurements.ts'
import { ensureStepVcf } from './step-vcf.ts'
import { type Measured, type Result, table } from './table.ts'

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

/** The same case drawn by us and by igv.js; and one without reads, where there is one. */
type Pages = { readonly casement: Page; readonly classic: Page; readonly none: Page | null }

const measured = (taken: readonly Taken[]): Measured => ({
  firstFrame: spreadOf(taken.map((one) => one.firstFrame)),
  complete: spreadOf(taken.map((one) => one.complete)),
  longestTask: spreadOf(taken.map((one) => one.longestTask)),
  heapMb: taken.every((one) => one.heapMb !== undefined)
    ? spreadOf(taken.map((one) => one.heapMb ?? 0))
    : null,
})

async function measure(measurement: Measurement, { casement, classic, none }: Pages): Promise<Result> {
  const taken = { casement: [] as Taken[], classic: [] as Taken[], none: [] as Taken[] }
  // The first turn is not counted: it lets the compiler see the code.
  for (let turn = 0; turn <= runs; turn++)
    for (const [side, page] of [
      ['casement', casement],
      ['classic', classic],
      ['none', none],
    ] as const) {
      if (page === null) continue
      const one = await measurement.run(page, turn)
      if (turn > 0) taken[side].push(one)
    }
  say(`${measurement.name}: done`)
  return {
    measurement,
    casement: measured(taken.casement),
    classic: measured(taken.classic),
    none: none === null ? null : measured(taken.none),
  }
}

const wanted = ({ name }: Measurement): boolean => name.startsWith(values.only)

/** Files of one folder, opened by one app, drawn in two ways. */
async function withCase(
  browser: Browser,
  folder: string,
  cache: string,
  names: readonly string[],
  work: (pages: Omit<Pages, 'none'>) => Promise<Result[]>,
): Promise<Result[]> {
  const app = await startApp(browser, folder, cache)
  try {
    const casement = await app.page('casement')
    await openFiles(casement, names)
    await installMeter(casement)
    // The case is open already: another page of the same host shows it.
    const classic = await app.page('classic')
    await classic.locator('.genome-browser').waitFor({ timeout: 60_000 })
    await classic.waitForTimeout(2000)
    await installMeter(classic)
    return await work({ casement, classic })
  } finally {
    await app.close()
  }
}

async function measureTrio(browser: Browser, data: BenchData, cache: string): Promise<Result[]> {
  const list = measurements(data.contigs[0]).filter(wanted)
  if (list.length === 0) return []
  const bams: string[] = []
  for (const sample of SAMPLES) {
    const path = await data.bam(sample)
    await ensureBamIndex(path, cache)
    bams.push(path)
  }
  const folder = dirname(bams[0] ?? '.')
  await ensureStepVcf(join(folder, 'steps.vcf'), data.contigs, SAMPLES)
  const bare = await startApp(browser, folder, join(cache, 'none'))
  try {
    const none = await bare.page('casement')
    await openFiles(none, ['steps.vcf'])
    await installMeter(none)
    const files = [...bams.map((path) => basename(path)), 'steps.vcf']
    return await withCase(browser, folder, cache, files, async (pages) => {
      const results: Result[] = []
      for (const measurement of list) results.push(await measure(measurement, { ...pages, none }))
      return results
    })
  } finally {
    await bare.close()
  }
}

async function measureAmplicon(browser: Browser, data: BenchData, cache: string): Promise<Result[]> {
  const { contig } = AMPLICON
  const measurement = ampliconMeasurement(AMPLICON, { contig, start: 30_000, end: 30_200 })
  if (!wanted(measurement)) return []
  const path = await data.amplicon()
  await ensureBamIndex(path, cache)
  return withCase(browser, dirname(path), join(cache, 'amplicon'), [basename(path)], async (pages) => [
    await measure(measurement, { ...pages, none: null }),
  ])
}

const cache = mkdtempSync(join(os.tmpdir(), 'casement-bench-browser-'))
const browser = await launchBrowser()
try {
  const data = createBenchData(Number(values.size), 1000, say)
  say(describeMachine())
  const results = [
    ...(await measureTrio(browser, data, cache)),
    ...(await measureAmplicon(browser, data, cache)),
  ]
  const json = {
    rows: results.map(({ measurement: { name, target }, ...sides }) => ({ name, target, ...sides })),
  }
  process.stdout.write(`${values.json ? JSON.stringify(json) : table(results)}\n`)
  say(describeMachine())
} finally {
  await browser.close()
  rmSync(cache, { recursive: true, force: true })
}
