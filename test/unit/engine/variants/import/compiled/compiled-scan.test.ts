import { describe, expect, test } from 'vitest'
import { type Random, randomStream } from '../../../../../../electron/engine/demo/random.ts'
import {
  encodeClinvarSubset,
  openClinvarSubset,
} from '../../../../../../electron/engine/annotation/clinvar-subset.ts'
import {
  COMPILED_ROWS,
  type CompiledScan,
  createCompiledScan,
} from '../../../../../../electron/engine/variants/import/compiled/compiled-scan.ts'
import { SCAN_WASM } from '../../../../../../electron/engine/variants/import/compiled/compiled.ts'
import { planImport } from '../../../../../../electron/engine/variants/import/import-plan.ts'
import { readVcfHeader } from '../../../../../../electron/engine/files/vcf/header.ts'
import type { KnownClinvar } from '../../../../../../electron/engine/variants/import/known-clinvar.ts'
import { compileAssembly, SCAN } from '../../../../../../scripts/web-assembly/compile.ts'
import { randomVcf } from '../../../../../support/random-vcf.ts'
import { scanText } from '../../../../../support/scanned-rows.ts'
import { plainText, vcfText } from '../../../../../support/vcf-text.ts'

/** The compiler takes some seconds, and longer beside other work. */
test('the committed code is what its sources compile to', () => {
  expect(compileAssembly(SCAN).toString('base64')).toBe(SCAN_WASM)
})

/** The compiled scan of a text, and how many lines it took itself. */
async function counted(text: string, clinvar: KnownClinvar | null = null) {
  const header = await readVcfHeader(plainText(text))
  const plan = planImport(header, [], clinvar === null ? null : clinvar.label)
  const scan = createCompiledScan(header, plan, clinvar)
  if (scan === null) throw new Error('no compiled scan for this header')
  const lines = { taken: 0, left: 0, full: 0 }
  const counting: CompiledScan = {
    ...scan,
    get rows() {
      return scan.rows
    },
    take(...line) {
      const became = scan.take(...line)
      lines[became]++
      return became
    },
  }
  return { counting, lines }
}

/** Both have the same rows and counts. @returns how many lines the compiled scan took */
async function expectSame(text: string, clinvar: KnownClinvar | null = null) {
  const { counting, lines } = await counted(text, clinvar)
  const ours = await scanText(text, counting, { clinvar, places: null })
  const host = await scanText(text, null, { clinvar, places: null })
  expect(ours.counts).toEqual(host.counts)
  expect(ours.rows).toHaveLength(host.rows.length)
  ours.rows.forEach((row, i) => expect(row, `row ${i}, line ${String(row['line'])}`).toEqual(host.rows[i]))
  return { ...lines, rows: ours.rows }
}

const CSQ = ['Allele', 'Consequence', 'IMPACT', 'SYMBOL', 'Gene', 'Feature_type', 'Feature', 'EXON', 'HGVSc', 'HGVSp', 'CANONICAL', 'MANE_SELECT', 'MANE_PLUS_CLINICAL', 'gnomADe_AF', 'MAX_AF', 'CLIN_SIG', 'CADD_PHRED', 'REVEL', 'SpliceAI_pred_DS_AG', 'SpliceAI_pred_DS_DL'] // prettier-ignore
const META = [
  '##contig=<ID=chr1,length=248956422>',
  '##INFO=<ID=AC,Number=A,Type=Integer,Description="x">',
  '##INFO=<ID=AF,Number=A,Type=Float,Description="x">',
  '##INFO=<ID=DP,Number=1,Type=Integer,Description="x">',
  '##INFO=<ID=MQ,Number=1,Type=Float,Description="x">',
  '##INFO=<ID=RS,Number=R,Type=Float,Description="x">',
  '##INFO=<ID=DB,Number=0,Type=Flag,Description="x">',
  '##INFO=<ID=NOTE,Number=.,Type=String,Description="x">',
  '##INFO=<ID=GENES,Number=A,Type=String,Description="x">',
  '##INFO=<ID=gnomAD_AF,Number=A,Type=Float,Description="x">',
  '##INFO=<ID=CADD_PHRED,Number=1,Type=Float,Description="x">',
  '##INFO=<ID=REVEL,Number=A,Type=Float,Description="x">',
  '##INFO=<ID=CLNSIG,Number=.,Type=String,Description="x">',
  '##INFO=<ID=SpliceAI,Number=.,Type=String,Description="x">',
  `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ.join('|')}">`,
  ...[
    'GT:1:String',
    'AD:R:Integer',
    'DP:1:Integer',
    'GQ:1:Float',
    'PS:1:Integer',
    'AF:A:Float',
    'PL:G:Integer',
    'PGT:1:String',
    'PID:1:String',
    'MIN_DP:1:Integer',
    'SB:4:Integer',
    'F1R2:R:Integer',
    'SQ:A:Float',
    'KINDS:A:String',
  ].map((field) => {
    const [id = '', number = '', type = ''] = field.split(':')
    return `##FORMAT=<ID=${id},Number=${number},Type=${type},Description="x">`
  }),
]

