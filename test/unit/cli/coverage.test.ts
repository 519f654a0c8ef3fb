import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { manyReads, smallBam } from '../../support/broken-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import { runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()

/** Eight reads every 20 bases up to 60,100: enough for windows of many blocks. */
const deepReads = () => manyReads(24_000).map((read, i) => ({ ...read, start: 100 + Math.floor(i / 8) * 20 }))
const bam = join(folder, 'a.bam')

beforeAll(async () => {
  writeFileSync(bam, await smallBam(deepReads()))
  await casementHere(['index', bam], folder)
})

it('prints one line a window, 0-based and half-open, to the end of each contig', async () => {
  const { status, out, err } = await runCasement(['coverage', bam, '--index-only'], folder)
  expect({ status, err }).toEqual({ status: 0, err: '' })
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  expect(rows.map(([contig, start, end]) => `${contig}:${start}-${end}`)).toEqual([
    'chr1:0-16384',
    'chr1:16384-32768',
    'chr1:32768-49152',
    'chr1:49152-65536',
    'chr1:65536-81920',
    'chr1:81920-98304',
    'chr1:98304-100000',
    'chr2:0-16384',
    'chr2:16384-32768',
    'chr2:32768-49152',
    'chr2:49152-50000',
  ])
  const depths = rows.map(([, , , depth]) => Number(depth))
  for (const depth of depths.slice(0, 3)) expect(Math.abs(depth - 1)).toBeLessThan(0.1)
  expect(depths.slice(4)).toEqual([0, 0, 0, 0, 0, 0, 0])
})

it('prints contigs and summary as one JSON object', async () => {
  const { out } = await casementHere(['coverage', bam, '--index-only', '--json'], folder)
  const answer: unknown = JSON.parse(out)
  expect(answer).toMatchObject({
    windowSize: 16_384,
    windows: 11,
    contigs: [
      { name: 'chr1', length: 100_000, usual: true },
      { name: 'chr2', median: null, mean: 0, withoutSignal: 1, relativeDepth: [0, 0, 0, 0] },
    ],
  })
})

it('says what is missing: a file, the option, the index', async () => {
  for (const args of [['coverage'], ['coverage', bam], ['coverage', bam, bam, '--index-only']]) {
    const { status, out, err } = await casementHere(args, folder)
    expect({ status, out }).toEqual({ status: 2, out: '' })
    expect(err).toMatch(/^casement coverage needs/)
  }
  const bare = join(folder, 'bare.bam')
  writeFileSync(bare, await smallBam(manyReads(5)))
  const { status, err } = await casementHere(['coverage', bare, '--index-only'], folder)
  expect(status).toBe(1)
  expect(err).toContain('bare.bam')
})
