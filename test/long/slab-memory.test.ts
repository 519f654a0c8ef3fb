import { execFileSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { AMPLICON, writeAmplicon } from '../bench/data/amplicon.ts'
import { scratch } from '../support/bam-files.ts'

const root = resolve(import.meta.dirname, '../..')

/** Run in a process of its own: what its memory grows by while it computes slabs, bytes. */
const PROGRAM = `
import { openBam } from '${root}/electron/engine/reads/region-reader.ts'
import { readSlab } from '${root}/electron/engine/reads/slab/read-slab.ts'
const [path, cacheFolder, contig, start, end] = process.argv.slice(1)
const reader = await openBam(path, { cacheFolder })
const filters = { duplicates: true, secondary: false, supplementary: false, qcFail: true, minMapq: 0 }
const request = { contig, start: +start, end: +end, filters, overlaps: 'once', maxDepth: 1000, focus: 10100 }
const idle = process.memoryUsage.rss()
let most = 0
for (let i = 0; i < 10; i++) {
  await readSlab(reader, contig, request)
  most = Math.max(most, process.memoryUsage.rss())
}
console.log(most - idle)
await reader.close()
`

test('a 20,000x amplicon takes at most 150 MB', async () => {
  using folder = scratch()
  const path = join(folder.path, 'amplicon.bam')
  await writeAmplicon(path, 20_000)
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const { contig, start, end } = AMPLICON
  const args = [
    '--input-type=module-typescript',
    '-e',
    PROGRAM,
    path,
    folder.path,
    contig,
    String(start),
    String(end),
  ]
  const grown = Number(execFileSync(process.execPath, args, { encoding: 'utf8' }))
  console.info(`grown by ${(grown / 1e6).toFixed(0)} MB`)
  expect(grown).toBeLessThan(150e6)
})
