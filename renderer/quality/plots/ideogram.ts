import { useEffect, useState } from 'react'
import type uPlot from 'uplot'
import { errorOf } from '../../../shared/errors/fault.ts'
import { contigMeaning } from '../../../shared/genome/contig-name.ts'
import type { Band } from '../../../shared/genome/gene.ts'
import { useCase, useSession } from '../../app/session-context.tsx'
import { type AxisChromosome, IDEOGRAM_HEIGHT } from './genome-axis.ts'
import type { PlotTheme } from './plot-theme.ts'

const MB = 1_000_000
/** px below the plot */
const GAP = 5

/** How much ink a band has, by its stain. @see UCSC's table cytoBand: gpos is G-positive, in per cent */
function inkOf(stain: string): number {
  if (stain === 'gneg') return 0.04
  if (stain === 'gvar') return 0.45
  if (stain === 'stalk') return 0.25
  const percent = Number(/^gpos(\d+)$/.exec(stain)?.[1] ?? 0)
  return 0.85 * (percent / 100)
}

/** The chromosomes' bands in a strip between a plot and the names below it. */
export function drawIdeogram(
  plot: uPlot,
  axis: readonly AxisChromosome[],
  bands: readonly Band[],
  theme: PlotTheme,
): void {
  const { ctx, bbox } = plot
  const top = bbox.top + bbox.height + GAP * devicePixelRatio
  const height = IDEOGRAM_HEIGHT * devicePixelRatio
  const starts = new Map(axis.map(({ name, start }) => [name, start]))
  const at = (mb: number): number => plot.valToPos(mb, 'x', true)
  ctx.save()
  for (const { contig, start, end, stain } of bands) {
    const left = starts.get(contigMeaning(contig).key)
    if (left === undefined) continue
    const [from, to] = [at(left + start / MB), at(left + end / MB)]
    ctx.fillStyle = stain === 'acen' ? theme.danger : theme.ink
    ctx.globalAlpha = stain === 'acen' ? 0.6 : inkOf(stain)
    ctx.fillRect(from, top, to - from, height)
  }
  ctx.globalAlpha = 1
  ctx.strokeStyle = theme.quiet
  ctx.lineWidth = devicePixelRatio
  for (const { start, length } of axis) {
    const from = Math.round(at(start)) + devicePixelRatio
    ctx.strokeRect(from, Math.round(top), Math.round(at(start + length)) - from - devicePixelRatio, height)
  }
  ctx.restore()
}

const NONE: readonly Band[] = []

/** The bands of the case's build; none until they are read, and of a build that has none. */
export function useBands(): readonly Band[] {
  const { client, cases } = useSession()
  const id = useCase((s) => s.current?.id ?? '')
  const [read, setRead] = useState<{ readonly of: string; readonly bands: readonly Band[] }>({ of: '', bands: NONE }) // prettier-ignore
  useEffect(() => {
    let isGone = false
    client.call('bands.ofBuild', {}).then(
      (bands) => !isGone && setRead({ of: id, bands }),
      (thrown: unknown) => !isGone && cases.setState({ error: errorOf(thrown) }),
    )
    return () => {
      isGone = true
    }
  }, [client, cases, id])
  return read.of === id ? read.bands : NONE
}
