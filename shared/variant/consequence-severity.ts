import type { Impact } from './variant-row.ts'

/**
 * Sequence Ontology terms from worst to mildest, without the `_variant` most of them carry in files, grouped by the
 * impact Ensembl assigns.
 *
 * @see https://www.ensembl.org/info/genome/variation/prediction/predicted_data.html
 */
const TERMS: readonly (readonly [Impact, readonly string[]])[] = [
  [
    'HIGH',
    [
      'transcript_ablation',
      'splice_acceptor',
      'splice_donor',
      'stop_gained',
      'frameshift',
      'stop_lost',
      'start_lost',
      'transcript_amplification',
      'feature_elongation',
      'feature_truncation',
    ],
  ],
  ['MODERATE', ['inframe_insertion', 'inframe_deletion', 'missense', 'protein_altering']],
  [
    'LOW',
    [
      'splice_donor_5th_base',
      'splice_region',
      'splice_donor_region',
      'splice_polypyrimidine_tract',
      'incomplete_terminal_codon',
      'start_retained',
      'stop_retained',
      'synonymous',
    ],
  ],
  [
    'MODIFIER',
    [
      'coding_sequence',
      'mature_mirna',
      '5_prime_utr',
      '3_prime_utr',
      'non_coding_transcript_exon',
      'intron',
      'nmd_transcript',
      'non_coding_transcript',
      'coding_transcript',
      'upstream_gene',
      'downstream_gene',
      'tfbs_ablation',
      'tfbs_amplification',
      'tf_binding_site',
      'regulatory_region_ablation',
      'regulatory_region_amplification',
      'regulatory_region',
      'intergenic',
      'sequence',
    ],
  ],
]

/** SnpEff's and bcftools' names for what Ensembl calls otherwise. */
const ALIASES: Readonly<Record<string, string>> = {
  conservative_inframe_insertion: 'inframe_insertion',
  disruptive_inframe_insertion: 'inframe_insertion',
  conservative_inframe_deletion: 'inframe_deletion',
  disruptive_inframe_deletion: 'inframe_deletion',
  inframe_altering: 'protein_altering',
  initiator_codon: 'start_retained',
  non_coding: 'non_coding_transcript',
  non_coding_exon: 'non_coding_transcript_exon',
  intergenic_region: 'intergenic',
  upstream: 'upstream_gene',
  downstream: 'downstream_gene',
}

const RANK_OF_TERM = new Map<string, number>()
const IMPACT_OF_TERM = new Map<string, Impact>()
/** Where a term we do not know stands when the file gives its impact: after the known ones of that impact. */
const RANK_AFTER_IMPACT = new Map<Impact, number>()
for (const [impact, terms] of TERMS) {
  for (const term of terms) {
    RANK_OF_TERM.set(term, RANK_OF_TERM.size * 2)
    IMPACT_OF_TERM.set(term, impact)
  }
  RANK_AFTER_IMPACT.set(impact, RANK_OF_TERM.size * 2 - 1)
}
const RANK_UNKNOWN = RANK_OF_TERM.size * 2

/** A term as the table has it: lower case, without `_variant` and bcftools' `*` (downstream of a stop). */
function canonicalTerm(term: string): string {
  const plain = term
    .trim()
    .toLowerCase()
    .replace(/^\*/, '')
    .replace(/_variant$/, '')
  return ALIASES[plain] ?? plain
}

/**
 * How bad a consequence is: smaller is worse. Of several terms joined by `&` the worst counts. A term the table does
 * not know ranks after the known ones of `impact`, or last when the file gives none.
 */
export function severityRank(consequence: string, impact: Impact | null): number {
  const known = consequence.split('&').flatMap((term) => RANK_OF_TERM.get(canonicalTerm(term)) ?? [])
  const unknown = impact === null ? RANK_UNKNOWN : (RANK_AFTER_IMPACT.get(impact) ?? RANK_UNKNOWN)
  return known.length === 0 ? unknown : Math.min(...known)
}

/** The impact Ensembl assigns to the worst of the terms, null when none is known. */
export function impactOf(consequence: string): Impact | null {
  let best: { rank: number; impact: Impact } | null = null
  for (const term of consequence.split('&')) {
    const name = canonicalTerm(term)
    const rank = RANK_OF_TERM.get(name)
    const impact = IMPACT_OF_TERM.get(name)
    if (rank === undefined || impact === undefined) continue
    if (best === null || rank < best.rank) best = { rank, impact }
  }
  return best?.impact ?? null
}
