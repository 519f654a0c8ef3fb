import { z } from 'zod'
import { DEFAULT_FILTERS, slabFiltersSchema } from '../../../shared/reads/read-slab.ts'

/** How reads are drawn; IGV's names and defaults where it has them. */
export const readOptionsSchema = z.object({
  /** igv.js's own track instead of ours. */
  classic: z.boolean(),
  /** `fit` chooses the height of a row so that all rows are in sight. */
  displayMode: z.enum(['fit', 'expanded', 'squished']),
  viewAsPairs: z.boolean(),
  showSoftClips: z.boolean(),
  showMismatches: z.boolean(),
  /** Fades mismatches of low base quality. */
  shadeBaseQuality: z.boolean(),
  colourBy: z.enum([
    'none',
    'strand',
    'firstOfPairStrand',
    'pairOrientation',
    'tlen',
    'unexpectedPair',
    'mapq',
    'haplotype',
    'readGroup',
    'mateContig',
    'split',
  ]),
  groupBy: z.enum(['none', 'strand', 'base', 'haplotype', 'readGroup', 'pairOrientation']),
  sortBy: z.enum(['base', 'strand', 'start', 'mapq', 'tlen']),
  logCoverage: z.boolean(),
  /** One scale of depth for all samples on the screen. */
  sharedScale: z.boolean(),
  filters: slabFiltersSchema,
  overlaps: z.enum(['once', 'twice']),
  maxDepth: z.number().int().min(10).max(1_000_000),
})
export type ReadOptions = z.infer<typeof readOptionsSchema>

export const DEFAULT_READ_OPTIONS: ReadOptions = {
  classic: false,
  displayMode: 'fit',
  viewAsPairs: false,
  showSoftClips: false,
  showMismatches: true,
  shadeBaseQuality: true,
  colourBy: 'unexpectedPair',
  groupBy: 'none',
  sortBy: 'base',
  logCoverage: false,
  sharedScale: true,
  filters: DEFAULT_FILTERS,
  overlaps: 'once',
  maxDepth: 1000,
}

/** Which reads are not drawn, in a sentence. @param classic which of the tracks igv.js draws, with filters of its own */
export function filterWords(
  { filters }: Pick<ReadOptions, 'filters'>,
  classic: 'none' | 'some' | 'all',
): string {
  if (classic === 'all') return filterWords({ filters: DEFAULT_FILTERS }, 'none')
  const { duplicates, secondary, supplementary, qcFail, minMapq } = filters
  const kinds: readonly (readonly [hidden: boolean, word: string])[] = [
    [duplicates, 'duplicate'],
    [qcFail, 'QC-failed'],
    [secondary, 'secondary'],
    [supplementary, 'supplementary'],
  ]
  const words = (wanted: boolean): string[] =>
    kinds.filter(([hidden]) => hidden === wanted).map(([, word]) => word)
  const shown = listed(words(false))
  const least = minMapq > 0 ? ` MAPQ below ${minMapq} is hidden.` : ''
  const others =
    classic === 'some' ? ` In the tracks of igv.js: ${filterWords({ filters: DEFAULT_FILTERS }, 'none')}` : ''
  return `Not drawn: ${listed(['unmapped', ...words(true)])} reads.${shown === '' ? '' : ` Drawn: ${shown} ones.`}${least}${others}`
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
