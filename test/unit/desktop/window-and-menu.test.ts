import path from 'node:path'
import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { events } from '../../../shared/contract.ts'
import { dialogHandlers } from '../../../electron/desktop/dialogs.ts'
import { type MenuCommand, menuTemplate } from '../../../electron/desktop/menu.ts'
import { createOpenRequests, pathsOfArgv } from '../../../electron/desktop/open-requests.ts'
import { windowOptions } from '../../../electron/desktop/window.ts'

describe('the window', () => {
  const files = { preload: '/app/preload.cjs', resources: path.resolve('/app/resources') }
  const system = { platform: 'linux', packaged: false, dark: false }

  it('gives its page nothing of Node', () => {
    expect(windowOptions(files, { ...system, packaged: true }).webPreferences).toMatchObject({
      preload: '/app/preload.cjs',
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
      navigateOnDragDrop: false,
    })
  })

  it('has our icon where the executable cannot bring it', () => {
    expect(windowOptions(files, system).icon).toBe(path.resolve('/app/resources/icons/icon.png'))
    expect(windowOptions(files, { ...system, platform: 'win32' })).not.toHaveProperty('icon')
  })

  it('has developer tools in development only', () => {
    expect(windowOptions(files, system).webPreferences?.devTools).toBe(true)
  })
})

describe('the menu', () => {
  const items = (
    platform: string,
    packaged: boolean,
    send: (command: MenuCommand) => void = () => undefined,
  ) => {
    const flat = (list: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
      list.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
    return flat(menuTemplate(platform, packaged, send))
  }

  it.each(['linux', 'win32', 'darwin'])('offers every command of the contract on %s', (platform) => {
    const sent = new Set<string>()
    for (const item of items(platform, true, (command) => sent.add(command)))
      if (item.click !== undefined) Reflect.apply(item.click, undefined, [])
    expect([...sent].sort()).toEqual([...events['host.menu'].shape.command.options].sort())
  })

  it('has the developer tools in development only', () => {
    expect(items('linux', true).some(({ role }) => role === 'toggleDevTools' || role === 'reload')).toBe(
      false,
    )
    expect(items('linux', false).some(({ role }) => role === 'toggleDevTools')).toBe(true)
  })
})

describe('the open dialog', () => {
  const never = new AbortController().signal

  it('asks for files or for folders, and returns nothing when the user changed their mind', async () => {
    const asked: unknown[] = []
    const handlers = dialogHandlers({
      open: async (options) => {
        asked.push(options.properties)
        return { canceled: asked.length > 1, filePaths: ['/d/a.bam'] }
      },
      save: () => Promise.reject(new Error('nothing is saved')),
    })
    expect(await handlers['host.chooseFiles']({ folder: false }, never)).toEqual({ paths: ['/d/a.bam'] })
    expect(await handlers['host.chooseFiles']({ folder: true }, never)).toEqual({ paths: [] })
    expect(asked).toEqual([['openFile', 'multiSelections'], ['openDirectory']])
  })
})

describe('the save dialog', () => {
  const never = new AbortController().signal

  it('begins with a name, and answers with a place or with nothing', async () => {
    const answers = [
      { canceled: false, filePath: '/d/a.casement' },
      { canceled: true, filePath: '' },
      { canceled: false },
    ]
    const asked: unknown[] = []
    const handlers = dialogHandlers({
      open: () => Promise.reject(new Error('nothing is opened')),
      save: async (options) => {
        asked.push(options.defaultPath)
        return answers.shift() ?? { canceled: true }
      },
    })
    const ask = () => handlers['host.chooseSave']({ name: 'case-1.casement' }, never)
    expect([await ask(), await ask(), await ask()]).toEqual([
      { path: '/d/a.casement' },
      { path: null },
      { path: null },
    ])
    expect(asked).toEqual(['case-1.casement', 'case-1.casement', 'case-1.casement'])
  })
})

describe('files the system asks to open', () => {
  it('wait until a page listens', () => {
    const sent: string[][] = []
    const opening = createOpenRequests((paths) => sent.push(paths))
    opening.request(['/a'])
    opening.request(['/b'])
    opening.request([])
    expect(sent).toEqual([])
    opening.pageListens()
    expect(sent).toEqual([['/a', '/b']])
    opening.request(['/c'])
    expect(sent).toEqual([['/a', '/b'], ['/c']])
    opening.pageLeft()
    opening.request(['/d'])
    opening.pageListens()
    expect(sent.at(-1)).toEqual(['/d'])
  })

  it('are told from switches, and from the app itself when it is not packaged', () => {
    const cwd = path.resolve('/work')
    const argv = ['/usr/bin/casement', '--no-sandbox', 'a b.bam', '', '/data/c.vcf']
    expect(pathsOfArgv(argv, cwd, true)).toEqual([path.join(cwd, 'a b.bam'), path.resolve('/data/c.vcf')])
    expect(pathsOfArgv(['/e/electron', '.', 'a.bam'], cwd, false)).toEqual([path.join(cwd, 'a.bam')])
    expect(pathsOfArgv(['/e/electron', '.'], cwd, false)).toEqual([])
  })
})
