import { describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { copyInto, havePublicData, publicFile, scratch } from '../../../../support/bam-files.ts'
import { compareWitnesses } from '../../../../support/compare-witnesses.ts'

/** The public files whose reads have MD; the demo case is in test/long. */
const FILES = [
  'gmod/test_deletion_2_0.snps.bwa_align.sorted.grouped.bam',
  'gmod/volvox-sorted.bam',
  'igv-reports/SKBR3_translocations.ill.bam',
  'igvjs/na12889.bam',
]

describe.runIf(havePublicData())('MD and the reference say the same', () => {
  test.each(FILES)('of every read of %s', async (name) => {
    using folder = scratch()
    const path = copyInto(folder.path, publicFile(name))
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const { compared, untold } = await compareWitnesses(path, folder.path)
    expect(untold).toBe(0)
    expect(compared).toBeGreaterThan(0)
  })
})
