import type { ContaminationHint, ContaminationReason } from './contamination.ts'
import type { MendelianCheck, MendelianReason } from './mendelian.ts'
import type { Relation } from './kinship.ts'
import { percent } from './percent.ts'
import type { PairRelatedness, RelatednessCheck, RelatednessReason } from './relatedness.ts'
import type { SwapReason, SwapRow, TagReason } from './sample-swap.ts'
import type { KaryotypeHint, SexFromCoverage, SexFromGenotypes, SexReason } from './sex-check.ts'
import type { ConcordanceReason, NormalReason, TumourNormalCheck } from './tumour-normal.ts'
import type { UniparentalHint } from './uniparental.ts'
import type { ThresholdSource, Verdict } from './verdict.ts'

/*
 * The one place that words what the checks of genotypes found. Each sentence says what is the matter, with its number, and
 * what to do.
 */

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  passes: 'Passes',
  warns: 'To look at',
  fails: 'Fails',
  'not-possible': 'Not possible',
}

export const SOURCE_WORDS: Readonly<Record<ThresholdSource, string>> = {
  somalier: 'somalier (Pedersen 2020)',
  king: 'KING (Manichaikul 2010)',
  peddy: 'peddy (Pedersen 2017)',
  slivar: 'slivar (Pedersen 2021)',
  laboratory: 'the laboratory’s practice',
  'general-knowledge': 'general knowledge, not checked against a source',
  'set-by-user': 'set here',
}

/** Names of thresholds, for the table of a check. */
export const THRESHOLD_WORDS: Readonly<Record<string, string>> = {
  minDepth: 'Reads at a site, at least',
  homozygousBalance: 'Share of the other allele in a homozygote, below',
  minHetBalance: 'Share of the alternate in a heterozygote, from',
  maxHetBalance: 'Share of the alternate in a heterozygote, to',
  samePerson: 'One person above',
  otherPerson: 'Another person below',
  otherPersonOfPair: 'Another person, of reads beside another sample of that person: below',
  firstDegree: 'First degree from',
  related: 'Related from',
  tolerance: 'May differ from what is expected by',
  parentChildIbs0: 'Parent and child: share of IBS0 below',
  siblingIbs0: 'Certainly not parent and child: share of IBS0 from',
  parentChildIbs0Joined: 'The same of files of their own: below',
  siblingIbs0Joined: 'Certainly not, of files of their own: from',
  maxCarriedRatio: 'Of files of their own: variants of one over those of the other, up to',
  minHets: 'Heterozygous sites, at least',
  keptHomozygous: 'One person: share of the normal’s homozygous variants that are so in the tumour, from',
  minHomozygous: 'Homozygous variants of the normal, at least',
  minMinorReads: 'Reads of the other allele at sites that are homozygous or off balance, share above',
  hetRatio: 'One X: het over hom-alt calls below',
  minSites: 'Sites, at least',
  minCallsOnY: 'Variants on Y that show that there is one',
  oneCopyFrom: 'One copy: relative depth from',
  oneCopyTo: 'One copy: relative depth to',
  twoCopiesFrom: 'Two copies: relative depth from',
  twoCopiesTo: 'Two copies: relative depth to',
  threeCopiesFrom: 'Three copies: relative depth from',
  noYTo: 'No Y: relative depth up to',
  oneYFrom: 'One Y: relative depth from',
  maxWithoutSignal: 'A file of targets: share of windows without reads above',
  minCovered: 'Counted: windows or exons with reads on the autosomes and on X, at least',
  minGenomeDepth: 'Counted: depth of the autosomes, at least',
  minCoveredY: 'Counted: exons with reads on Y, at least',
  minTargetDepth: 'Counted: depth of an exon that is a target, at least',
  minTargetShare: 'Counted: the same over the upper quartile of the autosomes’ exons, at least',
  warnRate: 'To look at: share of errors above',
  failRate: 'Fails: share of errors above',
  chance: 'Chance of as many errors at that share, below',
  updMinDepth: 'One parent alone: reads at a site, at least',
  updMinQuality: 'One parent alone: GQ, at least',
  updLod: 'One parent alone: LOD, at least',
  updMinSites: 'One parent alone: sites, at least',
  updMinLength: 'One parent alone: bp, at least',
  isodisomyHets: 'One copy doubled: share of het calls below',
  heterodisomyHets: 'Both copies of one parent: share of het calls from',
  offBalance: 'Off balance: share of the other allele below',
  warnShare: 'To look at: share above',
  failShare: 'Fails: share above',
  minAlleles: 'Somatic alleles, at least',
  minNormalDepth: 'Reads of the normal, at least',
  sites: 'Sites that are looked for',
  minSiteQuality: 'GQ, at least',
  apart: 'bp without another variant on either side',
  minMappingQuality: 'MAPQ, at least',
  minBaseQuality: 'Base quality, at least',
  minReads: 'Reads that a genotype is called from, at least',
  readsHomozygous: 'Reads: share of the other allele in a homozygote, up to',
  readsHeterozygous: 'Reads: share of each allele in a heterozygote, from',
  maxOther: 'Reads: share of a third allele, up to',
  minCompared: 'Compared, at least',
  positions: 'Positions that are looked at',
  maxDifferent: 'Fails: share that differs above',
  least: 'Median relative depth of an autosome, at least',
  most: 'Median relative depth of an autosome, at most',
}

