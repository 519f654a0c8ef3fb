import { join } from 'node:path'
import { expect } from 'vitest'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { DETAIL_MARGIN, type ReadSlab, TRAIT } from '../../shared/reads/read-slab.ts'
import { describeReads, slabOf, slabRequest } from './compare-slab.ts'
import { withoutMd } from './without-md.ts'

const WINDOW = 5000

/**
 * Compares what MD says of the reads of a file with what the reference says of the same reads without MD.
 *
 * @param path of an indexed BAM
 * @returns how many reads both tell of, and how many one of them cannot tell of
 */
export async function compareWitnesses(path: string, cacheFolder: string) {
  const bare = join(cacheFolder, 'without-md.bam')
  const proven = await withoutMd(path, bare)
  await buildBamIndexJob({ path: bare, cacheFolder }, unobserved)
  const withMd = await openBam(path, { cacheFolder })
  const without = await openBam(bare, { cacheFolder })
  const result = { compared: 0, untold: 0, mismatches: 0 }
  for (const [refId, { name: contig, length }] of withMd.header.references.entries()) {
    const windows = new Set<number>()
    await withMd.walk({ contig, start: 0, end: length }, ({ start }) => {
      windows.add(Math.floor(start / WINDOW))
    })
    for (const window of windows) {
      const [start, end] = [window * WINDOW, (window + 1) * WINDOW]
      const low = Math.max(0, start - DETAIL_MARGIN)
      const bases = Buffer.from(
        Array.from(
          { length: end + DETAIL_MARGIN - low },
          (_, i) => proven.get(`${refId} ${low + i}`) ?? 'N',
        ).join(''),
      )
      const request = slabRequest({ contig, start, end })
      const one = mismatchesOf(await slabOf(withMd, request))
      const other = mismatchesOf(await slabOf(without, request, { start: low, bases }))
      expect(other.length).toBe(one.length)
      one.forEach((mismatches, i) => {
        const again = other[i]
        if (mismatches === null || again === null) {
          result.untold++
          return
        }
        expect(again).toEqual(mismatches)
        result.compared++
        result.mismatches += mismatches.length
      })
    }
  }
  await withMd.close()
  await without.close()
  return result
}

function mismatchesOf(slab: ReadSlab): (readonly string[] | null)[] {
  return describeReads(slab).map(({ mismatches }, i) =>
    ((slab.traits[i] ?? 0) & TRAIT.withoutMismatches) === 0 ? mismatches : null,
  )
}
