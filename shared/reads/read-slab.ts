import { z } from 'zod'
import { type Columns, decodeColumns, encodeColumns } from './columns.ts'

/** Raised when what a slab's columns mean changes. */
export const SLAB_VERSION = 1

/**
 * Of reads that reach past the region, what they have several of (mismatches, insertions, gaps) is told up to so many bp
 * beyond it: short reads are described whole, of long ones what is near.
 */
export const DETAIL_MARGIN = 1000

/** Which reads are counted and drawn. IGV's names and defaults, in `DEFAULT_FILTERS`. */
export const slabFiltersSchema = z.object({
  /** Hide reads with FLAG 0x400. */
  duplicates: z.boolean(),
  /** Hide reads with FLAG 0x100. */
  secondary: z.boolean(),
  /** Hide reads with FLAG 0x800. */
  supplementary: z.boolean(),
  /** Hide reads with FLAG 0x200 ("vendor failed"). */
  qcFail: z.boolean(),
  /** Hide reads of a lower MAPQ (Phred). */
  minMapq: z.number().int().min(0).max(255),
})
export type SlabFilters = z.infer<typeof slabFiltersSchema>

/** IGV's: duplicates and vendor-failed reads are hidden, secondary and supplementary alignments shown. */
export const DEFAULT_FILTERS: SlabFilters = {
  duplicates: true,
  secondary: false,
  supplementary: false,
  qcFail: true,
  minMapq: 0,
}

/** The query of `slab/FILE`. */
export const slabRequestSchema = z.object({
  /** In the case's contig names. */
  contig: z.string(),
  /** 0-based, half-open, bp. */
  start: z.number().int().min(0),
  end: z.number().int().min(1),
  filters: slabFiltersSchema,
  /** Where mates overlap: one count for the fragment, or one for each read as IGV does. */
  overlaps: z.enum(['once', 'twice']),
  /** More reads over one base are thinned out for drawing; never for counting. */
  maxDepth: z.number().int().min(10).max(1_000_000),
  /** 0-based position of the viewed variant: reads with another allele than the reference's there are all kept. */
  focus: z.number().int().min(0).nullable(),
})
export type SlabRequest = z.infer<typeof slabRequestSchema>

const slabMetaSchema = slabRequestSchema.extend({
  version: z.literal(SLAB_VERSION),
  /** What `mateContig` counts: names of the case. */
  contigs: z.array(z.string()),
  /** What `readGroup` counts: `ID (SM)` or `ID`. */
  readGroups: z.array(z.string()),
  /** Reads that overlap the region and pass the filters, and how many of them are in the columns. */
  seen: z.number(),
  kept: z.number(),
  /** Reads that overlap and are hidden, by the first filter that hides them. Unmapped ones are neither. */
  hidden: z.object({
    duplicates: z.number(),
    secondary: z.number(),
    supplementary: z.number(),
    qcFail: z.number(),
    minMapq: z.number(),
  }),
  /** Reads seen of which it is not known where they differ from the reference: no MD, no `=`/`X`, no reference. */
  withoutMismatches: z.number(),
  /** Greatest depth over the region. */
  deepest: z.number(),
})
export type SlabMeta = z.infer<typeof slabMetaSchema>

/** Classes of a pair by where its reads point, as IGV names them. */
export const ORIENTATION = { none: 0, LR: 1, LL: 2, RR: 3, RL: 4 } as const
/** Bits of `traits`. */
export const TRAIT = {
  /** Has an SA tag: the read is split. */
  split: 1,
  /** Kept whatever the depth, because it carries another allele at the focus. */
  atFocus: 2,
  /** Where it differs from the reference is not known. */
  withoutMismatches: 4,
} as const
export const GAP = { deletion: 0, skip: 1 } as const

/**
 * The reads of one sample over one region, as columns. Positions are 0-based on the contig, ends exclusive, in bp.
 * `n` reads in file order (by start).
 *
 * What a read has several of lies in columns of its own: those of read `i` are the entries `xAt[i]` up to `xAt[i + 1]`.
 */
