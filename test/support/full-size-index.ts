import { encodeBai } from '../../electron/engine/indexing/bai.ts'
import type { BinningIndex } from '../../electron/engine/indexing/binning-index.ts'
import { BAI_BINNING, reg2bin } from '../../electron/engine/indexing/bins.ts'
import { CHROMOSOMES, chromosomeLength } from '../../shared/genome/chromosome-length.ts'
import type { Contig } from '../../shared/genome/region.ts'
import { columnsOf, type MapOfBins } from './map-index.ts'

export const GRCH38: readonly Contig[] = CHROMOSOMES.map((key) => ({
  name: `chr${key}`,
  length: chromosomeLength('GRCh38', key) ?? 0,
}))

const WINDOW = 16_384
/** Compressed bytes of a block, inflated bytes of a block, compressed bytes of a window at 30x. */
const BLOCK = 15_000
const INFLATED = 65_280
const BYTES = 260_000

/**
 * A BAI as a genome at 30x has it: a bin and a chunk per window, a chunk in a larger bin for the reads that reach into
 * the next one, a linear index: 9 MB. `depth` is relative to 30x.
 */
export function fullSizeBai(depth: (contig: string, start: number) => number): Uint8Array {
  // Uncompressed bytes since the file's beginning: blocks are full and pack equally well.
  let at = INFLATED
  const place = (): [block: number, within: number] => {
    const block = Math.floor(at / INFLATED)
    return [block * BLOCK, Math.floor(at - block * INFLATED)]
  }
  const references = GRCH38.map(({ name, length }) => {
    const bins: MapOfBins = new Map()
    const linear: number[] = []
    const begin = place()
    for (let start = 0; start < length; start += WINDOW) {
      const bytes = (BYTES * depth(name, start) * INFLATED) / BLOCK
      linear.push(...place())
      if (bytes === 0) continue
      const add = (end: number, size: number): void => {
        const number = reg2bin(start, end, BAI_BINNING)
        const from = place()
        at += size
        bins.set(number, [...(bins.get(number) ?? []), ...from, ...place()])
      }
      add(start + WINDOW, bytes * 0.99)
      add(start + WINDOW + 1, bytes * 0.01)
    }
    const [block, within] = begin
    const [toBlock, toWithin] = place()
    const metadata = {
      from: { block, within },
      to: { block: toBlock, within: toWithin },
      mapped: 1000,
      unmapped: 0,
    }
    return {
      ...columnsOf(bins),
      loffsets: new Float64Array(0),
      linear: Float64Array.from(linear),
      metadata,
    }
  })
  const index: BinningIndex = {
    format: 'bai',
    binning: BAI_BINNING,
    references,
    unplaced: 0,
    auxiliary: new Uint8Array(0),
  }
  return encodeBai(index)
}
