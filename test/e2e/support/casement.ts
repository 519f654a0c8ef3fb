import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { AxeBuilder } from '@axe-core/playwright'
import { type Locator, type Page, test as base, expect } from '@playwright/test'

const ROOT = resolve(import.meta.dirname, '../../..')

/** A running `casement serve` with folders of its own, all gone afterwards. */
export type Server = {
  readonly url: string
  readonly origin: string
  /** The folder it shows: put files here. */
  readonly files: string
  readonly cache: string
  readonly process: ChildProcess
}

async function startServer(home: string): Promise<Server> {
  const files = join(home, 'files')
  const cache = join(home, 'cache')
  await mkdir(files, { recursive: true })
  const child = spawn(process.execPath, [join(ROOT, 'out/main/cli.js'), 'serve', files, '--no-open'], {
    env: { ...process.env, CASEMENT_CACHE: cache, CASEMENT_CONFIG: join(home, 'config') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\/\/\S+/.exec(String(line))?.[0]
  if (url === undefined) throw new Error(`casement serve printed no address but: ${String(line)}`)
  return { url, origin: new URL(url).origin, files, cache, process: child }
}

type Fixtures = {
  server: Server
  /** The app's first page, on the start screen. */
  app: Page
}

/**
 * Every test gets a server of its own and a page that must not ask anything of anybody else, must not log an error
 * and must not throw: all three are checked at the end of each test.
 */
export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright wants a destructured first argument
  server: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'casement e2e '))
    const server = await startServer(home)
    await use(server)
    if (server.process.exitCode === null) {
      server.process.kill('SIGTERM')
      await once(server.process, 'exit')
    }
    await rm(home, { recursive: true, force: true })
  },
  app: async ({ page, server }, use) => {
    const strangers: string[] = []
    const complaints: string[] = []
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url())
      if (protocol !== 'data:' && protocol !== 'blob:' && origin !== server.origin)
        strangers.push(request.url())
    })
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`logged: ${message.text()} (${message.location().url})`)
    })
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(server.url)
    await expect(page.getByRole('button', { name: 'Open files…' })).toBeVisible()
    await use(page)
    expect(strangers, 'requests that left the origin').toEqual([])
    expect(
      complaints.filter((text) => !tolerated.get(page)?.some((pattern) => pattern.test(text))),
      'errors in the page',
    ).toEqual([])
  },
})

const tolerated = new WeakMap<Page, RegExp[]>()

/** Says which errors a test provokes on purpose: a browser logs every answer that is not 2xx. */
export function expectErrors(page: Page, ...patterns: RegExp[]): void {
  tolerated.set(page, [...(tolerated.get(page) ?? []), ...patterns])
}

export { expect }

/** The list of variants. */
export const variants = (page: Page): Locator => page.getByRole('grid', { name: 'Variants' })

/** The row under review. */
export const selectedRow = (page: Page): Locator => variants(page).locator('[role=row][aria-selected=true]')

/** The record pane. */
export const record = (page: Page): Locator => page.getByRole('region', { name: 'Record', exact: true })

/** Opens the demo case and waits until its first variant is under review and drawn. */
export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the demo case' }).click()
  await expect(variants(page)).toBeVisible({ timeout: 30_000 })
  await expect(selectedRow(page)).toHaveCount(1)
  await drawn(page)
}

/** Waits until no track of the browser is loading any more. */
export async function drawn(page: Page): Promise<void> {
  await expect(page.locator('.genome-browser')).toBeVisible()
  await expect(page.locator('.genome-browser[data-busy=true]')).toHaveCount(0, { timeout: 20_000 })
}

/** Opens files by the server's own file browser. */
export async function openFiles(page: Page, names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Open files…' }).click()
  const dialog = page.getByRole('dialog')
  for (const name of names)
    await dialog.getByRole('row', { name }).or(dialog.getByRole('option', { name })).first().click()
  await dialog.getByRole('button', { name: /^Open \d+ files?$/ }).click()
}

/** Violations of WCAG 2.2 A and AA, in words. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary ?? ''}`))
}
