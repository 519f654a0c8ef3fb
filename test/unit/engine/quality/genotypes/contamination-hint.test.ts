import { expect, test } from 'vitest'
import { contaminationHint } from '../../../../../electron/engine/quality/genotypes/contamination-hint.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { importHere, openedStore, storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'
import { contaminationHintSchema } from '../../../../../shared/quality/contamination.ts'
import { CONTAMINATION_THRESHOLDS } from '../../../../../shared/quality/genotype-thresholds.ts'
import { columnsOf, familyStores } from './families.ts'

const folder = temporaryFolder()
const family = familyStores(folder)

test('3 % of somebody else are found in the one who has them, and nowhere else', async () => {
  for (const scenario of ['clean', 'haploid', 'contaminated'] as const)
    for (const column of columnsOf(await family(scenario))) {
      const result = await contaminationHint(column)
      expect(contaminationHintSchema.parse(result)).toEqual(result)
      const isContaminated = scenario === 'contaminated' && column.sample === 'CHILD'
      const [least, most] = isContaminated ? [0.08, 0.15] : [0, 0.035]
      expect([scenario, column.sample, result.verdict]).toEqual([
        scenario,
        column.sample,
        isContaminated ? 'warns' : 'passes',
      ])
      expect(result.share).toBeGreaterThan(least)
      expect(result.share).toBeLessThan(most)
    }
})

test('what is counted: SNVs of the autosomes that passed, with 20 reads, between none and a tenth of one allele', async () => {
  const site = (chrom: string, position: number, filter: string, reads: string) => [
    chrom,
    position,
    '.',
    'A',
    'C',
    50,
    filter,
    '.',
    'GT:AD',
    `0/1:${reads}`,
  ]
  const text = vcfText(
    [
      site('1', 10, 'PASS', '20,0'),
      site('1', 20, 'PASS', '19,1'),
      site('1', 30, 'PASS', '1,29'),
      site('1', 40, 'PASS', '18,2'),
      site('1', 50, 'PASS', '15,15'),
      site('1', 60, 'PASS', '18,1'),
      site('1', 70, 'LowQual', '19,1'),
      site('X', 80, 'PASS', '19,1'),
      // A read in 200 is read wrongly, two in 200 are as many as of 2 % of somebody who has one copy.
      site('1', 90, 'PASS', '199,1'),
    ],
    { samples: ['s'] },
  )
  const { store } = await storeOf(text, folder)
  const column = { store, column: 's', sample: 's' }
  expect(await contaminationHint(column)).toMatchObject({
    verdict: 'not-possible',
    reason: 'too-few-sites',
    sites: 6,
    offBalance: 2,
    share: null,
  })
  const settings = { ...CONTAMINATION_THRESHOLDS, minSites: { value: 5, source: 'set-by-user' } } as const
  // Of 270 reads at the four sites that are homozygous or nearly so, three are of the other allele.
  expect(await contaminationHint(column, { settings })).toMatchObject({
    verdict: 'fails',
    share: 2 / 6,
    minorReads: 3 / 270,
  })
  // In a tumour lost chromosomes look the same.
  expect(await contaminationHint(column, { settings, isTumour: true })).toMatchObject({
    verdict: 'warns',
    reason: 'off-balance-in-tumour',
  })
})

const trio = publicFile('slivar/ashk-trio.vcf.gz')
test.skipIf(trio === null)('nobody of the public trio is flagged', async () => {
  const { store } = await openedStore(await importHere(trio ?? '', folder))
  for (const column of columnsOf(store)) {
    const { verdict, sites } = await contaminationHint(column)
    expect([verdict, sites > 5000]).toEqual(['passes', true])
  }
})
