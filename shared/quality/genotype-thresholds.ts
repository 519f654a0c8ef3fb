import { type Threshold, threshold } from './verdict.ts'

/*
 * The defaults of every check of genotypes. All are settings. Sources: somalier (Pedersen 2020, doi
 * 10.1186/s13073-020-00761-2, and its program), KING (Manichaikul 2010, doi 10.1093/bioinformatics/btq559), peddy
 * (Pedersen 2017, doi 10.1016/j.ajhg.2017.01.017, and its program), slivar (Pedersen 2021, doi 10.1038/s41525-021-00227-3).
 */

/** Which sites tell a sample's genotype, by its reads. Shares are of the alternate among reads of both alleles. */
const CLEAR_GENOTYPE = {
  minDepth: threshold(7, 'somalier'),
  homozygousBalance: threshold(0.01, 'somalier'),
  minHetBalance: threshold(0.3, 'somalier'),
  maxHetBalance: threshold(0.7, 'somalier'),
} as const

export const RELATEDNESS_THRESHOLDS = {
  ...CLEAR_GENOTYPE,
  /** Relatedness above this: one person (or identical twins). */
  samePerson: threshold(0.75, 'somalier'),
  /** From this up to `samePerson`: parent and child, or full siblings. */
  firstDegree: threshold(0.35, 'general-knowledge'),
  /** From this up to `firstDegree`: related. */
  related: threshold(0.15, 'general-knowledge'),
  /** How far two that are related by less than the first degree may lie from what is expected. */
  tolerance: threshold(0.15, 'general-knowledge'),
  /** Share of sites without a common allele: below it parent and child. */
  parentChildIbs0: threshold(0.005, 'king'),
  /** From this on certainly not parent and child. */
  siblingIbs0: threshold(0.01, 'general-knowledge'),
  /** The same of samples of files of their own, in which a call that is missing is taken as reference. */
  parentChildIbs0Joined: threshold(0.01, 'general-knowledge'),
  siblingIbs0Joined: threshold(0.02, 'general-knowledge'),
  /** Of two such: sites that one carries the alternate at over those of the other. */
  maxCarriedRatio: threshold(1.3, 'general-knowledge'),
  /** Heterozygous sites that either has to have for anything to be said. */
  minHets: threshold(50, 'general-knowledge'),
} as const

export const SEX_THRESHOLDS = {
  minDepth: threshold(7, 'peddy'),
  /** Heterozygous over homozygous-alternate calls on X: below it one X. */
  hetRatio: threshold(0.6, 'peddy'),
  /** Heterozygous and homozygous-alternate calls on X that anything is said from. */
  minSites: threshold(20, 'general-knowledge'),
  /** A heterozygote's reads are balanced between these; a call of a single copy is none where its reads are so. */
  minHetBalance: threshold(0.3, 'somalier'),
  maxHetBalance: threshold(0.7, 'somalier'),
  /** Variants on Y that show that there is one. */
  minCallsOnY: threshold(10, 'general-knowledge'),
} as const

/** Depth of X and Y over that of the autosomes. One copy is 0.5. */
export const COPY_THRESHOLDS = {
  oneCopyFrom: threshold(0.3, 'general-knowledge'),
  oneCopyTo: threshold(0.7, 'general-knowledge'),
  twoCopiesFrom: threshold(0.8, 'general-knowledge'),
  twoCopiesTo: threshold(1.25, 'general-knowledge'),
  threeCopiesFrom: threshold(1.35, 'general-knowledge'),
  /** Y: up to this none, from the other on one copy, from `twoCopiesFrom` on two. */
  noYTo: threshold(0.1, 'general-knowledge'),
  oneYFrom: threshold(0.2, 'general-knowledge'),
  /** Share of windows without signal beyond which the file is of targets, not of a genome. */
  maxWithoutSignal: threshold(0.5, 'general-knowledge'),
  /** Of reads that are counted: windows, or exons, with reads on the autosomes and on X that anything is said from … */
  minCovered: threshold(20, 'general-knowledge'),
  /** … where the autosomes have this mean depth, as a window with one read has as many of one copy as of two … */
  minGenomeDepth: threshold(0.5, 'general-knowledge'),
  /** … and on Y of a file of targets: with fewer it is not known whether Y is among them. */
  minCoveredY: threshold(5, 'general-knowledge'),
  /** Mean depth from which an exon is among the targets … */
  minTargetDepth: threshold(5, 'general-knowledge'),
  /** … which also is this share of the upper quartile of the autosomes' exons. */
  minTargetShare: threshold(0.1, 'general-knowledge'),
} as const