export type ReadSlab = {
  readonly meta: SlabMeta
  /** Aligned part. */
  readonly start: Int32Array
  readonly end: Int32Array
  /** With the soft-clipped bases on either side. */
  readonly clippedStart: Int32Array
  readonly clippedEnd: Int32Array
  /** SAM FLAG, MAPQ and TLEN as stored. */
  readonly flag: Uint16Array
  readonly mapq: Uint8Array
  readonly templateLength: Int32Array
  /** Index into `meta.contigs`, -1 for none (unpaired, or the mate is unmapped); its start, -1 for none. */
  readonly mateContig: Int32Array
  readonly mateStart: Int32Array
  /** The read's mate in this slab, by number; -1 when it is not here. */
  readonly mate: Int32Array
  /** {@link ORIENTATION} */
  readonly orientation: Uint8Array
  /** HP tag (haplotype), 0 for none; PS tag (phase set), -1 for none. */
  readonly haplotype: Uint8Array
  readonly phaseSet: Int32Array
  /** Index into `meta.readGroups`, -1 for none. */
  readonly readGroup: Int32Array
  /** Bits: {@link TRAIT} */
  readonly traits: Uint8Array
  /** Mean base quality, Phred; 255 when the read stores none. */
  readonly meanQuality: Uint8Array
  /** 32 bits of the name: equal for mates, the same in every slab. */
  readonly nameHash: Uint32Array
  /**
   * Where the record lies, for `reads.detail`: of a BAM the compressed offset of its block and the place in it; of a CRAM
   * the offset of its slice and the number of the record in it.
   */
  readonly block: Float64Array
  readonly within: Uint32Array

  /** Bases that differ from the reference: position, ASCII letter (`N` for any ambiguity), Phred quality (255: none stored). */
  readonly mismatchAt: Uint32Array
  readonly mismatchPosition: Int32Array
  readonly mismatchBase: Uint8Array
  readonly mismatchQuality: Uint8Array
  /** Insertions: before which position, how many bases; their ASCII letters, at most 64 of each. */
  readonly insertionAt: Uint32Array
  readonly insertionPosition: Int32Array
  readonly insertionLength: Uint32Array
  readonly insertionBasesAt: Uint32Array
  readonly insertionBases: Uint8Array
  /** Deletions and skips (`D`, `N`): {@link GAP} */
  readonly gapAt: Uint32Array
  readonly gapStart: Int32Array
  readonly gapEnd: Int32Array
  readonly gapKind: Uint8Array
  /**
   * Letters of the soft-clipped bases, left clip then right clip (ASCII), with their qualities; none of a read that stores
   * no bases.
   */
  readonly clipBasesAt: Uint32Array
  readonly clipBases: Uint8Array
  readonly clipQuality: Uint8Array

  /**
   * Coverage of each base of the region [meta.start, meta.end), by strand of the read: bases, not deletions or skips.
   * From all reads seen.
   */
  readonly depthForward: Uint32Array
  readonly depthReverse: Uint32Array
  /**
   * Positions where anything but the reference's base was seen (or where the reference is not known), ascending, and 14
   * counts of each: A, C, G, T, N, deleted, inserted before, forward then reverse of each
   * ({@link SITE_COUNTS}). Everywhere else all bases are the reference's.
   */
  readonly sitePosition: Int32Array
  readonly siteCounts: Uint32Array

  /** Reads seen and kept that start in each 100 bp from `floor(meta.start / 100) * 100` on; earlier starts count in the first. */
  readonly seenPer100: Uint32Array
  readonly keptPer100: Uint32Array
}

/** Counts of a site. */
export const SITE_COUNTS = 14
/** Their order, each forward then reverse. */
export const SITE_KINDS = ['A', 'C', 'G', 'T', 'N', 'deletion', 'insertion'] as const

export function encodeSlab({ meta, ...columns }: ReadSlab): Uint8Array<ArrayBuffer> {
  return encodeColumns(meta, columns)
}

/** @returns undefined for bytes that are no slab of this version */
export function decodeSlab(buffer: ArrayBuffer): ReadSlab | undefined {
  const columns = decodeColumns(buffer)
  const meta = slabMetaSchema.safeParse(columns?.meta)
  if (!columns || !meta.success) return undefined
  return { meta: meta.data, ...columnsOf(columns) }
}

function columnsOf({ column }: Columns): Omit<ReadSlab, 'meta'> {
  return {
    start: column('start', 'i32'),
    end: column('end', 'i32'),
    clippedStart: column('clippedStart', 'i32'),
    clippedEnd: column('clippedEnd', 'i32'),
    flag: column('flag', 'u16'),
    mapq: column('mapq', 'u8'),
    templateLength: column('templateLength', 'i32'),
    mateContig: column('mateContig', 'i32'),
    mateStart: column('mateStart', 'i32'),
    mate: column('mate', 'i32'),
    orientation: column('orientation', 'u8'),
    haplotype: column('haplotype', 'u8'),
    phaseSet: column('phaseSet', 'i32'),
    readGroup: column('readGroup', 'i32'),
    traits: column('traits', 'u8'),
    meanQuality: column('meanQuality', 'u8'),
    nameHash: column('nameHash', 'u32'),
    block: column('block', 'f64'),
    within: column('within', 'u32'),
    mismatchAt: column('mismatchAt', 'u32'),
    mismatchPosition: column('mismatchPosition', 'i32'),
    mismatchBase: column('mismatchBase', 'u8'),
    mismatchQuality: column('mismatchQuality', 'u8'),
    insertionAt: column('insertionAt', 'u32'),
    insertionPosition: column('insertionPosition', 'i32'),
    insertionLength: column('insertionLength', 'u32'),
    insertionBasesAt: column('insertionBasesAt', 'u32'),
    insertionBases: column('insertionBases', 'u8'),
    gapAt: column('gapAt', 'u32'),
    gapStart: column('gapStart', 'i32'),
    gapEnd: column('gapEnd', 'i32'),
    gapKind: column('gapKind', 'u8'),
    clipBasesAt: column('clipBasesAt', 'u32'),
    clipBases: column('clipBases', 'u8'),
    clipQuality: column('clipQuality', 'u8'),
    depthForward: column('depthForward', 'u32'),
    depthReverse: column('depthReverse', 'u32'),
    sitePosition: column('sitePosition', 'i32'),
    siteCounts: column('siteCounts', 'u32'),
    seenPer100: column('seenPer100', 'u32'),
    keptPer100: column('keptPer100', 'u32'),
  }
}
