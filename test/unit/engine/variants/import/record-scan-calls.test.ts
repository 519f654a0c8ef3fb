import { describe, expect, test } from 'vitest'
import type { ImportPlan, ScanHeader } from '../../../../../electron/engine/variants/import/import-plan.ts'
import { createRowBatches } from '../../../../../electron/engine/variants/import/row-batches.ts'
import { rowsOf, type ScannedRow, scanText, type Value } from '../../../../support/scanned-rows.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

const meta = ['##FORMAT=<ID=PS,Number=1,Type=Integer,Description="Phase set">']

/** Of each row of one record, what it says of the sample: gt, phased, ps, ad_ref, ad_alt, dp, gq, vaf. */
async function callsOf(format: string, call: string, alt = 'G', ref = 'A'): Promise<Value[][]> {
  const text = vcfText([['chr1', 100, '.', ref, alt, 50, 'PASS', '.', format, call]], {
    meta,
    samples: ['S'],
  })
  return (await scanText(text)).rows.map(sampleOf)
}

const KEYS = ['gt', 'phased', 'ps', 'ad_ref', 'ad_alt', 'dp', 'gq', 'vaf'] as const
const sampleOf = (row: ScannedRow): Value[] => KEYS.map((key) => row[`${key}(S)`] ?? null)
const NOTHING = [null, null, null, null, null, null]

describe('genotypes', () => {
  test.each([
    ['0/0', 'hom-ref', false],
    ['0/1', 'het', false],
    ['1/0', 'het', false],
    ['1/1', 'hom-alt', false],
    ['0|1', 'het', true],
    ['1|1', 'hom-alt', true],
    ['1', 'hemizygous', false],
    ['0', 'hemizygous-ref', false],
    ['0/0/1', 'het', false],
    ['./.', 'not-called', false],
    ['.|.', 'not-called', true],
    ['.', 'not-called', false],
    ['./1', 'partial', false],
    ['0|.', 'partial', true],
    ['/0/1', 'het', false],
    ['|0|1', 'het', true],
  ])('%s is %s', async (gt, state, phased) => {
    expect(await callsOf('GT', gt)).toEqual([[state, phased, ...NOTHING]])
  })

  test('seen from each of several alternates', async () => {
    const states = async (gt: string): Promise<Value[]> =>
      (await callsOf('GT', gt, 'C,G,T')).map(([state = null]) => state)
    expect(await states('1/2')).toEqual(['het-alt', 'het-alt', 'other-allele'])
    expect(await states('0/2')).toEqual(['other-allele', 'het', 'other-allele'])
    expect(await states('3|3')).toEqual(['other-allele', 'other-allele', 'hom-alt'])
    expect(await states('2')).toEqual(['other-allele', 'hemizygous', 'other-allele'])
    expect(await states('./2')).toEqual(['partial', 'partial', 'partial'])
  })

  test('of records with hundreds of alternates, whatever came before', async () => {
    const alternates = (count: number): string =>
      Array.from({ length: count }, (_, i) => `A${'C'.repeat(i + 1)}`).join(',')
    const records = [300, 301].map((count) => [
      'chr1',
      count,
      '.',
      'A',
      alternates(count),
      50,
      'PASS',
      '.',
      'GT',
      '1/257',
    ])
    const { rows } = await scanText(vcfText(records, { samples: ['S'] }))
    const carried = rows
      .filter((row) => row['gt(S)'] === 'het-alt')
      .map((row) => [row['alts'], row['allele']])
    expect(carried).toEqual([300, 301].flatMap((count) => [[count, 1], [count, 257]])) // prettier-ignore
  })

  test('absent without GT, and where FORMAT is a point', async () => {
    expect(await callsOf('DP', '12')).toEqual([['absent', false, null, null, null, 12, null, null]])
    expect(await callsOf('.', '.')).toEqual([['absent', false, ...NOTHING]])
  })

  test('not called where fields were dropped before it', async () => {
    expect(await callsOf('DP:GT', '12')).toEqual([['not-called', false, null, null, null, 12, null, null]])
  })

  test('the text is as in the file', async () => {
    const text = vcfText([['chr1', 1, '.', 'A', 'G', '.', '.', '.', 'GT', '1|0', '.']], {
      samples: ['S', 'T'],
    })
    expect((await scanText(text)).rows).toMatchObject([{ s0_text: '1|0', s1_text: '.' }])
  })
})

describe('depth, quality and phase set', () => {
  test('in any order, and with what was dropped from the end', async () => {
    expect(await callsOf('GT:AD:DP:GQ:PS', '0|1:10,5:16:99:77')).toEqual([
      ['het', true, 77, 10, 5, 16, 99, 5 / 15],
    ])
    expect(await callsOf('PS:GQ:DP:AD:GT', '77:99.5:16:10,5:0|1')).toEqual([
      ['het', true, 77, 10, 5, 16, 99.5, 5 / 15],
    ])
    expect(await callsOf('GT:AD:DP:GQ:PS', '0/1:10,5')).toEqual([
      ['het', false, null, 10, 5, null, null, 5 / 15],
    ])
    expect(await callsOf('GT:AD:DP:GQ:PS', '0/1:.:.:.:.')).toEqual([['het', false, ...NOTHING]])
    expect(await callsOf('GT:X:DP:Y', '0/1:a,b:16:c')).toEqual([
      ['het', false, null, null, null, 16, null, null],
    ])
  })

  test('of the record before is not that of this one', async () => {
    const records = [
      ['chr1', 1, '.', 'A', 'G', '.', '.', '.', 'GT:AD:DP:GQ', '0/1:10,5:15:99'],
      ['chr1', 2, '.', 'A', 'G', '.', '.', '.', 'GT:AD:DP:GQ', '0/1'],
      ['chr1', 3, '.', 'A', 'G', '.', '.', '.', 'GT:DP', '0/1'],
      ['chr1', 4, '.', 'A', 'G', '.', '.', '.', 'GT:AD:DP:GQ', './.'],
    ]
    const { rows } = await scanText(vcfText(records, { samples: ['S'] }))
    expect(rows.map((row) => [row['dp(S)'], row['gq(S)'], row['vaf(S)']])).toEqual([
      [15, 99, 1 / 3],
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ])
  })
})

