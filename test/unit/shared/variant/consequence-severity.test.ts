import { describe, expect, test } from 'vitest'
import { impactOf, severityRank } from '../../../../shared/variant/consequence-severity.ts'

/** A sample of the order on Ensembl's page of calculated consequences, worst first. */
const ENSEMBL = [
  'transcript_ablation',
  'splice_acceptor_variant',
  'splice_donor_variant',
  'stop_gained',
  'frameshift_variant',
  'stop_lost',
  'start_lost',
  'inframe_insertion',
  'inframe_deletion',
  'missense_variant',
  'protein_altering_variant',
  'splice_region_variant',
  'stop_retained_variant',
  'synonymous_variant',
  'coding_sequence_variant',
  '5_prime_UTR_variant',
  '3_prime_UTR_variant',
  'non_coding_transcript_exon_variant',
  'intron_variant',
  'upstream_gene_variant',
  'downstream_gene_variant',
  'regulatory_region_variant',
  'intergenic_variant',
]

describe('severity', () => {
  test('follows the order of Ensembl', () => {
    const ranks = ENSEMBL.map((term) => severityRank(term, null))
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b))
    expect(new Set(ranks).size).toBe(ranks.length)
  })

  test('of several terms the worst counts', () => {
    expect(severityRank('intron_variant&splice_donor_variant', null)).toBe(
      severityRank('splice_donor_variant', null),
    )
  })

  test('names of bcftools and SnpEff stand where Ensembl has theirs', () => {
    expect(severityRank('missense', null)).toBe(severityRank('missense_variant', null))
    expect(severityRank('*missense', null)).toBe(severityRank('missense_variant', null))
    expect(severityRank('5_prime_utr', null)).toBe(severityRank('5_prime_UTR_variant', null))
    expect(severityRank('non_coding', null)).toBe(severityRank('non_coding_transcript_variant', null))
    expect(severityRank('disruptive_inframe_deletion', null)).toBe(severityRank('inframe_deletion', null))
  })

  test('an unknown term stands after the known ones of its impact, and last without one', () => {
    const unknown = severityRank('structural_interaction_variant', 'HIGH')
    expect(unknown).toBeGreaterThan(severityRank('feature_truncation', null))
    expect(unknown).toBeLessThan(severityRank('inframe_insertion', null))
    expect(severityRank('of_my_own', null)).toBeGreaterThan(severityRank('sequence_variant', null))
  })
})

test('the impact is that of the worst term', () => {
  expect(impactOf('intron_variant&splice_donor_variant')).toBe('HIGH')
  expect(impactOf('missense')).toBe('MODERATE')
  expect(impactOf('splice_region')).toBe('LOW')
  expect(impactOf('intergenic_region')).toBe('MODIFIER')
  expect(impactOf('of_my_own')).toBeNull()
})
