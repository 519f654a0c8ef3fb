import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { readCoverage } from '../../electron/engine/reads/coverage.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { copyInto, fixture, publicFile, scratch } from '../support/bam-files.ts'
import { expectSameIndexes, haveTool, randomRegions, regionText, run } from '../support/index-oracle.ts'

const folders = ['minigenome', 'igv-reports', 'gmod', 'igvjs']
  .map(publicFile)
  .filter((path) => existsSync(path))
if (folders.length === 0) console.info('only our own fixtures: no public data at ../shared/data')
const files = [
  fixture('bam/edge.bam'),
  fixture('bam/edge-bai.bam'),
  ...folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))),
]
  .filter((path) => path.endsWith('.bam'))
  // samtools itself can neither index nor query it: its header is malformed.
  .filter((path) => !path.endsWith('large_coords.bam'))

describe.runIf(haveTool('samtools')).each(files)('%s', (file) => {
  const formats = file.endsWith('edge.bam') ? (['csi'] as const) : (['bai', 'csi'] as const)
  test.each(formats)(
    'our %s and the one of samtools answer the same, to us and to samtools',
    async (format) => {
      using folder = scratch()
      await expectSameIndexes(file, folder.path, format, files.indexOf(file) + 1)
    },
  )

  test('depths are those of samtools', async () => {
    using folder = scratch()
    const path = copyInto(folder.path, file, 'depth.bam')
    await buildBamIndexJob({ path, cacheFolder: folder.path, format: 'csi' }, unobserved)
    const reader = await openBam(path, { cacheFolder: folder.path })
    const places = run('samtools', ['view', path])
      .split('\n')
      .map((line) => line.split('\t'))
      .flatMap(([, , contig = '*', position]) =>
        contig === '*' ? [] : [{ contig, position: Number(position) - 1 }],
      )
    for (const found of randomRegions(reader.header.references, places, 9, 40)) {
      const region = { ...found, end: Math.min(found.end, found.start + 50_000) }
      const text = regionText(region)
      const { depth } = await readCoverage(reader, region)
      const lines = run('samtools', ['depth', '-a', '-r', text, path]).trimEnd().split('\n')
      expect([text, depth.join()]).toEqual([text, lines.map((line) => line.split('\t')[2]).join()])
    }
    await reader.close()
  })
})
