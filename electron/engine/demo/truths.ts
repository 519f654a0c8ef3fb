import type { Lineage, Member } from './family.ts'

/**
 * What is planted in the demo trio, one row per alternate allele. Tests of this and later work read this table:
 * the VCF says `genotypes`, `filter` and the annotation below; the reads say `reads`. Read counts follow
 * `allele-count.ts`: duplicates, QC-fail, secondary and supplementary records left out, overlapping mates counted
 * once, an indel decided by the read's sequence across the whole repeat. No sequencing error falls on these sites,
 * so a 0 is exactly 0.
 *
 * The loci and the transcript numbering are real (GRCh38, Ensembl 110, MANE); the sequence around them, the
 * people and the reads are synthetic. Frequencies and ClinVar terms illustrate the annotation, nothing more.
 */
export type TruthKind =
  | 'de-novo'
  | 'recessive-homozygous'
  | 'compound-het'
  | 'cis-pair'
  | 'x-linked'
  | 'parental-mosaic'
  | 'strand-artefact'
  | 'homopolymer-artefact'
  | 'deletion'
  | 'multi-nucleotide'
  | 'parent-not-called'
  | 'multi-allelic'
  | 'not-filtered'
  | 'filtered-artefact'
  | 'worse-elsewhere'

/** Inclusive bounds. */
export type Bounds = readonly [low: number, high: number]

/** What a member's reads show at a small variant. */
export type ReadTruth = {
  /** Fragments with this alternate ÷ fragments with the reference or any listed alternate. */
  readonly altFraction: Bounds
  /** Fragments that decide between the alleles. */
  readonly depth: Bounds
  /** Strands of the reads that carry the alternate; `any` where they are too few to promise. */
  readonly strands: 'both' | 'reverse' | 'none' | 'any'
}

/** What a member's reads show at the deletion. */
export type DeletionReads = {
  /** Fragments with a read split at the breakpoints (SA tag and supplementary record). */
  readonly splitFragments: Bounds
  /** Pairs that span the deletion and map more than 1,000 bp too far apart; not flagged proper. */
  readonly discordantPairs: Bounds
  /** Mean depth inside ÷ mean depth of the 1,000 bp on either side. */
  readonly depthRatio: Bounds
}

export type DemoTruth = {
  readonly name: string
  readonly kind: TruthKind
  /** Rows that make sense only together (two halves of a pair, two alleles of a record). */
  readonly group: string
  readonly gene: string
  readonly contig: string
  /** POS, 1-based. */
  readonly position: number
  readonly ref: string
  readonly alt: string
  /** Last deleted base (1-based) of the symbolic deletion. */
  readonly end?: number
  /** GT as written in the file. */
  readonly genotypes: Readonly<Record<Member, string>>
  /** As in the FILTER column; `.` is "filters not applied". */
  readonly filter: string
  /** Copies of the genome that carry the allele: empty when it is in no genome (an artefact). */
  readonly carriers: readonly Lineage[]
  /** With `phase`, the name of the row it is in phase with. */
  readonly phase?: { readonly with: string; readonly is: 'cis' | 'trans' }
  /** On the gene's MANE Select transcript. */
  readonly consequence: string
  readonly hgvsc: string
  readonly hgvsp: string | null
  readonly id: string | null
  readonly gnomad: number | null
  readonly clinSig: string | null
  /** Null for the symbolic deletion, which has `deletionReads`. */
  readonly reads: Readonly<Record<Member, ReadTruth>> | null
  readonly deletionReads?: Readonly<Record<Member, DeletionReads>>
  readonly why: string
}

const HET: ReadTruth = { altFraction: [0.3, 0.7], depth: [22, 55], strands: 'both' }
const HOM: ReadTruth = { altFraction: [1, 1], depth: [22, 55], strands: 'both' }
const REF: ReadTruth = { altFraction: [0, 0], depth: [22, 55], strands: 'none' }
const HEMI: ReadTruth = { altFraction: [1, 1], depth: [9, 30], strands: 'both' }
const HEMI_REF: ReadTruth = { altFraction: [0, 0], depth: [9, 30], strands: 'none' }

