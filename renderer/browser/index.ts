export type { BrowserHandle, BrowserSelection, BrowserTrack } from './browser-types.ts'
export { GenomeBrowser } from './genome-browser.tsx'
export { type ReadOptions, readOptionsSchema } from './reads/options.ts'