/** Chance that says of each value whether it is an odd one. */
type Draw = Random & { odd(): boolean }

const drawing = (name: string, share: number): Draw => {
  const random = randomStream(name)
  return { ...random, odd: () => random.chance(share) }
}

/** Numbers as tools write them, and as they should not. */
function number(random: Draw): string {
  if (!random.odd()) return (random.next() * 10 ** -random.integer(0, 6)).toPrecision(random.integer(1, 8))
  return random.pick<() => string>([
    () => String(random.integer(0, 9999)),
    () => random.next().toFixed(random.integer(0, 14)),
    () => (random.next() * 10 ** -random.integer(0, 12)).toExponential(random.integer(0, 8)),
    () => `${random.pick(['-', '+', ''])}${(random.next() * 1e4).toFixed(3)}`,
    () => random.pick(['0', '0.', '.5', '1e-5', '2.5E+3', '6.57200e-06', '1e22', '1e23', '1e-300', '123456789012345', '1234567890123456', '0.1234567890123456789', '-0', '00.50']), // prettier-ignore
    () =>
      random.pick(['.', '', 'nan', 'inf', '-', '+', 'e5', '1e', '1e+', '5x', '--1', '1.2.3', ' 1', '1e1000']),
  ])()
}

const integer = (random: Draw): string =>
  !random.odd() ? String(random.integer(0, 500)) : random.pick([String(random.integer(0, 500)), String(random.integer(0, 500)), '.', '', '-3', '+4', '2147483647', '2147483648', '12x', '00012', '99999999999']) // prettier-ignore

const some = (random: Draw, text: () => string): string => (random.chance(0.3) ? '' : text())

