import type { Role } from '../../shared/case/sample.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import type { Region } from '../../shared/genome/region.ts'

/** A sample's row in a track of variants. */
export type DrawnSample = {
  readonly label: string
  /** Place of its genotype among those of each row (`VariantPage.samples`). */
  readonly place: number
}

/** One track, from top to bottom in the order given. `file` is a case file's id. */
export type BrowserTrack =
  | { readonly kind: 'genes' }
  /** The intervals of a BED file. */
  | { readonly kind: 'regions'; readonly file: string; readonly label: string }
  | {
      readonly kind: 'variants'
      readonly file: string
      readonly label: string
      /** From top to bottom. */
      readonly samples: readonly DrawnSample[]
    }
  | {
      readonly kind: 'alignments'
      readonly file: string
      readonly sample: string
      readonly role: Role
      /** As shown: HTML in it is shown as text. */
      readonly label: string
      /** Drawn by igv.js's own track instead of ours. */
      readonly classic: boolean
    }

/** The variant under review, in the reference's contig names: `start`, `end` 0-based half-open, `position` 1-based. */
export type BrowserSelection = {
  readonly contig: string
  readonly start: number
  readonly end: number
  readonly position: number
  readonly ref: string
  readonly alt: string
  /** The other end of a breakend, 0-based; null for anything else. */
  readonly mate: { readonly contig: string; readonly position: number } | null
} | null

export type BrowserHandle = {
  /** Resolves when the region is drawn; a later call supersedes an earlier one. */
  goTo(region: Region): Promise<void>
  /** Moves back to the selected variant, wherever it was panned to. */
  showSelection(): void
  /** 2 shows half as much, 0.5 twice as much, around the centre. */
  zoom(factor: number): void
  /** Moves by this share of the window, positive to the right. */
  pan(fraction: number): void
  /** Sorts the reads of every track where the selected variant is, when it is in sight, or at the centre. */
  sortReads(): void
  toggleReference(): void
  /** Where the user is likely to look next, likeliest first: made ready while nothing else is asked for. */
  prefetch(regions: readonly Region[]): void
  /** The case has other files: genes and variants that were made ready may no longer be all there are. */
  caseChanged(): void
  /** Through the loci that were jumped to. */
  back(): void
  forward(): void
  /** Asks for everything on the screen again: the engine restarted, or an index was built. */
  reload(): Promise<void>
  /** The whole view as SVG, always on white. */
  svg(): string
}

/** `file` is the track's file id, or null for the reference and the genes. */
export type TrackErrorListener = (file: string | null, error: CasementError) => void

/** Identifies a track across renders. */
export function trackKey(track: BrowserTrack): string {
  switch (track.kind) {
    case 'genes':
      return 'genes'
    case 'regions':
      return `regions ${track.file}`
    case 'variants':
      return `variants ${track.file}`
    case 'alignments':
      return `alignments ${track.file} ${track.sample}`
  }
}
