import { describe, expect, test } from 'vitest'
import { readVcfHeader } from '../../../../../electron/engine/files/vcf/header.ts'
import {
  type ImportPlan,
  planImport,
  storedColumns,
} from '../../../../../electron/engine/variants/import/import-plan.ts'
import { plainText, vcfText } from '../../../../support/vcf-text.ts'

/* Which fields of FORMAT become columns, and how, of the headers that callers write. */

async function planOf(meta: readonly string[], samples: readonly string[]): Promise<ImportPlan> {
  return planImport(await readVcfHeader(plainText(vcfText([], { meta, samples }))))
}
/** Of each field its type and which of its values a row has. */
const fieldsOf = ({ format }: ImportPlan): string[] =>
  format.map(({ id, of, type }) => `${id}: ${type}${of === 'text' ? '' : ` of the ${of}`}`)

const HAPLOTYPE_CALLER = [
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths for the ref and alt alleles in the order listed">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth (reads with MQ=255 or with bad mates are filtered)">',
  '##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype Quality">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=MIN_DP,Number=1,Type=Integer,Description="Minimum DP observed within the GVCF block">',
  '##FORMAT=<ID=PGT,Number=1,Type=String,Description="Physical phasing haplotype information, describing how the alternate alleles are phased in relation to one another; will always be heterozygous and is not intended to describe called alleles">',
  '##FORMAT=<ID=PID,Number=1,Type=String,Description="Physical phasing ID information, where each unique ID within a given sample (but not across samples) connects records within a phasing group">',
  '##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Normalized, Phred-scaled likelihoods for genotypes as defined in the VCF specification">',
  '##FORMAT=<ID=PS,Number=1,Type=Integer,Description="Phasing set (typically the position of the first variant in the set)">',
  '##FORMAT=<ID=RGQ,Number=1,Type=Integer,Description="Unconditional reference genotype confidence, encoded as a phred quality -10*log10 p(genotype call is wrong)">',
  '##FORMAT=<ID=SB,Number=4,Type=Integer,Description="Per-sample component statistics which comprise the Fisher\'s Exact Test to detect strand bias.">',
]
const STRELKA = [
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Read depth for tier1 (used+filtered)">',
  '##FORMAT=<ID=FDP,Number=1,Type=Integer,Description="Number of basecalls filtered from original read depth for tier1">',
  '##FORMAT=<ID=SDP,Number=1,Type=Integer,Description="Number of reads with deletions spanning this site at tier1">',
  '##FORMAT=<ID=SUBDP,Number=1,Type=Integer,Description="Number of reads below tier1 mapping quality threshold aligned across this site">',
  '##FORMAT=<ID=AU,Number=2,Type=Integer,Description="Number of \'A\' alleles used in tiers 1,2">',
  '##FORMAT=<ID=CU,Number=2,Type=Integer,Description="Number of \'C\' alleles used in tiers 1,2">',
  '##FORMAT=<ID=GU,Number=2,Type=Integer,Description="Number of \'G\' alleles used in tiers 1,2">',
  '##FORMAT=<ID=TU,Number=2,Type=Integer,Description="Number of \'T\' alleles used in tiers 1,2">',
]
const DRAGEN = [
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=SQ,Number=A,Type=Float,Description="Somatic quality">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths (counting only informative reads out of the total reads) for the ref and alt alleles in the order listed">',
  '##FORMAT=<ID=AF,Number=A,Type=Float,Description="Allele fractions for alt alleles in the order listed">',
  '##FORMAT=<ID=F1R2,Number=R,Type=Integer,Description="Count of reads in F1R2 pair orientation supporting each allele">',
  '##FORMAT=<ID=F2R1,Number=R,Type=Integer,Description="Count of reads in F2R1 pair orientation supporting each allele">',
  '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Approximate read depth (reads with MQ=255 or with bad mates are filtered)">',
  '##FORMAT=<ID=GP,Number=G,Type=Float,Description="Phred-scaled posterior probabilities for genotypes as defined in the VCF specification">',
  '##FORMAT=<ID=PRI,Number=G,Type=Float,Description="Phred-scaled prior probabilities for genotypes">',
  '##FORMAT=<ID=SB,Number=4,Type=Integer,Description="Per-sample component statistics which comprise the Fisher\'s Exact Test to detect strand bias">',
  '##FORMAT=<ID=MB,Number=4,Type=Integer,Description="Per-sample component statistics to detect mate bias">',
]
const VARSCAN = [
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=RD,Number=1,Type=Integer,Description="Depth of reference-supporting bases (reads1)">',
  '##FORMAT=<ID=AD,Number=1,Type=Integer,Description="Depth of variant-supporting bases (reads2)">',
  '##FORMAT=<ID=FREQ,Number=1,Type=String,Description="Variant allele frequency">',
]

