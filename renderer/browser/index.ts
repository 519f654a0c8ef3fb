export type { BaseColours } from './base-colours.ts'
export type { BrowserHandle, BrowserOption, BrowserSelection, BrowserTrack } from './browser-types.ts'
export { GenomeBrowser } from './genome-browser.tsx'
export type { ThemeName } from './theme.ts'
