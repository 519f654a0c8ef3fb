import { absentSentence } from '../../../shared/quality/absent-gene.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { sentence } from '../../../shared/errors/sentence.ts'
import type { Build } from '../../../shared/genome/build.ts'
import { formatRegion, type Region } from '../../../shared/genome/region.ts'
import type {
  CoverageGeneRow,
  CoveragePlan,
  CoverageState,
  CoverageSummary,
  CoverageTotal,
} from '../../../shared/quality/coverage-state.ts'
import { COVERAGE_TARGET, type TargetVerdict } from '../../../shared/quality/coverage-target.ts'
import { percentDown } from '../../../shared/quality/percent.ts'
import { plural } from '../../ui/amounts.ts'
import { ROLE_NAMES } from '../../review/words/sample-columns.ts'

/** `97.1 %`: rounded down, so that what is not all is never written as 100; `–` where nothing was counted. */
export function shareText(share: number | null): string {
  return share === null ? '–' : `${percentDown(share, 1)} %`
}

/** `34.2x` */
export const depthText = (depth: number | null): string => (depth === null ? '–' : `${depth.toFixed(1)}x`)

export const TARGET_WORDS = `${COVERAGE_TARGET.share * 100} % at ≥ ${COVERAGE_TARGET.threshold}x`

export const VERDICT_WORDS: Readonly<Record<TargetVerdict, string>> = {
  meets: 'meets the target',
  below: 'below the target',
  'not-counted': 'not counted',
}

/** A sample's role, or its name where the role says nothing; a name of our own making stays. */
export function sampleWords(state: Pick<CaseState, 'samples'> | null, name: string): string {
  const role = state?.samples.find((sample) => sample.name === name)?.role
  return role === undefined || role === 'other' || role === 'single' || role === 'sibling'
    ? name
    : ROLE_NAMES[role]
}

/** How it was counted, in one line. */
export function rulesWords({ plan, mapqAbove }: Pick<CoverageSummary, 'plan' | 'mapqAbove'>): string {
  return `MAPQ > ${mapqAbove} · no duplicates · overlapping mates once · ${whatWords(plan)} · ${plan.source}`
}

function whatWords({ asked, padding, exons, intervals }: CoveragePlan): string {
  if (exons === 0) return 'intervals as they are'
  const which = asked.transcripts === 'all' ? 'of all transcripts' : 'of the marked transcripts'
  return `exons ± ${padding} bp ${which}${intervals > 0 ? ', BED intervals as they are' : ''}`
}

/** All of it, for those who wait over the line. */
export const RULES_HINT =
  'Bases of reads with a mapping quality above the one given, without unmapped, secondary, QC-fail and duplicate reads; supplementary alignments count; a pair counts once where its mates overlap; deletions and skipped introns have no depth. Marked transcripts are MANE Select, else Ensembl canonical, RefSeq Select or APPRIS principal as the annotation has them; of the bundled genes the canonical one. Coding or not. Details: docs/coverage.md.'

/** `12 genes of Hereditary ataxia · 204 exons` */
export function planWords({ name, genes, exons, intervals, asked }: CoveragePlan): string {
  const parts = [
    asked.of.kind === 'genes'
      ? plural(genes, 'gene')
      : `${plural(genes, exons === 0 ? 'region' : 'gene')} of ${name}`,
    ...(exons > 0 ? [plural(exons, 'exon')] : []),
    ...(intervals > 0 ? [plural(intervals, 'interval')] : []),
  ]
  return parts.join(' · ')
}

/** What nothing is counted of, reason by reason, and whether another annotation may have it. */
export function absentWords(
  plan: Pick<CoveragePlan, 'absent'>,
): { reason: string; symbols: string[]; byAnnotation: boolean }[] {
  const by = new Map<string, string[]>()
  for (const { symbol, reason } of plan.absent) {
    const symbols = by.get(reason)
    if (symbols) symbols.push(symbol)
    else by.set(reason, [symbol])
  }
  return plan.absent
    .filter(({ reason }, i) => plan.absent.findIndex((each) => each.reason === reason) === i)
    .map(({ reason }) => ({
      reason: absentSentence(reason),
      symbols: by.get(reason) ?? [],
      byAnnotation: reason === 'unknown' || reason === 'not-placed' || reason === 'no-exons',
    }))
}

