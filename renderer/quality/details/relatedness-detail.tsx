import { useMemo } from 'react'
import { RELATION_WORDS } from '../../../shared/quality/genotype-words.ts'
import type { Relation } from '../../../shared/quality/kinship.ts'
import type { PairRelatedness, RelatednessCheck } from '../../../shared/quality/relatedness.ts'
import { percent } from '../../../shared/quality/percent.ts'
import { NumbersTable, decimals } from '../plots/numbers-table.tsx'
import { drawLevel } from '../plots/genome-axis.ts'
import { Plot, type PlotOptions, type PlotPoint } from '../plots/plot.tsx'
import { PlotOrTable } from '../plots/plot-or-table.tsx'
import type { PlotTheme } from '../plots/plot-theme.ts'

type Placed = PairRelatedness & { readonly relatedness: number; readonly ibs0Share: number }

const isPlaced = (pair: PairRelatedness): pair is Placed =>
  pair.relatedness !== null && pair.ibs0Share !== null

/** px */
const SIZE = 5

/** Relatedness beside the share of sites without a common allele: the usual picture, and a matrix beside the pedigree. */
export function RelatednessDetail({ result }: { result: RelatednessCheck }) {
  const { pairs } = result
  if (pairs.length === 0) return null
  const table = (
    <NumbersTable
      label="Relatedness of all pairs"
      head={['Pair', 'Relatedness', 'IBS0', 'Sites', 'Seen', 'Stated', 'Expected']}
      rows={pairs.map((pair) => ({
        key: `${pair.a} ${pair.b}`,
        cells: [
          `${pair.a} – ${pair.b}`,
          decimals(pair.relatedness),
          `${pair.ibs0.toLocaleString('en-GB')} (${percent(pair.ibs0Share, 2)})`,
          pair.sites.toLocaleString('en-GB'),
          pair.seen === null ? '–' : RELATION_WORDS[pair.seen],
          pair.stated === null ? '–' : RELATION_WORDS[pair.stated.relation],
          decimals(pair.stated?.relatedness ?? null),
        ],
      }))}
    />
  )
  return (
    <>
      <PlotOrTable title="Relatedness and IBS0" plot={<Scatter pairs={pairs} />} table={table} />
      <section className="check-part" aria-label="Relatedness as a matrix">
        <h4>Seen, and below it stated</h4>
        <Matrix pairs={pairs} />
      </section>
    </>
  )
}

function Scatter({ pairs }: { pairs: readonly PairRelatedness[] }) {
  const { data, points, optionsOf } = useMemo(() => {
    const placed = pairs.filter(isPlaced).toSorted((a, b) => a.ibs0Share - b.ibs0Share)
    const share = placed.map(({ ibs0Share }) => 100 * ibs0Share)
    return {
      data: [share, placed.map(({ relatedness }) => relatedness)] as [number[], number[]],
      points: placed.map((pair, i): PlotPoint => ({
        x: share[i] ?? 0,
        y: pair.relatedness,
        text: pairText(pair),
      })),
      optionsOf: (theme: PlotTheme): PlotOptions => scatterOptions(placed, share, theme),
    }
  }, [pairs])
  return (
    <>
      <Plot
        label="Relatedness of each pair over its IBS0"
        data={data}
        points={points}
        optionsOf={optionsOf}
        height={240}
      />
      <ul className="plot-key" aria-label="Shapes: what is stated">
        {SHAPES.map(([relation, path]) => (
          <li key={relation}>
            <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
              <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" />
            </svg>
            {RELATION_WORDS[relation]}
          </li>
        ))}
        <li>filled: as stated; a cross: otherwise</li>
      </ul>
    </>
  )
}