export const DEMO_TRUTHS: readonly DemoTruth[] = [
  {
    name: 'de-novo',
    kind: 'de-novo',
    group: 'de-novo',
    gene: 'SCN1A',
    contig: 'chr2',
    position: 166_042_334,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/0' },
    filter: 'PASS',
    carriers: ['child-paternal'],
    consequence: 'stop_gained',
    hgvsc: 'c.2134C>T',
    hgvsp: 'p.Arg712Ter',
    id: 'rs794726730',
    gnomad: null,
    clinSig: 'pathogenic',
    reads: { proband: HET, mother: REF, father: REF },
    why: 'A true de novo: balanced, both strands, good qualities in the child, not one alternate read in a parent.',
  },
  {
    name: 'recessive-homozygous',
    kind: 'recessive-homozygous',
    group: 'recessive-homozygous',
    gene: 'ACADM',
    contig: 'chr1',
    position: 75_761_161,
    ref: 'A',
    alt: 'G',
    genotypes: { proband: '1/1', mother: '0/1', father: '0/1' },
    filter: 'PASS',
    carriers: ['mother-transmitted', 'father-transmitted'],
    consequence: 'missense_variant',
    hgvsc: 'c.985A>G',
    hgvsp: 'p.Lys329Glu',
    id: 'rs77931234',
    gnomad: 0.0036,
    clinSig: 'pathogenic',
    reads: { proband: HOM, mother: HET, father: HET },
    why: 'Homozygous recessive: every read of the child, half of each parent’s. Consensus would hide it.',
  },
  {
    name: 'trans-paternal',
    kind: 'compound-het',
    group: 'compound-het',
    gene: 'CFTR',
    contig: 'chr7',
    position: 117_559_548,
    ref: 'C',
    alt: 'T',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/1' },
    filter: 'PASS',
    carriers: ['father-transmitted'],
    phase: { with: 'trans-maternal', is: 'trans' },
    consequence: 'stop_gained',
    hgvsc: 'c.1477C>T',
    hgvsp: 'p.Gln493Ter',
    id: 'rs77101217',
    gnomad: 0.000013,
    clinSig: 'pathogenic',
    reads: { proband: HET, mother: REF, father: HET },
    why: 'The paternal half of a compound heterozygote; 42 bp from the other, no read carries both.',
  },
  {
    name: 'trans-maternal',
    kind: 'compound-het',
    group: 'compound-het',
    gene: 'CFTR',
    contig: 'chr7',
    position: 117_559_590,
    ref: 'ATCT',
    alt: 'A',
    genotypes: { proband: '0/1', mother: '0/1', father: '0/0' },
    filter: 'PASS',
    carriers: ['mother-transmitted'],
    phase: { with: 'trans-paternal', is: 'trans' },
    consequence: 'inframe_deletion',
    hgvsc: 'c.1521_1523del',
    hgvsp: 'p.Phe508del',
    id: 'rs113993960',
    gnomad: 0.0077,
    clinSig: 'pathogenic',
    reads: { proband: HET, mother: HET, father: REF },
    why: 'The maternal half: an in-frame deletion whose VCF position (left-aligned) is not where HGVS puts it.',
  },
  {
    name: 'cis-first',
    kind: 'cis-pair',
    group: 'cis-pair',
    gene: 'GAA',
    contig: 'chr17',
    position: 80_107_616,
    ref: 'C',
    alt: 'T',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/1' },
    filter: 'PASS',
    carriers: ['father-transmitted'],
    phase: { with: 'cis-second', is: 'cis' },
    consequence: 'missense_variant',
    hgvsc: 'c.752C>T',
    hgvsp: 'p.Ser251Leu',
    id: null,
    gnomad: 0.0014,
    clinSig: 'uncertain_significance',
    reads: { proband: HET, mother: REF, father: HET },
    why: 'Two rare missense variants in a recessive gene look like a compound heterozygote; reads show one copy has both.',
  },
  {
    name: 'cis-second',
    kind: 'cis-pair',
    group: 'cis-pair',
    gene: 'GAA',
    contig: 'chr17',
    position: 80_107_625,
    ref: 'C',
    alt: 'T',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/1' },
    filter: 'PASS',
    carriers: ['father-transmitted'],
    phase: { with: 'cis-first', is: 'cis' },
    consequence: 'missense_variant',
    hgvsc: 'c.761C>T',
    hgvsp: 'p.Ser254Leu',
    id: null,
    gnomad: 0.0014,
    clinSig: 'uncertain_significance',
    reads: { proband: HET, mother: REF, father: HET },
    why: 'Second of the cis pair, 9 bp on: the same reads carry it.',
  },
  {
    name: 'x-linked',
    kind: 'x-linked',
    group: 'x-linked',
    gene: 'DMD',
    contig: 'chrX',
    position: 31_185_121,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '1', mother: '0/1', father: '0' },
    filter: 'PASS',
    carriers: ['mother-transmitted'],
    consequence: 'stop_gained',
    hgvsc: 'c.9568C>T',
    hgvsp: 'p.Arg3190Ter',
    id: null,
    gnomad: null,
    clinSig: 'pathogenic',
    reads: { proband: HEMI, mother: HET, father: HEMI_REF },
    why: 'Hemizygous boy of a carrier mother: haploid genotypes, half the depth in the males.',
  },
  {
    name: 'parental-mosaic',
    kind: 'parental-mosaic',
    group: 'parental-mosaic',
    gene: 'KCNQ2',
    contig: 'chr20',
    position: 63_439_704,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/0' },
    filter: 'PASS',
    carriers: ['child-maternal'],
    consequence: 'missense_variant',
    hgvsc: 'c.821C>T',
    hgvsp: 'p.Thr274Met',
    id: 'rs727503974',
    gnomad: null,
    clinSig: 'pathogenic',
    reads: {
      proband: HET,
      mother: { altFraction: [0.05, 0.1], depth: [22, 55], strands: 'any' },
      father: REF,
    },
    why: 'Called de novo, but a few good reads of the mother carry it: a mosaic parent, a higher recurrence risk.',
  },
  {
    name: 'strand-artefact',
    kind: 'strand-artefact',
    group: 'strand-artefact',
    gene: 'NF1',
    contig: 'chr17',
    position: 31_229_155,
    ref: 'T',
    alt: 'G',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/0' },
    filter: 'PASS',
    carriers: [],
    consequence: 'missense_variant',
    hgvsc: 'c.2540T>G',
    hgvsp: 'p.Leu847Arg',
    id: 'rs199474747',
    gnomad: null,
    clinSig: 'pathogenic',
    reads: {
      proband: { altFraction: [0.12, 0.35], depth: [25, 60], strands: 'reverse' },
      mother: REF,
      father: REF,
    },
    why: 'An artefact that passed the filters: only reverse reads, within 30 bp of their ends, base quality below 20.',
  },
  {
    name: 'filtered-artefact',
    kind: 'filtered-artefact',
    group: 'filtered-artefact',
    gene: 'SCN1A',
    contig: 'chr2',
    position: 166_041_351,
    ref: 'A',
    alt: 'C',
    genotypes: { proband: '0/0', mother: '0/0', father: '0/1' },
    filter: 'StrandBias',
    carriers: [],
    consequence: 'missense_variant',
    hgvsc: 'c.2295T>G',
    hgvsp: 'p.Ser765Arg',
    id: null,
    gnomad: null,
    clinSig: null,
    reads: {
      proband: REF,
      mother: REF,
      father: { altFraction: [0.12, 0.35], depth: [25, 60], strands: 'reverse' },
    },
    why: 'The same kind of artefact, in the father, caught by the caller’s StrandBias filter.',
  },
  {
    name: 'homopolymer-artefact',
    kind: 'homopolymer-artefact',
    group: 'homopolymer-artefact',
    gene: 'MSH2',
    contig: 'chr2',
    position: 47_414_420,
    ref: 'TA',
    alt: 'T',
    genotypes: { proband: '0/1', mother: '0/0', father: '0/0' },
    filter: 'PASS',
    carriers: [],
    consequence: 'splice_region_variant&intron_variant',
    hgvsc: 'c.942+29del',
    hgvsp: null,
    id: null,
    gnomad: null,
    clinSig: null,
    reads: {
      proband: { altFraction: [0.2, 0.5], depth: [18, 50], strands: 'both' },
      mother: { altFraction: [0.03, 0.3], depth: [18, 50], strands: 'any' },
      father: { altFraction: [0.03, 0.3], depth: [18, 50], strands: 'any' },
    },
    why: 'Polymerase slippage in a run of 27 A: all three people show -1 and other lengths; the call is noise.',
  },
  {
    name: 'deletion',
    kind: 'deletion',
    group: 'deletion',
    gene: 'LDLR',
    contig: 'chr19',
    position: 11_119_654,
    ref: 'G',
    alt: '<DEL>',
    end: 11_120_981,
    genotypes: { proband: '0/1', mother: '0/0', father: '0/1' },
    filter: 'PASS',
    carriers: ['father-transmitted'],
    consequence:
      'splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant&intron_variant',
    hgvsc: 'c.1846-437_2140+459del',
    hgvsp: null,
    id: null,
    gnomad: null,
    clinSig: null,
    reads: null,
    deletionReads: {
      proband: { splitFragments: [3, 30], discordantPairs: [5, 60], depthRatio: [0.35, 0.65] },
      mother: { splitFragments: [0, 0], discordantPairs: [0, 0], depthRatio: [0.8, 1.2] },
      father: { splitFragments: [3, 30], discordantPairs: [5, 60], depthRatio: [0.35, 0.65] },
    },
    why: 'Heterozygous 1,327 bp deletion of exons 13–14: split reads, long pairs, half the depth; father and child.',
  },
  {
    name: 'mnv-first',
    kind: 'multi-nucleotide',
    group: 'multi-nucleotide',
    gene: 'FBN1',
    contig: 'chr15',
    position: 48_492_537,
    ref: 'C',
    alt: 'G',
    genotypes: { proband: '0/1', mother: '0/1', father: '0/0' },
    filter: 'PASS',
    carriers: ['mother-transmitted'],
    phase: { with: 'mnv-second', is: 'cis' },
    consequence: 'missense_variant',
    hgvsc: 'c.2778G>C',
    hgvsp: 'p.Gln926His',
    id: null,
    gnomad: 0.000007,
    clinSig: null,
    reads: { proband: HET, mother: HET, father: REF },
    why: 'Third base of codon 926. Alone p.Gln926His; with its neighbour CAG becomes TAC: p.Gln926Tyr.',
  },
  {
    name: 'mnv-second',
    kind: 'multi-nucleotide',
    group: 'multi-nucleotide',
    gene: 'FBN1',
    contig: 'chr15',
    position: 48_492_539,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '0/1', mother: '0/1', father: '0/0' },
    filter: 'PASS',
    carriers: ['mother-transmitted'],
    phase: { with: 'mnv-first', is: 'cis' },
    consequence: 'stop_gained',
    hgvsc: 'c.2776C>T',
    hgvsp: 'p.Gln926Ter',
    id: null,
    gnomad: 0.000007,
    clinSig: null,
    reads: { proband: HET, mother: HET, father: REF },
    why: 'First base of codon 926. Annotated alone it is a stop; on the reads it is a missense: p.Gln926Tyr.',
  },
  {
    name: 'parent-not-called',
    kind: 'parent-not-called',
    group: 'parent-not-called',
    gene: 'STXBP1',
    contig: 'chr9',
    position: 127_675_910,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '0/1', mother: '0/0', father: './.' },
    filter: 'PASS',
    carriers: ['father-transmitted'],
    consequence: 'missense_variant',
    hgvsc: 'c.1217G>A',
    hgvsp: 'p.Arg406His',
    id: 'rs886041246',
    gnomad: null,
    clinSig: 'pathogenic',
    reads: {
      proband: HET,
      mother: REF,
      father: { altFraction: [0, 1], depth: [0, 2], strands: 'any' },
    },
    why: 'De novo only if a missing genotype is read as reference: the father has no reads here (and is a carrier).',
  },
  {
    name: 'multi-allelic-maternal',
    kind: 'multi-allelic',
    group: 'multi-allelic',
    gene: 'PAH',
    contig: 'chr12',
    position: 102_840_493,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '1/2', mother: '0/1', father: '0/2' },
    filter: 'PASS',
    carriers: ['mother-transmitted'],
    consequence: 'missense_variant',
    hgvsc: 'c.1222C>T',
    hgvsp: 'p.Arg408Trp',
    id: 'rs5030858',
    gnomad: 0.0011,
    clinSig: 'pathogenic',
    reads: { proband: HET, mother: HET, father: REF },
    why: 'One record, two alternates: the child is 1/2 and has no reference read.',
  },
  {
    name: 'multi-allelic-paternal',
    kind: 'multi-allelic',
    group: 'multi-allelic',
    gene: 'PAH',
    contig: 'chr12',
    position: 102_840_493,
    ref: 'G',
    alt: 'C',
    genotypes: { proband: '1/2', mother: '0/1', father: '0/2' },
    filter: 'PASS',
    carriers: ['father-transmitted'],
    consequence: 'missense_variant',
    hgvsc: 'c.1222C>G',
    hgvsp: 'p.Arg408Gly',
    id: 'rs5030858',
    gnomad: null,
    clinSig: null,
    reads: { proband: HET, mother: REF, father: HET },
    why: 'The second alternate of that record, from the father.',
  },
  {
    name: 'not-filtered',
    kind: 'not-filtered',
    group: 'not-filtered',
    gene: 'GJB2',
    contig: 'chr13',
    position: 20_189_473,
    ref: 'C',
    alt: 'T',
    genotypes: { proband: '0/1', mother: '0/1', father: '0/0' },
    filter: '.',
    carriers: ['mother-transmitted'],
    consequence: 'missense_variant',
    hgvsc: 'c.109G>A',
    hgvsp: 'p.Val37Ile',
    id: 'rs72474224',
    gnomad: 0.0066,
    clinSig: 'pathogenic',
    reads: { proband: HET, mother: HET, father: REF },
    why: 'FILTER is a dot: no filter was applied. It is neither PASS nor failed.',
  },
  {
    name: 'worse-elsewhere',
    kind: 'worse-elsewhere',
    group: 'worse-elsewhere',
    gene: 'CDKN2A',
    contig: 'chr9',
    position: 21_971_089,
    ref: 'G',
    alt: 'A',
    genotypes: { proband: '0/1', mother: '0/1', father: '0/0' },
    filter: 'PASS',
    carriers: ['mother-transmitted'],
    consequence: 'synonymous_variant',
    hgvsc: 'c.270C>T',
    hgvsp: 'p.Gly90%3D',
    id: null,
    gnomad: null,
    clinSig: null,
    reads: { proband: HET, mother: HET, father: REF },
    why: 'Synonymous on MANE Select, a stop on MANE Plus Clinical (p.Arg105Ter of p14ARF): two frames, one exon.',
  },
]

/** The truth called `name`. @throws RangeError for a name that is not in the table (a mistake in the caller). */
export function truthNamed(name: string): DemoTruth {
  const found = DEMO_TRUTHS.find((truth) => truth.name === name)
  if (!found) throw new RangeError(`no demo truth is called ${name}`)
  return found
}