function entry(random: Draw): string {
  const feature = `ENST0000${random.integer(1, 5)}`
  const versioned = random.chance(0.5) ? `${feature}.${random.integer(1, 9)}` : feature
  const frequency = (): string =>
    random.chance(0.2) ? `${number(random)}&${number(random)}` : number(random)
  const values: Record<string, string> = {
    Allele: random.pick(['A', '-', 'GT']),
    Consequence: !random.odd() ? 'missense_variant&splice_region_variant' : random.pick(['missense_variant', 'stop_gained', 'intron_variant', 'splice_region_variant&intron_variant', 'unheard_of', ' synonymous_variant ', '', '.']), // prettier-ignore
    IMPACT: !random.odd()
      ? random.pick(['HIGH', 'MODERATE', 'LOW', 'MODIFIER', ''])
      : random.pick(['HIGH', 'MODERATE', 'LOW', 'MODIFIER', 'MODIFIER', '', '.', 'high', 'SEVERE', 'LOUD']),
    SYMBOL: some(random, () =>
      !random.odd() ? 'TTN' : random.pick(['TP53', 'BRCA1', 'a%20gene', 'gén', '.', ' X ']),
    ),
    Gene: random.pick(['ENSG01', '']),
    Feature_type: random.pick(['Transcript', 'Transcript', 'RegulatoryFeature', '', '.']),
    Feature: random.pick([versioned, versioned, '', '.', 'NM_1.2']),
    EXON: random.pick(['1/5', '2/10', '', '.']),
    HGVSc: some(random, () => !random.odd() ? `${feature}.7:c.1A>G` : random.pick([`${feature}.7:c.1A>G`, `${versioned}:c.2del`, 'c.5G>T', `${feature}.3`, 'x%3D:c.1'])), // prettier-ignore
    HGVSp: some(random, () =>
      !random.odd()
        ? 'ENSP1.1:p.Arg1Gly'
        : random.pick(['ENSP1.1:p.Arg1Gly', 'ENSP1.1:p.Arg1%3D', 'ENSP:p.é', '.']),
    ),
    CANONICAL: random.pick(['YES', '', 'NO']),
    MANE_SELECT: random.pick(['', '', '', 'NM_000.1', '.']),
    MANE_PLUS_CLINICAL: random.pick(['', '', '', 'NM_001.1']),
    gnomADe_AF: some(random, frequency),
    MAX_AF: some(random, frequency),
    CLIN_SIG: random.odd() ? 'likely_pathogenic&pathogenic' : '',
    CADD_PHRED: some(random, () => number(random)),
    REVEL: some(random, () => number(random)),
    SpliceAI_pred_DS_AG: some(random, () => number(random)),
    SpliceAI_pred_DS_DL: some(random, () => number(random)),
  }
  const fields = CSQ.map((name) => values[name] ?? '')
  // Short entries, and long ones.
  if (random.odd()) return fields.slice(0, random.integer(1, CSQ.length)).join('|')
  return random.odd() ? `${fields.join('|')}|more|still` : fields.join('|')
}

function spliceai(random: Draw): string {
  const scores = Array.from({ length: 8 }, () =>
    random.odd() ? random.pick(['', '.', 'x']) : number(random),
  )
  const parts = [random.pick(['A', 'C', 'G', 'T', 'AT', 'N']), 'GENE', ...scores]
  return parts.slice(0, random.odd() ? random.integer(1, 6) : parts.length).join('|')
}

function info(random: Draw): string {
  const parts = [
    () => `AC=${integer(random)}`,
    () => `AF=${number(random)}`,
    () => `DP=${integer(random)}`,
    () => `MQ=${number(random)}`,
    () => `RS=${number(random)},${number(random)}`,
    () => 'DB',
    () => `NOTE=${!random.odd() ? 'note' : random.pick(['a', 'b,c', '.', '', 'é', 'x'.repeat(1200), 'a=b'])}`,
    () => `GENES=${random.pick(['A', 'A,B', '.', ''])}`,
    () => `gnomAD_AF=${number(random)}`,
    () => `CADD_PHRED=${number(random)}`,
    () => `REVEL=${number(random)}`,
    () => `UNKNOWN=${number(random)}`,
    () => 'DP=7',
    () => (random.odd() ? `CLNSIG=${random.pick(['Pathogenic', '.', ''])}` : 'FLAG'),
    () => `SpliceAI=${Array.from({ length: random.integer(1, 3) }, () => spliceai(random)).join(',')}`,
  ].filter(() => random.chance(0.5))
  const entries = Array.from({ length: random.integer(0, 4) }, () => entry(random))
  const texts = parts.map((part) => part())
  if (entries.length > 0) texts.splice(random.integer(0, texts.length), 0, `CSQ=${entries.join(',')}`)
  return texts.length === 0 ? '.' : texts.join(';')
}

