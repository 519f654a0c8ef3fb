import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { AxeBuilder } from '@axe-core/playwright'
import { _electron as electron, type Locator, type Page, test as base, expect } from '@playwright/test'
import { electronBinary } from './electron-binary.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

/** A running Casement with folders of its own, all gone afterwards. */
export type Host = {
  /** What every request of the page must start with. */
  readonly origin: string
  /** The folder whose files can be opened: put files here. */
  readonly files: string
  /** The process whose child is the engine. */
  readonly process: ChildProcess
  /** Opens the app's first page. */
  open(page: Page): Promise<Page>
  /** Opens files of the folder as a user does. */
  openFiles(page: Page, names: readonly string[]): Promise<void>
  /** Opens the whole folder from the start screen. */
  openFolder(page: Page): Promise<void>
  /** Chooses files of the folder in the dialog that a button opens. */
  chooseFiles(page: Page, button: string, names: readonly string[]): Promise<void>
  close(): Promise<void>
}

type Folders = { readonly files: string; readonly env: NodeJS.ProcessEnv }

async function endOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** The loopback host, as `casement serve` starts it. */
async function serve({ files, env }: Folders): Promise<Host> {
  const child = spawn(process.execPath, [join(ROOT, 'out/main/cli.js'), 'serve', files, '--no-open'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const url = /http:\/\/\S+/.exec(String(line))?.[0]
  if (url === undefined) throw new Error(`casement serve printed no address but: ${String(line)}`)
  return {
    origin: `${new URL(url).origin}/`,
    files,
    process: child,
    async open(page) {
      await page.goto(url)
      return page
    },
    openFiles: (page, names) => chooseFiles(page, 'Open files…', names),
    async openFolder(page) {
      await page.getByRole('button', { name: 'Open files…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Open this folder' }).click()
    },
    chooseFiles,
    close: () => endOf(child),
  }
}

/** In the page's own list of the server's files. */
async function chooseFiles(page: Page, button: string, names: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  const dialog = page.getByRole('dialog')
  for (const name of names) await dialog.getByRole('row', { name }).first().click()
  await dialog.getByRole('button', { name: /^(Open|Add) \d+ files?$/ }).click()
}

/** The desktop host in real Electron, whose own file dialog answers at once. */
async function desktop(executablePath: string, { files, env }: Folders): Promise<Host> {
  const app = await electron.launch({ executablePath, args: [ROOT], env: definedOnly(env) })
  const choose: Host['chooseFiles'] = async (page, button, names) => {
    const filePaths = names.map((name) => join(files, name))
    await app.evaluate(({ dialog }, paths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: paths })
    }, filePaths)
    await page.getByRole('button', { name: button }).click()
  }
  return {
    origin: 'app://casement/',
    files,
    process: app.process(),
    open: () => app.firstWindow(),
    openFiles: (page, names) => choose(page, 'Open files…', names),
    openFolder: (page) => choose(page, 'Open files…', ['']),
    chooseFiles: choose,
    close: () => app.close(),
  }
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).flatMap(([k, v]) => (v === undefined ? [] : [[k, v]])))
}

export type HostKind = 'loopback' | 'desktop'

type Fixtures = {
  /** Which host the project tests. */
  hostKind: HostKind
  host: Host
  /** The app's first page, on the start screen. */
  app: Page
}

type WorkerFixtures = {
  /** A cache folder with the demo case in it, once a test has opened it. */
  demoMade: string
}

/**
 * Every test gets a host of its own and a page that must not ask anything of anybody else, must not log an error and
 * must not throw: all three are checked at the end of each test. The same specs run in both hosts.
 */
