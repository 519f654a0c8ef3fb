import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { copyInto, havePublicData, publicFile, scratch } from '../../../../support/bam-files.ts'
import { compareWithOracle, slabOf, slabRequest } from '../../../../support/compare-slab.ts'
import { seededRandom } from '../../../../support/random.ts'

const FILES = [
  'gmod/large_coords.bam',
  'gmod/test_deletion_2_0.snps.bwa_align.sorted.grouped.bam',
  'gmod/volvox-sorted.bam',
  'igv-reports/SKBR3_translocations.ill.bam',
  'igv-reports/recalibrated.bam',
  'igvjs/cigar-64k.bam',
  'igvjs/gstt1_sample.bam',
  'igvjs/na12889.bam',
  'minigenome/alignments.bam',
]

describe.runIf(havePublicData())('slabs of public files', () => {
  test.each(FILES)('say what the records of %s say', async (name) => {
    using folder = scratch()
    const path = copyInto(folder.path, publicFile(name))
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const random = seededRandom(name.length)
    const starts: { contig: string; start: number }[] = []
    for (const { name: contig, length } of reader.header.references)
      await reader.walk({ contig, start: 0, end: length }, (cursor) => {
        starts.push({ contig, start: cursor.start })
      })
    let compared = 0
    for (let i = 0; i < 6; i++) {
      const { contig, start: at } = starts[Math.floor(random() * starts.length)] ?? { contig: '', start: 0 }
      const start = Math.max(0, at - Math.floor(random() * 200))
      const end = start + 1 + Math.floor(random() * 600)
      const request = slabRequest({ contig, start, end, overlaps: i % 2 === 0 ? 'once' : 'twice' })
      compared += (await compareWithOracle(reader, request, await slabOf(reader, request))).count
    }
    expect(compared).toBeGreaterThan(0)
    await reader.close()
  })

  test('and the reference says the same of reads without MD', async () => {
    using folder = scratch()
    const path = copyInto(folder.path, publicFile('minigenome/alignments.bam'))
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const text = readFileSync(publicFile('minigenome/minigenome.fa'), 'latin1')
    const reference = text.split('\n').slice(1).join('').toUpperCase()
    const request = slabRequest({ contig: 'minigenome', start: 40_000, end: 40_800 })
    const slab = await slabOf(reader, request, { start: 0, bases: Buffer.from(reference) })
    const { count } = await compareWithOracle(reader, request, slab, (at) => reference[at])
    expect(count).toBeGreaterThan(20)
    expect(slab.meta.withoutMismatches).toBe(0)
    expect(slab.mismatchPosition.length).toBeGreaterThan(0)
    await reader.close()
  })
})
