import { useEffect, useMemo, useState } from 'react'
import { decodeDepthColumn } from '../../../shared/genome/depth-column.ts'
import type { Band } from '../../../shared/genome/gene.ts'
import type { IndexCoverageSummary } from '../../../shared/genome/index-coverage.ts'
import type { CoverageStep } from '../../../shared/quality/coverage-steps.ts'
import { stepWords } from '../../../shared/quality/gate-words.ts'
import type { CoveredFile, GenomeCoverageCheck } from '../../../shared/quality/genome-coverage.ts'
import { useSession } from '../../app/session-context.tsx'
import { depthBins } from '../plots/depth-bins.ts'
import {
  axisLength,
  chromosomeAxis,
  drawBorders,
  drawLevel,
  drawSteps,
  genomeAxis,
} from '../plots/genome-axis.ts'
import { drawIdeogram, useBands } from '../plots/ideogram.ts'
import { percent } from '../../../shared/quality/percent.ts'
import { decimals, NumbersTable } from '../plots/numbers-table.tsx'
import { Plot, type PlotOptions, type PlotPoint } from '../plots/plot.tsx'
import { PlotOrTable } from '../plots/plot-or-table.tsx'
import type { PlotTheme } from '../plots/plot-theme.ts'

const MB = 1_000_000

/** Relative depth that is drawn; what is more stands at the top. */
const MOST = 2

/** Each file's depth along the genome. */
export function CoverageDetail({ result }: { result: GenomeCoverageCheck }) {
  return result.files.map((file) =>
    file.coverage === null ? null : <FileCoverage key={file.file} file={file} coverage={file.coverage} />,
  )
}

function FileCoverage({ file, coverage }: { file: CoveredFile; coverage: IndexCoverageSummary }) {
  const name = file.sample ?? file.name
  const axis = useMemo(() => genomeAxis(coverage.contigs), [coverage])
  const chromosomes = (
    <NumbersTable
      label={`Relative depth of ${name} by chromosome`}
      head={['Chromosome', 'Median', 'Mean', 'Without reads']}
      rows={axis.map(({ contig }) => {
        const found = coverage.contigs.find((one) => one.name === contig)
        return {
          key: contig,
          cells: [
            contig,
            decimals(found?.median ?? null),
            decimals(found?.mean ?? null),
            percent(found?.withoutSignal ?? null, 0),
          ],
        }
      })}
    />
  )
  const table =
    file.steps.length === 0 ? (
      chromosomes
    ) : (
      <>
        <NumbersTable
          label={`Steps of the depth of ${name}`}
          head={['Step', 'From, Mb', 'To, Mb', 'Median', 'Usual']}
          rows={file.steps.map(({ contig, start, end, median, usual }) => ({
            key: `${contig}:${start}`,
            cells: [contig, decimals(start / MB), decimals(end / MB), decimals(median), decimals(usual)],
          }))}
        />
        {chromosomes}
      </>
    )
  return (
    <PlotOrTable
      title={`Relative depth of ${name}`}
      plot={<Depth file={file.file} name={name} coverage={coverage} steps={file.steps} axis={axis} />}
      table={table}
    />
  )
}

function Depth({
  file,
  name,
  coverage,
  steps,
  axis,
}: {
  file: string
  name: string
  coverage: IndexCoverageSummary
  steps: readonly CoverageStep[]
  axis: ReturnType<typeof genomeAxis>
}) {
  const { client } = useSession()
  const bands = useBands()
  const [depth, setDepth] = useState<Float32Array | 'failed' | null>(null)
  useEffect(() => {
    const left = new AbortController()
    const read = async (): Promise<void> => {
      const response = await fetch(`${client.bulkRoot}coverage/${encodeURIComponent(file)}`, {
        signal: left.signal,
      })
      const column = response.ok ? decodeDepthColumn(await response.arrayBuffer()) : undefined
      setDepth(column?.relativeDepth ?? 'failed')
    }
    read().catch(() => {
      if (!left.signal.aborted) setDepth('failed')
    })
    return () => left.abort()
  }, [client, file])
  const drawn = useMemo(
    () => (depth instanceof Float32Array ? plotOf(coverage, steps, axis, depth, bands) : null),
    [coverage, steps, axis, depth, bands],
  )
  if (depth === 'failed')
    return <p className="muted">The depths could not be read. The table has those of each chromosome.</p>
  if (drawn === null) return <p className="muted">Reading…</p>
  return <Plot label={`Relative depth of ${name} along the genome`} {...drawn} height={168} />
}

function plotOf(
  coverage: IndexCoverageSummary,
  steps: readonly CoverageStep[],
  axis: ReturnType<typeof genomeAxis>,
  depth: Float32Array,
  bands: readonly Band[],
) {
  const { x, y } = depthBins(coverage, axis, depth)
  const placed = steps.flatMap((step) => {
    const left = axis.find(({ contig }) => contig === step.contig)?.start
    if (left === undefined) return []
    return [{ step, from: left + step.start / MB, to: left + step.end / MB, y: Math.min(MOST, step.median) }]
  })
  const chromosomes = axis.map(({ contig, name, start, length }): PlotPoint => {
    const found = coverage.contigs.find((one) => one.name === contig)
    const median = found?.median ?? null
    return {
      x: start + length / 2,
      y: Math.min(MOST, median ?? 0),
      text:
        median === null
          ? `Chromosome ${name}: no reads`
          : `Chromosome ${name}: ${decimals(median)} of the usual depth (median), ${percent(found?.withoutSignal ?? null, 0)} without reads`,
    }
  })
  const named = placed.map(({ step, from, to, y: level }): PlotPoint => {
    return { x: (from + to) / 2, y: level, text: `Step: ${stepWords(step)} of the usual depth` }
  })
  const points = [...chromosomes, ...named].toSorted((a, b) => a.x - b.x)
  const optionsOf = (theme: PlotTheme): PlotOptions => ({
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false, range: [0, axisLength(axis)] }, y: { range: [0, MOST + 0.05] } },
    axes: [
      chromosomeAxis(axis, theme),
      {
        stroke: theme.quiet,
        font: theme.font,
        grid: { show: false },
        ticks: { show: false },
        label: '× usual depth',
        labelFont: theme.font,
        labelSize: 18,
        size: 40,
        splits: () => [0, 0.5, 1, 1.5, 2],
      },
    ],
    series: [
      {},
      {
        stroke: theme.accent,
        paths: () => null,
        points: { show: true, size: 2.5, space: 0, fill: theme.accent, width: 0 },
      },
    ],
    hooks: {
      drawClear: [
        (plot) => {
          drawIdeogram(plot, axis, bands, theme)
          drawBorders(plot, axis, theme)
          for (const level of [0.5, 1, 1.5])
            drawLevel(plot, level, level === 1 ? theme.quiet : theme.line, level !== 1)
        },
      ],
      draw: [(plot) => drawSteps(plot, placed, theme)],
    },
  })
  const shown = y.map((value) => (value === null ? null : Math.min(MOST, value)))
  return { data: [x, shown] as [number[], (number | null)[]], points, optionsOf }
}
