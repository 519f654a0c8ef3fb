import { sentence } from '../errors/sentence.ts'
import type { BuildCheck, BuildReason, RefBases } from './build-check.ts'
import type { CheckId } from './check-id.ts'
import { type FileConcern, type FileHealth, SAID_OTHERWISE } from './file-health.ts'
import type { CheckProgress, CheckResult, CheckStanding, GateCheck, ImpossibleReason } from './gate.ts'
import type { CoverageStep } from './coverage-steps.ts'
import type { CoveredFile, GenomeCoverageReason } from './genome-coverage.ts'
import {
  contaminationSentence,
  mendelianSentence,
  relatednessNote,
  relatednessSentence,
  sexSentence,
  swapSentence,
  tumourNormalSentence,
  uniparentalSentence,
} from './genotype-words.ts'
import type { Verdict } from './verdict.ts'

/* The one place that words the checks as a whole, and those that are not of genotypes. */

export const CHECK_TITLES: Readonly<Record<CheckId, string>> = {
  build: 'Genome build',
  files: 'File health',
  coverage: 'Coverage of the genome',
  sex: 'Sex',
  relatedness: 'Relatedness',
  mendelian: 'Mendelian errors',
  contamination: 'Contamination',
  'tumour-normal': 'Tumour and normal',
  swap: 'Reads and variants of one sample',
}

export const STANDING_WORDS: Readonly<Record<CheckStanding, string>> = {
  pending: 'Checking…',
  passes: 'Passes',
  'not-possible': 'Not possible',
  acknowledged: 'Acknowledged',
  warns: 'To look at',
  fails: 'Fails',
  blocks: 'Fails: blocks the review',
}

/** What each check does, for whoever reads its numbers. */
export const CHECK_ABOUT: Readonly<Record<CheckId, string>> = {
  build:
    'Contigs of all files have the same lengths, and REF bases of the variants are those of the reference.',
  files:
    'Files are whole, their indexes newer than they are, reads sorted and named by sample; what made them.',
  coverage:
    'Depth along the genome relative to the sample’s usual, from the index alone: chromosomes that are lost or gained show as steps.',
  sex: 'Depth of X and Y and heterozygous calls on X, outside the pseudoautosomal regions, beside the stated sex.',
  relatedness: 'How closely every two samples are related by their genotypes, beside the stated pedigree.',
  mendelian:
    'Genotypes of a child that its parents cannot have given it; stretches of one parent’s alleles alone.',
  contamination: 'Sites at which a few reads have another allele than the genotype: somebody else’s DNA.',
  'tumour-normal':
    'Whether tumour and normal are of one person, and whether the normal has the tumour’s variants.',
  swap: 'The reads of each file beside each sample’s genotypes: whether files or labels were exchanged.',
}

const IMPOSSIBLE_WORDS: Readonly<Record<ImpossibleReason, string>> = {
  'no-files': 'The case has no files.',
  'no-variants': 'The case has no variants with genotypes.',
  'no-reads': 'The case has no reads.',
  'one-sample': 'There is one sample: nothing to compare it with.',
  'no-parents': 'No file has the variants of a child together with those of a parent.',
  'no-pair': 'The case has no tumour with a normal. Roles are set under Who is who.',
  'no-samples': 'The files name no samples.',
  'not-imported': 'The variants were not imported: import them, then check again.',
  'not-indexed': 'The reads have no index: index them, then check again.',
}

const count = (value: number): string => value.toLocaleString('en-GB')
const some = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

const BUILD_WORDS: Readonly<Record<BuildReason, string>> = {
  'as-reference': 'All are the reference’s.',
  'some-different':
    'Some are not the reference’s: it is the same genome in another edition, or records were edited. Look at which.',
  'other-reference':
    'They are not of this reference. Nothing of the file can be trusted beside it: find the reference that it was called on, or the file called on this one, and open the case with that.',
  'no-reference':
    'No reference is installed, and no reads say by their MD tags what it was: not compared. Add the FASTA to the case.',
  'too-few-known': 'Too few lie where the reference is known to say anything.',
  'not-imported': 'The variants were not imported: not compared.',
}

/** @param reference what it was held against, in words */
function refBasesSentence(
  { name, compared, different, reason, examples }: RefBases,
  reference: string,
): string {
  const numbers =
    compared === 0 ? '' : ` ${count(different)} of ${some(compared, 'REF base')} differ from ${reference}.`
  const [first] = examples
  const example =
    first === undefined
      ? ''
      : ` The first: ${first.contig}:${count(first.position)} has ${first.ref}, the reference ${first.reference}.`
  return `${name}:${numbers} ${BUILD_WORDS[reason]}${example}`
}

