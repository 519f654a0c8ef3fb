import { beforeAll, describe, expect, it } from 'vitest'
import { numberOf } from '../../../../../electron/engine/variants/joint/joint-parts.ts'
import type { JointVariants } from '../../../../../electron/engine/variants/joint/open-joint.ts'
import { openVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import type { VariantFilter, VariantSort } from '../../../../../shared/variant/variant-query.ts'
import { jointOf } from '../../../../support/joint-lists.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

/* A child by its small variants with its mother, and by its structural ones with its father, whose contigs have other names. */

const folder = temporaryFolder()
const { signal } = unobserved
const info = (...fields: readonly string[]): string[] =>
  fields.map((field) => `##INFO=<ID=${field},Description="x">`)
const FORMAT = (number: string): string[] =>
  ['GT,Number=1,Type=String', `SB,Number=${number},Type=Integer`, 'FT,Number=1,Type=String'].map(
    (field) => `##FORMAT=<ID=${field},Description="x">`,
  )

const SMALL = vcfText(
  [
    ['chr10', 100, 'a', 'A', 'G', 10, 'PASS', 'AF=0.1;DB', 'GT', '0|1', '0/0'],
    ['chr2', 50, 'b', 'A', 'G', 20, 'PASS', 'AF=0.2', 'GT', '0/1', './.'],
    ['chr2', 70, 'c', 'A', 'G', '.', 'PASS', 'DP=7', 'GT:SB:FT', '1/1:1,2,3,4:LowGQ', '0/1:5,6,7,8:PASS'],
  ],
  {
    meta: [
      '##contig=<ID=chr10,length=133797422>',
      '##contig=<ID=chr2,length=242193529>',
      ...info('AF,Number=1,Type=Float', 'DP,Number=1,Type=Integer', 'DB,Number=0,Type=Flag'),
      ...FORMAT('4'),
    ],
    samples: ['kid', 'mum'],
  },
)
const STRUCTURAL = vcfText(
  [
    ['2', 50, 'd', 'N', '<DEL>', 30, 'PASS', 'END=90;DP=7.5', 'GT:SB:FT', '0/1:3:MinGQ', '0/1:0:PASS'],
    ['10', 100, 'e', 'N', '<DUP>', 10, 'PASS', 'END=900;AF=rare', 'GT', '0/1', '0/0'],
    ['odd', 1, 'f', 'N', '<DEL>', 40, 'PASS', '.', 'GT', '0/1', './.'],
  ],
  {
    meta: [
      '##contig=<ID=2,length=242193529>',
      '##contig=<ID=10,length=133797422>',
      ...info('AF,Number=1,Type=String', 'DP,Number=1,Type=Float', 'END,Number=1,Type=Integer'),
      ...FORMAT('1'),
    ],
    samples: ['kid', 'dad'],
  },
)
const CONTIGS = [
  { name: 'chr2', length: 242193529 },
  { name: 'chr10', length: 133797422 },
]
let joint: JointVariants

beforeAll(async () => {
  joint = jointOf(
    [
      { label: "mother's.vcf", variants: await storeOf(SMALL, folder), contigs: CONTIGS },
      {
        label: 'sv.vcf',
        variants: await storeOf(STRUCTURAL, folder),
        contigs: CONTIGS.map(({ name, length }) => ({ name: name.slice(3), length })),
      },
    ],
    {
      contigs: CONTIGS,
      roles: new Map([
        ['dad', 'father'],
        ['kid', 'proband'],
      ]),
    },
  )
}, 60_000)

/** Identifiers of the rows that pass, in order. */
async function ids(expression: string | null, missing: 'keep' | 'drop' = 'drop', sort: VariantSort[] = []) {
  const filters: VariantFilter[] = expression === null ? [] : [{ expression, missing }]
  const order = await joint.results.all({ filters, sort })
  const cells = await joint.cells(order, [joint.column('id')], signal)
  return cells.map(([id]) => String(id)).join('')
}
const cellsOf = async (column: string): Promise<unknown[]> => {
  const order = await joint.results.all({ filters: [], sort: [] })
  return (await joint.cells(order, [joint.column(column)], signal)).map(([value]) => value)
}

describe('contigs of two names', () => {
  it('are one, in the order of the case, and those no header declares come last', async () => {
    expect(await ids(null)).toBe('bdcaef')
    expect(await cellsOf('chrom')).toEqual(['chr2', 'chr2', 'chr2', 'chr10', 'chr10', 'odd'])
  })

  it('are found by either name', async () => {
    expect(await ids('within("chr2:50-60")')).toBe('bd')
    expect(await ids('within("2:50-60")')).toBe('bd')
    expect(await ids('within("10")')).toBe('ae')
    expect(await ids('within("chr3")')).toBe('')
    expect(await ids('chrom in ["chr10", "odd"]')).toBe('aef')
    expect(await ids('chrom != "chr2"')).toBe('aef')
    expect(await ids('starts(chrom, "CHR")')).toBe('bdcae')
  })

  it('are counted as one', async () => {
    const facet = await joint.facet({ filters: [], sort: [] }, joint.column('chrom'), 9, signal)
    expect(facet.values).toEqual([
      { value: 'chr2', count: 3 },
      { value: 'chr10', count: 2 },
      { value: 'odd', count: 1 },
    ])
  })
})

describe('what a file lacks', () => {
  it('of samples is missing, not reference', async () => {
    expect(await cellsOf('gt(dad)')).toEqual([null, 'het', null, null, 'hom-ref', 'not-called'])
    expect(await ids('gt(father) == "hom-ref"')).toBe('e')
    expect(await ids('gt(father) == "hom-ref"', 'keep')).toBe('bcae')
    expect(await ids('not (gt(father) == "hom-ref")')).toBe('df')
    expect(await ids('missing(gt(father))')).toBe('bca')
    expect(await ids('gt(mum) != "het" and gt(father) == "het"')).toBe('')
    expect(await ids('gt(mum) != "het" and gt(father) == "het"', 'keep')).toBe('bda')
  })

  it('of flags is unknown, where a flag that is not set is false', async () => {
    expect(await ids('info.DB')).toBe('a')
    expect(await ids('not info.DB')).toBe('bc')
    expect(await ids('not info.DB', 'keep')).toBe('bdcef')
    expect(await ids('phased(mum) == false')).toBe('bca')
    expect(await cellsOf('info.DB')).toEqual([false, null, false, true, null, null])
  })

  it('is told of each filter', async () => {
    const { passing, total, effects } = await joint.results.count({
      filters: [{ expression: 'gt(mum) == "het"', missing: 'drop' }],
      sort: [],
    })
    expect({ passing, total, effects }).toEqual({
      passing: 1,
      total: 6,
      effects: [{ hidden: 5, missing: 3 }],
    })
  })

  it('comes last in any order', async () => {
    expect(await ids(null, 'drop', [{ column: 'qual', descending: true }])).toBe('fdbaec')
    expect(await ids(null, 'drop', [{ column: 'info.END', descending: true }])).toBe('edbcaf')
    expect(await ids(null, 'drop', [{ column: 'pos', descending: true }])).toBe('faecbd')
  })
})

describe('fields of one name', () => {
  it('that are whole numbers here and numbers there are compared as numbers', async () => {
    expect(await ids('info.DP > 7')).toBe('d')
    expect(await ids('info.DP == 7')).toBe('c')
  })

  it('that are numbers here and text there are no column', async () => {
    expect(joint.conflicts.map(({ name }) => name)).toEqual(['format.SB(kid)', 'info.AF'])
    const refused = await ids('info.AF > 0').catch((thrown: unknown) => errorOf(thrown))
    expect(refused).toMatchObject({ kind: 'filter/unknown-column', name: 'info.AF' })
  })
})

describe('fields of FORMAT', () => {
  it('are columns of the samples of all files: filtered by, sorted by, counted and shown', async () => {
    expect(await cellsOf('format.FT(proband)')).toEqual([null, 'MinGQ', 'LowGQ', null, null, null])
    expect(await cellsOf('format.SB(father)')).toEqual([null, 0, null, null, null, null])
    expect(await ids('has(format.FT(proband), "lowgq")')).toBe('c')
    expect(await ids('format.SB(mum) == "5,6,7,8"')).toBe('c')
    expect(await ids('format.FT(mum) != "PASS"', 'keep')).toBe('bdaef')
    expect(await ids(null, 'drop', [{ column: 'format.FT(kid)', descending: true }])).toBe('dcbaef')
    const facet = await joint.facet({ filters: [], sort: [] }, joint.column('format.FT(kid)'), 9, signal)
    expect(facet.values).toEqual([
      { value: null, count: 4 },
      { value: 'LowGQ', count: 1 },
      { value: 'MinGQ', count: 1 },
    ])
  })
})

describe('the file', () => {
  it('is a column to filter by, to sort by and to count', async () => {
    expect(await ids('file == "sv.vcf"')).toBe('def')
    expect(await ids(`file == "mother's.vcf" and qual > 10`)).toBe('b')
    expect(await ids('contains(file, "MOTHER")')).toBe('bca')
    expect(await ids(null, 'drop', [{ column: 'file', descending: true }])).toBe('defbca')
    const facet = await joint.facet({ filters: [], sort: [] }, joint.column('file'), 9, signal)
    expect(facet.values).toEqual([
      { value: "mother's.vcf", count: 3 },
      { value: 'sv.vcf', count: 3 },
    ])
  })

  it('and the number there name a row', async () => {
    const number = numberOf(joint.parts, 'f2', 1)
    expect(number).toBe(4)
    expect(await joint.results.placeOf({ filters: [], sort: [] }, 4)).toEqual({ place: 4, before: 4 })
    expect(numberOf(joint.parts, 'f2', 3)).toBeNull()
    expect(numberOf(joint.parts, 'f9', 0)).toBeNull()
  })
})

describe('panels in use', () => {
  const CSQ =
    '##INFO=<ID=CSQ,Number=.,Type=String,Description="Format: Allele|Consequence|IMPACT|SYMBOL|Feature">'
  const annotated = (...genes: readonly (readonly [id: string, gene: string])[]): string =>
    vcfText(
      genes.map(([id, gene], i) => [
        'chr2',
        10 + i,
        id,
        'A',
        'G',
        '.',
        '.',
        `CSQ=G|missense_variant|MODERATE|${gene}|T1`,
      ]),
      { meta: [CSQ] },
    )
  const gene = (symbol: string, confidence: 'green' | 'amber') => ({
    symbol,
    written: symbol,
    confidence,
    modeOfInheritance: null,
    moi: 'unknown' as const,
    ensembl: null,
    hgnc: null,
  })
  const panels = [
    { name: 'Ataxia', genes: [gene('B', 'amber'), gene('C', 'green')] },
    { name: 'Zellweger', genes: [gene('A', 'green')] },
  ]
  let joint: JointVariants

  beforeAll(async () => {
    const files = [annotated(['1', 'A'], ['2', 'X']), annotated(['3', 'B'], ['4', 'C'], ['5', 'A'])]
    const opened = await Promise.all(
      files.map(async (text) =>
        openVariants((await storeOf(text, folder)).store, 'f', new Map(), null, panels),
      ),
    )
    joint = jointOf(opened.map((variants, i) => ({ label: `${i}.vcf`, variants })))
  })

  it('filter, sort and are counted as one, though each file has genes of its own', async () => {
    const listedBy = async (expression: string | null, sort: VariantSort[] = []): Promise<string> => {
      const filters: VariantFilter[] = expression === null ? [] : [{ expression, missing: 'drop' }]
      const order = await joint.results.all({ filters, sort })
      return (await joint.cells(order, [joint.column('id')], signal)).map(([id]) => String(id)).join('')
    }
    expect(await listedBy('panel == "Zellweger"')).toBe('15')
    expect(await listedBy('missing(panel)')).toBe('2')
    // Ataxia before Zellweger in both files, and none of them last.
    expect(await listedBy(null, [{ column: 'panel', descending: false }])).toBe('34152')
    expect(await listedBy(null, [{ column: 'panel_confidence', descending: true }])).toBe('14532')
    const facet = await joint.facet({ filters: [], sort: [] }, joint.column('panel'), 2, signal)
    expect(facet.values.map(({ count }) => count)).toEqual([2, 2])
    expect(facet.others).toBe(1)
  })
})
