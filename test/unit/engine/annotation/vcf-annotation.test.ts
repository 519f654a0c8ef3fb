import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type VcfAnnotation, annotateFromVcf } from '../../../../electron/engine/annotation/vcf-annotation.ts'
import { minimalAllele } from '../../../../shared/variant/minimal-allele.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vcfText, writeBgzip } from '../../../support/vcf-text.ts'
import { AF, type Records, type Row, allelesOf, annotate, annotated } from './annotate-text.ts'

const folder = temporaryFolder()
const GNOMAD = [
  '##fileDate=20240419',
  '##source=lab frequencies',
  AF,
  '##INFO=<ID=AF_grpmax,Number=A,Type=Float,Description="x">',
  '##INFO=<ID=grpmax,Number=A,Type=String,Description="x">',
]

function frequencies({ columns }: VcfAnnotation) {
  if (columns.kind !== 'frequency') throw new Error('no frequencies')
  return columns
}
function clinvar({ columns }: VcfAnnotation) {
  if (columns.kind !== 'clinvar') throw new Error('not ClinVar')
  return columns
}

describe('frequencies', () => {
  it('are those of the exact allele, in whichever padding, over several alternates and names of contigs', async () => {
    const alleles = [
      allelesOf('chr2', [
        [50, 'GCA', 'GA'],
        [50, 'GC', 'G'],
        [51, 'CA', 'A'],
        [50, 'G', 'T'],
        [50, 'GCAT', 'TCAT'],
        [60, 'A', 'ATT'],
        [60, 'A', '*'],
        [60, 'A', '<DEL>'],
      ]),
      allelesOf('chr1', [[50, 'G', 'T']]),
    ]
    const annotation = await annotate(
      GNOMAD,
      [
        ['1', 50, '.', 'G', 'C', '.', 'PASS', 'AF=0.9'],
        [
          '2',
          50,
          '.',
          'GCA',
          'GA,TCA,GCC',
          '.',
          'PASS',
          'AF=0.1,0.2,0.3;AF_grpmax=0.4,.,0.6;grpmax=nfe,.,afr',
        ],
        ['2', 60, '.', 'AG', 'ATTG,*', '.', 'AC0', 'AF=.,0.5'],
        ['7', 60, '.', 'A', 'T', '.', '.', 'AF=0.5'],
      ],
      alleles,
    )
    expect(annotation).toMatchObject({ date: '2024-04-19', name: 'lab frequencies' })
    expect(annotation.counts).toMatchObject({ records: 4, otherContigs: ['7'] })
    const { contigs, fields, populations } = frequencies(annotation)
    expect(fields).toEqual({ af: 'AF', popmaxAf: 'AF_grpmax', popmax: 'grpmax' })
    const [two, one] = contigs
    expect([...(two?.found ?? [])]).toEqual([1, 1, 1, 1, 1, 1, 0, 0])
    expect([...(two?.af ?? [])]).toEqual([0.1, 0.1, 0.1, 0.2, 0.2, NaN, NaN, NaN])
    expect([...(two?.popmaxAf ?? [])]).toEqual([0.4, 0.4, 0.4, NaN, NaN, NaN, NaN, NaN])
    expect([...(two?.popmax ?? [])].map((code) => populations[code])).toEqual([
      'nfe',
      'nfe',
      'nfe',
      ...Array.from({ length: 5 }, () => ''),
    ])
    expect([...(two?.filtered ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 0, 0])
    // Another allele at the same position is another allele.
    expect([...(one?.found ?? [])]).toEqual([0])
  })

  it.each([
    [
      'AF_joint',
      [AF, '##INFO=<ID=AF_joint,Number=A,Type=Float,Description="x">'],
      'AF=0.1;AF_joint=0.2',
      0.2,
    ],
    ['AF', [AF], 'AF=0.125', 0.125],
    ['AF', [AF], 'AF=1.5', NaN],
    ['AF', [AF], 'AF=x', NaN],
    ['AF', [AF], 'XAF=0.5', NaN],
    ['AF', ['##INFO=<ID=AF,Number=1,Type=Float,Description="x">'], 'AF=0.25', 0.25],
    ['AF', ['##INFO=<ID=AF,Number=R,Type=Float,Description="x">'], 'AF=0.75,0.25', 0.25],
    [
      'AC/AN',
      [
        '##INFO=<ID=AC,Number=A,Type=Integer,Description="x">',
        '##INFO=<ID=AN,Number=1,Type=Integer,Description="x">',
      ],
      'AC=1;AN=4',
      0.25,
    ],
    [
      'AC/AN',
      [
        '##INFO=<ID=AC,Number=A,Type=Integer,Description="x">',
        '##INFO=<ID=AN,Number=1,Type=Integer,Description="x">',
      ],
      'AC=0;AN=0',
      NaN,
    ],
  ])('from %s %j: %s', async (field, meta, info, value) => {
    const alleles = [allelesOf('chr1', [[5, 'A', 'C']])]
    const read = frequencies(await annotate(meta, [['chr1', 5, '.', 'A', 'C', '.', '.', info]], alleles))
    expect(read.fields.af).toBe(field)
    expect(read.contigs[0]?.af[0]).toBe(value)
  })

  it('of a field that is not told apart by allele are missing where there are several', async () => {
    const meta = ['##INFO=<ID=AF,Number=1,Type=Float,Description="x">']
    const alleles = [allelesOf('chr1', [[5, 'A', 'C']])]
    const read = frequencies(
      await annotate(meta, [['chr1', 5, '.', 'A', 'C,G', '.', '.', 'AF=0.5']], alleles),
    )
    expect([read.contigs[0]?.found[0], read.contigs[0]?.af[0]]).toEqual([1, NaN])
  })

  it('of the first record count when an allele is there twice', async () => {
    const records: Records = [
      ['chr1', 5, '.', 'A', 'C', '.', '.', 'AF=0.5'],
      ['chr1', 5, '.', 'AG', 'CG', '.', '.', 'AF=0.1'],
    ]
    const read = frequencies(await annotate([AF], records, [allelesOf('chr1', [[5, 'A', 'C']])]))
    expect([read.contigs[0]?.af[0], read.repeated]).toEqual([0.5, 1])
  })

  it('are read from a compressed file', async () => {
    const text = vcfText([['chr1', 5, '.', 'A', 'C', '.', '.', 'AF=0.5']], { meta: [AF] })
    const path = await writeBgzip(join(folder, 'af.vcf.gz'), text)
    const alleles = [allelesOf('chr1', [[5, 'A', 'C']])]
    const read = await annotateFromVcf({ path, kind: 'vcf', compression: 'bgzf', annotated, alleles })
    expect(frequencies(read).contigs[0]?.af[0]).toBe(0.5)
  })
})

it('agrees with bcftools on alleles in various paddings', async () => {
  // Golden file: test/fixtures/annotation/make-goldens.sh
  const goldens = join(import.meta.dirname, '../../../fixtures/annotation')
  const rows = (name: string): string[][] =>
    readFileSync(join(goldens, name), 'utf8')
      .trim()
      .split('\n')
      .filter((line) => !line.startsWith('#'))
      .map((line) => line.split('\t'))
  const inCase = rows('case.vcf')
  const read = await annotateFromVcf({
    path: join(goldens, 'source.vcf'),
    kind: 'vcf',
    compression: 'none',
    annotated: { file: 'case.vcf', contigs: [{ name: 'chr7', length: 1500 }], build: 'unknown' },
    alleles: [
      allelesOf(
        'chr7',
        inCase.map(([, position, , ref = '', alt = '']): Row => [Number(position), ref, alt]),
      ),
    ],
  })
  const expected = new Map(rows('matched.tsv').map(([id, af]) => [id, af === '.' ? NaN : Number(af)]))
  const found = inCase.map(([, , id], i) => [id, frequencies(read).contigs[0]?.af[i]] as const)
  expect(new Map(found)).toEqual(expected)
  expect(read.counts.bases.disagreeing).toBe(0)
})

const CLINVAR = [
  '##fileDate=2024-12-15',
  '##source=ClinVar',
  '##reference=GRCh38',
  '##INFO=<ID=CLNSIG,Number=.,Type=String,Description="x">',
  '##INFO=<ID=CLNREVSTAT,Number=.,Type=String,Description="x">',
  '##INFO=<ID=CLNSIGCONF,Number=.,Type=String,Description="x">',
]

describe('ClinVar', () => {
  it('gives significance, stars, what a conflict is made of, and the id', async () => {
    const annotation = await annotate(
      CLINVAR,
      [
        [
          '1',
          10,
          7105,
          'ATCT',
          'A',
          '.',
          '.',
          'CLNREVSTAT=practice_guideline;CLNSIG=Pathogenic/Likely_pathogenic|drug_response',
        ],
        [
          '1',
          20,
          99,
          'C',
          'T',
          '.',
          '.',
          'CLNREVSTAT=criteria_provided,_conflicting_classifications;CLNSIG=Conflicting_classifications_of_pathogenicity;CLNSIGCONF=Pathogenic(3)|Uncertain_significance(1)',
        ],
        ['1', 30, '.', 'C', 'T', '.', '.', 'CLNREVSTAT=no_classification_for_the_single_variant'],
        ['1', 40, 5, 'C', 'T,G', '.', '.', 'CLNSIG=Pathogenic'],
      ],
      [
        allelesOf('chr1', [
          [10, 'ATCTA', 'AA'],
          [20, 'C', 'T'],
          [30, 'C', 'T'],
          [40, 'C', 'T'],
          [41, 'C', 'T'],
        ]),
      ],
    )
    expect(annotation).toMatchObject({ date: '2024-12-15', name: 'ClinVar' })
    const { contigs, significances, conflicts, unattributed, repeated } = clinvar(annotation)
    const [one] = contigs
    if (one === undefined) throw new Error('no columns')
    expect([...one.found]).toEqual([1, 1, 1, 0, 0])
    expect([...one.significance].map((code) => significances[code])).toEqual([
      'Pathogenic/Likely pathogenic|drug response',
      'Conflicting classifications of pathogenicity',
      '',
      '',
      '',
    ])
    expect([...one.stars]).toEqual([4, 1, 0, 0, 0])
    expect(conflicts[one.conflict[1] ?? 0]).toBe('Pathogenic(3)|Uncertain significance(1)')
    expect([...one.ids]).toEqual([7105, 99, 0, 0, 0])
    expect([unattributed, repeated]).toEqual([1, 0])
  })
})

const REFERENCE = 'CAACACCACAAACCCAACAC'
const bases = fc
  .array(fc.constantFrom('A', 'C'), { minLength: 1, maxLength: 3 })
  .map((letters) => letters.join(''))
const allele = fc
  .record({
    contig: fc.constantFrom('chr1', 'chr2'),
    position: fc.integer({ min: 1, max: 6 }),
    length: fc.integer({ min: 1, max: 3 }),
    alts: fc.array(fc.oneof({ weight: 8, arbitrary: bases }, fc.constantFrom('*', '<DEL>')), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ length, ...rest }) => ({
    ...rest,
    ref: REFERENCE.slice(rest.position - 1, rest.position - 1 + length),
  }))

/** The alleles with bases of the reference around them. */
function padded(
  { contig, position, ref, alts }: { contig: string; position: number; ref: string; alts: string[] },
  left: number,
  right: number,
) {
  const start = Math.max(1, position - left)
  const before = REFERENCE.slice(start - 1, position - 1)
  const after = REFERENCE.slice(position - 1 + ref.length, position - 1 + ref.length + right)
  const around = (allele: string): string => (/^[AC]+$/.test(allele) ? before + allele + after : allele)
  return { contig, position: start, ref: around(ref), alts: alts.map(around) }
}
const again = fc.tuple(fc.nat(24), fc.nat(2), fc.nat(2))

it('finds what a map of minimal alleles finds, in sorted files and in others', async () => {
  const key = (contig: string, position: number, ref: string, alt: string): string | null => {
    const minimal = minimalAllele(position, ref, alt)
    return minimal === null ? null : JSON.stringify([contig, minimal])
  }
  let hits = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(allele, { maxLength: 25, size: 'max' }),
      fc.array(allele, { maxLength: 25, size: 'max' }),
      fc.array(again, { maxLength: 10 }),
      fc.boolean(),
      async (inFile, others, picks, sorted) => {
        const inCase = [
          ...others,
          ...picks.flatMap(([i, left, right]) => {
            const picked = inFile[i]
            return picked === undefined ? [] : [padded(picked, left, right)]
          }),
        ]
        const order = [...inFile]
        if (sorted) order.sort((a, b) => a.contig.localeCompare(b.contig) || a.position - b.position)
        const slow = new Map<string, number>()
        const records = order.map(({ contig, position, ref, alts }, i) => {
          const values = alts.map((_, j) => (i * 4 + j) / 1000)
          alts.forEach((alt, j) => {
            const id = key(contig, position, ref, alt)
            if (id !== null && !slow.has(id)) slow.set(id, values[j] ?? NaN)
          })
          // The file has its own names.
          return [
            contig.replace('chr', ''),
            position,
            '.',
            ref,
            alts.join(','),
            '.',
            '.',
            `AF=${values.join(',')}`,
          ]
        })
        const rowsOf = (contig: string): Row[] =>
          inCase
            .filter((a) => a.contig === contig)
            .flatMap(({ position, ref, alts }) => alts.map((alt): Row => [position, ref, alt]))
        const lists = ['chr1', 'chr2'].map((contig) => allelesOf(contig, rowsOf(contig)))
        const { contigs } = frequencies(await annotate([AF], records, lists))
        lists.forEach((list, c) => {
          const expected = rowsOf(list.contig).map(([position, ref, alt]) => {
            const id = key(list.contig, position, ref, alt)
            return id === null ? NaN : (slow.get(id) ?? NaN)
          })
          expect([...(contigs[c]?.af ?? [])]).toEqual(expected)
          hits += expected.filter((value) => !Number.isNaN(value)).length
        })
      },
    ),
    { numRuns: 200 },
  )
  expect(hits).toBeGreaterThan(500)
})
