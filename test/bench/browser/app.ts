import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { type Browser, chromium, type Page } from '@playwright/test'
import { DEFAULT_READ_OPTIONS } from '../../../renderer/browser/reads/options.ts'
import { findChromium, QUIET } from '../../support/chromium.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

export type RunningApp = {
  /** A page on the start screen, as wide as the figures of igv.js were measured. `tracks`: how reads are drawn. */
  page(tracks: 'casement' | 'classic'): Promise<Page>
  close(): Promise<void>
}

/** A headless browser as the figures are measured in. `scrollBars`: with those that headless browsers hide. */
export async function launchBrowser({ scrollBars = false } = {}): Promise<Browser> {
  const { executablePath } = await findChromium()
  return chromium.launch({
    executablePath,
    args: [...QUIET, '--enable-precise-memory-info'],
    ignoreDefaultArgs: scrollBars ? ['--hide-scrollbars'] : [],
  })
}

/** The built app, served to a browser. @param cache where its indexes and demo lie */
export async function startApp(browser: Browser, folder: string, cache: string): Promise<RunningApp> {
  const server = spawn(process.execPath, [join(ROOT, 'out/main/cli.js'), 'serve', folder, '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CASEMENT_CACHE: cache, CASEMENT_CONFIG: join(cache, 'config') },
  })
  const [line] = await once(createInterface({ input: server.stdout }), 'line')
  const url = /http:\/\/\S+/.exec(String(line))?.[0]
  if (url === undefined) throw new Error(`casement serve printed no address but: ${String(line)}`)
  return {
    async page(tracks) {
      const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
      const reads = { ...DEFAULT_READ_OPTIONS, classic: tracks === 'classic' }
      const remembered = { reads, listFolded: false, recordFolded: true }
      await page.addInitScript(
        (view) => localStorage.setItem('casement.view', view),
        JSON.stringify(remembered),
      )
      await page.goto(url)
      return page
    },
    async close() {
      server.kill('SIGTERM')
      if (server.exitCode === null) await once(server, 'exit')
    },
  }
}

/** Opens files of the served folder, and waits until the first variant is drawn. */
export async function openFiles(page: Page, names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Open files…' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of names) await dialog.getByRole('row', { name }).first().click()
  await dialog.getByRole('button', { name: /^Open \d+ files?$/ }).click()
  await page.locator('.genome-browser').waitFor({ timeout: 60_000 })
  await settled(page)
}

/** Waits until nothing is loading any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(300)
  await page.waitForFunction(
    () => document.querySelector('.genome-browser[data-busy=true], .genome-browser [data-jumping]') === null,
  )
}