/** Shapes of what is stated, on a grid of ±5. */
const SHAPES: readonly (readonly [Relation, string])[] = [
  ['same-person', 'M-5 -5H5V5H-5Z'],
  ['parent-child', 'M0 -5.5 5.5 4.5H-5.5Z'],
  ['full-siblings', 'M0 -6 6 0 0 6 -6 0Z'],
  ['related', 'M-5.5 -4.5H5.5L0 5.5Z'],
  ['unrelated', 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z'],
]

const pairText = ({ a, b, relatedness, ibs0Share, seen, stated }: Placed): string =>
  `${a} and ${b}: relatedness ${decimals(relatedness)}, IBS0 ${percent(ibs0Share, 2)}; seen ${seen === null ? 'nothing' : RELATION_WORDS[seen]}, stated ${stated === null ? 'nothing' : RELATION_WORDS[stated.relation]}`

function scatterOptions(placed: readonly Placed[], share: readonly number[], theme: PlotTheme): PlotOptions {
  const axis = {
    stroke: theme.quiet,
    font: theme.font,
    grid: { stroke: theme.line, width: 1 },
    ticks: { show: false },
  }
  const most = Math.max(1, ...share) * 1.08
  const low = Math.min(-0.1, ...placed.map(({ relatedness }) => relatedness - 0.05))
  return {
    legend: { show: false },
    cursor: { drag: { x: false, y: false }, points: { size: 18 } },
    scales: { x: { time: false, range: [-most * 0.03, most] }, y: { range: [low, 1.1] } },
    axes: [
      { ...axis, label: 'IBS0, % of sites', labelFont: theme.font, labelSize: 18, size: 28 },
      { ...axis, label: 'Relatedness', labelFont: theme.font, labelSize: 18, size: 40 },
    ],
    series: [{}, { paths: () => null, points: { show: false }, stroke: theme.accent }],
    hooks: {
      draw: [
        (plot) => {
          for (const value of [0, 0.5, 1]) drawLevel(plot, value, theme.quiet)
          const { ctx } = plot
          placed.forEach(({ relatedness, stated, verdict }, i) => {
            const shape = SHAPES.find(([relation]) => relation === (stated?.relation ?? 'unrelated'))?.[1]
            if (shape === undefined) return
            const isWrong = verdict === 'fails' || verdict === 'warns'
            ctx.save()
            ctx.translate(plot.valToPos(share[i] ?? 0, 'x', true), plot.valToPos(relatedness, 'y', true))
            ctx.scale(devicePixelRatio, devicePixelRatio)
            ctx.strokeStyle = isWrong ? theme.danger : theme.accent
            ctx.fillStyle = ctx.strokeStyle
            ctx.lineWidth = 1.6
            const path = new Path2D(shape)
            if (isWrong) {
              ctx.stroke(path)
              ctx.stroke(
                new Path2D(
                  `M${-SIZE - 4} ${-SIZE - 4}L${SIZE + 4} ${SIZE + 4}M${-SIZE - 4} ${SIZE + 4}L${SIZE + 4} ${-SIZE - 4}`,
                ),
              )
            } else {
              // oxlint-disable-next-line unicorn/no-array-fill-with-reference-type -- a canvas, no array
              ctx.fill(path)
            }
            ctx.restore()
          })
        },
      ],
    },
  }
}

function Matrix({ pairs }: { pairs: readonly PairRelatedness[] }) {
  const names = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  const pairOf = (a: string, b: string): PairRelatedness | undefined =>
    pairs.find((pair) => (pair.a === a && pair.b === b) || (pair.a === b && pair.b === a))
  return (
    <div className="numbers-scroll" tabIndex={0} role="region" aria-label="Relatedness of every two samples">
      <table className="numbers matrix">
        <thead>
          <tr>
            <td />
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((a) => (
            <tr key={a}>
              <th scope="row">{a}</th>
              {names.map((b) => {
                const pair = pairOf(a, b)
                return (
                  <td key={b} data-verdict={pair?.verdict}>
                    {a === b || !pair ? (
                      '·'
                    ) : (
                      <>
                        {decimals(pair.relatedness)}
                        <span className="muted">
                          {pair.stated === null ? '–' : decimals(pair.stated.relatedness)}
                        </span>
                      </>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
