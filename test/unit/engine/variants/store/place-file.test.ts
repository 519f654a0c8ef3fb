import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openStore } from '../../../../../electron/engine/variants/store/open-store.ts'
import {
  createPlaceWriter,
  openPlaces,
  placesPath,
  type PlaceColumns,
} from '../../../../../electron/engine/variants/store/place-file.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { importHere, openedStore, storeOf } from '../../../../support/variant-stores.ts'
import { vcfText, writeBgzip, writeText } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()
const CONTIGS = ['chr1', 'chr2', 'HLA-A*01:01']

type Place = Readonly<Record<keyof PlaceColumns, number>>

const integer = fc.integer({ min: 0, max: 2 ** 31 - 1 })
const place: fc.Arbitrary<Place> = fc.record({
  // Files are larger than 4 GB.
  block: fc.integer({ min: 0, max: 2 ** 47 }),
  within: fc.integer({ min: 0, max: 65_535 }),
  line: fc.integer({ min: 1, max: 1_000_000 }),
  allele: fc.integer({ min: 1, max: 400 }),
  contig: fc.integer({ min: 0, max: CONTIGS.length - 1 }),
  pos: integer,
  end: integer,
})

function columnsOf(places: readonly Place[]): PlaceColumns {
  const whole = (name: keyof Place) =>
    ({ kind: 'integer', values: Int32Array.from(places, (each) => each[name]) }) as const
  return {
    block: { kind: 'number', values: Float64Array.from(places, ({ block }) => block) },
    within: whole('within'),
    line: whole('line'),
    allele: whole('allele'),
    contig: whole('contig'),
    pos: whole('pos'),
    end: whole('end'),
  }
}

let files = 0

describe('places', () => {
  test('of any rows, in any order, are those that were written', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(place, { minLength: 1, maxLength: 300 }),
        fc.array(fc.nat({ max: 320 }), { maxLength: 60 }),
        fc.nat({ max: 299 }),
        async (places, wanted, cut) => {
          const path = join(folder, `${files++}.places`)
          const writer = createPlaceWriter(path)
          const [first, second] = [places.slice(0, cut), places.slice(cut)]
          writer.append(columnsOf(first), first.length, 0)
          writer.append(columnsOf(second), second.length, 7)
          writer.close()
          const reader = await openPlaces(path, places.length, CONTIGS)
          const found = await reader.places(Int32Array.from(wanted))
          reader.close()
          const there = wanted.filter((row) => row < places.length)
          expect(found).toEqual(
            there.flatMap((row) => {
              const written = places[row]
              if (!written) return []
              const { contig, pos, line, ...rest } = written
              return {
                ...rest,
                row,
                line: line + (row < cut ? 0 : 7),
                contig: CONTIGS[contig],
                position: pos,
                start: Math.max(0, pos - 1),
              }
            }),
          )
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('rows of many batches on several contigs are where their lines are', async () => {
  const contigs = ['chr1', 'chr2', 'chr10', 'chrX']
  const records = contigs.flatMap((contig) =>
    Array.from({ length: 60 }, (_, i) => [contig, i + 1, '.', 'A', 'C', '.', 'PASS', '.']),
  )
  const meta = contigs.map((contig) => `##contig=<ID=${contig},length=1000>`)
  const file = await writeBgzip(join(folder, 'many.vcf.gz'), vcfText(records, { meta }))
  // As an import of many parts: each batch numbers the contigs it meets from 0.
  const variants = await storeOf(vcfText(records, { meta }), folder, { lines: 25 })
  const parts = await openedStore(await importHere(file, folder, { partSize: 200 }))
  for (const { rows, results } of [variants, parts]) {
    const all = await results.all({ filters: [], sort: [{ column: 'pos', descending: false }] })
    const found = await rows.places(all, unobserved.signal)
    expect(found.map(({ contig, position }) => [contig, position])).toEqual(
      records.map(([contig, position]) => [contig, position]),
    )
    const there = await rows.placesAt('chr10', 7)
    expect(there.map(({ contig, position }) => [contig, position])).toEqual([['chr10', 7]])
    const region = { contig: 'chrX', start: 10, end: 12 }
    expect((await rows.inRegion(region, 10, unobserved.signal)).rows.map((row) => row.position)).toEqual([
      11, 12,
    ])
  }
})

test('a store whose places are cut off, or gone, is none: it is made again', async () => {
  const records = Array.from({ length: 20 }, (_, i) => ['chr1', i + 1, '.', 'A', 'C', '.', 'PASS', '.'])
  const file = writeText(join(folder, 'a.vcf'), vcfText(records))
  const store = await importHere(file, folder)
  const sound = await openStore(store)
  expect(sound?.meta.rows).toBe(20)
  sound?.close()
  truncateSync(placesPath(store), 100)
  expect(await openStore(store)).toBeNull()
  await importHere(file, folder)
  const again = await openStore(store)
  expect((await again?.places.places(Int32Array.of(19)))?.[0]).toMatchObject({ line: 22, position: 20 })
  again?.close()
})
