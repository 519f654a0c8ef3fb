import type { IgvBrowser } from 'igv/dist/igv.esm.js'
import { shortAllele } from '../../shared/variant/short-allele.ts'
import type { BrowserSelection } from './browser-types.ts'

/** Where the overlay lies, px from the left edge of the data, or null when the variant is not in view. */
export function overlayExtent(
  selection: NonNullable<BrowserSelection>,
  frame: { readonly chr: string; readonly start: number; readonly bpPerPixel: number },
  width: number,
): { left: number; width: number } | null {
  if (selection.contig !== frame.chr) return null
  const left = (selection.start - frame.start) / frame.bpPerPixel
  const right = (Math.max(selection.end, selection.start + 1) - frame.start) / frame.bpPerPixel
  if (right < 0 || left > width) return null
  // The lines are 1 px wide and lie outside the bases.
  const from = Math.max(0, Math.round(left) - 1)
  return { left: from, width: Math.max(3, Math.round(Math.min(right, width)) + 1 - from) }
}

/** The alleles beside the marking: `A>G`; of what is not spelled out, its name: `<DEL>`. */
export function allelesText({ ref, alt }: NonNullable<BrowserSelection>): string {
  return /^<|[[\]]/.test(alt) ? alt : `${shortAllele(ref)}>${shortAllele(alt)}`
}

/** Lays the marking of the variant under review over all tracks; its alleles are its only child. */
export function placeOverlay(overlay: HTMLElement, browser: IgvBrowser, selection: BrowserSelection): void {
  const frame = browser.referenceFrameList[0]
  const column = browser.columnContainer.querySelector('.igv-column')
  const origin = overlay.parentElement?.getBoundingClientRect()
  if (selection === null || !frame || !column || !origin) {
    overlay.hidden = true
    return
  }
  const area = column.getBoundingClientRect()
  const extent = overlayExtent(selection, frame, area.width)
  overlay.hidden = extent === null
  // In a split view each window has its place written above it.
  overlay.toggleAttribute('data-split', browser.referenceFrameList.length > 1)
  if (extent === null) return
  overlay.style.left = `${area.left - origin.left + extent.left}px`
  overlay.style.width = `${extent.width}px`
  if (overlay.firstElementChild) overlay.firstElementChild.textContent = allelesText(selection)
}