function call(random: Draw, format: readonly string[]): string {
  const values: Record<string, () => string> = {
    GT: () => !random.odd() ? random.pick(['0/1', '1/1', '0/0', './.', '0|1', '1']) : random.pick(['0/1', '0/1', '1/1', '0/0', './.', '.', '1', '0', '0|1', '1|0', './1', '0/.', '.|.', '1/1/0', '/0', 'x']), // prettier-ignore
    AD: () =>
      !random.odd()
        ? random.pick(['12,8', '0,30', '.'])
        : random.pick([
            `${integer(random)},${integer(random)}`,
            '12,8',
            '12,8',
            '.',
            '7',
            '1,2,3',
            '.,.',
            '4,x',
          ]),
    DP: () => integer(random),
    GQ: () => number(random),
    PS: () => integer(random),
    AF: () => number(random),
    VAF: () => number(random),
    PL: () => '0,10,100',
    PGT: () => random.pick(['0|1', '1|0', '.']),
    PID: () => (!random.odd() ? '1042_A_T' : random.pick(['.', '', 'é', 'p'.repeat(1500)])),
    MIN_DP: () => integer(random),
    SB: () => (!random.odd() ? '3,4,5,6' : random.pick(['.', '.,.,.,.', '3,4', ''])),
    F1R2: () =>
      !random.odd() ? `7,${integer(random)}` : random.pick(['.', '7', '7,8,9', ',', '.,4', '7,x']),
    SQ: () => (!random.odd() ? number(random) : `${number(random)},${number(random)}`),
    KINDS: () => (!random.odd() ? 'a' : random.pick(['.', '', 'a,b', ',b', '.,b'])),
  }
  const fields = format.map((name) => values[name]?.() ?? '.')
  return (random.odd() ? fields.slice(0, random.integer(1, fields.length)) : fields).join(':')
}

const FORMATS = [
  ['GT', 'AD', 'DP', 'GQ', 'PL'],
  ['GT', 'AD', 'DP', 'GQ', 'PS'],
  ['GT', 'DP', 'AD', 'AF', 'GQ'],
  ['GT', 'AD', 'DP', 'GQ', 'PGT', 'PID', 'MIN_DP', 'PL', 'SB'],
  ['F1R2', 'GT', 'SQ', 'UNDECLARED', 'KINDS', 'SB', 'DP'],
  ['GT', 'GQ', 'VAF', 'AD'],
  ['GT'],
  ['AD', 'GT'],
  ['DP'],
  ['GT', 'GT'],
  ['GT', 'RO', 'AO'],
] as const

function record(random: Draw, position: number): string[] {
  const base = random.pick(['A', 'C', 'G', 'T', 'N', 'a'])
  const ref = random.chance(0.8) ? base : `${base}${random.pick(['C', 'GT', 'AAA', 'ACGT', 'n'])}`
  const alt = random.pick([random.pick(['A', 'C', 'G', 'T', 'g']), `${base}T`, base, `${base}CGT`, 'AC', 'R', 'T', 'T', !random.odd() ? 'C' : random.pick(['A,C', '*', '<DEL>', '<NON_REF>', '.', 'G]chr1:5]', 'A,<NON_REF>', 'A-'])]) // prettier-ignore
  const format = random.chance(0.8)
    ? FORMATS[random.integer(0, 5)]
    : FORMATS[random.integer(0, FORMATS.length - 1)]
  const names = format ?? FORMATS[0]
  return [
    random.pick(['chr1', 'chr1', 'chr1', 'chr2']),
    !random.odd() ? String(position) : random.pick(['x', '-1', '99999999999', '']),
    random.pick(['.', 'rs1', random.odd() ? 'é' : 'rs2;x', '']),
    ref,
    alt,
    random.chance(0.5) ? random.pick(['50', '.', '2291.13', '1e3']) : number(random),
    random.pick(['PASS', '.', 'q10;s50', '']),
    info(random),
    names.join(':'),
    call(random, names),
    call(random, names),
  ]
}

