import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DEMO_FILE_NAMES } from '../../electron/engine/demo/family.ts'
import { writeDemoCase } from '../../electron/engine/demo/write-demo-case.ts'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { scratch } from '../support/bam-files.ts'
import { compareWithOracle, slabOf, slabRequest } from '../support/compare-slab.ts'
import { compareWitnesses } from '../support/compare-witnesses.ts'

test('MD and the reference say the same of every read of the demo case, whose slabs are what the oracle says', async () => {
  using folder = scratch()
  await writeDemoCase(folder.path, unobserved)
  for (const name of Object.values(DEMO_FILE_NAMES.bam)) {
    const path = join(folder.path, name)
    await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
    const { compared, untold, mismatches } = await compareWitnesses(path, folder.path)
    expect(untold).toBe(0)
    expect(compared).toBeGreaterThan(1000)
    expect(mismatches).toBeGreaterThan(100)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const starts: { contig: string; start: number }[] = []
    for (const { name: contig, length } of reader.header.references)
      await reader.walk({ contig, start: 0, end: length }, (cursor) => {
        starts.push({ contig, start: cursor.start })
      })
    for (let i = 0; i < starts.length; i += Math.ceil(starts.length / 40)) {
      const { contig, start } = starts[i] ?? { contig: '', start: 0 }
      const request = slabRequest({
        contig,
        start,
        end: start + 400,
        overlaps: i % 2 === 0 ? 'once' : 'twice',
      })
      await compareWithOracle(reader, request, await slabOf(reader, request))
    }
    await reader.close()
  }
})
