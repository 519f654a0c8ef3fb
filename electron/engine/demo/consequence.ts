import { threeLetter, translate } from './genetic-code.ts'
import { reverseComplement, type SyntheticReference } from './synthetic-reference.ts'
import { type DemoTranscript, genomicOfCds, hgvsNumber, placeIn } from './transcript.ts'

export type DemoImpact = 'HIGH' | 'MODERATE' | 'LOW' | 'MODIFIER'

/** What a small variant does to one transcript, in Ensembl's terms. */
export type DemoConsequence = {
  readonly terms: readonly string[]
  readonly impact: DemoImpact
  readonly exon: number | null
  readonly intron: number | null
  readonly hgvsc: string | null
  readonly hgvsp: string | null
  readonly cdna: number | null
  readonly cds: number | null
  readonly protein: number | null
  readonly aminoAcids: string | null
  readonly codons: string | null
}

const IMPACT: Readonly<Record<string, DemoImpact>> = {
  stop_gained: 'HIGH',
  frameshift_variant: 'HIGH',
  splice_acceptor_variant: 'HIGH',
  splice_donor_variant: 'HIGH',
  start_lost: 'HIGH',
  stop_lost: 'HIGH',
  feature_truncation: 'HIGH',
  missense_variant: 'MODERATE',
  inframe_deletion: 'MODERATE',
  inframe_insertion: 'MODERATE',
  synonymous_variant: 'LOW',
  splice_region_variant: 'LOW',
}

const WORSE: readonly DemoImpact[] = ['HIGH', 'MODERATE', 'LOW', 'MODIFIER']

export function impactOf(terms: readonly string[]): DemoImpact {
  const impacts = terms.map((term) => IMPACT[term] ?? 'MODIFIER')
  return WORSE.find((impact) => impacts.includes(impact)) ?? 'MODIFIER'
}

const NOTHING = {
  exon: null,
  intron: null,
  hgvsc: null,
  hgvsp: null,
  cdna: null,
  cds: null,
  protein: null,
  aminoAcids: null,
  codons: null,
} as const

/**
 * The consequence of a single-base change, from the transcript's structure and the synthetic sequence.
 * @param position 1-based.
 */
export function snvConsequence(
  reference: SyntheticReference,
  transcript: DemoTranscript,
  position: number,
  ref: string,
  alt: string,
): DemoConsequence {
  const place = placeIn(transcript, position)
  if (place.kind === 'upstream' || place.kind === 'downstream')
    return { ...NOTHING, terms: [`${place.kind}_gene_variant`], impact: 'MODIFIER' }
  const forward = transcript.strand === '+'
  const change = forward ? `${ref}>${alt}` : `${reverseComplement(ref)}>${reverseComplement(alt)}`
  if (place.kind === 'intron') {
    const terms = spliceTerms(place.offset)
    const number = hgvsNumber(transcript, place.cdna)
    const offset = place.offset > 0 ? `+${place.offset}` : String(place.offset)
    return {
      ...NOTHING,
      terms,
      impact: impactOf(terms),
      intron: place.intron,
      hgvsc: `c.${number}${offset}${change}`,
    }
  }
  const hgvsc = `c.${hgvsNumber(transcript, place.cdna)}${change}`
  const exonic = { ...NOTHING, exon: place.exon, cdna: place.cdna, hgvsc }
  if (place.cds === null) {
    const terms = [place.cdna < transcript.coding[0] ? '5_prime_UTR_variant' : '3_prime_UTR_variant']
    return { ...exonic, terms, impact: 'MODIFIER' }
  }
  const protein = Math.ceil(place.cds / 3)
  const before = codonAt(reference, transcript, protein)
  // A codon that is cut by an intron reaches out of the window: only its number is known.
  if (before === null)
    return {
      ...exonic,
      terms: ['coding_sequence_variant'],
      impact: 'MODIFIER',
      cds: place.cds,
      protein,
    }
  const within = (place.cds - 1) % 3
  const base = forward ? alt : reverseComplement(alt)
  const after = before.slice(0, within) + base + before.slice(within + 1)
  const [from, to] = [translate(before), translate(after)]
  const terms = [
    from === to
      ? 'synonymous_variant'
      : to === '*'
        ? 'stop_gained'
        : from === '*'
          ? 'stop_lost'
          : protein === 1
            ? 'start_lost'
            : 'missense_variant',
  ]
  const mark = (codon: string): string =>
    codon.toLowerCase().slice(0, within) + (codon[within] ?? '') + codon.toLowerCase().slice(within + 1)
  return {
    ...exonic,
    terms,
    impact: impactOf(terms),
    cds: place.cds,
    protein,
    // In HGVS "unchanged" is `=`, which VEP escapes.
    hgvsp: `p.${threeLetter(from)}${protein}${from === to ? '%3D' : threeLetter(to)}`,
    aminoAcids: from === to ? from : `${from}/${to}`,
    codons: `${mark(before)}/${mark(after)}`,
  }
}

/** Terms of an intronic base `offset` from its exon (HGVS sign). @see Ensembl, "Calculated variant consequences" */
function spliceTerms(offset: number): readonly string[] {
  if (offset === 1 || offset === 2) return ['splice_donor_variant']
  if (offset === -1 || offset === -2) return ['splice_acceptor_variant']
  if (Math.abs(offset) <= 8) return ['splice_region_variant', 'intron_variant']
  return ['intron_variant']
}

/** A codon's bases on the transcript's strand, null when some lie outside the demo's windows. */
export function codonAt(
  reference: SyntheticReference,
  transcript: DemoTranscript,
  codon: number,
): string | null {
  let bases = ''
  for (let cds = codon * 3 - 2; cds <= codon * 3; cds++) {
    const position = genomicOfCds(transcript, cds)
    if (position === undefined || !reference.windowAt(transcript.contig, position - 1)) return null
    const base = reference.slice(transcript.contig, position - 1, position)
    bases += transcript.strand === '+' ? base : reverseComplement(base)
  }
  return bases
}

/** An insertion or deletion away from exons: intron, untranslated region or outside the gene. 1-based `position`. */
export function indelConsequence(transcript: DemoTranscript, position: number): DemoConsequence {
  const place = placeIn(transcript, position)
  if (place.kind === 'upstream' || place.kind === 'downstream')
    return { ...NOTHING, terms: [`${place.kind}_gene_variant`], impact: 'MODIFIER' }
  if (place.kind === 'intron')
    return { ...NOTHING, terms: ['intron_variant'], impact: 'MODIFIER', intron: place.intron }
  const terms =
    place.cds !== null
      ? ['coding_sequence_variant']
      : [place.cdna < transcript.coding[0] ? '5_prime_UTR_variant' : '3_prime_UTR_variant']
  return { ...NOTHING, terms, impact: 'MODIFIER', exon: place.exon, cdna: place.cdna, cds: place.cds }
}
