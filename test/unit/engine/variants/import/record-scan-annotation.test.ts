import { describe, expect, test } from 'vitest'
import { type ScannedRow, scanText } from '../../../../support/scanned-rows.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

const info = (id: string, description: string): string =>
  `##INFO=<ID=${id},Number=.,Type=String,Description="${description}">`
const csq = (fields: string): string =>
  info('CSQ', `Consequence annotations from Ensembl VEP. Format: ${fields}`)
const BCSQ = info(
  'BCSQ',
  'Format: [*]consequence|gene|transcript|biotype[|strand|amino_acid_change|dna_change]',
)
const ANN = info('ANN', "Functional annotations: 'Allele | Annotation | Annotation_Impact | Gene_Name | Gene_ID | Feature_Type | Feature_ID | Transcript_BioType | Rank | HGVS.c | HGVS.p'") // prettier-ignore

async function rowsOf(meta: string, value: string, ref = 'A', alt = 'C'): Promise<readonly ScannedRow[]> {
  return (await scanText(vcfText([['chr1', 100, '.', ref, alt, 50, 'PASS', value]], { meta: [meta] }))).rows
}

const only = (row: ScannedRow | undefined, ...names: string[]): unknown[] => names.map((name) => row?.[name])

describe('VEP', () => {
  const FULL = csq('Allele|Consequence|IMPACT|SYMBOL|Feature_type|Feature|EXON|HGVSc|HGVSp|CANONICAL|MANE_SELECT|MANE_PLUS_CLINICAL') // prettier-ignore

  test('MANE Select is shown before a worse consequence elsewhere, which is named', async () => {
    const value = [
      'C|stop_gained|HIGH|G1|Transcript|ENST1|1/2|||YES||',
      'C|missense_variant|MODERATE|G1|Transcript|ENST2|3/9|ENST2.4:c.5A>C|ENSP2.1:p.Lys2%3D||NM_1.2|',
      'C|intron_variant|MODIFIER|G1|Transcript|ENST3||||||NM_2.1',
    ].join(',')
    const [row] = await rowsOf(FULL, `CSQ=${value}`)
    expect(row).toMatchObject({
      source: 0,
      gene: 'G1',
      consequence: 'missense_variant',
      impact: 'MODERATE',
      worst: 'stop_gained',
      worst_impact: 'HIGH',
      transcript: 'ENST2.4',
      choice: 'mane-select',
      mane: true,
      hgvsc: 'ENST2.4:c.5A>C',
      hgvsp: 'ENSP2.1:p.Lys2=',
      exon: '3/9',
    })
  })

  test.each([
    ['|NM_2.1', 'mane-plus-clinical'],
    ['YES||', 'canonical'],
    ['||', 'worst'],
  ])('chosen by %s: %s', async (end, choice) => {
    const tail = end.startsWith('|NM') ? `|${end}` : end
    const [row] = await rowsOf(FULL, `CSQ=C|intron_variant|MODIFIER|G1|Transcript|ENST3||||${tail}`)
    expect(only(row, 'choice', 'mane', 'transcript', 'worst')).toEqual([
      choice,
      false,
      'ENST3',
      'intron_variant',
    ])
  })

  test('the version is that of HGVSc only when it is of the same transcript', async () => {
    const transcript = async (feature: string, hgvsc: string): Promise<unknown> =>
      (await rowsOf(FULL, `CSQ=C|missense_variant|MODERATE|G1|Transcript|${feature}||${hgvsc}||||`))[0]?.[
        'transcript'
      ]
    expect(await transcript('ENST1', 'ENST1.7:c.1A>C')).toBe('ENST1.7')
    expect(await transcript('ENST1.6', 'ENST1.6:c.1A>C')).toBe('ENST1.6')
    expect(await transcript('ENST1', 'ENST11.7:c.1A>C')).toBe('ENST1')
    expect(await transcript('ENST1', '')).toBe('ENST1')
  })

  test('a regulatory feature is no transcript', async () => {
    const [row] = await rowsOf(
      FULL,
      'CSQ=C|regulatory_region_variant|MODIFIER||RegulatoryFeature|ENSR1||||||',
    )
    expect(only(row, 'consequence', 'transcript', 'gene')).toEqual(['regulatory_region_variant', null, null])
  })

  test('an impact that is missing is the one Ensembl gives the term', async () => {
    const [row] = await rowsOf(FULL, 'CSQ=C|frameshift_variant||G1|Transcript|ENST1||||||')
    expect(only(row, 'impact', 'worst_impact')).toEqual(['HIGH', 'HIGH'])
  })

  test('alleles by ALLELE_NUM', async () => {
    const meta = csq('Allele|Consequence|SYMBOL|ALLELE_NUM')
    const rows = await rowsOf(meta, 'CSQ=-|frameshift_variant|G1|2,G|missense_variant|G2|1', 'AT', 'GT,A')
    expect(rows.map((row) => only(row, 'alt', 'gene'))).toEqual([['GT', 'G2'], ['A', 'G1']]) // prettier-ignore
  })

  test('alleles without ALLELE_NUM: as VEP shortens them; of nobody where it cannot be told', async () => {
    const meta = csq('Allele|Consequence|SYMBOL')
    const genes = async (value: string, ref: string, alt: string): Promise<unknown[]> =>
      (await rowsOf(meta, `CSQ=${value}`, ref, alt)).map((row) => row['gene'])
    expect(await genes('-|frameshift_variant|G1,TT|inframe_insertion|G2', 'AT', 'A,ATT')).toEqual([
      'G1',
      'G2',
    ])
    expect(await genes('C|missense_variant|G1,G|missense_variant|G2', 'A', 'C,G')).toEqual(['G1', 'G2'])
    expect(await genes('Q|missense_variant|G1', 'A', 'C,G')).toEqual([null, null])
    expect(await genes('deletion|missense_variant|G1', 'A', '<DEL>')).toEqual(['G1'])
  })

  test('frequencies and scores: the highest of the allele, over all its transcripts', async () => {
    const meta = csq(
      'Allele|Consequence|ALLELE_NUM|gnomADe_AF|MAX_AF|AF|SpliceAI_pred_DS_AG|CADD_PHRED|REVEL',
    )
    const value = ['C|missense_variant|1|0.1|0.2||0.3|9|0.1', 'C|intron_variant|1|0.1|0.05&0.4||0.8|11|', 'G|stop_gained|2|0.9||||40|'].join(',') // prettier-ignore
    const rows = await rowsOf(meta, `CSQ=${value}`, 'A', 'C,G')
    expect(rows.map((row) => only(row, 'popmax_af', 'popmax_source', 'spliceai', 'cadd', 'revel'))).toEqual([
      [0.4, 'MAX_AF', 0.8, 11, 0.1],
      [0.9, 'gnomADe_AF', null, 40, null],
    ])
  })

  test('nothing without CSQ, and nothing of the record before', async () => {
    const records = ['CSQ=C|missense_variant|MODERATE|G1|Transcript|ENST1||||||', '.', 'CSQ='].map((value, i) => ['chr1', i + 1, '.', 'A', 'C', '.', '.', value]) // prettier-ignore
    const { rows } = await scanText(vcfText(records, { meta: [FULL] }))
    expect(rows.map((row) => only(row, 'gene', 'consequence', 'choice', 'mane'))).toEqual([
      ['G1', 'missense_variant', 'worst', false],
      [null, null, null, false],
      [null, null, null, false],
    ])
  })
})

