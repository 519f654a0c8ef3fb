import { useMemo } from 'react'
import type { Band } from '../../../shared/genome/gene.ts'
import type { Build } from '../../../shared/genome/build.ts'
import { chromosomeLength } from '../../../shared/genome/chromosome-length.ts'
import { MENDELIAN_BIN, type MendelianCheck } from '../../../shared/quality/mendelian.ts'
import { useCase } from '../../app/session-context.tsx'
import { axisLength, chromosomeAxis, drawBorders, genomeAxis } from '../plots/genome-axis.ts'
import { drawIdeogram, useBands } from '../plots/ideogram.ts'
import { percent } from '../../../shared/quality/percent.ts'
import { decimals, NumbersTable } from '../plots/numbers-table.tsx'
import { Plot, type PlotOptions, type PlotPoint } from '../plots/plot.tsx'
import { PlotOrTable } from '../plots/plot-or-table.tsx'
import type { PlotTheme } from '../plots/plot-theme.ts'
import uPlot from 'uplot'

/** A child's errors along the genome, megabase by megabase; stretches of one parent alone stand out. */
export function MendelianDetail({ trio }: { trio: MendelianCheck }) {
  const build = useCase((s) => s.current?.build ?? 'unknown')
  const table = (
    <NumbersTable
      label={`Mendelian errors of ${trio.child} by chromosome`}
      head={['Chromosome', 'Errors', 'Sites', 'Rate', 'Chance (log10)', 'One parent alone']}
      rows={trio.contigs.map(({ contig, errors, goodAlt, rate, log10P }) => ({
        key: contig,
        cells: [
          contig,
          errors.toLocaleString('en-GB'),
          (errors + goodAlt).toLocaleString('en-GB'),
          percent(rate),
          decimals(log10P, 1),
          trio.hints
            .filter((hint) => hint.contig === contig)
            .map(({ origin, kind }) => `${origin}: ${kind}`)
            .join(', ') || '–',
        ],
      }))}
    />
  )
  return (
    <PlotOrTable
      title={`Mendelian errors of ${trio.child} along the genome`}
      plot={<Errors trio={trio} build={build} />}
      table={table}
    />
  )
}

function Errors({ trio, build }: { trio: MendelianCheck; build: Build }) {
  const bands = useBands()
  const { data, points, optionsOf } = useMemo(() => plotOf(trio, build, bands), [trio, build, bands])
  return (
    <Plot
      label={`Mendelian errors of ${trio.child} in each megabase`}
      data={data}
      points={points}
      optionsOf={optionsOf}
      height={198}
    />
  )
}

function plotOf(trio: MendelianCheck, build: Build, bands: readonly Band[]) {
  const axis = genomeAxis(
    trio.contigs.map(({ contig, chromosome, bins }) => ({
      name: contig,
      length: chromosomeLength(build, chromosome ?? '') ?? (bins.at(-1)?.start ?? 0) + MENDELIAN_BIN,
    })),
  )
  const x: number[] = []
  const y: number[] = []
  const points: PlotPoint[] = []
  for (const { contig, name, start, length } of axis) {
    const found = trio.contigs.find((one) => one.contig === contig)
    if (!found) continue
    let most = 0
    for (const bin of found.bins) {
      x.push(start + (bin.start + MENDELIAN_BIN / 2) / 1_000_000)
      y.push(bin.errors)
      most = Math.max(most, bin.errors)
    }
    const hints = trio.hints.filter((hint) => hint.contig === contig)
    const hint =
      hints.length === 0
        ? ''
        : `; alleles of the ${hints.map(({ origin }) => origin).join(' and the ')} alone`
    points.push({
      x: start + length / 2,
      y: most,
      text: `Chromosome ${name}: ${found.errors} errors at ${(found.errors + found.goodAlt).toLocaleString('en-GB')} sites (${percent(found.rate)})${hint}`,
    })
  }
  const optionsOf = (theme: PlotTheme): PlotOptions => ({
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: false, range: [0, axisLength(axis)] },
      y: { range: (_plot, _least, most) => [0, Math.max(4, most * 1.1)] },
    },
    axes: [
      chromosomeAxis(axis, theme),
      {
        stroke: theme.quiet,
        font: theme.font,
        grid: { stroke: theme.line, width: 1 },
        ticks: { show: false },
        label: 'Errors in each Mb',
        labelFont: theme.font,
        labelSize: 18,
        size: 40,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
      },
    ],
    series: [
      {},
      {
        stroke: theme.accent,
        fill: theme.accent,
        points: { show: false },
        paths: uPlot.paths.bars?.({ size: [1, 4, 2], gap: 0 }) ?? (() => null),
      },
    ],
    hooks: {
      drawClear: [
        (plot) => {
          drawIdeogram(plot, axis, bands, theme)
          // Behind the bars: where one parent's alleles are alone.
          const { ctx, bbox } = plot
          ctx.save()
          ctx.globalAlpha = 0.25
          ctx.fillStyle = theme.warn
          for (const { contig, start, end } of trio.hints) {
            const chromosome = axis.find((one) => one.contig === contig)
            if (!chromosome) continue
            const left = plot.valToPos(chromosome.start + start / 1_000_000, 'x', true)
            const right = plot.valToPos(chromosome.start + end / 1_000_000, 'x', true)
            ctx.fillRect(left, bbox.top, right - left, bbox.height)
          }
          ctx.restore()
          drawBorders(plot, axis, theme)
        },
      ],
    },
  })
  return { data: [x, y] as [number[], number[]], points, optionsOf }
}
