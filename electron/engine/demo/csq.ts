import { type DemoConsequence, impactOf, indelConsequence, snvConsequence } from './consequence.ts'
import type { DemoAllele, DemoSite } from './sites.ts'
import type { SyntheticReference } from './synthetic-reference.ts'
import { DEMO_TRANSCRIPTS } from './transcript-table.ts'
import type { DemoTranscript } from './transcript.ts'
import type { DemoTruth } from './truth.ts'
import { DEMO_TRUTHS } from './truths.ts'

/** The CSQ fields in the order the header declares. */
export const CSQ_FIELDS = [
  'Allele',
  'Consequence',
  'IMPACT',
  'SYMBOL',
  'Gene',
  'Feature_type',
  'Feature',
  'BIOTYPE',
  'EXON',
  'INTRON',
  'HGVSc',
  'HGVSp',
  'cDNA_position',
  'CDS_position',
  'Protein_position',
  'Amino_acids',
  'Codons',
  'Existing_variation',
  'ALLELE_NUM',
  'STRAND',
  'VARIANT_CLASS',
  'CANONICAL',
  'MANE_SELECT',
  'MANE_PLUS_CLINICAL',
  'gnomADg_AF',
  'CLIN_SIG',
] as const

/** Genes are annotated up to this far from their ends. */
const REACH = 5_000

/** The annotation of an indel or deletion in the truths, which the single-base rules do not cover. */
type Known = Partial<DemoConsequence> & { readonly exonText?: string; readonly intronText?: string }

/** Keyed by truth name and transcript structure. */
const KNOWN: Readonly<Record<string, Known>> = {
  'trans-maternal CFTR-201': {
    exon: 11,
    cdna: 1591,
    cds: 1521,
    protein: 507,
    aminoAcids: 'IF/I',
    codons: 'atCTTt/att',
  },
  'trans-maternal CFTR-202': {
    exon: 10,
    hgvsc: 'c.1431_1433del',
    hgvsp: 'p.Phe478del',
    cdna: 1431,
    cds: 1431,
    protein: 477,
    aminoAcids: 'IF/I',
    codons: 'atCTTt/att',
  },
  'homopolymer-artefact MSH2-201': { intron: 5 },
  'deletion LDLR-208': { exonText: '13-14', intronText: '12-14' },
}

function consequenceOf(
  reference: SyntheticReference,
  transcript: DemoTranscript,
  site: DemoSite,
  allele: DemoAllele,
  truth: DemoTruth | undefined,
): DemoConsequence & Known {
  if (allele.alt.length === site.ref.length && allele.alt.length === 1)
    return snvConsequence(reference, transcript, site.position, site.ref, allele.alt)
  const general = indelConsequence(transcript, site.position + 1)
  const known = truth && KNOWN[`${truth.name} ${transcript.structure}`]
  if (!truth || !known) return general
  const terms = truth.consequence.split('&')
  const { hgvsc, hgvsp } = truth
  return { ...general, terms, impact: impactOf(terms), hgvsc, hgvsp, ...known }
}

/** VEP's minimised allele: `-` for a deletion, the inserted bases of an insertion, `deletion` for `<DEL>`. */
function vepAllele(ref: string, alt: string): string {
  if (alt === '<DEL>') return 'deletion'
  if (ref.length === alt.length) return alt
  return alt.length > 1 ? alt.slice(1) : '-'
}

function variantClass(ref: string, alt: string): string {
  if (alt.startsWith('<') || alt.length < ref.length) return 'deletion'
  return alt.length > ref.length ? 'insertion' : 'SNV'
}

/** The INFO/CSQ value of a site: one entry per allele and transcript, or null when no gene is near. */
export function csqOf(reference: SyntheticReference, site: DemoSite): string | null {
  const entries: string[] = []
  for (const [index, allele] of site.alleles.entries()) {
    const truth = DEMO_TRUTHS.find(
      (t) => t.contig === site.contig && t.position === site.position && t.alt === allele.alt,
    )
    for (const transcript of DEMO_TRANSCRIPTS) {
      if (transcript.contig !== site.contig) continue
      if (site.position < transcript.start - REACH || site.position > transcript.end + REACH) continue
      const what = consequenceOf(reference, transcript, site, allele, truth)
      entries.push(entryOf(site, allele, index + 1, transcript, what))
    }
  }
  return entries.length === 0 ? null : entries.join(',')
}

function entryOf(
  site: DemoSite,
  allele: DemoAllele,
  number: number,
  transcript: DemoTranscript,
  what: DemoConsequence & Known,
): string {
  const text = (value: string | number | null): string => (value === null ? '' : String(value))
  const of = (part: number | null, total: number): string => (part === null ? '' : `${part}/${total}`)
  const fields: Record<(typeof CSQ_FIELDS)[number], string> = {
    Allele: vepAllele(site.ref, allele.alt),
    Consequence: what.terms.join('&'),
    IMPACT: what.impact,
    SYMBOL: transcript.gene,
    Gene: transcript.geneId,
    Feature_type: 'Transcript',
    Feature: transcript.id,
    BIOTYPE: 'protein_coding',
    EXON: what.exonText ? `${what.exonText}/${transcript.exonCount}` : of(what.exon, transcript.exonCount),
    INTRON: what.intronText
      ? `${what.intronText}/${transcript.exonCount - 1}`
      : of(what.intron, transcript.exonCount - 1),
    HGVSc: what.hgvsc ? `${transcript.id}:${what.hgvsc}` : '',
    HGVSp: what.hgvsp ? `${transcript.protein}:${what.hgvsp}` : '',
    cDNA_position: text(what.cdna),
    CDS_position: text(what.cds),
    Protein_position: text(what.protein),
    Amino_acids: text(what.aminoAcids),
    Codons: text(what.codons),
    Existing_variation: text(site.id),
    ALLELE_NUM: String(number),
    STRAND: transcript.strand === '+' ? '1' : '-1',
    VARIANT_CLASS: variantClass(site.ref, allele.alt),
    CANONICAL: transcript.mane === 'select' ? 'YES' : '',
    MANE_SELECT: transcript.mane === 'select' ? text(transcript.refseq) : '',
    MANE_PLUS_CLINICAL: transcript.mane === 'plus-clinical' ? text(transcript.refseq) : '',
    gnomADg_AF: text(allele.gnomad),
    CLIN_SIG: text(allele.clinSig),
  }
  return CSQ_FIELDS.map((name) => fields[name]).join('|')
}
