import { describe, expect, test } from 'vitest'
import { type ScannedRow, scanText } from '../../../../support/scanned-rows.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

const meta = [
  '##INFO=<ID=END,Number=1,Type=Integer,Description="End">',
  '##INFO=<ID=SVLEN,Number=.,Type=Integer,Description="Length">',
  '##INFO=<ID=CHR2,Number=1,Type=String,Description="Other contig">',
]

/** The rows of one record, as their columns in this order. */
async function rowsOf(
  ref: string,
  alt: string,
  info = '.',
  position = 100,
): Promise<(string | number | null)[][]> {
  const { rows } = await scanText(vcfText([['chr1', position, '.', ref, alt, 50, 'PASS', info]], { meta }))
  return rows.map((row) => shown(row))
}

function shown({ alt, type, length, end, allele, alleles, alts }: ScannedRow): (string | number | null)[] {
  return [alt, type, length, end, allele, alleles, alts].map((value) => value as string | number | null)
}

describe('sequence alleles', () => {
  test.each([
    ['A', 'G', ['G', 'snv', 1, 100, 1, 1, 1]],
    ['a', 'G', ['G', 'snv', 1, 100, 1, 1, 1]],
    ['N', 'A', ['A', 'snv', 1, 100, 1, 1, 1]],
    ['AT', 'GC', ['GC', 'mnv', 2, 101, 1, 1, 1]],
    ['CTA', 'CGA', ['CGA', 'snv', 1, 102, 1, 1, 1]],
    ['A', 'ATTT', ['ATTT', 'insertion', 3, 100, 1, 1, 1]],
    ['ATG', 'A', ['A', 'deletion', 2, 102, 1, 1, 1]],
    ['ATG', 'CC', ['CC', 'indel', 3, 102, 1, 1, 1]],
  ])('%s to %s', async (ref, alt, expected) => {
    expect(await rowsOf(ref, alt)).toEqual([expected])
  })

  test.each(['A', 'a'])('the reference again (%s) is no SNV', async (alt) => {
    expect(await rowsOf('A', alt)).toEqual([[alt, 'other', null, 100, 1, 1, 1]])
  })

  test('several alternates: a row each, of its own kind', async () => {
    expect(await rowsOf('CT', 'C,CTT,*,AT,GG')).toEqual([
      ['C', 'deletion', 1, 101, 1, 5, 5],
      ['CTT', 'insertion', 1, 101, 2, 5, 5],
      ['*', 'spanning-deletion', null, 101, 3, 5, 5],
      ['AT', 'snv', 1, 101, 4, 5, 5],
      ['GG', 'mnv', 2, 101, 5, 5, 5],
    ])
  })
})

describe('symbolic alleles', () => {
  test.each([
    ['<DEL>', 'END=1099', ['<DEL>', 'DEL', 999, 1099]],
    ['<DEL>', 'SVLEN=-40', ['<DEL>', 'DEL', 40, 140]],
    ['<DEL>', 'END=1099;SVLEN=-40', ['<DEL>', 'DEL', 40, 1099]],
    ['<DUP>', 'END=200', ['<DUP>', 'DUP', 100, 200]],
    ['<DUP:TANDEM>', 'END=200', ['<DUP:TANDEM>', 'DUP', 100, 200]],
    ['<INV>', 'END=200', ['<INV>', 'INV', 100, 200]],
    ['<INS>', 'SVLEN=300', ['<INS>', 'INS', 300, 100]],
    ['<INS:ME:ALU>', '.', ['<INS:ME:ALU>', 'INS', null, 100]],
    ['<CNV>', 'END=5000', ['<CNV>', 'CNV', 4900, 5000]],
    ['<CN0>', 'END=5000', ['<CN0>', 'CNV', 4900, 5000]],
    ['<CN12>', 'END=5000', ['<CN12>', 'CNV', 4900, 5000]],
    ['<STR12>', 'END=130', ['<STR12>', 'STR', 30, 130]],
    ['<STR>', 'END=130', ['<STR>', 'STR', 30, 130]],
    ['<TRA>', 'CHR2=chr9;END=7', ['<TRA>', 'symbolic', null, 100]],
    ['<del>', 'END=200', ['<del>', 'DEL', 100, 200]],
    ['<DEL>', '.', ['<DEL>', 'DEL', null, 100]],
    ['<DEL>', 'SVLEN=.', ['<DEL>', 'DEL', null, 100]],
  ])('%s with %s', async (alt, info, [written, type, length, end]) => {
    expect(await rowsOf('N', alt, info)).toEqual([[written, type, length, end, 1, 1, 1]])
  })

  test.each(['<INVDUP>', '<STRANGE>', '<DEL_ME>', '<CNTN4>', '<DELLY>'])(
    '%s has a name of its own, however it begins',
    async (alt) => {
      expect(await rowsOf('N', alt)).toEqual([[alt, 'symbolic', null, 100, 1, 1, 1]])
    },
  )

  test('of several, each has its own length and their common END', async () => {
    expect(await rowsOf('N', '<DEL>,<DUP>', 'SVLEN=-40,70')).toEqual([
      ['<DEL>', 'DEL', 40, 140, 1, 2, 2],
      ['<DUP>', 'DUP', 70, 170, 2, 2, 2],
    ])
  })

  test('lengths and ends beyond 32 bits stay the largest there is, rather than turn negative', async () => {
    expect(await rowsOf('N', '<DEL>', 'END=3000000000;SVLEN=-3000000000')).toEqual([
      ['<DEL>', 'DEL', 2_147_483_647, 2_147_483_647, 1, 1, 1],
    ])
  })
})

describe('breakends', () => {
  test.each([
    'G]chr2:321681]',
    ']chr2:321681]G',
    'G[chr2:321681[',
    '[chr2:321681[G',
    'G.',
    '.G',
    'G[<ctg1>:7[',
  ])('%s', async (alt) => {
    expect(await rowsOf('G', alt, 'END=500')).toEqual([[alt, 'breakend', null, 100, 1, 1, 1]])
  })
})

describe('alleles that nobody saw', () => {
  test.each(['<NON_REF>', '<*>', '<X>'])('%s has no row beside others', async (unseen) => {
    expect(await rowsOf('A', `C,${unseen}`)).toEqual([['C', 'snv', 1, 100, 1, 1, 2]])
    expect(await rowsOf('A', `C,${unseen},T`)).toEqual([
      ['C', 'snv', 1, 100, 1, 3, 3],
      ['T', 'snv', 1, 100, 3, 3, 3],
    ])
  })

  test.each(['<NON_REF>', '<*>', '.'])(
    '%s alone is a block, which is counted and gives no row',
    async (alt) => {
      const text = vcfText([['chr1', 100, '.', 'A', alt, '.', '.', 'END=200']], { meta })
      const { rows, counts } = await scanText(text)
      expect(rows).toEqual([])
      expect(counts).toMatchObject({ records: 0, withoutAllele: 1, malformed: 0, lines: 1 })
    },
  )
})

test('POS 0, the telomere, lies on the first base', async () => {
  expect(await rowsOf('N', '<DEL>', 'END=10', 0)).toEqual([['<DEL>', 'DEL', 10, 10, 1, 1, 1]])
  expect(await rowsOf('N', 'A', '.', 0)).toEqual([['A', 'snv', 1, 1, 1, 1, 1]])
})
