import { DEFAULT_FILTERS, type ReadSlab, SITE_COUNTS, type SlabMeta } from '../../shared/reads/read-slab.ts'

/** A read for {@link makeSlab}; what is left out is the usual. */
export type MadeRead = {
  start: number
  end: number
  clippedStart?: number
  clippedEnd?: number
  flag?: number
  mapq?: number
  templateLength?: number
  mateContig?: number
  mateStart?: number
  mate?: number
  orientation?: number
  haplotype?: number
  readGroup?: number
  traits?: number
  block?: number
  mismatches?: readonly (readonly [position: number, base: string, quality?: number])[]
  insertions?: readonly (readonly [position: number, bases: string])[]
  gaps?: readonly (readonly [start: number, end: number, kind?: number])[]
  clips?: string
}

export type MadeSites = Readonly<Record<number, readonly number[]>>

/** A slab by hand: reads in order of start; depth counted from them, sites as given. */
export function makeSlab(
  region: { contig?: string; start: number; end: number },
  reads: readonly MadeRead[],
  { sites = {}, meta = {} }: { sites?: MadeSites; meta?: Partial<SlabMeta> } = {},
): ReadSlab {
  const { contig = 'chr1', start, end } = region
  const forward = new Uint32Array(end - start)
  const reverse = new Uint32Array(end - start)
  for (const read of reads)
    for (let at = Math.max(start, read.start); at < Math.min(end, read.end); at++) {
      if (read.gaps?.some(([from, to]) => at >= from && at < to)) continue
      const depth = ((read.flag ?? 0) & 0x10) === 0 ? forward : reverse
      depth[at - start] = (depth[at - start] ?? 0) + 1
    }
  const offsets = (sizes: readonly number[]): Uint32Array => {
    const at = new Uint32Array(sizes.length + 1)
    sizes.forEach((size, i) => {
      at[i + 1] = (at[i] ?? 0) + size
    })
    return at
  }
  const ints = (of: (read: MadeRead, i: number) => number): Int32Array => Int32Array.from(reads, of)
  const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const mismatches = reads.flatMap((read) => read.mismatches ?? [])
  const insertions = reads.flatMap((read) => read.insertions ?? [])
  const gaps = reads.flatMap((read) => read.gaps ?? [])
  const clips = reads.map((read) => read.clips ?? '')
  const positions = Object.keys(sites).map(Number)
  const bins = Math.max(1, Math.ceil((end - Math.floor(start / 100) * 100) / 100))
  return {
    meta: {
      contig,
      start,
      end,
      filters: DEFAULT_FILTERS,
      overlaps: 'once',
      maxDepth: 1000,
      focus: null,
      version: 1,
      contigs: ['chr1', 'chr2', 'chr3'],
      readGroups: ['rg1 (NA1)', 'rg2 (NA1)'],
      seen: reads.length,
      kept: reads.length,
      hidden: { duplicates: 0, secondary: 0, supplementary: 0, qcFail: 0, minMapq: 0 },
      withoutMismatches: 0,
      deepest: forward.reduce((most, depth, i) => Math.max(most, depth + (reverse[i] ?? 0)), 0),
      ...meta,
    },
    start: ints((read) => read.start),
    end: ints((read) => read.end),
    clippedStart: ints((read) => read.clippedStart ?? read.start),
    clippedEnd: ints((read) => read.clippedEnd ?? read.end),
    flag: Uint16Array.from(reads, (read) => read.flag ?? 0),
    mapq: Uint8Array.from(reads, (read) => read.mapq ?? 60),
    templateLength: ints((read) => read.templateLength ?? 0),
    mateContig: ints((read) => read.mateContig ?? -1),
    mateStart: ints((read) => read.mateStart ?? -1),
    mate: ints((read) => read.mate ?? -1),
    orientation: Uint8Array.from(reads, (read) => read.orientation ?? 0),
    haplotype: Uint8Array.from(reads, (read) => read.haplotype ?? 0),
    phaseSet: ints(() => -1),
    readGroup: ints((read) => read.readGroup ?? -1),
    traits: Uint8Array.from(reads, (read) => read.traits ?? 0),
    meanQuality: new Uint8Array(reads.length).fill(35),
    nameHash: Uint32Array.from(reads, (_, i) => i),
    block: Float64Array.from(reads, (read, i) => read.block ?? 1000 + i),
    within: new Uint32Array(reads.length),
    mismatchAt: offsets(reads.map((read) => read.mismatches?.length ?? 0)),
    mismatchPosition: Int32Array.from(mismatches, ([position]) => position),
    mismatchBase: Uint8Array.from(mismatches, ([, base]) => base.charCodeAt(0)),
    mismatchQuality: Uint8Array.from(mismatches, ([, , quality]) => quality ?? 35),
    insertionAt: offsets(reads.map((read) => read.insertions?.length ?? 0)),
    insertionPosition: Int32Array.from(insertions, ([position]) => position),
    insertionLength: Uint32Array.from(insertions, ([, bases]) => bases.length),
    insertionBasesAt: offsets(insertions.map(([, bases]) => bases.length)),
    insertionBases: ascii(insertions.map(([, bases]) => bases).join('')),
    gapAt: offsets(reads.map((read) => read.gaps?.length ?? 0)),
    gapStart: Int32Array.from(gaps, ([from]) => from),
    gapEnd: Int32Array.from(gaps, ([, to]) => to),
    gapKind: Uint8Array.from(gaps, ([, , kind]) => kind ?? 0),
    clipBasesAt: offsets(clips.map((bases) => bases.length)),
    clipBases: ascii(clips.join('')),
    clipQuality: new Uint8Array(clips.join('').length).fill(35),
    depthForward: forward,
    depthReverse: reverse,
    sitePosition: Int32Array.from(positions),
    siteCounts: Uint32Array.from(
      positions.flatMap((position) =>
        Array.from({ length: SITE_COUNTS }, (_, i) => sites[position]?.[i] ?? 0),
      ),
    ),
    seenPer100: new Uint32Array(bins),
    keptPer100: new Uint32Array(bins),
  }
}
