import type { IgvBrowserConfig } from 'igv/dist/igv.esm.js'
import type { Region } from '../../shared/genome/region.ts'
import { MINIMUM_BASES } from './visible-window.ts'

export type GenomeFiles = { readonly fasta: File; readonly fai: File; readonly cytobands: string | null }

/**
 * How igv.js is started: nothing is looked up outside (`loadDefaultGenomes`, `search`), the genome has an id no link is
 * made for, the locus is an object and so never parsed or searched, and its toolbar stays away: ours replaces it.
 */
export function igvConfig(
  files: GenomeFiles,
  locus: Region,
  nucleotideColors: Record<string, string>,
): IgvBrowserConfig {
  return {
    reference: {
      id: 'casement',
      name: 'case',
      fastaURL: files.fasta,
      indexURL: files.fai,
      ...(files.cytobands === null ? {} : { cytobandURL: files.cytobands }),
      locus: { chr: locus.contig, start: locus.start, end: locus.end },
    },
    loadDefaultGenomes: false,
    search: false,
    showNavigation: false,
    showControls: false,
    showIdeogram: files.cytobands !== null,
    showRuler: true,
    showTrackLabels: true,
    showCenterGuide: false,
    showCursorGuide: false,
    showSampleNames: false,
    showGearColumn: false,
    showTrackDragHandles: false,
    minimumBases: MINIMUM_BASES,
    doubleClickDelay: 250,
    nucleotideColors,
    tracks: [],
  }
}
