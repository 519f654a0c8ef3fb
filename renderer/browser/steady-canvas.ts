import type { IgvDrawOptions, IgvTrackView, IgvViewport } from 'igv/dist/igv.esm.js'
import { whenIdle } from './when-idle.ts'

/** Drawn on either side of the window, as a share of its width: what a step to the side shows at once. */
const WING = 0.25

const steady = new WeakSet<IgvViewport>()

/**
 * Has a viewport keep its canvas. igv.js makes a new one, three windows wide, for every drawing: taking its memory from the
 * system and handing it to the compositor takes longer than to draw on it. This one is half as wide, and the same as long
 * as its size is; to make up for its width it is drawn anew while it is dragged, too.
 */
export function keepCanvas(viewport: IgvViewport): void {
  if (steady.has(viewport)) return
  steady.add(viewport)
  const make = viewport.repaint.bind(viewport)
  const shift = viewport.shift.bind(viewport)

  viewport.repaintDimensions = () => {
    const { start, bpPerPixel } = viewport.referenceFrame
    const width = viewport.viewportElement?.clientWidth ?? 0
    const wing = Math.round(width * WING)
    return {
      bpStart: start - wing * bpPerPixel,
      bpEnd: start + (width + wing) * bpPerPixel,
      pixelWidth: width + 2 * wing,
    }
  }
  viewport.repaint = () => {
    const { canvas, featureCache, viewportElement } = viewport
    if (!featureCache || !viewportElement) return
    const { bpStart, bpEnd, pixelWidth } = viewport.repaintDimensions()
    const options = canvas?._data
    const height = Math.min(
      featureCache.roiFeatures
        ? Math.max(viewport.getContentHeight(), viewportElement.clientHeight)
        : viewport.getContentHeight(),
      3 * viewportElement.clientHeight,
    )
    // Another size, another screen, a canvas that was taken out: made anew.
    const scale = window.devicePixelRatio
    if (
      !canvas?.isConnected ||
      !options ||
      canvas.width !== Math.floor(scale * pixelWidth) ||
      canvas.height !== Math.floor(scale * height) ||
      options.pixelTop !== 0 ||
      viewport.contentTop !== 0
    )
      return make()
    const { referenceFrame } = viewport
    const { bpPerPixel } = referenceFrame
    const left = Math.round((bpStart - referenceFrame.start) / bpPerPixel)
    const next: IgvDrawOptions = {
      ...options,
      bpStart,
      bpEnd,
      bpPerPixel,
      referenceFrame,
      pixelXOffset: left,
      pixelShift: left,
      windowFunction: viewport.track.windowFunction,
      viewportWidth: viewportElement.clientWidth,
    }
    canvas._data = next
    canvas.style.left = `${left}px`
    const { context } = next
    context.clearRect(0, 0, pixelWidth, height)
    viewport.draw(next, featureCache.features, featureCache.roiFeatures)
  }
  viewport.shift = () => {
    shift()
    if (!viewport.canvas) return
    if (!viewport.needsRepaint()) recentreLater(viewport)
    else if (!viewport.needsReload()) viewport.repaint()
  }
}

const waiting = new WeakSet<IgvViewport>()

/** Draws as much on one side as on the other while nobody waits for it: the next step to the side finds it drawn. */
function recentreLater(viewport: IgvViewport): void {
  if (waiting.has(viewport)) return
  waiting.add(viewport)
  whenIdle(() => {
    waiting.delete(viewport)
    const { canvas, referenceFrame } = viewport
    if (!viewport.viewportElement || !canvas?._data || viewport.needsReload()) return
    const off = viewport.repaintDimensions().bpStart - canvas._data.bpStart
    if (Math.abs(off) >= referenceFrame.bpPerPixel) viewport.repaint()
  })
}

const steadyAxes = new WeakSet<IgvTrackView>()

/** Has a track view paint its axis only when what it shows changes: igv.js measures the page and paints it with every drawing. */
export function keepAxis(trackView: IgvTrackView): void {
  const { track } = trackView
  if (track.axisKey === undefined || steadyAxes.has(trackView)) return
  steadyAxes.add(trackView)
  const paint = trackView.paintAxis.bind(trackView)
  let painted = ''
  trackView.paintAxis = () => {
    const key = `${track.axisKey?.()} ${track.height} ${window.devicePixelRatio}`
    if (key === painted) return
    painted = key
    paint()
  }
}

/** Whether what is drawn is what was loaded last: a canvas that covered the window when it came may be kept by igv.js. */
export const isDrawn = ({ canvas, featureCache }: IgvViewport): boolean =>
  canvas?._data?.features === featureCache?.features