/** The samples that were counted, with their place in the summary. */
export function countedSamples({ samples }: Pick<CoverageSummary, 'samples'>) {
  return samples.flatMap(({ sample, file, result }, place) =>
    'error' in result ? [] : [{ sample, file, place, total: result }],
  )
}

/** Place of the target's threshold; -1 when the count has none. */
export const targetPlace = ({ thresholds }: Pick<CoverageSummary, 'thresholds'>): number =>
  thresholds.indexOf(COVERAGE_TARGET.threshold)

const shareAt = ({ shares }: Pick<CoverageTotal, 'shares'>, place: number): number | null =>
  shares?.[place] ?? null

/** What the line beside the list says: words, whether they warn, and all of it for who waits over it. */
export type LineWords = { readonly text: string; readonly warns: boolean; readonly title: string }

/** @param share of the count under way, 0 to 1; null while unknown */
export function lineWords(
  state: CoverageState,
  current: Pick<CaseState, 'samples'> | null,
  share: number | null,
): LineWords {
  if (state.counting !== null) {
    const far = share === null ? '' : ` ${Math.floor(share * 100)} %`
    return {
      text: `Coverage of the panel: counting${far}`,
      warns: false,
      title: 'Opens the coverage of the panel',
    }
  }
  if (state.counted === null || state.stale) {
    if (state.problem)
      return { text: 'Coverage of the panel: cannot be counted', warns: true, title: sentence(state.problem) }
    return state.stale
      ? {
          text: 'Coverage of the panel: out of date',
          warns: true,
          title: 'Panels, files or annotation have changed since it was counted',
        }
      : {
          text: 'Coverage of the panel: not yet counted',
          warns: false,
          title: 'Opens the coverage of the panel',
        }
  }
  return countedWords(state.counted, current)
}

function countedWords(summary: CoverageSummary, current: Pick<CaseState, 'samples'> | null): LineWords {
  const at = targetPlace(summary)
  const samples = countedSamples(summary)
  const absent = summary.plan.absent.length
  const failed = summary.samples.length - samples.length
  const lost = [
    ...(absent > 0 ? [`${plural(absent, 'gene')} not counted`] : []),
    ...(failed > 0 ? [`${plural(failed, 'file')} not counted`] : []),
  ]
  const each = samples.map(({ sample, total }) => {
    const gaps = plural(total.gaps[at] ?? 0, 'gap')
    return { name: sampleWords(current, sample), words: `${shareText(shareAt(total, at))} ≥ ${COVERAGE_TARGET.threshold}x · ${gaps}` } // prettier-ignore
  })
  const [first] = each
  if (first === undefined)
    return {
      text: 'Coverage of the panel: no file could be counted',
      warns: true,
      title: 'Opens what went wrong',
    }
  const notCounted = absent + failed
  const whose = each.length > 1 ? `Panel, ${first.name.toLowerCase()}` : 'Panel'
  // There is room for some fifty letters.
  const lead = each.length > 1 || notCounted > 0 ? whose : 'Coverage of the panel'
  const isBelow = samples.some(({ total }) => (shareAt(total, at) ?? 0) < COVERAGE_TARGET.share)
  return {
    text: [`${lead}: ${first.words}`, ...(notCounted > 0 ? [`${notCounted} not counted`] : [])].join(' · '),
    warns: isBelow || lost.length > 0,
    title: [...each.map(({ name, words }) => `${name}: ${words}`), ...lost, `target ${TARGET_WORDS}`].join(
      '\n',
    ),
  }
}

/** `chr7:117,559,464–117,559,655`, 1-based, both ends included. */
export const placeWords = (region: Region): string => formatRegion(region).replace(/-(?=[\d,]+$)/, '–')

/** To copy: with the build, as samtools and the search box read it. */
export const placeToCopy = (build: Build, region: Region): string =>
  `${build === 'unknown' ? 'unknown build' : build} ${formatRegion(region).replaceAll(',', '')}`

export const lengthWords = ({ start, end }: Pick<Region, 'start' | 'end'>): string =>
  `${(end - start).toLocaleString('en-GB')} bp`

/** `exon 5`, `exons 5–6` of `exon5-6`. */
export function exonWords(exons: string): string {
  const [first, last] = exons.replace(/^exon/, '').split('-')
  return last === undefined ? `exon ${first}` : `exons ${first}–${last}`
}

/** Why a gene's row has no numbers; null when it has. */
export const absentNote = ({ absent }: Pick<CoverageGeneRow, 'absent'>): string | null =>
  absent === null ? null : `not counted: ${absentSentence(absent)}`
