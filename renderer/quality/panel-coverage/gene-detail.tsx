import type {
  CoverageGeneDetail,
  CoverageGeneRow,
  CoverageSummary,
} from '../../../shared/quality/coverage-state.ts'
import type { Region } from '../../../shared/genome/region.ts'
import { useCase, useCoverage, useSession } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import {
  absentNote,
  countedSamples,
  depthText,
  exonWords,
  lengthWords,
  placeToCopy,
  placeWords,
  sampleWords,
  shareText,
} from './coverage-words.ts'
import { goToReads } from './go-to-reads.ts'
import { useGeneDetail } from './use-count.ts'

/** Gaps listed; a gene without reads in a BED of a thousand pieces has more. The BED has all. */
const MOST_GAPS = 300
/** TTN's longest transcript has 363 exons. */
const MOST_EXONS = 2000

/** The gaps and exons of the selected gene; a press on one shows its reads. */
export function GeneDetail({ summary, gene }: { summary: CoverageSummary; gene: CoverageGeneRow | null }) {
  const { value, error } = useGeneDetail(summary.key, gene?.gene ?? null)
  if (gene === null) return null
  const note = absentNote(gene)
  return (
    <section
      id="coverage-gene"
      className="gene-detail"
      aria-label={`Exons and gaps of ${gene.symbol}`}
      tabIndex={0}
    >
      <h3 className="gene-detail-name">
        {gene.symbol}
        <span className="muted">{aboutGene(gene)}</span>
      </h3>
      {error && <ErrorNote error={error} />}
      {note !== null && <p className="muted">{note}</p>}
      {note === null && value && (
        <>
          <Gaps summary={summary} detail={value} />
          <Exons summary={summary} detail={value} />
        </>
      )}
    </section>
  )
}

function aboutGene({ contig, transcripts }: CoverageGeneRow): string {
  const some = transcripts.length > 2 ? plural(transcripts.length, 'transcript') : transcripts.join(', ')
  return [contig, some].filter((part) => part !== null && part !== '').join(' · ')
}

function Gaps({ summary, detail }: { summary: CoverageSummary; detail: CoverageGeneDetail }) {
  const threshold = useCoverage((s) => s.look.threshold)
  const current = useCase((s) => s.current)
  const { contig } = detail
  const depth = summary.thresholds[threshold] ?? 0
  const samples = countedSamples(summary)
  const gaps = detail.gaps.filter((gap) => gap.threshold === threshold)
  const shown = gaps.slice(0, MOST_GAPS)
  const several = samples.length > 1
  if (gaps.length === 0 || contig === null)
    return <p className="coverage-none">No gap below {depth}x in any sample counted.</p>
  return (
    <table className="stretches">
      <caption>
        {plural(gaps.length, 'gap')} below {depth}x
      </caption>
      <thead>
        <tr>
          {several && <th scope="col">Sample</th>}
          <th scope="col">Place</th>
          <th scope="col">Exon</th>
          <th scope="col" className="number">
            Length
          </th>
          <th scope="col" className="number">
            Least
          </th>
          <th scope="col" className="number">
            Mean
          </th>
          <th scope="col">
            <span className="visually-hidden">Copy</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {shown.map((gap) => (
          <tr key={`${gap.sample} ${gap.start}`}>
            {several && <td>{sampleWords(current, samples[gap.sample]?.sample ?? '')}</td>}
            <td>
              <Place region={{ contig, start: gap.start, end: gap.end }} />
            </td>
            <td>{exonWords(gap.exons)}</td>
            <td className="number">{lengthWords(gap)}</td>
            <td className="number">{gap.min}x</td>
            <td className="number">{depthText(gap.mean)}</td>
            <td>
              <Copy region={{ contig, start: gap.start, end: gap.end }} />
            </td>
          </tr>
        ))}
      </tbody>
      {gaps.length > shown.length && (
        <MoreRows columns={7} words={`${plural(gaps.length - shown.length, 'more gap')}: export the BED`} />
      )}
    </table>
  )
}

function Exons({ summary, detail }: { summary: CoverageSummary; detail: CoverageGeneDetail }) {
  const threshold = useCoverage((s) => s.look.threshold)
  const current = useCase((s) => s.current)
  const { contig, exons } = detail
  if (contig === null || exons.length === 0) return null
  const samples = countedSamples(summary)
  const depth = summary.thresholds[threshold] ?? 0
  const several = new Set(exons.map(({ transcript }) => transcript)).size > 1
  return (
    <table className="stretches">
      <caption>
        {plural(exons.length, 'exon')} with {summary.plan.padding} bp on either side, ≥ {depth}x
      </caption>
      <thead>
        <tr>
          {several && <th scope="col">Transcript</th>}
          <th scope="col" className="number">
            Exon
          </th>
          <th scope="col">Place</th>
          {samples.map(({ sample, file }) => (
            <th key={`${sample} ${file}`} scope="col" className="number">
              {sampleWords(current, sample)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {exons.slice(0, MOST_EXONS).map((exon) => (
          <tr key={`${exon.transcript} ${exon.number} ${exon.start}`}>
            {several && <td className="stretch-transcript">{exon.transcript}</td>}
            <td className="number">{exon.number}</td>
            <td>
              <Place region={{ contig, start: exon.start, end: exon.end }} />
            </td>
            {exon.samples.map(({ shares, mean }, place) => (
              <td key={place} className="number" title={`mean ${depthText(mean)}`}>
                {shareText(shares?.[threshold] ?? null)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {exons.length > MOST_EXONS && (
        <MoreRows
          columns={3 + samples.length}
          words={`${plural(exons.length - MOST_EXONS, 'more exon')}: export the table of exons`}
        />
      )}
    </table>
  )
}

function MoreRows({ columns, words }: { columns: number; words: string }) {
  return (
    <tfoot>
      <tr>
        <td colSpan={columns} className="muted">
          and {words}
        </td>
      </tr>
    </tfoot>
  )
}

/** A stretch as a link to its reads. */
function Place({ region }: { region: Region }) {
  const session = useSession()
  const words = placeWords(region)
  return (
    <Button
      look="link"
      aria-label={`Show the reads at ${words}`}
      onPress={() => void goToReads(session, region)}
    >
      {words}
    </Button>
  )
}

function Copy({ region }: { region: Region }) {
  const build = useCase((s) => s.current?.build ?? 'unknown')
  const text = placeToCopy(build, region)
  return <CopyButton compact text={text} label={`Copy ${text}`} />
}
