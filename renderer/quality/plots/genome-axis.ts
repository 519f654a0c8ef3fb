import type uPlot from 'uplot'
import { CHROMOSOMES } from '../../../shared/genome/chromosome-length.ts'
import { contigMeaning } from '../../../shared/genome/contig-name.ts'
import type { PlotTheme } from './plot-theme.ts'

const MB = 1_000_000
/** px: the strip of bands between a plot and the names of its chromosomes. */
export const IDEOGRAM_HEIGHT = 9

/** Chromosomes side by side. */
export type AxisChromosome = {
  /** As the file calls it. */
  readonly contig: string
  /** `1` … `22`, `X`, `Y`. */
  readonly name: string
  /** Mb from the left. */
  readonly start: number
  /** Mb */
  readonly length: number
}

/** The chromosomes among contigs in their usual order, one after the other; lengths in bp. */
export function genomeAxis(
  contigs: readonly { readonly name: string; readonly length: number }[],
): AxisChromosome[] {
  let start = 0
  return CHROMOSOMES.flatMap((name) => {
    const contig = contigs.find((one) => contigMeaning(one.name).key === name)
    if (!contig || contig.length === 0) return []
    const chromosome = { contig: contig.name, name, start, length: contig.length / MB }
    start += chromosome.length
    return [chromosome]
  })
}

/** px of a chromosome below which its name does not fit under it. */
const NAME_WIDTH = 13

/** The axis below: names of chromosomes in their middle, with room for their bands above. */
export function chromosomeAxis(axis: readonly AxisChromosome[], theme: PlotTheme): uPlot.Axis {
  return {
    stroke: theme.quiet,
    font: theme.font,
    grid: { show: false },
    ticks: { show: false },
    gap: IDEOGRAM_HEIGHT + 10,
    size: 24 + IDEOGRAM_HEIGHT + 6,
    splits: () => axis.map(({ start, length }) => start + length / 2),
    values: (plot) => {
      const scale = plot.bbox.width / devicePixelRatio / axisLength(axis)
      return axis.map(({ name, length }) => (length * scale < NAME_WIDTH ? '' : name))
    },
  }
}

export const axisLength = (axis: readonly AxisChromosome[]): number => {
  const last = axis.at(-1)
  return last ? last.start + last.length : 1
}

/** Lines between chromosomes. */
export function drawBorders(plot: uPlot, axis: readonly AxisChromosome[], theme: PlotTheme): void {
  const { ctx, bbox } = plot
  ctx.save()
  ctx.strokeStyle = theme.line
  ctx.lineWidth = devicePixelRatio
  ctx.beginPath()
  for (const { start } of axis.slice(1)) {
    const x = Math.round(plot.valToPos(start, 'x', true))
    ctx.moveTo(x, bbox.top)
    ctx.lineTo(x, bbox.top + bbox.height)
  }
  ctx.stroke()
  ctx.restore()
}

/** A line across the plot. */
export function drawLevel(plot: uPlot, value: number, colour: string, dashed = true): void {
  const { ctx, bbox } = plot
  const y = Math.round(plot.valToPos(value, 'y', true))
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = devicePixelRatio
  if (dashed) ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio])
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}

/** Stretches at their level, over the points. @param steps from and to in Mb from the left */
export function drawSteps(
  plot: uPlot,
  steps: readonly { readonly from: number; readonly to: number; readonly y: number }[],
  theme: PlotTheme,
): void {
  const { ctx } = plot
  ctx.save()
  ctx.strokeStyle = theme.warn
  ctx.lineWidth = 3 * devicePixelRatio
  ctx.beginPath()
  for (const { from, to, y } of steps) {
    const level = Math.round(plot.valToPos(y, 'y', true))
    ctx.moveTo(plot.valToPos(from, 'x', true), level)
    ctx.lineTo(plot.valToPos(to, 'x', true), level)
  }
  ctx.stroke()
  ctx.restore()
}
