import igv, { type IgvAlignmentTrack, type IgvBrowser } from 'igv/dist/igv.esm.js'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { escapeHtml } from '../escape-html.ts'
import type { Palette } from '../theme.ts'
import { createHtsgetFeed, htsgetUrl } from './htsget-feed.ts'
import {
  coverageRange,
  drawnReads,
  forgetUnknownReference,
  isAlignmentTrack,
  isContainer,
  readsPopup,
  safeMenu,
} from './reads-view.ts'

export type AlignmentTrackOptions = {
  readonly file: string
  readonly label: string
  readonly bulkRoot: string
  readonly reference: ReferenceState
  readonly palette: () => Palette
  /** Has the reads drawn by our own track instead. */
  readonly toOurs: () => void
}

/** The height of the coverage on top of the reads, px. */
const COVERAGE_HEIGHT = 44
export const ALIGNMENT_HEIGHT = 220
/** The widest window with reads, bp: igv.js decodes and packs them between two frames of the screen. */
export const READS_WINDOW = 30_000

/**
 * igv.js's own alignment track on the engine's htsget endpoint, without anything that talks to the outside. igv.js's
 * filter stays as it comes: unmapped, duplicate and QC-failed reads are left out, secondary and supplementary shown.
 */
export async function createAlignmentTrack(
  browser: IgvBrowser,
  options: AlignmentTrackOptions,
): Promise<{ track: IgvAlignmentTrack; abort: () => void }> {
  const { file, bulkRoot, palette } = options
  const track = await igv.createTrack(
    {
      type: 'alignment',
      format: 'bam',
      sourceType: 'htsget',
      url: htsgetUrl(bulkRoot, file),
      name: escapeHtml(options.label),
      height: ALIGNMENT_HEIGHT,
      coverageTrackHeight: COVERAGE_HEIGHT,
      alignmentRowHeight: 12,
      visibilityWindow: READS_WINDOW,
      removable: false,
    },
    browser,
  )
  if (!isAlignmentTrack(track))
    throw new Fault({ kind: 'internal', detail: 'igv.js made no alignment track' })

  const abort = feed(track, options)

  const load = track.getFeatures.bind(track)
  track.getFeatures = async (chr, start, end, bpPerPixel, viewport) => {
    const features = await load(chr, start, end, bpPerPixel, viewport)
    if (isContainer(features)) {
      forgetUnknownReference(track, features)
      const { drawn, left } = drawnReads(features)
      const note =
        left === 0
          ? ''
          : ` · ${drawn.toLocaleString('en-GB')} of ${(drawn + left).toLocaleString('en-GB')} reads drawn`
      const name = escapeHtml(options.label) + note
      if (track.name !== name) track.name = name
    }
    return features
  }

  // igv.js paints its tracks' ground white; this is its own drawing on the ground of the theme.
  track.draw = (view) => {
    view.context.fillStyle = palette().ground
    view.context.fillRect(0, view.pixelTop, view.pixelWidth, view.pixelHeight)
    track.coverageTrack.draw(view)
    track.alignmentTrack.setTop(track.coverageTrack, true)
    track.alignmentTrack.draw(view)
  }
  track.doAutoscale = coverageRange
  track.popupData = (click) => readsPopup(track, click)
  const menu = track.contextMenuItemList?.bind(track)
  track.contextMenuItemList = (click) => [
    ...safeMenu(menu?.(click) ?? []),
    { label: 'Draw this track as Casement does', click: options.toOurs },
  ]
  track.menuItemList = () => []
  track.description = () => undefined
  colourAlignmentTrack(track, palette())
  return { track, abort }
}

/**
 * Replaces the reader's requests by our own: encoded, abortable, with the host's errors, and never elsewhere.
 *
 * @returns what ends the request under way
 */
function feed(track: IgvAlignmentTrack, { file, bulkRoot, reference }: AlignmentTrackOptions): () => void {
  const source = createHtsgetFeed(bulkRoot, file)
  const reader = track.featureSource.bamReader
  // The reader looks a contig up in the file's header first and shows an empty track when it is not there under that
  // name. The engine takes the reference's names and translates them.
  for (const { name } of reference.contigs) reader.chrNames.add(name)
  reader.readHeaderData = () => source.header()

  let inFlight = new AbortController()
  const load = track.getFeatures.bind(track)
  track.getFeatures = (chr, start, end, bpPerPixel, viewport) => {
    // Closing the request stops the worker that reads for it.
    inFlight.abort()
    inFlight = new AbortController()
    return load(chr, start, end, bpPerPixel, viewport)
  }
  reader.readData = (chr, start, end) =>
    source.region(chr, Math.max(0, Math.floor(start)), Math.ceil(end), inFlight.signal)
  return () => inFlight.abort()
}

export function colourAlignmentTrack(track: IgvAlignmentTrack, palette: Palette): void {
  const reads = track.alignmentTrack
  reads.color = palette.read
  track.coverageTrack.color = palette.coverage
  reads.deletionColor = palette.deletion
  reads.insertionColor = palette.insertion
  reads.skippedColor = palette.skipped
  reads.smallTLENColor = palette.accent
  reads.largeTLENColor = palette.danger
}

/** Whether anything is drawn that can be sorted by a base of the reference. */
export const hasSequence = (track: IgvAlignmentTrack): boolean =>
  track
    .getCachedAlignmentContainers()
    .some((features) => isContainer(features) && features.sequence !== undefined)

export function setReadOption(track: IgvAlignmentTrack, option: 'pairs' | 'soft-clips', on: boolean): void {
  const reads = track.alignmentTrack
  if (option === 'pairs') reads.viewAsPairs = on
  else reads.showSoftClips = on
  for (const features of track.getCachedAlignmentContainers()) if (isContainer(features)) features.pack(reads)
  track.trackView?.checkContentHeight()
  track.trackView?.repaintViews()
}
