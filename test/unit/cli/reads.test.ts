import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { manyReads, smallBam } from '../../support/broken-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import { runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const bam = join(folder, 'a.bam')

beforeAll(async () => {
  writeFileSync(bam, await smallBam(manyReads(10)))
  await casementHere(['index', bam], folder)
})

it('prints the records of a region as one JSON array, in the terms of SAM', async () => {
  const { out } = await runCasement(['reads', bam, 'chr1:101-120', '--json'], folder)
  const records: unknown = JSON.parse(out)
  expect(records).toMatchObject([
    { qname: 'read0', rname: 'chr1', pos: 101, mapq: 60, cigar: '100M', rnext: '*' },
  ])
  expect(JSON.parse((await casementHere(['reads', bam, 'chr2', '--json'], folder)).out)).toEqual([])
})

it('prints one line of coverage a base, without a header', async () => {
  const { out } = await runCasement(['reads', bam, 'chr1:100-121', '--coverage'], folder)
  const rows = out
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
  // Reads start every 20 bases from 101 on, 1-based.
  expect(rows.map(([contig, pos, depth]) => [contig, pos, depth])).toEqual(
    Array.from({ length: 22 }, (_, i) => ['chr1', String(100 + i), i === 0 ? '0' : i === 21 ? '2' : '1']),
  )
  for (const [, , depth, ...bases] of rows)
    expect(bases.slice(0, 5).reduce((sum, n) => sum + Number(n), 0)).toBe(Number(depth))
})
