import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  integerAt,
  MISSING_INTEGER,
  numberAt,
} from '../../../../../electron/engine/variants/import/byte-numbers.ts'
import { InfoScan } from '../../../../../electron/engine/variants/import/info-scan.ts'
import { type ScannedRow, scanText } from '../../../../support/scanned-rows.ts'
import { fieldsOfEachKind, vcfText } from '../../../../support/vcf-text.ts'
import { runs } from '../../../../support/thorough.ts'

async function rowsOf(meta: readonly string[], info: string, alt = 'C'): Promise<readonly ScannedRow[]> {
  return (await scanText(vcfText([['chr1', 100, '.', 'A', alt, 50, 'PASS', info]], { meta }))).rows
}

const field = (id: string, number: string, type: string, description = 'x'): string =>
  `##INFO=<ID=${id},Number=${number},Type=${type},Description="${description}">`

describe('fields of INFO', () => {
  const meta = [...fieldsOfEachKind('INFO'), field('DB', '0', 'Flag')]
  const valuesOf = async (info: string, alt = 'C,G'): Promise<unknown[][]> =>
    (await rowsOf(meta, info, alt)).map((row) =>
      ['N1', 'F1', 'NA', 'FR', 'TA', 'T', 'C', 'MANY', 'DB'].map((id) => row[`info.${id}`]),
    )

  test('one for the record, one for each allele, one for REF as well, text, a flag', async () => {
    const info = 'N1=7;F1=0.5;NA=1,2;FR=0.1,0.2,0.3;TA=x,y;T=a,b;C=z;MANY=1,2,3;DB'
    expect(await valuesOf(info)).toEqual([
      [7, 0.5, 1, 0.2, 'x', 'a,b', 'z', '1,2,3', true],
      [7, 0.5, 2, 0.3, 'y', 'a,b', 'z', '1,2,3', true],
    ])
  })

  test.each([
    ['.'],
    [''],
    ['N1=.;F1=.;NA=.,.;FR=.;TA=.,.;T=.;C=.;MANY=.'],
    ['N1=;F1=;NA=;FR=;TA=;T=;C=;MANY='],
    ['N1;F1;NA;FR;TA;T;C;MANY'],
    ['N1=x;F1=x;NA=x,y;FR=0,x,y'],
    ['N1=1.5;F1=nan;NA=3000000000,-2147483648;FR=0,inf,-inf'],
    ['XN1=1;N1X=1;n1=1'],
    [';;'],
  ])('missing: %s', async (info) => {
    const nothing = [null, null, null, null, null, null, null, null, false]
    expect(await valuesOf(info)).toEqual([nothing, nothing])
  })

  test('fewer values than alleles: missing for those without', async () => {
    const [, second = []] = await valuesOf('NA=1;FR=0.1,0.2;TA=x')
    expect(second.slice(2, 5)).toEqual([null, null, null])
  })

  test('the first of two of the same name counts', async () => {
    expect((await valuesOf('N1=1;N1=2;DB;DB'))[0]).toEqual([
      1,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      true,
    ])
  })

  test('an equals sign within a value belongs to it', async () => {
    expect((await rowsOf(meta, 'T=a=b;N1=4'))[0]).toMatchObject({ 'info.T': 'a=b', 'info.N1': 4 })
  })

  test('texts are kept up to a thousand bytes', async () => {
    const [row] = await rowsOf(meta, `T=${'x'.repeat(5000)};N1=4`)
    expect(row).toMatchObject({ 'info.T': 'x'.repeat(1000), 'info.N1': 4 })
  })

  test('a hundred fields become columns, the others are named', async () => {
    const many = Array.from({ length: 130 }, (_, i) => field(`X${i}`, '1', 'Integer'))
    const info = many.map((_, i) => `X${i}=${i}`).join(';')
    const { plan, rows } = await scanText(
      vcfText([['chr1', 1, '.', 'A', 'C', '.', '.', info]], { meta: many }),
    )
    expect(plan.leftOut).toEqual(Array.from({ length: 30 }, (_, i) => `X${100 + i}`))
    expect(rows[0]).toMatchObject({ 'info.X0': 0, 'info.X99': 99 })
    expect(rows[0]).not.toHaveProperty('info.X100')
  })

  test('a column is never filled from the record after', async () => {
    const records = [
      ['chr1', 1, '.', 'A', 'C', '.', '.', 'N1=1'],
      ['chr1', 2, '.', 'A', 'C', '.', '.', 'F1=2;DB'],
    ]
    const { rows } = await scanText(vcfText(records, { meta }))
    expect(rows.map((row) => [row['info.N1'], row['info.F1'], row['info.DB']])).toEqual([
      [1, null, false],
      [null, 2, true],
    ])
  })

  test('megabytes after a short INFO are not looked through for each record', () => {
    const text = `AC=1\t${'A'.repeat(1 << 22)}`
    const bytes = Buffer.from(text)
    const scan = new InfoScan(['AC'])
    const start = performance.now()
    for (let i = 0; i < 20_000; i++) scan.read(bytes, 0, 4)
    // Looked through each time it is half a minute.
    expect(performance.now() - start).toBeLessThan(5000)
    expect(bytes.toString('latin1', scan.from(0), scan.to(0))).toBe('1')
  })
})

