import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import { openStore } from '../../../../../electron/engine/variants/store/open-store.ts'
import { openVariantList } from '../../../../../electron/engine/variants/variant-list.ts'
import type { VariantRow } from '../../../../../shared/variant/variant-row.ts'
import { sniffFile } from '../../../../../electron/engine/files/sniff.ts'
import { importHere } from '../../../../support/variant-stores.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { vcfText, writeText } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()
const { signal } = new AbortController()
const data = join(import.meta.dirname, '..', '..', '..', '..', '..', '..', 'shared', 'data')

/** The rows of a file as its list reads them, and as its store has them: by two ways through the code. */
async function bothWays(path: string): Promise<{ listed: VariantRow[]; stored: VariantRow[] }> {
  const { compression, kind } = await sniffFile(path)
  const list = await openVariantList({ file: 'f1', path, compression, kind: kind === 'bcf' ? 'bcf' : 'vcf' })
  await list.loaded
  const store = await openStore(await importHere(path, folder))
  if (store === null) throw new Error('the store cannot be opened')
  const variants = openVariants(store, 'f1', new Map(), null)
  try {
    const { rows: total } = variants.store.meta
    const page = await list.page(0, Math.max(1, total), signal)
    const numbers = Int32Array.from({ length: total }, (_, i) => i)
    return { listed: page.rows, stored: await variants.rows.rows(numbers, signal) }
  } finally {
    variants.close()
    await list.close()
  }
}

const PUBLIC = [
  'slivar/comphet.vcf',
  'slivar/with-bcsq.vcf',
  'slivar/ashk-trio.vcf.gz',
  'annotated/consensus.filtered.ann.vcf',
  'annotated/test.snpeff.vcf',
  'igvjs/gvcf_mixed.vcf',
  'igvjs/gvcf_non_ref.vcf',
  'igvjs/svtype_BND.vcf',
  'igv-reports/SKBR3_Sniffles_tra.vcf',
  'igv-reports/variants.vcf.gz',
  'minigenome/variants.bcf',
  'minigenome/variants.vcf.gz',
]
const there = existsSync(data)
if (!there) console.log('stored-rows: the public files are not here, so nothing is compared on them')

describe('the rows of a store are those the file is listed with', () => {
  test.skipIf(!there).each(PUBLIC)('%s', async (name) => {
    const { listed, stored } = await bothWays(join(data, name))
    expect(stored).toEqual(listed)
  })

  test('a BCSQ that points to another record takes what stands there, when it is worse', async () => {
    const bcsq =
      '##INFO=<ID=BCSQ,Number=.,Type=String,Description="Local consequence annotation from BCFtools/csq. Format: \'[*]consequence|gene|transcript|biotype[|strand|amino_acid_change|dna_change]\'">'
    const records = [
      ['1', '100', '.', 'A', 'G', '50', 'PASS', 'BCSQ=missense|G1|T1|protein_coding|+|1K>1R|100A>G+105C>T'],
      ['1', '105', '.', 'C', 'T', '50', 'PASS', 'BCSQ=@100'],
      ['1', '110', '.', 'C', 'T', '50', 'PASS', 'BCSQ=stop_gained|G2|T2|protein_coding|+|3Q>3*|110C>T,@100'],
      ['1', '120', '.', 'C', 'T', '50', 'PASS', 'BCSQ=synonymous|G3|T3|protein_coding|+|9Q|120C>T,@110'],
      ['1', '130', '.', 'C', 'T', '50', 'PASS', 'BCSQ=@999'],
      ['1', '140', '.', 'C', 'T', '50', 'PASS', '.'],
    ]
    const path = writeText(
      join(folder, 'pointers.vcf'),
      vcfText(records, { meta: ['##contig=<ID=1,length=249250621>', bcsq] }),
    )
    const { listed, stored } = await bothWays(path)
    expect(stored).toEqual(listed)
    expect(stored.map(({ consequence }) => [consequence?.gene, consequence?.consequence])).toEqual([
      ['G1', 'missense'],
      ['G1', 'missense'],
      ['G2', 'stop_gained'],
      ['G2', 'stop_gained'],
      [undefined, undefined],
      [undefined, undefined],
    ])
  })
})