describe('the compiled scan and the host have the same rows', () => {
  test.each([
    [0, 1300, 0],
    [0.005, 700, 100],
    [0.05, 5, 500],
    [0.5, 0, 1400],
  ])('of random records whose values are odd with a chance of %f', async (share, mostly, leftOver) => {
    const random = drawing(`compiled ${share}`, share)
    const records = Array.from({ length: 1500 }, (_, i) => record(random, 100 + i * 3))
    const { taken, left } = await expectSame(vcfText(records, { meta: META, samples: ['P', 'M'] }))
    expect(taken).toBeGreaterThanOrEqual(mostly)
    expect(left).toBeGreaterThanOrEqual(leftOver)
  })

  test.each(['CSQ', 'numbered CSQ'] as const)(
    'of records with the oddities of every caller, %s',
    async (annotated) => {
      const { taken } = await expectSame(randomVcf('compiled', 800, annotated))
      expect(taken).toBeGreaterThan(0)
    },
  )

  test('without annotation, without samples, with one of many samples', async () => {
    const plain = (i: number): string[] => ['chr1', String(i + 1), '.', 'A', 'G', '50', 'PASS', `DP=${i}`]
    const few = META.filter((line) => !line.includes('CSQ'))
    const sites = Array.from({ length: 50 }, (_, i) => plain(i))
    expect((await expectSame(vcfText(sites, { meta: few }))).taken).toBe(50)
    const names = Array.from({ length: 40 }, (_, i) => `S${i}`)
    const cohort = sites.map((site) => [...site, 'GT', ...names.map((_, i) => (i % 2 === 0 ? '0/1' : '0/0'))])
    expect((await expectSame(vcfText(cohort, { meta: few, samples: names }))).taken).toBe(50)
  })
})

const line = (i: number, change: Partial<Record<'ref' | 'info' | 'id', string>> = {}): string[] => [
  'chr1',
  String(i + 1),
  change.id ?? '.',
  change.ref ?? 'A',
  'G',
  '50',
  'PASS',
  change.info ?? `DP=${i % 90}`,
  'GT',
  '0/1',
]
const file = (records: readonly string[][]): string => vcfText(records, { meta: META, samples: ['P'] })

describe('fields of FORMAT', () => {
  const fields = (of: readonly string[]): string[] =>
    of.map((id) => `##FORMAT=<ID=${id},Number=1,Type=Integer,Description="x">`)
  const site = (format: string, ...calls: string[]): string[] => ['chr1', '1', '.', 'A', 'G', '.', 'PASS', '.', format, ...calls] // prettier-ignore

  test('are read as columns without the host, of each sample its own', async () => {
    const text = vcfText(
      [
        site('GT:PGT:F1R2:SB:SQ', '0/1:0|1:3,4:1,2,3,4:0.5', '0/0:.:9,0:5,6,7,8:.'),
        site('GT:SQ:F1R2:PGT', '0/1:2', '1/1'),
        site('GT', '0/1', '0/1'),
      ],
      { meta: META, samples: ['P', 'M'] },
    )
    const { rows, taken } = await expectSame(text)
    expect(taken).toBe(3)
    const of = (sample: string): unknown[] =>
      rows.map((row) => ['PGT', 'F1R2', 'SB', 'SQ'].map((id) => row[`format.${id}(${sample})`]))
    expect(of('P')).toEqual([
      ['0|1', 4, '1,2,3,4', 0.5],
      [null, null, null, 2],
      [null, null, null, null],
    ])
    expect(of('M')).toEqual([
      [null, 0, '5,6,7,8', null],
      [null, null, null, null],
      [null, null, null, null],
    ])
  })

  test('as many as there is room for, and a FORMAT of more than is looked at', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => `X${i}`)
    const calls = ids.map((_, i) => String(i))
    const plain = site(['GT', ...ids].join(':'), ['0/1', ...calls].join(':'))
    const gap = Array.from({ length: 130 }, (_, i) => `U${i}`)
    const long = site(['GT', ...gap, 'X1'].join(':'), ['0/1', ...gap, '7'].join(':'))
    const { rows, taken, left } = await expectSame(
      vcfText([plain, long], { meta: [...META.slice(0, 1), ...fields(ids)], samples: ['P'] }),
    )
    expect({ taken, left }).toEqual({ taken: 1, left: 1 })
    expect(rows.map((row) => [row['format.X1(P)'], row['format.X47(P)'], row['format.X48(P)']])).toEqual([
      [1, 47, undefined],
      [7, null, undefined],
    ])
  })

  test('AD and PS are columns as they stand where a sample’s own cannot have them', async () => {
    const meta = [
      '##FORMAT=<ID=AD,Number=1,Type=Integer,Description="Depth of variant-supporting bases (reads2)">',
      '##FORMAT=<ID=PS,Number=1,Type=String,Description="Phase set">',
    ]
    const { rows, taken } = await expectSame(
      vcfText([site('GT:AD:PS', '0|1:12:PATMAT')], { meta, samples: ['P'] }),
    )
    expect(taken).toBe(1)
    expect(rows).toMatchObject([
      { 'format.AD(P)': 12, 'ad_alt(P)': null, 'format.PS(P)': 'PATMAT', 'ps(P)': null },
    ])
  })
})

