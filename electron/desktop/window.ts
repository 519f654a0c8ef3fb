import path from 'node:path'
import type { BrowserWindowConstructorOptions } from 'electron'
import type { AppFiles } from '../host/app-files.ts'

/** @param system `platform` as in `process.platform`; whether the app is packaged; whether the system looks dark */
export function windowOptions(
  files: Pick<AppFiles, 'preload' | 'resources'>,
  system: { readonly platform: string; readonly packaged: boolean; readonly dark: boolean },
): BrowserWindowConstructorOptions {
  return {
    width: 1600,
    height: 1000,
    minWidth: 960,
    minHeight: 600,
    // Shown when the page is drawn: no white flash.
    show: false,
    backgroundColor: system.dark ? '#15181c' : '#ffffff',
    title: 'Casement',
    // Elsewhere the window has the icon of the executable.
    ...(system.platform === 'linux' ? { icon: path.join(files.resources, 'icons', 'icon.png') } : {}),
    webPreferences: {
      preload: files.preload,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !system.packaged,
      // A file dropped beside the drop zone must not replace the page.
      navigateOnDragDrop: false,
    },
  }
}
