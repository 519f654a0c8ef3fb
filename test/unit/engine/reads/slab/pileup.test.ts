import { describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { type ReadSlab, SITE_COUNTS } from '../../../../../shared/reads/read-slab.ts'
import { copyInto, golden, havePublicData, publicFile, scratch } from '../../../../support/bam-files.ts'
import { slabOf, slabRequest } from '../../../../support/compare-slab.ts'

type Golden = { readonly contig: string; readonly position: number; readonly counts: readonly number[] }

/** test/fixtures/slab/make-goldens.sh */
const goldens = new Map<string, Golden[]>()
for (const [file = '', contig = '', position, ...counts] of await golden('slab/pileup.tsv')) {
  const known = goldens.get(file) ?? []
  known.push({ contig, position: Number(position) - 1, counts: counts.map(Number) })
  goldens.set(file, known)
}

/** Positions of one contig near each other, to be looked at in one slab. */
function windows(positions: readonly Golden[]): Golden[][] {
  const groups: Golden[][] = []
  for (const place of positions) {
    const group = groups.at(-1)
    const first = group?.[0]
    if (group && first?.contig === place.contig && place.position - first.position < 20_000) group.push(place)
    else groups.push([place])
  }
  return groups
}

const byStrand = (counts: readonly number[], strand: number): number =>
  [0, 1, 2, 3, 4].reduce((sum, base) => sum + (counts[2 * base + strand] ?? 0), 0)

/** True when all reads have the same base: the reference's, of which a slab says no more than the depth. */
const isPlain = (counts: readonly number[]): boolean =>
  [0, 1, 2, 3, 4].filter((base) => (counts[2 * base] ?? 0) + (counts[2 * base + 1] ?? 0) > 0).length <= 1 &&
  counts.slice(10).every((count) => count === 0)

/** Counts at a position, and whether the slab says that something differs there. */
function countsAt(slab: ReadSlab, position: number) {
  const at = position - slab.meta.start
  const site = slab.sitePosition.indexOf(position)
  return {
    depth: [slab.depthForward[at], slab.depthReverse[at]],
    site: site < 0 ? null : [...slab.siteCounts.subarray(site * SITE_COUNTS, (site + 1) * SITE_COUNTS)],
  }
}

describe.runIf(havePublicData())('counts are those of samtools mpileup', () => {
  test.each([...goldens])('in %s', async (name, positions) => {
    using folder = scratch()
    const path = copyInto(folder.path, publicFile(name))
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const reader = await openBam(path, { cacheFolder: folder.path })
    let compared = 0
    for (const group of windows(positions)) {
      const [{ contig, position: start } = { contig: '', position: 0 }] = group
      const end = (group.at(-1)?.position ?? start) + 1
      const slab = await slabOf(reader, slabRequest({ contig, start, end, overlaps: 'twice' }))
      for (const { position, counts } of group) {
        const { depth, site } = countsAt(slab, position)
        const where = `${contig}:${position + 1}`
        expect([where, depth]).toEqual([where, [byStrand(counts, 0), byStrand(counts, 1)]])
        const said = site ?? (isPlain(counts) ? counts : 'that all is the reference')
        expect([where, said]).toEqual([where, counts])
        compared++
      }
    }
    expect(compared).toBe(200)
    await reader.close()
  })
})