describe('population frequencies', () => {
  const meta = [
    field('AF', 'A', 'Float'),
    field('gnomAD_AF', 'A', 'Float'),
    field('ExAC_AF', '1', 'Float'),
    field('gnomAD_AC', 'A', 'Integer'),
  ]
  const frequencies = async (info: string, alt = 'C'): Promise<unknown[]> =>
    (await rowsOf(meta, info, alt)).map((row) => [row['popmax_af'], row['popmax_source']])

  test('the highest of all sources, and which it was', async () => {
    expect(await frequencies('gnomAD_AF=0.1;ExAC_AF=0.3')).toEqual([[0.3, 'ExAC_AF']])
    expect(await frequencies('gnomAD_AF=0.1,0.5;ExAC_AF=0.3', 'C,G')).toEqual([
      [0.3, 'ExAC_AF'],
      [0.5, 'gnomAD_AF'],
    ])
  })

  test.each(['.', 'AF=0.9', 'gnomAD_AC=7', 'gnomAD_AF=.', 'gnomAD_AF=-1'])('none in %s', async (info) => {
    expect(await frequencies(info)).toEqual([[null, null]])
  })

  test('0 is a frequency', async () => {
    expect(await frequencies('gnomAD_AF=0')).toEqual([[0, 'gnomAD_AF']])
  })
})

describe('ClinVar and scores', () => {
  const csq = field(
    'CSQ',
    '.',
    'String',
    'Consequence annotations from Ensembl VEP. Format: Allele|Consequence|CLIN_SIG|CADD_PHRED|REVEL',
  )
  const meta = [
    field('CLNSIG', '.', 'String'),
    field('CLNREVSTAT', '.', 'String'),
    field('CADD_PHRED', '1', 'Float'),
    field('REVEL', 'A', 'Float'),
    field('SpliceAI', '.', 'String'),
    csq,
  ]
  const scores = async (info: string, alt = 'C'): Promise<unknown[]> =>
    (await rowsOf(meta, info, alt)).map((row) =>
      ['clinvar', 'clinvar_stars', 'cadd', 'revel', 'spliceai'].map((name) => row[name]),
    )

  test.each([
    ['Pathogenic', 'pathogenic'],
    ['Pathogenic/Likely_pathogenic', 'pathogenic/likely_pathogenic'],
    ['Pathogenic,_Affects', 'pathogenic/affects'],
    ['Pathogenic|risk_factor', 'pathogenic/risk_factor'],
    ['_drug_response', 'drug_response'],
  ])('CLNSIG %s is %s', async (written, words) => {
    expect(await scores(`CLNSIG=${written}`)).toEqual([[words, null, null, null, null]])
  })

  test.each([
    ['practice_guideline', 4],
    ['reviewed_by_expert_panel', 3],
    ['criteria_provided,_multiple_submitters,_no_conflicts', 2],
    ['criteria_provided,_single_submitter', 1],
    ['criteria_provided,_conflicting_interpretations', 1],
    ['no_assertion_criteria_provided', 0],
    ['.', null],
    ['', null],
  ])('CLNREVSTAT %s has %j stars', async (status, stars) => {
    expect(await scores(`CLNREVSTAT=${status}`)).toEqual([[null, stars, null, null, null]])
  })

  test('a point in INFO leaves the word to the annotation', async () => {
    expect(await scores('CLNSIG=.;CADD_PHRED=.;REVEL=.;CSQ=C|missense_variant|pathogenic|21|0.7')).toEqual([
      ['pathogenic', null, 21, 0.7, null],
    ])
    expect(
      await scores('CLNSIG=Benign;CADD_PHRED=3;REVEL=0.1;CSQ=C|missense_variant|pathogenic|21|0.7'),
    ).toEqual([['benign', null, 3, 0.1, null]])
  })

  test("SpliceAI: the largest of the allele's own four", async () => {
    expect(
      await scores('SpliceAI=C|G1|0.1|0.9|0.2|0.00|7|8|9|10,G|G1|0.3|.|0.2|0|0|0|0|99', 'C,G,T'),
    ).toEqual([
      [null, null, null, null, 0.9],
      [null, null, null, null, 0.3],
      [null, null, null, null, null],
    ])
  })
})

describe('numbers', () => {
  const at = (text: string): number => numberAt(Buffer.from(`x${text}y`), 1, 1 + text.length)
  const decimal = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: 0, max: 1 }).map((value) => value.toFixed(20)),
    fc
      .tuple(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 20 }))
      .map(([value, digits]) => value.toExponential(digits)),
    fc.stringMatching(/^[+-]?[0-9]{1,25}$/),
    fc.stringMatching(/^[+-]?[0-9]{0,20}\.[0-9]{1,20}$/),
    fc.stringMatching(/^[+-]?[0-9]{1,20}\.$/),
    fc.stringMatching(/^[+-]?[0-9]{1,5}(\.[0-9]{0,5})?[eE][+-]?[0-9]{1,2}$/),
  )

  test('are what Number makes of the text', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        const value = Number(text)
        expect(at(text)).toBe(Number.isFinite(value) ? value : Number.NaN)
      }),
      { numRuns: runs(3000), seed: 1 },
    )
  })

  test.each([
    '',
    '.',
    '-',
    '+',
    'nan',
    'NaN',
    'inf',
    '-inf',
    'Infinity',
    'x',
    '1x',
    '1,2',
    '1e',
    'e5',
    '--1',
    '1.2.3',
    '0x1F',
    '1e999',
  ])('"%s" is none', (text) => {
    expect(at(text)).toBeNaN()
  })

  test('whole numbers of 32 bits, and nothing else', () => {
    const integer = (text: string): number => integerAt(Buffer.from(text), 0, text.length)
    expect(['0', '-1', '+7', '007', '2147483647', '-2147483647'].map(integer)).toEqual([
      0, -1, 7, 7, 2147483647, -2147483647,
    ])
    const none = ['', '.', '-', '1.0', '1e3', '2147483648', '-2147483648', '99999999999', 'x', ' 1']
    expect(none.map(integer)).toEqual(none.map(() => MISSING_INTEGER))
  })
})