const decimal = (value: number | null): string => (value === null ? '–' : value.toFixed(2).replace('-', '−'))
const count = (value: number): string => value.toLocaleString('en-GB')

export const RELATION_WORDS: Readonly<Record<Relation, string>> = {
  'same-person': 'one person',
  'parent-child': 'parent and child',
  'full-siblings': 'full siblings',
  related: 'related',
  unrelated: 'unrelated',
}

const RELATEDNESS_WORDS: Readonly<Record<RelatednessReason, string>> = {
  'too-few-sites': 'Too few heterozygous sites in common to say anything.',
  'different-extents':
    'Not compared: they were called in files of their own, one of which has far more variants, so that what the other lacks is not known to be reference.',
  'as-stated': 'As the pedigree states.',
  'nothing-stated': 'The pedigree does not have both: nothing to compare with.',
  'same-person-unexpected':
    'These are one person, or identical twins. Check whether a sample was taken twice or labelled twice.',
  'not-same-person': 'These are two people, where one is stated. Check the labels of both samples.',
  'not-parent-child':
    'These are not parent and child. Check for exchanged samples before anything else; if there are none, the stated parentage.',
  'parent-child-with-ibs0':
    'As closely related as parent and child, but at too many sites without a common allele: they may be siblings. Check the labels.',
  'parent-child-but-one-chromosome':
    'Parent and child, but on one chromosome: it may be of the other parent alone (uniparental disomy), or deleted. Look at the Mendelian errors.',
  'siblings-without-ibs0':
    'Stated to be siblings, and hardly a site without a common allele: they may be parent and child. Check the labels.',
  'not-siblings': 'These are not full siblings. Check the labels, then the stated parentage.',
  'closer-than-stated': 'More closely related than stated. Check the labels, then the pedigree.',
  'less-close-than-stated': 'Less closely related than stated. Check the pedigree.',
  'related-unstated':
    'Related, where the pedigree states nothing: parents may be consanguineous. Check the pedigree.',
}

export function relatednessSentence(pair: PairRelatedness): string {
  const { a, b, relatedness, ibs0, sites, stated, reason, mostIbs0 } = pair
  const expected = stated === null ? '' : `, stated ${RELATION_WORDS[stated.relation]}`
  const where =
    reason === 'parent-child-but-one-chromosome' && mostIbs0 !== null
      ? ` (${count(mostIbs0.ibs0)} of them on chromosome ${mostIbs0.chromosome})`
      : ''
  return `${a} and ${b}: relatedness ${decimal(relatedness)}, ${count(ibs0)} of ${count(sites)} sites without a common allele${where}${expected}. ${RELATEDNESS_WORDS[reason]}`
}

/** What is to be said of all pairs together; null when nothing is. */
export function relatednessNote({
  reason,
  missingAsReference,
  everyNthPlace,
}: Pick<RelatednessCheck, 'reason' | 'missingAsReference' | 'everyNthPlace'>): string | null {
  if (reason === 'no-autosomes') return 'No file has a contig that is one of the chromosomes 1–22.'
  if (reason === 'one-sample')
    return 'Fewer than two samples have genotypes of germline variants: nothing to compare.'
  if (!missingAsReference) return null
  const some = everyNthPlace > 1 ? ` One position in ${count(everyNthPlace)} was looked at.` : ''
  return `Samples come from files of their own: a variant that a file does not have was taken as homozygous reference.${some}`
}

