import { mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browserCommand } from '../../../electron/loopback/open-browser.ts'
import { readServeOptions } from '../../../electron/loopback/serve-options.ts'

let folder: string
beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(os.tmpdir(), 'casement serve ')))
  await writeFile(path.join(folder, 'file'), '')
  await symlink(folder, path.join(folder, 'link'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the arguments of casement serve', () => {
  it('are the current folder, any port and a browser, unless said otherwise', async () => {
    expect(await readServeOptions([])).toEqual({ roots: [await realpath('.')], port: 0, open: true })
    expect(await readServeOptions([folder, '--port', '8123', '--no-open'])).toEqual({
      roots: [folder],
      port: 8123,
      open: false,
    })
  })

  it('name a root once, by its real path', async () => {
    expect((await readServeOptions([folder, path.join(folder, 'link')]))?.roots).toEqual([folder])
  })

  it.each([[['--port', 'x']], [['--port', '70000']], [['--port', '-1']], [['--nope']], [['--port']]])(
    '%j is a usage error',
    async (args) => {
      expect(await readServeOptions(args)).toBeNull()
    },
  )

  it('refuse a root that is not there or is a file', async () => {
    await expect(readServeOptions([path.join(folder, 'none')])).rejects.toMatchObject({
      error: { kind: 'file/not-found' },
    })
    await expect(readServeOptions([path.join(folder, 'file')])).rejects.toMatchObject({
      error: { kind: 'file/io', code: 'ENOTDIR' },
    })
  })
})

describe('the browser', () => {
  it('is started only where somebody would see it', () => {
    expect(browserCommand({}, 'linux')).toBeNull()
    expect(browserCommand({ DISPLAY: ':0' }, 'linux')).toMatchObject({ command: 'xdg-open' })
    expect(browserCommand({ DISPLAY: ':0', SSH_CONNECTION: '1' }, 'linux')).toBeNull()
    expect(browserCommand({ DISPLAY: ':0', CI: 'true' }, 'linux')).toBeNull()
    expect(browserCommand({}, 'darwin')).toMatchObject({ command: 'open' })
    expect(browserCommand({}, 'win32')).toMatchObject({ command: 'rundll32' })
  })
})
