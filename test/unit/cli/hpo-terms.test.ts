import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { givenTerms } from '../../../electron/cli/hpo-terms.ts'
import { UsageError } from '../../../electron/cli/usage.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { vcfText } from '../../support/vcf-text.ts'
import { SMALL_OBO } from '../engine/phenotype/small-ontology.ts'

const folder = temporaryFolder()
const place = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const thrownBy = (work: () => unknown): unknown => {
  try {
    work()
  } catch (thrown) {
    return thrown
  }
  throw new Error('it was taken')
}
const files = { 'hpo-obo': 'hp.obo', 'hpo-genes': 'genes.txt' }

describe('--hpo', () => {
  it('takes ids between commas, each once, as they are written everywhere', () => {
    expect(givenTerms({ hpo: 'HP:0001250, hp:957,HP:0001250', ...files })).toEqual({
      ids: ['HP:0001250', 'HP:0000957'],
      obo: 'hp.obo',
      genes: 'genes.txt',
    })
    expect(givenTerms({})).toBeNull()
  })

  it.each([
    [{ hpo: 'HP:0001250' }],
    [files],
    [{ hpo: 'HP:0001250', 'hpo-obo': 'x' }],
    [{ hpo: ' ,', ...files }],
  ])('%j is a command line that is wrong', (values) =>
    expect(thrownBy(() => givenTerms(values))).toBeInstanceOf(UsageError),
  )

  it('refuses what is no id', () => {
    expect(errorOf(thrownBy(() => givenTerms({ hpo: 'HP:0001250,seizure', ...files })))).toEqual({
      kind: 'phenotype/bad-id',
      text: 'seizure',
    })
  })
})

const CSQ =
  '##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: Allele|Consequence|IMPACT|SYMBOL">'
const hasGenes = existsSync(join(import.meta.dirname, '../../../resources/genome/genes-GRCh38.bin'))

// The genes that come with the app are there once it was built.
it.skipIf(!hasGenes)('filters by the genes of terms, and says what became of the terms', async () => {
  const records = ['SCN1A', 'KMT2D', 'NF1'].map(
    (gene, i) =>
      ['chr1', 100 + i, '.', 'A', 'G', '.', 'PASS', `CSQ=G|missense_variant|MODERATE|${gene}`] as const,
  )
  const vcf = place('a.vcf', vcfText(records, { meta: ['##contig=<ID=chr1,length=1000>', CSQ], samples: [] }))
  const obo = place('hp.obo', SMALL_OBO)
  const genes = place(
    'p2g.txt',
    'hpo_id\tgene_symbol\nHP:0001250\tSCN1A\nHP:0007359\tKMT2D\nHP:0000957\tNF1\nHP:0001250\tNOGENE\n',
  )
  const filter = ['--where', 'panel == "HPO: 3 terms"', '--columns', 'gene']
  const ran = await runCasement(
    [
      'variants',
      vcf,
      ...filter,
      '--hpo',
      'HP:0002432,HP:0009999,HP:7654321',
      '--hpo-obo',
      obo,
      '--hpo-genes',
      genes,
    ],
    join(folder, 'cache'),
  )
  expect(ran).toMatchObject({ status: 0, out: '#gene\nSCN1A\nKMT2D\n' })
  expect(ran.err).toContain('HP:0002432 stands for HP:0001250 (Seizure) now')
  expect(ran.err).toContain(
    'HP:0009999 (obsolete Strange seizure) is obsolete: it adds no gene. Use HP:0001250 (Seizure) or HP:0007359',
  )
  expect(ran.err).toContain('HP:7654321 is not in this release of the HPO')
  expect(ran.err).toContain('HPO: 3 terms: 1 of its names are of no gene known here, or of several: NOGENE')
})
