import type {
  IgvAlignmentContainer,
  IgvAlignmentTrack,
  IgvClick,
  IgvCoverage,
  IgvMenuItem,
  IgvPopupItem,
  IgvRead,
  IgvTrack,
} from 'igv/dist/igv.esm.js'
import { LEAST_SCALE } from '../reads/track-group.ts'
import { coveragePopup, popupItems, readPopup } from '../popup.ts'

type Fields = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null

export const isAlignmentTrack = (track: IgvTrack | undefined): track is IgvAlignmentTrack =>
  isObject(track) && isObject(track['alignmentTrack']) && isObject(track['featureSource'])

export const isContainer = (features: unknown): features is IgvAlignmentContainer =>
  isObject(features) && isObject(features['coverageMap']) && typeof features['allAlignments'] === 'function'

const isRead = (clicked: unknown): clicked is IgvRead =>
  isObject(clicked) && typeof clicked['readName'] === 'string' && typeof clicked['cigar'] === 'string'

const isCoverage = (clicked: unknown): clicked is { coverage: IgvCoverage } =>
  isObject(clicked) && isObject(clicked['coverage'])

const isPair = (
  clicked: unknown,
): clicked is { alignmentContaining(position: number, softClips: boolean): unknown } =>
  isObject(clicked) && typeof clicked['alignmentContaining'] === 'function'

const isDownsampled = (clicked: unknown): clicked is { counts: number } =>
  isObject(clicked) && typeof clicked['counts'] === 'number'

/**
 * What is said about a clicked read or coverage column. igv.js's own popup asks eutils.ncbi.nlm.nih.gov about every
 * mismatch and writes tags into HTML as they are.
 */
export function readsPopup(track: IgvAlignmentTrack, click: IgvClick): readonly IgvPopupItem[] {
  const position = Math.floor(click.genomicLocation)
  const [clicked] = track.clickedFeatures(click) ?? []
  if (isCoverage(clicked)) return coveragePopup(click.viewport.referenceFrame.chr, position, clicked.coverage)
  const read = isPair(clicked)
    ? clicked.alignmentContaining(click.genomicLocation, track.alignmentTrack.showSoftClips)
    : clicked
  if (isRead(read)) return readPopup(read, position)
  if (isDownsampled(read))
    return popupItems([['Not drawn here', `${read.counts.toLocaleString('en-GB')} reads`]])
  return []
}

/** The items of igv.js's context menu that are kept: none of them leaves this machine. What a new version adds is not. */
const ALLOWED =
  /^(base|read strand|start location|insert size|gap size|chromosome of mate|mapping quality|read name|aligned read length)$/

const labelOf = (item: IgvMenuItem): string =>
  typeof item === 'string' || typeof item.label !== 'string' ? '' : item.label.replace('&nbsp;', '').trim()

export function safeMenu(items: readonly IgvMenuItem[]): IgvMenuItem[] {
  const kept = items.filter((item) => ALLOWED.test(labelOf(item)))
  return kept.length === 0 ? [] : ['<b>Sort reads by</b>', ...kept]
}

/**
 * Keeps unknown reference bases from looking like mismatches: igv.js compares letters, and everything differs from N.
 * Where no base of the reference is known at all, no mismatch is drawn.
 */
export function forgetUnknownReference(track: IgvAlignmentTrack, container: IgvAlignmentContainer): void {
  const sequence = container.sequence?.toUpperCase()
  const known = sequence !== undefined && /[ACGT]/.test(sequence)
  track.alignmentTrack.showMismatches = known
  const { coverageMap } = container
  if (!known) delete coverageMap.refSeq
  else if (sequence.includes('N'))
    coverageMap.coverage.forEach((column, i) => {
      if (column && sequence[i] === 'N') column.isMismatch = () => false
    })
}

/** The scale of a track's coverage, reads, from the greatest depths in sight. */
export function coverageRange(depths: readonly { readonly value: number }[]): { min: number; max: number } {
  const known = depths.map(({ value }) => value).filter((value) => Number.isFinite(value))
  return { min: 0, max: Math.max(LEAST_SCALE, ...known) }
}

/** Reads drawn and reads igv.js left out to keep up, in what is loaded. */
export function drawnReads(container: IgvAlignmentContainer): { drawn: number; left: number } {
  const left = container.downsampledIntervals.reduce((sum, interval) => sum + interval.counts, 0)
  return { drawn: container.allAlignments().length, left }
}
