import igv, { type IgvBrowser, type IgvTrack } from 'igv/dist/igv.esm.js'
import { FURNITURE } from './furniture.ts'
import type { ReferenceBases } from './reference-bases.ts'

/**
 * Takes from a new igv.js browser what the configuration cannot: the alerts over the page, the F and B keys it listens
 * to anywhere in the document, and the regions drawn with Shift on the ruler, whose menu sends sequence to a BLAT server.
 */
export function hardenBrowser(browser: IgvBrowser): void {
  browser.alert.present = () => undefined
  browser.roiManager.updateUserDefinedROISet = () => Promise.resolve()
  document.removeEventListener('keyup', browser.keyUpHandler)
  // Our pane is watched by a ResizeObserver, which keeps the middle where it is; this one keeps the left edge.
  window.removeEventListener('resize', browser.boundWindowResizeHandler)
  for (const track of browser.findTracks('type', 'sequence')) tameSequenceTrack(track, browser)

  const root = browser.root.getRootNode()
  if (root instanceof ShadowRoot) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(FURNITURE)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }
}

/**
 * Has igv.js take the reference's bases from `bases`. Its own way reads 100 kb at a time, forgets them as soon as they are
 * out of sight, and waits, before it asks for anything else of a place, until they are there: for one base that is not used.
 */
export function takeBasesFrom(browser: IgvBrowser, bases: Pick<ReferenceBases, 'get'>): void {
  const { genome } = browser
  genome.getSequence = (chr, start, end) => {
    const wanted = bases.get(genome.getChromosomeName(chr), start, end)
    if (end - start > 1) return wanted
    // Said by the track that draws them.
    wanted.catch(() => undefined)
    return Promise.resolve(null)
  }
}

/** Wider windows, bp for each px: bases narrower than this cannot be told apart. */
const BASES_WIDEST = 1

/**
 * The sequence track's menu offers BLAT. And it draws bases of a tenth of a pixel, for which a window's reference would have
 * to be rebuilt from its reads.
 */
export function tameSequenceTrack(track: IgvTrack, browser: IgvBrowser): void {
  track.contextMenuItemList = () => []
  const load = track.getFeatures.bind(track)
  track.getFeatures = (chr, start, end, bpPerPixel, viewport) =>
    bpPerPixel > BASES_WIDEST
      ? Promise.resolve({ bpStart: Math.floor(start), sequence: null })
      : load(chr, start, end, bpPerPixel, viewport)
  // igv.js asks anew when it changes.
  Object.defineProperty(track, 'windowFunction', {
    get: () => browser.referenceFrameList.map(({ bpPerPixel }) => bpPerPixel > BASES_WIDEST).join(),
  })
}

/** Closes igv.js's popups and menus; it disposes of their elements itself, so they are only hidden. */
export function closePopups(browser: IgvBrowser): void {
  for (const open of browser.root.querySelectorAll<HTMLElement>('.igv-ui-popover, .igv-menu-popup'))
    open.style.display = 'none'
}

/** Ends it for good: igv.js's own clean-up puts the key listener back. */
export function removeBrowser(browser: IgvBrowser): void {
  const { keyUpHandler } = browser
  igv.removeBrowser(browser)
  document.removeEventListener('keyup', keyUpHandler)
}
