import type { ReadOptions } from '../../browser/index.ts'
import type { CommandId } from '../../app/keys/key-map.ts'

type Words<Value extends string> = Readonly<Record<Value, string>>

/** IGV's names for the ways to colour, group and sort reads, and to set the height of their rows; in the order of its menus. */
export const READ_CHOICES = {
  colourBy: {
    label: 'Colour by',
    values: {
      unexpectedPair: 'Insert size and pair orientation',
      none: 'None',
      strand: 'Read strand',
      firstOfPairStrand: 'First-of-pair strand',
      pairOrientation: 'Pair orientation',
      tlen: 'Insert size',
      mateContig: 'Chromosome of mate',
      split: 'Split reads (with supplementary alignments)',
      mapq: 'Mapping quality',
      haplotype: 'Haplotype (HP)',
      readGroup: 'Read group',
    } satisfies Words<ReadOptions['colourBy']>,
  },
  groupBy: {
    label: 'Group by',
    values: {
      none: 'None',
      base: 'Base at the variant or centre',
      strand: 'Read strand',
      pairOrientation: 'Pair orientation',
      haplotype: 'Haplotype (HP)',
      readGroup: 'Read group',
    } satisfies Words<ReadOptions['groupBy']>,
  },
  sortBy: {
    label: 'Sort by',
    values: {
      base: 'Base at the variant or centre',
      strand: 'Read strand',
      start: 'Start location',
      tlen: 'Insert size',
      mapq: 'Mapping quality',
    } satisfies Words<ReadOptions['sortBy']>,
  },
  displayMode: {
    label: 'Rows',
    values: {
      fit: 'As high as all fit',
      expanded: 'Expanded',
      squished: 'Squished',
    } satisfies Words<ReadOptions['displayMode']>,
  },
  overlaps: {
    label: 'Count overlapping mates',
    values: {
      once: 'Once: one fragment',
      twice: 'Twice: every read, as IGV',
    } satisfies Words<ReadOptions['overlaps']>,
  },
} as const

export type ReadChoice = keyof typeof READ_CHOICES

/** What is on or off. Some have a key of their own. */
export const READ_SWITCHES: readonly {
  readonly option:
    'viewAsPairs' | 'showSoftClips' | 'showMismatches' | 'shadeBaseQuality' | 'logCoverage' | 'sharedScale'
  readonly label: string
  readonly command?: CommandId
}[] = [
  { option: 'viewAsPairs', label: 'View as pairs', command: 'toggle-pairs' },
  { option: 'showSoftClips', label: 'Show soft clips', command: 'toggle-soft-clips' },
  { option: 'showMismatches', label: 'Show mismatched bases' },
  { option: 'shadeBaseQuality', label: 'Shade mismatches by base quality' },
  { option: 'logCoverage', label: 'Depth on a logarithmic scale' },
  { option: 'sharedScale', label: 'The same depth scale for all tracks' },
]

/** Reads that can be hidden, by their flag. */
export const HIDEABLE = {
  duplicates: 'Duplicates',
  qcFail: 'Vendor-failed reads (QC fail)',
  secondary: 'Secondary alignments',
  supplementary: 'Supplementary alignments',
} satisfies Partial<Words<keyof ReadOptions['filters']>>

/** Least MAPQ, Phred; and depths from which reads are thinned out for drawing. */
export const LEAST_MAPQS = [0, 1, 10, 20, 30] as const
export const MOST_DEPTHS = [100, 500, 1000, 5000, 20_000, 100_000] as const
