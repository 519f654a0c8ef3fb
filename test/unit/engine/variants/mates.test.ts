import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BreakendMate, VariantRow } from '../../../../shared/variant/variant-row.ts'
import { scratch } from '../../../support/bam-files.ts'
import { publicFile } from '../../../support/public-data.ts'
import { type RunningEngine, runningEngine } from '../../../support/running-engine.ts'
import { vcfText, writeText } from '../../../support/vcf-text.ts'

/** The breakends of VCFv4.3 §5.4, figure 2, as they stand there. */
const SPECIFIED = [
  ['2', 321681, 'bnd_W', 'G', 'G]17:198982]', 6, 'PASS', 'SVTYPE=BND;MATEID=bnd_Y'],
  ['2', 321682, 'bnd_V', 'T', ']13:123456]T', 6, 'PASS', 'SVTYPE=BND;MATEID=bnd_U'],
  ['13', 123456, 'bnd_U', 'C', 'C[2:321682[', 6, 'PASS', 'SVTYPE=BND;MATEID=bnd_V'],
  ['13', 123457, 'bnd_X', 'A', '[17:198983[A', 6, 'PASS', 'SVTYPE=BND;MATEID=bnd_Z'],
  ['17', 198982, 'bnd_Y', 'A', 'A]2:321681]', 6, 'PASS', 'SVTYPE=BND;MATEID=bnd_W'],
  ['17', 198983, 'bnd_Z', 'C', '[13:123457[C', 6, 'PASS', 'SVTYPE=BND;MATEID=bnd_X'],
] as const
const PAIRS = {
  bnd_W: 'bnd_Y',
  bnd_V: 'bnd_U',
  bnd_U: 'bnd_V',
  bnd_X: 'bnd_Z',
  bnd_Y: 'bnd_W',
  bnd_Z: 'bnd_X',
}

const PUBLIC = publicFile('igvjs/svtype_BND.vcf')

const META = [
  ...['2', '13', '17'].map((id) => `##contig=<ID=${id},length=1000000>`),
  '##INFO=<ID=MATEID,Number=.,Type=String,Description="ID of mate breakends">',
  '##INFO=<ID=PARID,Number=1,Type=String,Description="ID of partner breakend">',
  '##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type">',
]
const bnd = (contig: string, position: number, id: string, alt: string, info = 'SVTYPE=BND') =>
  [contig, position, id, 'A', alt, '.', 'PASS', info] as const

const folder = scratch()
let engine: RunningEngine
beforeAll(() => {
  engine = runningEngine()
})
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  folder[Symbol.dispose]()
})

type Found = BreakendMate & { readonly of: VariantRow }

/** What is found for every row of a file, before its import or after it. */
async function matesOf(
  name: string,
  records: readonly (readonly (string | number)[])[] | string,
  imported = true,
): Promise<Found[]> {
  const path = typeof records === 'string' ? records : join(folder.path, name)
  if (typeof records !== 'string') writeText(path, vcfText(records, { meta: META }))
  await engine.call('case.open', { paths: [path] })
  if (imported) await engine.until(({ files }) => files.every(({ store }) => store?.state === 'ready'))
  const { id } = await engine.file(path.split('/').at(-1) ?? '')
  const { rows } = await engine.call('variants.page', { file: id, offset: 0, limit: 100 })
  const found: Found[] = []
  for (const row of rows)
    found.push({ ...(await engine.call('variants.mateOf', { file: id, row: row.row })), of: row })
  return found
}
const pairsOf = (found: readonly Found[]): Record<string, string | null | undefined> =>
  Object.fromEntries(found.map(({ of, mate }) => [of.id ?? '', mate?.id]))

