import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { BrowserWindowConstructorOptions, MenuItemConstructorOptions } from 'electron'
import type { Dialogs } from '../../../electron/desktop/dialogs.ts'
import { AppDouble } from './app.ts'
import { createMessages, type Messages } from './messages.ts'
import { createNetwork, type Network } from './network.ts'
import { createStage } from './stage.ts'
import { createUtilityProcess } from './utility-process.ts'
import { WindowDouble } from './window.ts'

/**
 * As much of Electron as `main.ts` and `preload.ts` use, with its rules of order: what must happen before `ready` is
 * refused afterwards and the other way round, messages are cloned and arrive later, a channel has one handler, a quit
 * can be prevented. Its utility processes are real. What `main.ts` may call is typed by the seams of
 * `electron/desktop`; that Electron itself fits those is checked by the compiler, in `main.ts`.
 */
export type ElectronDouble = {
  /** What `import … from 'electron'` gives. */
  readonly electron: object
  readonly app: AppDouble
  /** Notable things in the order in which they happened. */
  readonly log: readonly string[]
  becomeReady(): void
  readonly network: Network
  readonly messages: Messages
  /** The only window. */
  window(): WindowDouble
  readonly windows: readonly WindowDouble[]
  /** Engine processes in the order of their start. */
  readonly engines: readonly ChildProcess[]
  readonly dialogs: readonly unknown[]
  /** What the user chooses in the next open dialogs; nothing is a cancelled one. */
  choose(...paths: string[]): void
  clickMenu(label: string): void
  menuRoles(): string[]
  /** Ends what is still running. */
  dispose(): Promise<void>
}

export function createElectronDouble(
  options: { readonly packaged?: boolean | undefined; readonly onlyInstance?: boolean | undefined } = {},
): ElectronDouble {
  const { packaged = false, onlyInstance = true } = options
  const stage = createStage()
  const windows: WindowDouble[] = []
  const engines: ChildProcess[] = []
  const dialogs: unknown[] = []
  let chosen: string[] = []
  let menu: readonly MenuItemConstructorOptions[] = []

  const app = new AppDouble(stage, {
    packaged,
    onlyInstance,
    closeWindows: () => windows.forEach((window) => window.destroy()),
  })
  const window = (): WindowDouble => {
    const [only] = windows
    if (only === undefined || windows.length > 1) throw new Error(`there are ${windows.length} windows`)
    return only
  }
  const network = createNetwork(stage)
  const messages = createMessages(() => window().webContents)
  const BrowserWindow = class extends WindowDouble {
    constructor(given: BrowserWindowConstructorOptions) {
      super({ stage, app, fetch: (url) => network.fetch(url) }, given)
      windows.push(this)
    }
  }
  const dialog = {
    showOpenDialog: (...args: [WindowDouble, Parameters<Dialogs['open']>[0]]) => {
      if (args.length !== 2) throw new Error('a dialog without its window')
      dialogs.push(args[1])
      return Promise.resolve({ canceled: chosen.length === 0, filePaths: chosen })
    },
    showErrorBox: (title: string, content: string) => dialogs.push({ title, content }),
  }
  const Menu = {
    buildFromTemplate: (template: readonly MenuItemConstructorOptions[]) => ({ template }),
    setApplicationMenu: ({ template }: { template: readonly MenuItemConstructorOptions[] }) => {
      menu = template
    },
  }

  return {
    electron: {
      app,
      BrowserWindow,
      dialog,
      Menu,
      ipcMain: messages.ipcMain,
      nativeTheme: { shouldUseDarkColors: false },
      protocol: network.protocol,
      session: network.session,
      utilityProcess: createUtilityProcess(stage, engines),
      ...messages.inPage,
    },
    app,
    log: stage.log,
    becomeReady: () => stage.becomeReady(),
    network,
    messages,
    window,
    windows,
    engines,
    dialogs,
    choose(...paths) {
      chosen = paths
    },
    clickMenu(label) {
      const item = flat(menu).find((found) => found.label === label)
      if (item?.click === undefined) throw new Error(`no menu item ${label}`)
      Reflect.apply(item.click, undefined, [])
    },
    menuRoles: () => flat(menu).flatMap(({ role }) => (role === undefined ? [] : [role])),
    async dispose() {
      for (const engine of engines) {
        if (engine.exitCode !== null || engine.signalCode !== null) continue
        const gone = once(engine, 'exit')
        engine.kill('SIGKILL')
        await gone
      }
    },
  }
}

function flat(list: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return list.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}