export const test = base.extend<Fixtures, WorkerFixtures>({
  hostKind: ['loopback', { option: true }],
  host: async ({ hostKind, demoMade }, use, info) => {
    const binary = electronBinary()
    info.skip(hostKind === 'desktop' && binary === undefined, 'skipped: no Electron binary')
    const home = await mkdtemp(join(tmpdir(), 'casement e2e '))
    const files = join(home, 'files')
    await mkdir(files)
    const folders = {
      files,
      env: {
        ...process.env,
        CASEMENT_CACHE: join(home, 'cache'),
        CASEMENT_CONFIG: join(home, 'config'),
        CASEMENT_DATA: join(home, 'data'),
      },
    }
    // With their dates: an index that is copied before its file would be older than it.
    await cp(demoMade, folders.env.CASEMENT_CACHE, { recursive: true, preserveTimestamps: true })
    const host =
      hostKind === 'desktop' && binary !== undefined ? await desktop(binary, folders) : await serve(folders)
    await use(host)
    await host.close()
    // Written by the first test that opens it; writing it takes longer than most tests.
    const demo = join(folders.env.CASEMENT_CACHE, 'demo')
    if (!existsSync(join(demoMade, 'demo')) && existsSync(join(demo, 'complete.txt')))
      await cp(demo, join(demoMade, 'demo'), { recursive: true, preserveTimestamps: true })
    await rm(home, { recursive: true, force: true })
  },
  demoMade: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from the pattern
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'casement demo '))
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  app: async ({ page, host }, use) => {
    const strangers: string[] = []
    const complaints: string[] = []
    const watch = (watched: Page): void => {
      watched.on('request', (request) => {
        const url = request.url()
        if (!/^(data|blob):/.test(url) && !url.startsWith(host.origin)) strangers.push(url)
      })
      watched.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
      watched.on('console', (message) => {
        if (message.type() === 'error')
          complaints.push(`logged: ${message.text()} (${message.location().url})`)
      })
      watched.on('dialog', (dialog) => {
        complaints.push(`dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
    }
    watch(page)
    const opened = await host.open(page)
    if (opened !== page) watch(opened)
    await expect(opened.getByRole('button', { name: 'Open files…' })).toBeVisible()
    await use(opened)
    expect(strangers, 'requests that left the origin').toEqual([])
    expect(
      complaints.filter((text) => !tolerated.get(opened)?.some((pattern) => pattern.test(text))),
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

/** Types a region (`chr1:100-200`) into the locus box and waits until it is drawn: the move begins once the engine knows it. */
export async function goTo(page: Page, region: string): Promise<void> {
  const box = page.getByLabel('Gene, region, position or variant')
  await box.fill(region)
  await box.press('Enter')
  const [contig, range = ''] = region.split(':')
  const places = range.split('-').map((place) => Number(place).toLocaleString('en-GB'))
  await expect(page.locator('.status-locus')).toHaveText(`${contig}:${places.join('-')}`)
  await drawn(page)
}

/** Runs a command by its words. */
export async function runCommand(page: Page, words: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Command or locus' }).fill(words)
  await page.keyboard.press('Enter')
}

/** Closes the case once nothing is under way that would ask for files of it afterwards, and be refused. */
export async function closeCase(page: Page): Promise<void> {
  await drawn(page)
  await runCommand(page, 'Close the case')
}

/** Has all reads drawn by igv.js's own track. */
export async function drawByIgv(page: Page): Promise<void> {
  await runCommand(page, 'IGV classic')
  await expect(page.locator('.igv-viewport[data-track-type="alignment"]').first()).toBeVisible()
}

/** Waits until no track of the browser is loading any more. */
export async function drawn(page: Page): Promise<void> {
  await expect(page.locator('.genome-browser')).toBeVisible()
  await expect(page.locator('.genome-browser[data-busy=true]')).toHaveCount(0, { timeout: 20_000 })
}

/** Violations of WCAG 2.2 A and AA, in words. */
export async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    // What passes is not described, and nothing of another origin is looked for, as there is none: a fifth of the time.
    .options({ resultTypes: ['violations'] })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return found.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary ?? ''}`))
}
