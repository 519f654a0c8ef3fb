import type { BrowserWindowConstructorOptions } from 'electron'

/** @param preload absolute path of the built preload script */
export function windowOptions(
  preload: string,
  packaged: boolean,
  dark: boolean,
): BrowserWindowConstructorOptions {
  return {
    width: 1600,
    height: 1000,
    minWidth: 960,
    minHeight: 600,
    // Shown when the page is drawn: no white flash.
    show: false,
    backgroundColor: dark ? '#15181c' : '#ffffff',
    title: 'Casement',
    webPreferences: {
      preload,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      contextIsolation: true,
      sandbox: true,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      devTools: !packaged,
      // A file dropped beside the drop zone must not replace the page.
      navigateOnDragDrop: false,
    },
  }
}