export const MENDELIAN_THRESHOLDS = {
  /** Share of errors among sites at which somebody carries the alternate allele. */
  warnRate: threshold(0.02, 'general-knowledge'),
  failRate: threshold(0.05, 'general-knowledge'),
  /** Chance of as many errors at these sites if the rate were the limit: from it on a few of few sites are no finding. */
  chance: threshold(0.01, 'general-knowledge'),
  minSites: threshold(100, 'general-knowledge'),
  /** Sites that tell a chromosome's parents. */
  updMinDepth: threshold(10, 'slivar'),
  updMinQuality: threshold(20, 'slivar'),
  /** Log10 of the odds that a stretch is of one parent alone. */
  updLod: threshold(10, 'general-knowledge'),
  /** Sites in the stretch at which the child has one parent's alleles only. */
  updMinSites: threshold(10, 'general-knowledge'),
  /** bp from the first such bin to the last. */
  updMinLength: threshold(2_000_000, 'general-knowledge'),
  /** Share of the child's heterozygous calls where the one parent has two alleles: below it one copy doubled … */
  isodisomyHets: threshold(0.1, 'general-knowledge'),
  /** … from this on both copies. */
  heterodisomyHets: threshold(0.9, 'general-knowledge'),
} as const

export const CONTAMINATION_THRESHOLDS = {
  minDepth: threshold(20, 'general-knowledge'),
  /** Share of the other allele up to which a site is homozygous: of deep reads some are always read wrongly … */
  homozygousBalance: threshold(0.01, 'somalier'),
  /** … from which on, and below this, it is neither of a homozygote nor of a heterozygote. */
  offBalance: threshold(0.1, 'laboratory'),
  /** Share of the other allele among the reads of such sites up to which they are reads that were read wrongly. */
  minMinorReads: threshold(0.004, 'general-knowledge'),
  warnShare: threshold(0.05, 'general-knowledge'),
  failShare: threshold(0.15, 'general-knowledge'),
  minSites: threshold(500, 'general-knowledge'),
} as const

export const TUMOUR_NORMAL_THRESHOLDS = {
  ...CLEAR_GENOTYPE,
  samePerson: threshold(0.95, 'laboratory'),
  otherPerson: threshold(0.4, 'laboratory'),
  minSites: threshold(50, 'general-knowledge'),
  /** Of the sites at which the normal has no other allele than the variant, share at which the tumour has none: one person from … */
  keptHomozygous: threshold(0.9, 'general-knowledge'),
  /** … of as many. */
  minHomozygous: threshold(20, 'general-knowledge'),
  /** Of files of their own: variants of one over those of the other. */
  maxCarriedRatio: threshold(1.3, 'general-knowledge'),
  /** Somatic alleles that anything is said from, and reads of the normal at each. */
  minAlleles: threshold(20, 'general-knowledge'),
  minNormalDepth: threshold(10, 'general-knowledge'),
  /** Share of somatic alleles that the normal has reads of. */
  warnShare: threshold(0.2, 'general-knowledge'),
} as const

export const SWAP_THRESHOLDS = {
  ...CLEAR_GENOTYPE,
  /** Sites that are looked for. */
  sites: threshold(150, 'laboratory'),
  /** As many where a file of reads is a CRAM: each costs a slice of some ten thousand reads. */
  cramSites: threshold(100, 'laboratory'),
  /** In the files of variants. */
  minDepth: threshold(20, 'general-knowledge'),
  minSiteQuality: threshold(50, 'general-knowledge'),
  /** bp on either side without another variant. */
  apart: threshold(10, 'general-knowledge'),
  minMappingQuality: threshold(20, 'general-knowledge'),
  minBaseQuality: threshold(20, 'general-knowledge'),
  /** Reads of both alleles that a genotype is called from. */
  minReads: threshold(8, 'general-knowledge'),
  /** Of the reads, share of one allele up to which the other is homozygous … */
  readsHomozygous: threshold(0.1, 'general-knowledge'),
  /** … and from which on both are there. */
  readsHeterozygous: threshold(0.2, 'general-knowledge'),
  /** Share of reads with a third allele beyond which nothing is called. */
  maxOther: threshold(0.1, 'general-knowledge'),
  samePerson: threshold(0.98, 'general-knowledge'),
  /** Chance of as many differences at these sites if one in fifty were wrong: from it on they are none that count. */
  chance: threshold(0.01, 'general-knowledge'),
  /** Below it no sample of the files is this one. */
  otherPerson: threshold(0.9, 'general-knowledge'),
  /** The same for reads of a sample without genotypes beside another of that person: a tumour beside its normal. */
  otherPersonOfPair: threshold(0.6, 'general-knowledge'),
  minCompared: threshold(20, 'general-knowledge'),
} as const

/** The thresholds of a check as a caller may give them: the same names, any values. */
export type Settings<T> = { readonly [K in keyof T]: Threshold }