describe('the header of', () => {
  test('GATK HaplotypeCaller', async () => {
    const plan = await planOf(HAPLOTYPE_CALLER, ['HG002', 'HG003', 'HG004'])
    expect(fieldsOf(plan)).toEqual([
      'MIN_DP: integer of the record',
      'PGT: text',
      'PID: text',
      'RGQ: integer of the record',
      'SB: text',
    ])
    // PL is for reading in the record: nothing was left out for want of room.
    expect(plan.formatLeftOut).toEqual([])
    const columns = storedColumns(plan).flatMap(({ column }) => column ?? [])
    expect(columns.filter(({ name }) => name.startsWith('format.MIN_DP'))).toEqual(
      ['HG002', 'HG003', 'HG004'].map((sample) => ({
        name: `format.MIN_DP(${sample})`,
        sample,
        type: 'integer',
        words: [],
        label: 'MIN_DP',
        description: 'Minimum DP observed within the GVCF block',
        missing: 'unknown',
      })),
    )
    const names = columns.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  test('Strelka: the counts of bases are those of ad_ref and ad_alt', async () => {
    const plan = await planOf(STRELKA, ['NORMAL', 'TUMOR'])
    expect(fieldsOf(plan)).toEqual([
      'FDP: integer of the record',
      'SDP: integer of the record',
      'SUBDP: integer of the record',
    ])
  })

  test('DRAGEN: of several values each allele has its own', async () => {
    const plan = await planOf(DRAGEN, ['tumor'])
    expect(fieldsOf(plan)).toEqual([
      'SQ: number of the allele',
      'F1R2: integer of the alleles-with-ref',
      'F2R1: integer of the alleles-with-ref',
      'SB: text',
      'MB: text',
    ])
  })

  test('VarScan: its AD has one number, which ad_alt cannot have', async () => {
    expect(fieldsOf(await planOf(VARSCAN, ['Sample1']))).toEqual([
      'RD: integer of the record',
      'AD: integer of the record',
      'FREQ: text',
    ])
  })
})

describe('room', () => {
  const meta = Array.from(
    { length: 60 },
    (_, i) => `##FORMAT=<ID=X${i},Number=1,Type=Integer,Description="x">`,
  )
  test.each([
    [1, 48],
    [2, 24],
    [3, 16],
    [5, 9],
    [32, 1],
    [40, 1],
  ])('%i samples have %i fields each, the first of the header', async (samples, fields) => {
    const plan = await planOf(
      meta,
      Array.from({ length: samples }, (_, i) => `S${i}`),
    )
    expect(plan.format.map(({ id }) => id)).toEqual(Array.from({ length: fields }, (_, i) => `X${i}`))
    expect(plan.formatLeftOut).toEqual(Array.from({ length: 60 - fields }, (_, i) => `X${fields + i}`))
  })

  test('a file without samples has nothing to leave out', async () => {
    const plan = await planOf([...meta, ...HAPLOTYPE_CALLER], [])
    expect([plan.format, plan.formatLeftOut]).toEqual([[], []])
  })
})