export function referenceWords({ source, name }: BuildCheck['reference']): string {
  if (source === 'file') return name ?? 'the installed reference'
  return source === 'reads' ? 'the reads’ MD tags' : 'no reference'
}

const CONCERN_WORDS: Readonly<Record<FileConcern, string>> = {
  'no-end-mark': 'has no end mark: it may have been cut off. Copy it again',
  'index-old': 'is newer than its index: build the index anew',
  'index-failed': 'has no index that can be used',
  'index-missing': 'has no index: build it',
  'not-by-coordinate': 'says that it is not sorted by coordinate',
  'no-read-groups': 'has no read groups: whose reads they are it does not say',
  'read-group-without-sample': 'has read groups without a sample (SM)',
  'several-samples': 'has reads of several samples',
  unreachable: 'cannot be read',
  notice: 'has something to look at',
}

export function fileHealthSentence({ name, concerns, unreachable, indexError, notices }: FileHealth): string {
  if (concerns.length === 0) return `${name}: nothing to look at.`
  const said = concerns.filter((one) => one !== 'notice').map((one) => CONCERN_WORDS[one])
  const errors = [
    ...(unreachable ? [unreachable] : []),
    ...(indexError ? [indexError] : []),
    ...notices.filter(({ kind }) => !SAID_OTHERWISE.has(kind)),
  ].map((error) => sentence(error))
  const first = said.length === 0 ? '' : `${said.join('; ')}.`
  return `${name} ${[first, ...errors].filter(Boolean).join(' ')}`
}

const COVERAGE_WORDS: Readonly<Record<GenomeCoverageReason, string>> = {
  'as-expected': 'All autosomes at the usual depth, without steps of 5 Mb or more.',
  targeted: 'Most of the genome has no reads: of a panel or an exome the index says little.',
  'autosomes-off': 'A chromosome may be lost or gained, or the file is not whole. Look at the steps.',
  coarse:
    'All autosomes at the usual depth. The file has so few reads that its index tells nothing of parts of chromosomes.',
  steps: 'A part of a chromosome may be lost or gained, or the file is not whole. Look at the steps.',
  'not-read': 'Its index could not be read.',
}

/** Steps that are named in a sentence; the table has all. */
const STEPS_SAID = 6

function genomeCoverageSentence({ name, sample, reason, off, steps, error }: CoveredFile): string {
  const said = [
    ...off.map(({ contig, median }) => `${contig} at ${median.toFixed(2)}`),
    ...steps.slice(0, STEPS_SAID).map(stepWords),
  ]
  const more = steps.length > STEPS_SAID ? ` and ${some(steps.length - STEPS_SAID, 'more step')}` : ''
  const which = said.length === 0 ? '' : `${said.join(', ')} of the usual depth${more}. `
  const why = error === null ? '' : ` ${sentence(error)}`
  return `${sample ?? name}: ${which}${COVERAGE_WORDS[reason]}${why}`
}

/** `chr5:30–40 Mb at 0.52`: positions are told to about 1 Mb. */
export function stepWords({ contig, start, end, median, usual }: CoverageStep): string {
  const [from, to] = [start, end].map((position) => String(Math.round(position / 1_000_000)))
  // Of X the usual is the sample's own: one copy or two.
  const beside = usual === 1 ? '' : ` (all of it ${usual.toFixed(2)})`
  return `${contig}:${from}–${to} Mb at ${median.toFixed(2)}${beside}`
}

export type FoundSentence = { readonly verdict: Verdict; readonly text: string }