describe('SnpEff', () => {
  test('the entry of the allele, its impact and rank', async () => {
    const value = [
      'C|missense_variant|MODERATE|G1|ENSG1|transcript|NM_1.2|protein_coding|3/9|c.5A>C|p.Lys2Thr',
      'G|stop_gained|HIGH|G1|ENSG1|transcript|NM_1.2|protein_coding|3/9|c.5A>G|p.Lys2*',
      'C|intron_variant|MODIFIER|G1|ENSG1|transcript|NM_2.2|protein_coding|2/8||',
    ].join(',')
    const rows = await rowsOf(ANN, `ANN=${value}`, 'A', 'C,G')
    expect(
      rows.map((row) =>
        only(row, 'source', 'consequence', 'impact', 'transcript', 'exon', 'hgvsp', 'choice'),
      ),
    ).toEqual([
      [1, 'missense_variant', 'MODERATE', 'NM_1.2', '3/9', 'p.Lys2Thr', 'worst'],
      [1, 'stop_gained', 'HIGH', 'NM_1.2', '3/9', 'p.Lys2*', 'worst'],
    ])
  })

  test('the rank of an intron is no exon', async () => {
    const [row] = await rowsOf(
      ANN,
      'ANN=C|intron_variant|MODIFIER|G1|ENSG1|transcript|NM_2.2|protein_coding|2/8||',
    )
    expect(only(row, 'consequence', 'exon')).toEqual(['intron_variant', null])
  })
})

describe('bcftools csq', () => {
  test('the entry of the allele by its change; one without is about the site', async () => {
    const value =
      'missense|G1|T1|protein_coding|+|4K>4R|100A>C,stop_gained|G1|T1|protein_coding|+|4K>4*|100A>G,intron|G2|T2|protein_coding'
    const rows = await rowsOf(BCSQ, `BCSQ=${value}`, 'A', 'C,G')
    expect(rows.map((row) => only(row, 'consequence', 'impact', 'gene', 'transcript'))).toEqual([
      ['missense', 'MODERATE', 'G1', 'T1'],
      ['stop_gained', 'HIGH', 'G1', 'T1'],
    ])
  })

  test('a pointer to another record is kept as one', async () => {
    const [row] = await rowsOf(BCSQ, 'BCSQ=@95')
    expect(only(row, 'consequence', 'pointer')).toEqual([null, 95])
    const [both] = await rowsOf(BCSQ, 'BCSQ=@95,intron|G2|T2|protein_coding')
    expect(only(both, 'consequence', 'gene', 'pointer')).toEqual(['intron', 'G2', 95])
  })
})
