import { randomStream } from '../../../electron/engine/demo/random.ts'
import { encodeRecord } from '../../../electron/engine/files/bam/record-encoder.ts'
import {
  FLAG_FIRST,
  FLAG_LAST,
  FLAG_MATE_UNMAPPED,
  FLAG_PAIRED,
  FLAG_UNMAPPED,
} from '../../../electron/engine/files/bam/flags.ts'
import { createBlockPacker } from './block-packer.ts'
import { type Fragment, fragmentsOfTile, READ_LENGTH } from './fragments.ts'
import { haplotypes, referenceBases, SEGMENT, TILE } from './genome.ts'
import { createReadWriter, type Side, startOf } from './read-writer.ts'

export type BamSegment = {
  readonly sample: string
  readonly refId: number
  /** Which stretch of SEGMENT bases; no more reads start after `covered`. */
  readonly segment: number
  readonly covered: number
}

type Read = { readonly fragment: Fragment; readonly side: Side; readonly start: number }

/** Reads of a sample that start in the segment, sorted. */
function readsOf({ sample, refId, segment, covered }: BamSegment): Read[] {
  const from = segment * SEGMENT
  const to = Math.min(from + SEGMENT, covered)
  const reads: Read[] = []
  for (let tile = Math.max(0, from / TILE - 1); tile * TILE < to; tile++)
    for (const fragment of fragmentsOfTile(sample, refId, tile))
      // A fragment that would leave the covered part is not sequenced.
      if (fragment.start + fragment.length <= covered)
        for (const side of ['left', 'right'] as const) {
          const start = startOf(fragment, side)
          if (start >= from && start < to) reads.push({ fragment, side, start })
        }
  return reads.sort((a, b) => a.start - b.start)
}

/** The segment's reads as BGZF blocks that start and end with a record. */
export function bamSegment(wanted: BamSegment): Uint8Array {
  const { sample, refId, segment } = wanted
  const start = segment * SEGMENT
  // A tile more: the last reads reach past the segment's end.
  const reference = referenceBases(refId, start, SEGMENT + TILE)
  const stretch = { refId, start, reference, haplotypes: haplotypes(sample, refId, start, reference) }
  const packer = createBlockPacker()
  const write = createReadWriter(packer, stretch, randomStream(`reads ${sample} ${refId} ${segment}`))
  for (const { fragment, side } of readsOf(wanted)) write(fragment, side)
  return packer.finish()
}

/** `pairs` pairs without a place, as they lie at the end of a sorted file. */
export function unplacedReads(sample: string, pairs: number): Uint8Array {
  const random = randomStream(`unplaced ${sample}`)
  const packer = createBlockPacker()
  for (let pair = 0; pair < pairs; pair++)
    for (const which of [FLAG_FIRST, FLAG_LAST])
      packer.add(
        encodeRecord({
          name: `A01245:387:HKWLMDSX3:4:2678:${1000 + (pair % 31_000)}:${1000 + Math.floor(pair / 31_000)}`,
          flags: FLAG_PAIRED | FLAG_UNMAPPED | FLAG_MATE_UNMAPPED | which,
          refId: -1,
          start: -1,
          mapq: 0,
          cigar: new Uint32Array(0),
          mateRefId: -1,
          mateStart: -1,
          templateLength: 0,
          sequence: Array.from({ length: READ_LENGTH }, () => random.pick(['A', 'C', 'G', 'T'])).join(''),
          qualities: new Uint8Array(READ_LENGTH).fill(11),
          tags: [{ name: 'RG', type: 'Z', value: 'lane' }],
        }),
      )
  return packer.finish()
}