const SEX_WORDS: Readonly<Record<SexReason, string>> = {
  'build-unknown': 'The build’s pseudoautosomal regions are not known here, so X and Y cannot be judged.',
  'no-x': 'There is no chromosome X.',
  'too-few-sites': 'Too few calls on X to say anything.',
  targeted: 'Most of the genome has no reads: the index of a panel or an exome says nothing of X and Y.',
  'no-genes':
    'Most of the genome has no reads, as in a panel or an exome, and no genes of this build are known here that its targets could be found by. Add a GTF to the case.',
  'too-little-covered': 'Too little of X or of the autosomes has reads to say anything.',
  'between-copies': 'The depths lie between two numbers of copies. Look at the coverage along X and Y.',
  'as-stated': 'As stated.',
  'not-stated': 'No sex is stated: state it, so that it can be checked.',
  'other-sex': 'Not the stated sex. Check for exchanged samples, then what is stated.',
  'other-sex-y-unknown':
    'Not the copies of X of the stated sex, and nothing here tells of Y: exchanged samples, or X0 or XXY. Check for exchanged samples, then look at the reads of Y.',
  'other-karyotype':
    'A number of sex chromosomes other than usual would explain this: a hint, to be confirmed by the laboratory.',
}

/** One X and no Y of a man: age takes Y from cells. */
function hintWords({ karyotype, isByDepth }: KaryotypeHint, stated: SexFromCoverage['stated']): string {
  const lost =
    karyotype === 'X0' && stated === 'male' ? ', or like a man’s of whose cells most have lost Y' : ''
  return isByDepth
    ? `looks like ${karyotype}${lost}`
    : `may be ${karyotype}${lost}, which the depth of X and Y would have to show`
}

const STRETCH_WORDS = { windows: 'windows', exons: 'exons of targets' } as const

/** How depths were found: by the index alone, or by reads, and in how many places of each. */
function depthSource({ by, counted }: SexFromCoverage): string {
  if (by === 'index') return 'by its index alone'
  if (counted === null) return 'by its reads'
  const { of, autosomes, x, y } = counted
  return `by its reads in ${count(autosomes.covered)}, ${count(x.covered)} and ${count(y.covered)} ${STRETCH_WORDS[of]} of autosomes, X and Y`
}

export function sexSentence(check: SexFromGenotypes | SexFromCoverage): string {
  const numbers =
    check.check === 'sex-from-genotypes'
      ? `${count(check.calls?.het ?? 0)} heterozygous and ${count((check.calls?.homAlt ?? 0) + (check.calls?.hemizygous ?? 0))} other variant calls on X${check.hetRatio === null ? '' : ` (ratio ${decimal(check.hetRatio)})`}`
      : check.depths === null
        ? 'depth of X and Y not known'
        : `X at ${decimal(check.depths.x)} and Y at ${decimal(check.depths.y)} of the autosomes’ depth ${depthSource(check)}`
  const seen = check.seen === null ? '' : `, seen as ${check.seen}`
  const hints = check.hints.map((hint) => ` It ${hintWords(hint, check.stated)}.`).join('')
  return `${check.sample}: ${numbers}${seen}, stated ${check.stated}. ${SEX_WORDS[check.reason]}${hints}`
}

const MENDELIAN_WORDS: Readonly<Record<MendelianReason, string>> = {
  'too-few-sites': 'Too few sites to say anything.',
  'no-parent': 'Neither parent is in the file.',
  'as-expected': 'As expected of these parents.',
  'many-errors': 'More errors than expected. Look at where they lie, and at the quality of the calls.',
  'not-these-parents':
    'These are not the parents, or not both. Check for exchanged samples, then the stated parentage.',
  'one-parent-only': 'As expected of this parent; the other one is not in the file.',
}

export function mendelianSentence({ child, rate, total, reason, hints, unseen }: MendelianCheck): string {
  const clusters =
    hints.length === 0 ? '' : ` One parent’s alleles alone: ${hints.map(({ contig }) => contig).join(', ')}.`
  const half =
    unseen.length === 0
      ? ''
      : ' With one parent, both copies of a chromosome, or one copy doubled, from that parent cannot be seen.'
  return `${child}: ${count(total.errors)} errors at ${count(total.errors + total.goodAlt)} sites of the autosomes (${percent(rate)}). ${MENDELIAN_WORDS[reason]}${clusters}${half}`
}

const KIND_WORDS: Readonly<Record<UniparentalHint['kind'], string>> = {
  isodisomy: 'one copy doubled (isodisomy)',
  heterodisomy: 'both of that parent’s copies (heterodisomy)',
  mixed: 'stretches of one copy doubled and of both copies',
  unknown: 'of which kind cannot be told without that parent',
}