describe('what there is no room for', () => {
  test('more rows than a batch has go on in the next', async () => {
    const records = Array.from({ length: COMPILED_ROWS + 500 }, (_, i) => line(i))
    const { rows, taken } = await expectSame(file(records))
    expect(taken).toBe(records.length)
    expect(rows.map((row) => row['pos'])).toEqual(records.map((_, i) => i + 1))
  })

  test('more text than a batch has ends it early', async () => {
    const info = (i: number): string => `NOTE=${String(i).padStart(800, 'n')}`
    const { full, rows } = await expectSame(
      file(Array.from({ length: 900 }, (_, i) => line(i, { info: info(i) }))),
    )
    expect(full).toBeGreaterThan(0)
    expect(rows).toHaveLength(900)
  })

  test('a line that is longer than any is the host’s, between those before and after it', async () => {
    const long = 'ACGT'.repeat(100_000)
    const records = [line(0), line(1, { ref: long }), line(2), line(3, { id: 'x'.repeat(300_000) }), line(4)]
    const { rows, left } = await expectSame(file(records))
    expect(left).toBe(2)
    expect(rows.map((row) => row['pos'])).toEqual([1, 2, 3, 4, 5])
  })

  test('rows of the host go on in the next batch', async () => {
    const many = ['A', 'C', 'T', 'AT', 'AC'].map((alt) => `G${alt}`).join(',')
    const records = Array.from({ length: COMPILED_ROWS + 3 }, (_, i) => line(i))
    for (let i = 7990; i < 8010; i++) records[i] = [...line(i, { ref: 'G' })].with(4, many)
    const { rows } = await expectSame(file(records))
    expect(rows).toHaveLength(records.length + 20 * 4)
  })
})

test('an allele that ClinVar is known to have gets what is known of it', async () => {
  const bytes = encodeClinvarSubset(
    [
      { contig: '1', position: 5, ref: 'A', alt: 'G', significance: 'Pathogenic', stars: 2, id: 1 },
      { contig: '1', position: 21, ref: 'CT', alt: 'C', significance: 'Likely pathogenic', stars: 3, id: 2 },
    ],
    ['1'],
    '2024-12-15',
  )
  const known: KnownClinvar = {
    subset: openClinvarSubset(bytes, 'clinvar'),
    build: 'GRCh38',
    label: 'bundled subset',
  }
  const records = Array.from({ length: 30 }, (_, i) => line(i))
  records[18] = [...line(18, { ref: 'AACT' })].with(4, 'AAC')
  const { rows, taken } = await expectSame(file(records), known)
  expect(rows.flatMap((row) => (row['clinvar'] === null ? [] : [[row['pos'], row['clinvar']]]))).toEqual([
    [5, 'pathogenic'],
    [19, 'likely_pathogenic'],
  ])
  expect(taken).toBeGreaterThan(15)
})

test('other annotations than VEP’s are left to the host', async () => {
  const header = await readVcfHeader(plainText(randomVcf('other', 1, 'ANN and BCSQ')))
  expect(createCompiledScan(header, planImport(header), null)).toBeNull()
})