test('FORMAT is known by its letters, not by the place they stood at in a window that moved on', () => {
  const header: ScanHeader = { info: new Map(), samples: ['S'], columns: 10 }
  const plan: ImportPlan = {
    samples: [{ name: 'S', place: 0 }],
    info: [],
    format: [],
    leftOut: [],
    formatLeftOut: [],
    clinvar: null,
    places: null,
    empty: [],
  }
  const batches = createRowBatches(header, plan, 'a.vcf')
  const window = Buffer.alloc(100)
  for (const call of ['GT:DP\t0/1:16', 'DP:GT\t16:0/1']) {
    const length = window.write(`chr1\t1\t.\tA\tG\t.\t.\t.\t${call}`)
    batches.take(window, 0, length, 0, 0)
  }
  const found = batches.finish()
  expect(found.counts.listed).toEqual([])
  expect(rowsOf(found.batches, plan).map((row) => [row['gt(S)'], row['dp(S)']])).toEqual([
    ['het', 16],
    ['het', 16],
  ])
})

/** Of each row: reads with the reference, with the allele, and their fraction. */
async function readsOf(format: string, call: string, alt = 'G', ref = 'A'): Promise<Value[][]> {
  return (await callsOf(format, call, alt, ref)).map(([, , , adRef = null, adAlt = null, , , vaf = null]) => [
    adRef,
    adAlt,
    vaf,
  ])
}

describe('reads with the allele, as each caller counts them', () => {
  test('AD: the fraction is of all reads, those of other alleles among them', async () => {
    expect(await readsOf('GT:AD', '1/2:10,5,85', 'C,G')).toEqual([
      [10, 5, 0.05],
      [10, 85, 0.85],
    ])
    expect(await readsOf('GT:AD', '0/1:0,0')).toEqual([[0, 0, null]])
    expect(await readsOf('GT:AD', '0/1:10,.')).toEqual([[10, null, null]])
  })

  test('AD without the reference says how many, not which part', async () => {
    expect(await readsOf('GT:AD', '0/1:.,5')).toEqual([[null, 5, null]])
  })

  test('AD of one number does not say whose: VarScan counts the alternate there', async () => {
    expect(await readsOf('GT:RD:AD', '0/1:30:12')).toEqual([[null, null, null]])
  })

  test('Strelka: tier 1 of the base of an SNV, TIR and TAR of an indel', async () => {
    expect(await readsOf('DP:AU:CU:GU:TU', '40:30,32:1,1:10,12:0,0')).toEqual([[30, 10, 0.25]])
    expect(await readsOf('DP:TIR:TAR', '40:5,6:15,17', 'AT')).toEqual([[15, 5, 0.25]])
    expect(await readsOf('DP:AU:CU:GU:TU', '0:0,0:0,0:0,0:0,0')).toEqual([[0, 0, null]])
  })

  test('Mutect2 and DRAGEN say the fraction themselves', async () => {
    expect(await readsOf('GT:AD:AF', '0/1:90,10:0.123')).toEqual([[90, 10, 0.123]])
    expect(await readsOf('GT:AD:AF', '0/1/2:80,10,10:0.11,0.22', 'C,G')).toEqual([
      [80, 10, 0.11],
      [80, 10, 0.22],
    ])
    expect(await readsOf('GT:VAF:AD', '0/1:0.4:90,10')).toEqual([[90, 10, 0.4]])
    expect(await readsOf('GT:AF:AD', '0/1:.:90,10')).toEqual([[90, 10, 0.1]])
  })

  test('freebayes: RO and AO', async () => {
    expect(await readsOf('GT:RO:AO', '1/2:70:10,20', 'C,G')).toEqual([
      [70, 10, 0.1],
      [70, 20, 0.2],
    ])
    expect(await readsOf('GT:RO:AO', '0/1:.:10')).toEqual([[null, 10, null]])
  })

  test('Manta: pairs and split reads together', async () => {
    expect(await readsOf('GT:PR:SR', '0/1:30,5:15,10', '<DEL>', 'N')).toEqual([[45, 15, 0.25]])
    expect(await readsOf('GT:PR', '0/1:30,10', '<DEL>', 'N')).toEqual([[30, 10, 0.25]])
  })
})

test('calls of more samples than there is room for: those of the first 32, each its own', async () => {
  const samples = Array.from({ length: 40 }, (_, i) => `S${i}`)
  const depths = samples.map((_, i) => `0/1:${i}`)
  const { rows, plan } = await scanText(
    vcfText([['chr1', 1, '.', 'A', 'G', '.', '.', '.', 'GT:DP', ...depths]], { samples }),
  )
  expect(plan.samples).toHaveLength(32)
  expect(samples.map((name) => rows[0]?.[`dp(${name})`] ?? null)).toEqual(
    samples.map((_, i) => (i < 32 ? i : null)),
  )
})
