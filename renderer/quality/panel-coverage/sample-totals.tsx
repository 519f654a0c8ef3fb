import type {
  CoverageGeneRow,
  CoverageSummary,
  CoverageSummarySample,
  CoverageTotal,
} from '../../../shared/quality/coverage-state.ts'
import { COVERAGE_TARGET, targetVerdict } from '../../../shared/quality/coverage-target.ts'
import { useCase } from '../../app/session-context.tsx'
import { countText } from '../../ui/amounts.ts'
import { ErrorNote } from '../../ui/error-note.tsx'
import {
  countedSamples,
  depthText,
  sampleWords,
  shareText,
  TARGET_WORDS,
  targetPlace,
  VERDICT_WORDS,
} from './coverage-words.ts'
import { ShareBar, VerdictGlyph } from './share-bar.tsx'

/** What it comes to for each sample, against the target. */
export function SampleTotals({
  summary,
  genes,
}: {
  summary: CoverageSummary
  genes: readonly CoverageGeneRow[]
}) {
  const at = targetPlace(summary)
  const { thresholds } = summary
  const counted = countedSamples(summary)
  return (
    <table className="coverage-totals">
      <caption className="visually-hidden">All that is counted, by sample</caption>
      <thead>
        <tr>
          <th scope="col">Sample</th>
          <th scope="col" title={COVERAGE_TARGET.source}>
            Target {TARGET_WORDS}
          </th>
          {thresholds.map((threshold) => (
            <th key={threshold} scope="col" className="number">
              ≥ {threshold}x
            </th>
          ))}
          <th scope="col" className="number">
            Mean
          </th>
          <th scope="col" className="number">
            Least
          </th>
          <th scope="col" className="number">
            Gaps &lt; {COVERAGE_TARGET.threshold}x
          </th>
          <th scope="col" className="number">
            Genes below
          </th>
          <th scope="col" className="number">
            Bases
          </th>
        </tr>
      </thead>
      <tbody>
        {summary.samples.map((sample, i) => (
          <SampleLine
            key={`${sample.sample} ${sample.file}`}
            sample={sample}
            at={at}
            width={thresholds.length}
            below={genesBelow(
              genes,
              counted.findIndex(({ place }) => place === i),
              at,
            )}
          />
        ))}
      </tbody>
    </table>
  )
}

/** Genes of which a sample has less than the target. */
function genesBelow(genes: readonly CoverageGeneRow[], place: number, at: number): number {
  return genes.filter(({ samples }) => {
    const share = samples[place]?.shares?.[at]
    return share !== undefined && share < COVERAGE_TARGET.share
  }).length
}

function SampleLine({
  sample: { sample, file, result },
  at,
  width,
  below,
}: {
  sample: CoverageSummarySample
  at: number
  width: number
  below: number
}) {
  const current = useCase((s) => s.current)
  const name = sampleWords(current, sample)
  const head = (
    <th scope="row" title={`${sample} · ${file}`}>
      {name}
    </th>
  )
  if ('error' in result)
    return (
      <tr>
        {head}
        <td colSpan={width + 6}>
          <ErrorNote error={result.error} tone="notice" lead={`The reads of ${name} could not be counted.`} />
        </td>
      </tr>
    )
  return (
    <tr>
      {head}
      <Verdict total={result} at={at} />
      {Array.from({ length: width }, (_, t) => (
        <td key={t} className="number" data-target={t === at ? '' : undefined}>
          {shareText(result.shares?.[t] ?? null)}
        </td>
      ))}
      <td className="number">{depthText(result.mean)}</td>
      <td className="number">{result.min === null ? '–' : `${result.min}x`}</td>
      <td className="number">{countText(result.gaps[at] ?? 0)}</td>
      <td className="number">{countText(below)}</td>
      <td className="number">{countText(result.bases)} bp</td>
    </tr>
  )
}

function Verdict({ total, at }: { total: CoverageTotal; at: number }) {
  const share = total.shares?.[at] ?? null
  const verdict = targetVerdict(share)
  const lacks = total.missingContigs
  return (
    <td>
      <span className="coverage-verdict" data-verdict={verdict}>
        <VerdictGlyph verdict={verdict} />
        <ShareBar share={share} target />
        {VERDICT_WORDS[verdict]}
      </span>
      {lacks.length > 0 && <span className="muted"> · the file has no {lacks.join(', ')}</span>}
    </td>
  )
}