/** What a check found, sentence by sentence. @param fileName of a file by its id */
export function resultSentences(result: CheckResult, fileName: (id: string) => string): FoundSentence[] {
  switch (result.check) {
    case 'build': {
      const lengths: FoundSentence = {
        verdict: 'passes',
        text: `Contig lengths of ${some(result.lengths.length, 'file')} agree (${result.build === 'unknown' ? 'of no build that is known here' : result.build}).`,
      }
      const bases = result.bases.map((one) => ({
        verdict: one.verdict,
        text: refBasesSentence(one, referenceWords(result.reference)),
      }))
      return [...(result.lengths.length > 0 ? [lengths] : []), ...bases]
    }
    case 'files':
      return result.files.map((one) => ({ verdict: one.verdict, text: fileHealthSentence(one) }))
    case 'coverage':
      return result.files.map((one) => ({ verdict: one.verdict, text: genomeCoverageSentence(one) }))
    case 'sex':
      return [...result.byCoverage, ...result.byGenotypes].map((one) => ({
        verdict: one.verdict,
        text: sexSentence(one),
      }))
    case 'relatedness': {
      const note = relatednessNote(result)
      const pairs = result.pairs.map((one) => ({ verdict: one.verdict, text: relatednessSentence(one) }))
      return note === null ? pairs : [...pairs, { verdict: 'passes', text: note }]
    }
    case 'mendelian':
      return result.trios.flatMap((one): FoundSentence[] => [
        { verdict: one.verdict, text: mendelianSentence(one) },
        ...one.hints.map((hint): FoundSentence => ({ verdict: 'warns', text: uniparentalSentence(hint) })),
      ])
    case 'contamination':
      return result.samples.map((one) => ({ verdict: one.verdict, text: contaminationSentence(one) }))
    case 'tumour-normal':
      return result.pairs.map((one) => ({ verdict: one.verdict, text: tumourNormalSentence(one) }))
    case 'sample-swap':
      return result.rows.map((one) => ({
        verdict: one.verdict === 'passes' ? one.tags.verdict : one.verdict,
        text: swapSentence(fileName(one.file), one),
      }))
  }
}

/** What a check says in one line. */
export function checkLine({ progress }: GateCheck, fileName: (id: string) => string): string {
  if (progress.state !== 'done') return progressWords(progress)
  const found = resultSentences(progress.result, fileName)
  const wrong = found.filter(({ verdict }) => verdict === 'warns' || verdict === 'fails')
  const [first] = wrong
  if (!first) {
    if (progress.verdict === 'passes') return 'As expected.'
    // Not what could be looked at, which passed: why nothing could be said.
    const why = found.find(({ verdict }) => verdict === progress.verdict) ?? found[0]
    return why?.text ?? 'Nothing could be said.'
  }
  return wrong.length === 1 ? first.text : `${first.text} And ${wrong.length - 1} more.`
}

/** Failures of one check that are told one by one: of two exchanged samples both. */
const SHOWN_FAILURES = 2

/** What fails of a check, a line for each; of one that does not fail its one line. */
export function failureLines(check: GateCheck, fileName: (id: string) => string): string[] {
  const { progress } = check
  const found = progress.state === 'done' ? resultSentences(progress.result, fileName) : []
  const failures = found.filter(({ verdict }) => verdict === 'fails').map(({ text }) => text)
  if (failures.length === 0) return [checkLine(check, fileName)]
  const more = failures.length - SHOWN_FAILURES
  return [...failures.slice(0, SHOWN_FAILURES), ...(more > 0 ? [`And ${more} more.`] : [])]
}

export function progressWords(progress: Exclude<CheckProgress, { state: 'done' }>): string {
  switch (progress.state) {
    case 'waiting':
      return progress.on === 'variants'
        ? 'Waits until the variants are imported.'
        : progress.on === 'indexes'
          ? 'Waits until the files are indexed.'
          : 'Waits for the checks before it.'
    case 'running':
      return 'Being checked…'
    case 'not-possible':
      return IMPOSSIBLE_WORDS[progress.reason]
    case 'failed':
      return `Could not be checked. ${sentence(progress.error)}`
    case 'cancelled':
      return 'Not checked: it was cancelled.'
  }
}

/** How the checks are as a whole, and the few words of the header. What could not be made is never counted as passed. */
export function gateWords(standings: readonly CheckStanding[]): {
  readonly whole: 'to-look-at' | 'checking' | 'passed' | 'not-possible'
  readonly words: string
} {
  const number = (...of: readonly CheckStanding[]): number =>
    standings.filter((standing) => of.includes(standing)).length
  const open = number('warns', 'fails', 'blocks')
  if (open > 0) return { whole: 'to-look-at', words: some(open, 'check') }
  if (number('pending') > 0) return { whole: 'checking', words: 'Checking…' }
  const passed = number('passes')
  if (passed + number('acknowledged') === 0) return { whole: 'not-possible', words: 'No check possible' }
  return {
    whole: 'passed',
    words:
      passed === standings.length
        ? 'All checks passed'
        : `${passed} of ${some(standings.length, 'check')} passed`,
  }
}
