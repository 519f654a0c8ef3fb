import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createReferenceBases } from '../../../../renderer/browser/reference-bases.ts'

/** A contig of 50 kb whose bases tell where they are. */
const GENOME = Array.from({ length: 50_000 }, (_, i) => 'ACGT'[(i * 7 + (i >> 3)) % 4]).join('')

function counted() {
  const asked: string[] = []
  const bases = createReferenceBases(async (contig, start, end) => {
    asked.push(`${contig}:${start}-${end}`)
    return contig === 'chr1' ? GENOME.slice(start, end) : null
  })
  return { bases, asked }
}

test('are those of the reference, whatever was asked for before', async () => {
  const region = fc.tuple(fc.nat(49_999), fc.integer({ min: 1, max: 20_000 }))
  await fc.assert(
    fc.asyncProperty(fc.array(region, { minLength: 1, maxLength: 8 }), async (regions) => {
      const { bases } = counted()
      for (const [start, length] of regions)
        expect(await bases.get('chr1', start, start + length)).toBe(GENOME.slice(start, start + length))
    }),
    { numRuns: 50 },
  )
})

test('are read once, and those that lie together in one go', async () => {
  const { bases, asked } = counted()
  await Promise.all([bases.get('chr1', 9000, 9100), bases.get('chr1', 9010, 9050)])
  expect(asked).toEqual(['chr1:8192-10240'])
  await bases.get('chr1', 5000, 17_000)
  expect(asked.slice(1)).toEqual(['chr1:4096-8192', 'chr1:10240-18432'])
  bases.prefetch([{ contig: 'chr1', start: 30_000, end: 30_100 }])
  await bases.get('chr1', 30_050, 30_150)
  expect(asked).toHaveLength(4)
})

test('are none beyond the end of a contig, and of one that is not there', async () => {
  const { bases } = counted()
  expect(await bases.get('chr1', 60_000, 60_010)).toBeNull()
  expect(await bases.get('chr9', 0, 10)).toBeNull()
  expect(await bases.get('chr1', 49_990, 50_010)).toBe(GENOME.slice(49_990))
})

test('that could not be read are asked for again', async () => {
  let broken = true
  const bases = createReferenceBases(async (_contig, start, end) => {
    if (broken) throw new Error('gone')
    return GENOME.slice(start, end)
  })
  await expect(bases.get('chr1', 0, 10)).rejects.toThrow('gone')
  broken = false
  expect(await bases.get('chr1', 0, 10)).toBe(GENOME.slice(0, 10))
})
