import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { readIndexFile } from '../../electron/engine/indexing/index-file.ts'
import { countReads } from '../../electron/engine/reads/count.ts'
import { readCoverage } from '../../electron/engine/reads/coverage.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { copyInto, fixture, publicFile, scratch } from '../support/bam-files.ts'

/** Random regions per file and index format. */
const REGIONS = 200

const run = (tool: string, args: readonly string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 28 })

function haveSamtools(): boolean {
  try {
    run('samtools', ['--version'])
    return true
  } catch {
    console.info('skipped: samtools is not installed')
    return false
  }
}

/** A generator of numbers in [0, 1) that is the same every time. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

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

describe.runIf(haveSamtools()).each(files)('%s', (file) => {
  test.each(['bai', 'csi'] as const)(
    'our %s and the one of samtools answer the same, to us and to samtools',
    async (format) => {
      if (file.endsWith('edge.bam') && format === 'bai') return
      using folder = scratch()
      const ours = copyInto(folder.path, file, 'ours.bam')
      const theirs = copyInto(folder.path, file, 'theirs.bam')
      await buildBamIndexJob({ path: ours, cacheFolder: folder.path, format }, unobserved)
      run('samtools', ['index', format === 'csi' ? '-c' : '-b', theirs])
      const sizes = async (path: string): Promise<number[]> =>
        (await readIndexFile(path, `${path}.${format}`)).references.map(({ bins }) => bins.length)
      expect(await sizes(ours)).toEqual(await sizes(theirs))
      expect(run('samtools', ['idxstats', ours])).toBe(run('samtools', ['idxstats', theirs]))

      const reader = await openBam(ours, { cacheFolder: folder.path })
      const random = seeded(files.indexOf(file) + 1)
      const below = (limit: number): number => Math.floor(random() * limit)
      const { references } = reader.header
      const used = references.filter((_, refId) => (reader.index.references[refId]?.bins.length ?? 0) > 0)
      const reads = run('samtools', ['view', ours])
        .split('\n')
        .map((line) => line.split('\t'))
        .filter(([, , contig = '*']) => contig !== '*')
      const depths: string[][] = []
      const theirDepths: string[][] = []
      for (let i = 0; i < REGIONS; i++) {
        // Most regions near a read: the rest of a genome is empty in such small files.
        const [, , near = '', position = '1'] = reads[below(reads.length)] ?? []
        const anywhere = used[below(used.length)]?.name ?? ''
        const isNear = random() < 0.8
        const contig = isNear ? near : anywhere
        const length = references.find(({ name }) => name === contig)?.length ?? 1
        const middle = isNear ? Number(position) - 500 + below(1000) : below(length)
        const start = Math.max(0, Math.min(length - 1, middle))
        const end = Math.min(length, start + 1 + Math.floor(10 ** (random() * 5.5)))
        const text = `${contig}:${start + 1}-${end}`
        const count = String(await countReads(reader, { contig, start, end }))
        expect([text, run('samtools', ['view', '-c', ours, text]).trim()]).toEqual([text, count])
        expect([text, run('samtools', ['view', '-c', theirs, text]).trim()]).toEqual([text, count])
        if (i % 10 === 0) {
          const stretch = { contig, start, end: Math.min(end, start + 50_000) }
          const { depth } = await readCoverage(reader, stretch)
          const part = `${contig}:${start + 1}-${stretch.end}`
          const lines = run('samtools', ['depth', '-a', '-r', part, theirs]).trimEnd().split('\n')
          depths.push([part, depth.join()])
          theirDepths.push([part, lines.map((line) => line.split('\t')[2]).join()])
        }
      }
      expect(depths).toEqual(theirDepths)
      await reader.close()
    },
    300_000,
  )
})
