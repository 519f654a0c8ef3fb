import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readDetail } from '../../../../../electron/engine/reads/detail/read-detail.ts'
import { samLine } from '../../../../../electron/engine/reads/detail/sam-line.ts'
import { samNumber } from '../../../../../electron/engine/reads/detail/sam-number.ts'
import { supplementaryOf } from '../../../../../electron/engine/reads/detail/supplementary.ts'
import type { AlignmentReader } from '../../../../../electron/engine/reads/alignment-reader.ts'
import { openCram } from '../../../../../electron/engine/reads/cram-reader.ts'
import { openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { readDetailSchema } from '../../../../../shared/reads/read-detail.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { copyInto, errorFrom, fixture, scratch } from '../../../../support/bam-files.ts'
import { cramFixture, cramReference } from '../../../../support/cram-files.ts'

type Place = { readonly block: number; readonly within: number }

async function placesOf(reader: AlignmentReader, contig: string, end: number): Promise<Place[]> {
  const places: Place[] = []
  await reader.walk({ contig, start: 0, end }, ({ block, within }) => void places.push({ block, within }))
  return places
}

/** Every placed record, each found again by its place, as SAM. */
async function linesOf(reader: AlignmentReader): Promise<string[]> {
  const lines: string[] = []
  for (const { name, length } of reader.header.references)
    for (const { block, within } of await placesOf(reader, name, length)) {
      const record = await reader.recordAt(block, within)
      lines.push(samLine(record, reader.header.references))
    }
  return lines
}

const isPlaced = (line: string): boolean => !line.startsWith('@') && line.split('\t')[2] !== '*'
const linesIn = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split('\n').filter(isPlaced)

test('every record of a BAM, found where the walk saw it, is the line samtools prints', async () => {
  using folder = scratch()
  const path = copyInto(folder.path, fixture('bam/edge.bam'))
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  const lines = linesIn(fixture('bam/edge.sam'))
  expect(lines.length).toBeGreaterThan(300)
  expect(await linesOf(reader)).toEqual(lines)
  await reader.close()
})

test.each(['v21', 'v30', 'v31', 'small', 'multi', 'embed', 'noref'])(
  'so is every record of %s.cram',
  async (name) => {
    using folder = scratch()
    const reference = cramReference(cramFixture('small.fa'))
    const reader = await openCram(cramFixture(`${name}.cram`), { cacheFolder: folder.path, reference })
    expect(await linesOf(reader)).toEqual(linesIn(cramFixture('view.sam')))
    const [{ block, within } = { block: 0, within: 0 }] = await placesOf(reader, 'one', 6000)
    for (const [at, number] of [
      [block, 1e6],
      [block + 1, within],
      [0, 0],
    ] as const)
      expect(await errorFrom(reader.recordAt(at, number))).toMatchObject({ kind: 'call/invalid' })
    await reader.close()
  },
)

test('a place where no record starts is refused', async () => {
  using folder = scratch()
  const path = copyInto(folder.path, fixture('bam/edge-bai.bam'))
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  const [{ block, within } = { block: 0, within: 0 }] = await placesOf(reader, 'one', 200_000)
  for (const [at, place] of [
    [block, 65_535],
    [block, within + 1],
    [block + 1, 0],
    [1e12, 0],
  ] as const)
    expect(await errorFrom(reader.recordAt(at, place))).toMatchObject({ kind: 'call/invalid' })
  await reader.close()
})

test('the parts of a record by name', async () => {
  using folder = scratch()
  const path = copyInto(folder.path, fixture('bam/edge-bai.bam'))
  await buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved)
  const reader = await openBam(path, { cacheFolder: folder.path })
  const { references } = reader.header
  const [first = { block: 0, within: 0 }, second = first] = await placesOf(reader, 'one', 200_000)
  const unmapped = readDetail(await reader.recordAt(first.block, first.within), references, (n) => `chr${n}`)
  expect(readDetailSchema.parse(unmapped)).toEqual(unmapped)
  expect(unmapped).toMatchObject({ name: 'u1', flags: ['paired', 'unmapped'], contig: 'chrone', start: 0 })
  expect(unmapped).toMatchObject({ cigar: '*', mateContig: 'chrone', mateStart: 0, supplementary: [] })
  const mate = readDetail(await reader.recordAt(second.block, second.within), references, (n) => n)
  expect(mate).toMatchObject({ name: 'm1', flags: ['paired', 'mate unmapped'], start: 0, end: 50, mapq: 60 })
  expect(mate.qualities?.slice(0, 3)).toEqual([11, 26, 28])
  await reader.close()
})

test('an SA tag', () => {
  const sa = 'chr1,100,+,50S50M,60,0;2,7,-,10M90H,3,12;broken;chr3,x,+,1M,1,1;'
  expect(supplementaryOf(sa, (name) => name.replace('chr', ''))).toEqual([
    { contig: '1', start: 99, strand: '+', cigar: '50S50M', mapq: 60, nm: 0 },
    { contig: '2', start: 6, strand: '-', cigar: '10M90H', mapq: 3, nm: 12 },
  ])
})

// printf '%g\n' 0 -0 1 0.5 123456 1234567 999999.5 0.0001 0.00001234567 -2.5e-7 3.14159265 1e100 100000 1000000
test.each([
  [0, '0'],
  [-0, '-0'],
  [1, '1'],
  [0.5, '0.5'],
  [123_456, '123456'],
  [1_234_567, '1.23457e+06'],
  [999_999.5, '1e+06'],
  [0.0001, '0.0001'],
  [0.000_012_345_67, '1.23457e-05'],
  [-2.5e-7, '-2.5e-07'],
  [3.141_592_65, '3.14159'],
  [1e100, '1e+100'],
  [100_000, '100000'],
  [1_000_000, '1e+06'],
  [Number.NaN, 'nan'],
  [-Infinity, '-inf'],
])('%d is printed as by C', (value, text) => {
  expect(samNumber(value)).toBe(text)
})
