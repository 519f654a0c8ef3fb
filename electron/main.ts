import os from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  protocol,
  session,
  utilityProcess,
} from 'electron'
import { APP_ORIGIN, APP_SCHEME, EVENT_CHANNEL } from './desktop/channels.ts'
import { dialogHandlers } from './desktop/dialogs.ts'
import { forkUtilityEngine } from './desktop/engine-utility-process.ts'
import { openIpcGate } from './desktop/ipc-gate.ts'
import { menuTemplate } from './desktop/menu.ts'
import { createOpenRequests, pathsOfArgv } from './desktop/open-requests.ts'
import { outsideArchive } from './desktop/outside-archive.ts'
import { createSchemeHandler } from './desktop/scheme.ts'
import { secureContents, secureSession, secureStart } from './desktop/security.ts'
import { windowOptions } from './desktop/window.ts'
import { type AppFiles, findAppFiles } from './host/app-files.ts'
import { createBulkHandler } from './host/bulk-handler.ts'
import { createCallGate } from './host/call-gate.ts'
import { superviseEngine } from './host/engine-supervisor.ts'
import { createOwnPresets } from './host/own-presets.ts'
import { createRecentCases } from './host/recent-cases.ts'
import { createRestartPolicy } from './host/restart-policy.ts'
import { unsupportedBrowsing } from './desktop/unsupported.ts'
import { cacheFolder, casesFolder, configFolder } from './host/folders.ts'

/** Longest that quitting waits for the engine and the list of recent cases, ms; a dead engine must not keep the app. */
const QUIT_MS = 5000

/** The desktop host: hands Electron's objects to the modules in `desktop/`, which hold what there is to decide. */
let window: BrowserWindow | null = null
const send = (name: string, payload: unknown): void => window?.webContents.send(EVENT_CHANNEL, name, payload)
const opening = createOpenRequests((paths) => send('host.openRequest', { paths }))

const showWindow = (): void => {
  if (window?.isMinimized() === true) window.restore()
  window?.focus()
}

const openWindow = async (files: AppFiles): Promise<void> => {
  const made = new BrowserWindow(
    windowOptions(files, {
      platform: process.platform,
      packaged: app.isPackaged,
      dark: nativeTheme.shouldUseDarkColors,
    }),
  )
  window = made
  const reloads = createRestartPolicy()
  made.once('ready-to-show', () => made.show())
  made.on('closed', () => {
    window = null
    opening.pageLeft()
  })
  // Not `did-start-loading`: that is the spinner's, which may turn again in a page that still listens.
  made.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) opening.pageLeft()
  })
  made.webContents.on('render-process-gone', () => {
    opening.pageLeft()
    if (reloads.afterDeath(Date.now()) !== null) made.webContents.reload()
  })
  try {
    await made.loadURL(`${APP_ORIGIN}/`)
  } catch (thrown) {
    // A window that was closed before its page was there has not failed.
    if (!made.isDestroyed()) throw thrown
  }
}

const run = async (): Promise<void> => {
  const files = outsideArchive(findAppFiles(import.meta.url))
  await app.whenReady()
  await secureSession(session.defaultSession)

  const recent = createRecentCases(configFolder())
  const engine = superviseEngine({
    start: () =>
      forkUtilityEngine(utilityProcess, files.engineEntry, {
        cacheFolder: cacheFolder(),
        casesFolder: casesFolder(),
        resources: files.resources,
        roots: null,
        version: files.version,
        workers: Math.max(1, Math.min(8, os.availableParallelism() - 1)),
      }),
  })
  engine.on((name, payload) => {
    recent.observe(name, payload)
    send(name, payload)
  })

  const gate = createCallGate(engine, {
    'host.info': () => Promise.resolve({ kind: 'desktop', platform: process.platform, roots: [] }),
    ...dialogHandlers({
      open: (options) =>
        window === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(window, options),
      save: (options) =>
        window === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(window, options),
    }),
    ...unsupportedBrowsing,
    ...recent.handlers,
    ...createOwnPresets(configFolder()).handlers,
  })
  openIpcGate(ipcMain, gate, () => {
    send('engine.state', engine.state())
    opening.pageListens()
  })
  protocol.handle(APP_SCHEME, createSchemeHandler(files.renderer, createBulkHandler(engine)))
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate(process.platform, app.isPackaged, (command) => send('host.menu', { command })),
    ),
  )

  let stopping = false
  app.on('before-quit', (event) => {
    if (stopping) return
    stopping = true
    event.preventDefault()
    const ended = Promise.all([engine.stop(), recent.settled()])
    void Promise.race([ended, wait(QUIT_MS, undefined, { ref: false })]).finally(() => app.quit())
  })
  app.on('window-all-closed', () => app.quit())
  app.on('second-instance', (_event, argv, cwd) => {
    opening.request(pathsOfArgv(argv, cwd, app.isPackaged))
    showWindow()
  })
  opening.request(pathsOfArgv(process.argv, process.cwd(), app.isPackaged))
  await openWindow(files)
}

secureStart(app, protocol)
app.on('web-contents-created', (_event, contents) => secureContents(contents))
app.on('open-file', (event, path) => {
  event.preventDefault()
  opening.request([path])
  showWindow()
})
if (app.requestSingleInstanceLock()) {
  run().catch((thrown: unknown) => {
    dialog.showErrorBox('Casement could not start', String(thrown))
    app.exit(1)
  })
} else app.quit()
