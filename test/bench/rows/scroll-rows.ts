import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { CDPSession, Page } from '@playwright/test'
import { launchBrowser, openFiles, startApp } from '../browser/app.ts'
import { type FrameFigures, frameFigures, LATE } from '../browser/scroll/frame-figures.ts'
import { dragBar, holdKey, toTop, turnWheel } from '../browser/scroll/moves.ts'
import { installFrameMeter, openPlainList, type Watched } from '../browser/scroll/pages.ts'
import { timeCasement } from '../casement-process.ts'
import type { Row } from '../row.ts'
import { type Spread, spreadOf } from '../statistics.ts'
import type { Benchmark, BenchContext } from './bench-context.ts'

const NAME = 'variants-scroll-5m'

/** Until the lines of another depth are there, ms: what a page may take. */
const SHOWN = 50

const MOVES = [
  { name: 'wheel', move: turnWheel },
  { name: 'drag', move: dragBar },
  { name: 'keys', move: holdKey },
] as const

type Side = { readonly page: Page; readonly session: CDPSession }

async function watch({ page, session }: Side, move: (typeof MOVES)[number]['move']): Promise<Watched> {
  await page.bringToFront()
  await toTop(page)
  await page.evaluate(() => scrollBench.start())
  await move(page, session)
  return page.evaluate(() => scrollBench.stop())
}

async function sideOf(page: Page): Promise<Side> {
  await installFrameMeter(page)
  return { page, session: await page.context().newCDPSession(page) }
}

const percent = ({ median, min, max }: Spread): string =>
  `${(median * 100).toFixed(1)} % (${(min * 100).toFixed(1)}–${(max * 100).toFixed(1)})`
const ms = ({ median, min, max }: Spread): string =>
  `${median.toFixed(1)} ms (${min.toFixed(1)}–${max.toFixed(1)})`

/** What the table has no room for. */
function words(figures: readonly FrameFigures[]): string {
  const late = spreadOf(figures.map((one) => one.late))
  const longest = spreadOf(figures.map((one) => one.longest))
  return `late ${percent(late)}, longest ${ms(longest)}`
}

/** The list of five million rows and a plain one are scrolled in turn; a first turn is not counted. */
async function measureScrolling(ours: Side, plain: Side, { runs, say }: BenchContext): Promise<Row[]> {
  const rows: Row[] = []
  for (const { name, move } of MOVES) {
    const watched = { ours: [] as Watched[], plain: [] as Watched[] }
    for (let turn = 0; turn <= runs; turn++) {
      const mine = await watch(ours, move)
      const other = await watch(plain, move)
      if (turn === 0) continue
      watched.ours.push(mine)
      watched.plain.push(other)
    }
    const figures = watched.ours.map(({ frames }) => frameFigures(frames))
    const others = watched.plain.map(({ frames }) => frameFigures(frames))
    say(`${NAME}-${name}: ours ${words(figures)}; plain ${words(others)}`)
    const row = { target: LATE, targetOf: 'ms', peakRssMb: null } as const
    rows.push({
      ...row,
      name: `${NAME}-${name}`,
      ours: spreadOf(figures.map(({ p95 }) => p95)),
      theirs: spreadOf(others.map(({ p95 }) => p95)),
    })
    const shown = watched.ours.flatMap((one) => one.shown)
    if (shown.length > 0)
      rows.push({ ...row, name: `${NAME}-depth`, ours: spreadOf(shown), theirs: null, target: SHOWN })
  }
  return rows
}

/** Pictures while the list is scrolled: ours and, as theirs, a plain list's in an empty page of the same browser. */
const scrolling: Benchmark = {
  name: NAME,
  async measure(context) {
    const { data, scratch } = context
    const path = await data.genomeVcf()
    // Imported, and indexed beside the file as the other files of the benchmark are: nothing is built while it is scrolled.
    timeCasement(['variants', path, '--count'], scratch)
    if (!existsSync(`${path}.tbi`)) timeCasement(['index', path, '--format', 'tbi'], scratch)
    const browser = await launchBrowser({ scrollBars: true })
    try {
      const app = await startApp(browser, dirname(path), join(scratch, 'cache'))
      try {
        const page = await app.page('casement')
        await openFiles(page, [basename(path)])
        await page.locator('.list-count').filter({ hasText: ' of ' }).waitFor()
        return await measureScrolling(
          await sideOf(page),
          await sideOf(await openPlainList(browser, page)),
          context,
        )
      } finally {
        await app.close()
      }
    } finally {
      await browser.close()
    }
  },
}

export const SCROLL_ROWS: readonly Benchmark[] = [scrolling]