describe('the mates of the specification’s example', () => {
  test.each([true, false])('by MATEID (imported: %s)', async (imported) => {
    const found = await matesOf(`named ${imported}.vcf`, SPECIFIED, imported)
    expect(pairsOf(found)).toEqual(PAIRS)
    for (const one of found)
      expect(one).toMatchObject({ isNamed: true, joinsBack: true, others: 0, why: null })
  })

  test('by their places, where no record names one', async () => {
    const unnamed = SPECIFIED.map((record) => [...record.slice(0, 7), 'SVTYPE=BND'])
    const found = await matesOf('unnamed.vcf', unnamed)
    expect(pairsOf(found)).toEqual(PAIRS)
    for (const one of found) expect(one).toMatchObject({ isNamed: false, joinsBack: true, named: [] })
  })

  test.skipIf(PUBLIC === null)('of a public file of it', async () => {
    expect(pairsOf(await matesOf('', PUBLIC ?? ''))).toEqual(PAIRS)
  })
})

describe('what does not fit', () => {
  test('two junctions at one pair of places are told apart by their sides', async () => {
    // Both ends of an inversion, and its other junction at the same bases.
    const found = await matesOf('sides.vcf', [
      bnd('2', 100, 'a', 'A]2:500]'),
      bnd('2', 100, 'b', '[2:500[A'),
      bnd('2', 500, 'c', '[2:100[A'),
      bnd('2', 500, 'd', 'A]2:100]'),
    ])
    expect(pairsOf(found)).toEqual({ a: 'd', b: 'c', c: 'b', d: 'a' })
  })

  test('a mate that joins elsewhere is given and said to', async () => {
    const [a] = await matesOf('elsewhere.vcf', [
      bnd('2', 100, 'a', 'A[13:500[', 'SVTYPE=BND;MATEID=b'),
      bnd('13', 507, 'b', ']2:90]A', 'SVTYPE=BND;MATEID=a'),
    ])
    expect(a).toMatchObject({ mate: { id: 'b' }, isNamed: true, joinsBack: false, others: 0 })
  })

  test('a named mate that is not there: one that joins back, or none', async () => {
    const found = await matesOf('gone.vcf', [
      bnd('2', 100, 'a', 'A[13:500[', 'SVTYPE=BND;MATEID=x'),
      bnd('2', 200, 'b', 'A[13:600[', 'SVTYPE=BND;MATEID=x'),
      bnd('13', 500, 'c', ']2:100]A'),
    ])
    expect(found).toMatchObject([
      { mate: { id: 'c' }, named: ['x'], isNamed: false, joinsBack: true },
      { mate: null, named: ['x'], why: 'not-in-file' },
      { mate: { id: 'a' }, named: [] },
    ])
  })

  test('a partner is the mate only if it joins back, and decides between several', async () => {
    const found = await matesOf('partner.vcf', [
      bnd('2', 100, 'a', 'A[13:500[', 'SVTYPE=BND;PARID=p'),
      bnd('2', 101, 'p', ']13:900]A'),
      bnd('13', 500, 'c', ']2:100]A'),
      bnd('13', 500, 'e', ']2:100]A'),
      bnd('17', 300, 'g', 'A[2:900[', 'SVTYPE=BND;PARID=p'),
    ])
    expect(found[0]).toMatchObject({ mate: { id: 'c' }, others: 1 })
    expect(found[4]).toMatchObject({ mate: null, why: 'not-in-file' })
    const [chosen] = await matesOf('partners.vcf', [
      bnd('2', 100, 'a', 'A[13:500[', 'SVTYPE=BND;PARID=e'),
      bnd('13', 500, 'c', ']2:100]A'),
      bnd('13', 500, 'e', ']2:100]A'),
    ])
    expect(chosen).toMatchObject({ mate: { id: 'e' }, others: 1 })
  })

  test('single breakends, contigs of an assembly, and what is no breakend', async () => {
    const found = await matesOf('others.vcf', [
      bnd('2', 100, 's', 'A.'),
      bnd('2', 200, 't', 'A[<ctg1>:7['),
      bnd('2', 300, 'u', 'T'),
      bnd('2', 400, 'v', 'A[17:999['),
    ])
    expect(found.map(({ mate, why }) => [mate, why])).toEqual([
      [null, 'single'],
      [null, 'assembly'],
      [null, 'not-a-breakend'],
      [null, 'not-in-file'],
    ])
  })
})
