import { expect } from 'vitest'
import type { AlignmentReader } from '../../electron/engine/reads/alignment-reader.ts'
import { hiddenBy } from '../../electron/engine/reads/slab/filters.ts'
import { type KnownBases, readSlab } from '../../electron/engine/reads/slab/read-slab.ts'
import {
  decodeSlab,
  DEFAULT_FILTERS,
  type ReadSlab,
  SITE_COUNTS,
  type SlabRequest,
  TRAIT,
} from '../../shared/reads/read-slab.ts'
import { all } from './bam-files.ts'
import { oracleCoverage, oracleDepth, oracleMates, oracleRead } from './slab-oracle.ts'

export const slabRequest = (change: Partial<SlabRequest> & { readonly contig: string }): SlabRequest => ({
  start: 0,
  end: 1000,
  filters: DEFAULT_FILTERS,
  overlaps: 'once',
  maxDepth: 1_000_000,
  focus: null,
  ...change,
})

/** The slab of a region, through its bytes. */
export async function slabOf(
  reader: AlignmentReader,
  request: SlabRequest,
  reference: KnownBases | null = null,
): Promise<ReadSlab> {
  const { bytes } = await readSlab(reader, request.contig, request, { reference })
  const slab = decodeSlab(bytes.buffer)
  if (slab === undefined) throw new Error('it is no slab')
  return slab
}

const letters = (bytes: Uint8Array, from = 0, to = bytes.length): string =>
  Buffer.from(bytes.subarray(from, to)).toString('latin1')

/** A slab's reads as the oracle describes them. */
export function describeReads(slab: ReadSlab) {
  return Array.from({ length: slab.start.length }, (_, i) => {
    const entries = (at: Uint32Array): number[] => {
      const from = at[i] ?? 0
      return Array.from({ length: (at[i + 1] ?? 0) - from }, (_unused, k) => from + k)
    }
    return {
      start: slab.start[i],
      end: slab.end[i],
      flag: slab.flag[i],
      mapq: slab.mapq[i],
      templateLength: slab.templateLength[i],
      mate: slab.mate[i],
      block: slab.block[i],
      within: slab.within[i],
      isUnknown: ((slab.traits[i] ?? 0) & TRAIT.withoutMismatches) !== 0,
      isSplit: ((slab.traits[i] ?? 0) & TRAIT.split) !== 0,
      haplotype: slab.haplotype[i],
      mismatches: entries(slab.mismatchAt).map(
        (k) => `${slab.mismatchPosition[k]}${letters(slab.mismatchBase, k, k + 1)}${slab.mismatchQuality[k]}`,
      ),
      insertions: entries(slab.insertionAt).map((k) => ({
        position: slab.insertionPosition[k],
        length: slab.insertionLength[k],
        text: letters(slab.insertionBases, slab.insertionBasesAt[k], slab.insertionBasesAt[k + 1]),
      })),
      gaps: entries(slab.gapAt).map(
        (k) => `${slab.gapStart[k]}-${slab.gapEnd[k]}${slab.gapKind[k] === 0 ? 'D' : 'N'}`,
      ),
      clips: letters(slab.clipBases, slab.clipBasesAt[i], slab.clipBasesAt[i + 1]),
    }
  })
}

/**
 * Compares a slab that holds all its reads with what the oracle says of the file's records.
 *
 * @returns how many reads were compared, and how many have a base at each position (`oracleDepth`)
 */
export async function compareWithOracle(
  reader: AlignmentReader,
  request: SlabRequest,
  slab: ReadSlab,
  referenceAt?: (position: number) => string | undefined,
): Promise<{ readonly count: number; readonly depth: readonly number[] }> {
  const { contig, start, end } = request
  const records = (await all(reader.records({ contig, start, end }))).filter(
    (r) => !r.isUnmapped && r.start < end && hiddenBy(r.flags, r.mapq, request.filters) === undefined,
  )
  const reads = records.map((record) => oracleRead(record, request, referenceAt))
  const mates = oracleMates(records)
  expect(describeReads(slab)).toEqual(
    reads.map(({ record, mismatches, insertions, gaps, clips, isUnknown }, i) => {
      const hp = record.tag('HP')
      return {
        start: record.start,
        end: record.end,
        flag: record.flags,
        mapq: record.mapq,
        templateLength: record.templateLength,
        mate: mates[i],
        block: record.offset.block,
        within: record.offset.within,
        isUnknown,
        isSplit: record.tag('SA') !== undefined,
        haplotype: hp?.type === 'i' ? hp.value : 0,
        mismatches: [...mismatches],
        insertions: insertions.map(({ position, text }) => ({
          position,
          length: text.length,
          text: text.slice(0, 64),
        })),
        gaps: [...gaps],
        clips,
      }
    }),
  )
  const coverage = oracleCoverage(reads, mates, request)
  expect([...slab.depthForward].map((forward, i) => [forward, slab.depthReverse[i]])).toEqual(coverage.depth)
  const sites = [...slab.sitePosition].map((position, i) => [
    position,
    [...slab.siteCounts.subarray(i * SITE_COUNTS, (i + 1) * SITE_COUNTS)],
  ])
  expect(sites).toEqual([...coverage.sites])
  return { count: reads.length, depth: oracleDepth(reads, mates, request) }
}