/** Places 1-based, both ends included. A deletion looks the same. */
export function uniparentalSentence(hint: UniparentalHint): string {
  const { contig, start, end, origin, kind, ofOneParent, informative, lod } = hint
  return `${contig}:${count(start + 1)}-${count(end)}: at ${count(ofOneParent)} of ${count(informative)} informative sites the child has the ${origin}’s alleles only (LOD ${lod.toFixed(0)}): uniparental disomy, ${KIND_WORDS[kind]}, or a deletion. A hint, to be confirmed by the laboratory.`
}

const CONTAMINATION_WORDS: Readonly<Record<ContaminationReason, string>> = {
  'off-balance-in-tumour':
    'More than expected of one person’s DNA. In a tumour, chromosomes that most cells have lost look the same; else another’s DNA may be in it.',
  'too-few-sites': 'Too few sites of enough depth to say anything.',
  'as-expected': 'As expected of one person’s DNA.',
  'off-balance':
    'More than expected of one person’s DNA: another’s may be in it, or the calls are of low quality. Ask the laboratory.',
}

export function contaminationSentence({ sample, sites, share, reason }: ContaminationHint): string {
  const numbers =
    share === null ? '' : ` at ${percent(share)} of ${count(sites)} sites a few reads have another allele.`
  return `${sample}:${numbers} ${CONTAMINATION_WORDS[reason]}`
}

const CONCORDANCE_WORDS: Readonly<Record<ConcordanceReason, string>> = {
  'no-germline-sites':
    'No file has the germline variants of both: whether they are one person’s cannot be said.',
  'different-extents':
    'Not compared: they were called in files of their own, one of which has far more variants, so that what the other lacks is not known to be reference.',
  'same-person': 'Of one person.',
  'in-between':
    'Fewer common genotypes than of one person. Chromosomes that the tumour has lost do that, where its variants that are homozygous in the normal stay so; so do calls of low quality.',
  'other-person':
    'Of two people, who may be relatives, or with much of another’s DNA. Check the labels of both samples.',
}
const NORMAL_WORDS: Readonly<Record<NormalReason, string>> = {
  'no-somatic-alleles': 'Too few somatic variants to say whether the normal has tumour in it.',
  'as-expected': 'The normal has no more of the tumour’s variants than by chance.',
  'tumour-in-normal':
    'The normal has reads of the tumour’s variants: tumour cells may be in it, and somatic variants missing from the file.',
}

export function tumourNormalSentence({
  tumour,
  normal,
  concordance,
  tumourInNormal,
}: TumourNormalCheck): string {
  const { homozygous, keptHomozygous } = concordance
  const kept =
    concordance.share === null || homozygous === 0
      ? ''
      : `, at ${percent(keptHomozygous / homozygous)} of the ${count(homozygous)} at which the normal is homozygous for the variant`
  return `${tumour} and ${normal}: the same genotype at ${percent(concordance.share)} of ${count(concordance.sites)} sites${kept}. ${CONCORDANCE_WORDS[concordance.reason]} Of ${count(tumourInNormal.alleles)} somatic alleles ${percent(tumourInNormal.share)} have reads in the normal. ${NORMAL_WORDS[tumourInNormal.reason]}`
}

const SWAP_WORDS: Readonly<Record<SwapReason, string>> = {
  'too-few-sites': 'Too few sites with enough reads to say anything.',
  'no-column': 'The file is of none of the samples with variants.',
  'same-sample': 'The reads are of this sample.',
  'other-sample': 'The reads are of another sample. Check whether files or labels were exchanged.',
  'no-sample-fits': 'The reads are of none of the samples. Check where the file came from.',
  'less-than-expected':
    'The reads fit less well than expected: another’s DNA among them, low quality, or, in a tumour, lost chromosomes.',
  'several-fit': 'The reads fit several samples, which are then one person.',
}
const TAG_WORDS: Readonly<Record<TagReason, string>> = {
  same: '',
  none: ' Its read groups name no sample.',
  other: ' Its read groups name another sample.',
  several: ' Its read groups name several samples.',
}

/** @param name of the file as it is shown */
export function swapSentence(name: string, { sample, best, concordances, reason, tags }: SwapRow): string {
  const numbers = concordances.map(
    (one) => `${one.sample}’s at ${percent(one.share)} of ${count(one.compared)} sites`,
  )
  const fits = best === null || best === sample ? '' : ` Best: ${best}.`
  const taken = sample === null ? '' : ` (${sample})`
  const shown = numbers.length === 0 ? '' : ` genotypes are ${numbers.join(', ')}.`
  return `${name}${taken}:${shown} ${SWAP_WORDS[reason]}${fits}${TAG_WORDS[tags.reason]}`
}
