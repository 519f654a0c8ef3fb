export type { BrowserHandle, BrowserSelection, BrowserTrack } from './browser-types.ts'
export { GenomeBrowser } from './genome-browser.tsx'
export { windowOf } from './visible-window.ts'
