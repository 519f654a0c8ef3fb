import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import type { Sample } from '../../shared/case/sample.ts'
import { individualOf, isSamePerson } from '../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { ROLE_NAMES } from '../review/words/sample-columns.ts'
import { personLabel, samplesHere } from './family-words.ts'
import { PersonMenu } from './person-menu.tsx'
import { type DrawnPerson, pedigreeLayout } from './pedigree-layout.ts'
import { centreOf, COLUMN, linesOf, sizeOf, SYMBOL, TEXT } from './pedigree-lines.ts'
import { keyOf } from './unions.ts'

const HALF = SYMBOL / 2
/** Characters of a name below its symbol. */
const SHOWN = 13

/**
 * The family in standard symbols. Each person can be reached by Tab and the arrow keys, and be chosen; Enter, the other mouse
 * button or a click on who is chosen already opens what can be changed of them.
 */
export function PedigreeDrawing({
  pedigree,
  samples,
  chosen,
  onChoose,
  onChange,
}: {
  pedigree: Pedigree
  samples: readonly Sample[]
  chosen: Individual | undefined
  onChoose: (person: Individual) => void
  onChange: (pedigree: Pedigree) => void
}) {
  const svg = useRef<SVGSVGElement>(null)
  /** That of the person whose menu is open. */
  const symbol = useRef<Element | null>(null)
  const [isOpen, setOpen] = useState(false)
  const proband = samples.find(({ role }) => role === 'proband')
  const first = proband && individualOf(pedigree, proband.name)
  const layout = useMemo(() => pedigreeLayout(pedigree, first), [pedigree, first])
  const { width, height } = sizeOf(layout)
  const tabStop = chosen ?? first ?? pedigree.individuals[0]
  const symbolOf = (person: Individual): SVGGElement | null =>
    svg.current?.querySelector<SVGGElement>(`[data-key="${CSS.escape(keyOf(person))}"]`) ?? null
  const openMenu = (person: Individual): void => {
    onChoose(person)
    symbol.current = symbolOf(person)
    setOpen(true)
  }
  const move = (event: KeyboardEvent, from: DrawnPerson): void => {
    const to = nextPerson(layout.people, from, event.key)
    const isMenuKey = event.key === 'Enter' || event.key === ' ' || event.key === 'ContextMenu'
    if (!isMenuKey && to === undefined) return
    event.preventDefault()
    if (to === undefined) return openMenu(from.person)
    onChoose(to.person)
    symbolOf(to.person)?.focus()
  }
  return (
    <div className="pedigree">
      <svg
        ref={svg}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label="Pedigree"
      >
        {layout.people.map((drawn) => (
          <Person
            key={keyOf(drawn.person)}
            drawn={drawn}
            label={personLabel(pedigree, drawn.person, samples)}
            samples={samplesHere(pedigree, drawn.person, samples)}
            isChosen={chosen !== undefined && isSamePerson(chosen, drawn.person)}
            isStop={tabStop !== undefined && isSamePerson(tabStop, drawn.person)}
            onChoose={() => onChoose(drawn.person)}
            onMenu={() => openMenu(drawn.person)}
            onKeyDown={(event) => move(event, drawn)}
          />
        ))}
        {linesOf(layout).map(({ couple, descent, consanguineous }) => (
          <g key={`${couple} ${descent}`} className="pedigree-lines" aria-hidden="true">
            <path className="pedigree-line" d={descent} />
            <path
              className={consanguineous ? 'pedigree-line pedigree-related' : 'pedigree-line'}
              d={couple}
            />
            {consanguineous && <path className="pedigree-between" d={couple} />}
          </g>
        ))}
      </svg>
      {isOpen && chosen && (
        <PersonMenu
          person={chosen}
          pedigree={pedigree}
          samples={samples}
          symbol={symbol}
          onChange={onChange}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  )
}

function Person({
  drawn,
  label,
  samples,
  isChosen,
  isStop,
  onChoose,
  onMenu,
  onKeyDown,
}: {
  drawn: DrawnPerson
  label: string
  samples: readonly Sample[]
  isChosen: boolean
  isStop: boolean
  onChoose: () => void
  onMenu: () => void
  onKeyDown: (event: KeyboardEvent) => void
}) {
  const { person } = drawn
  const { x, y } = centreOf(drawn)
  const roles = [...new Set(samples.map(({ role }) => role))].filter((role) => role !== 'other')
  const isProband = roles.includes('proband')
  return (
    <g
      className="pedigree-person"
      data-key={keyOf(person)}
      data-affected={person.affected}
      data-deceased={person.deceased === true ? '' : undefined}
      data-without={samples.length === 0 ? '' : undefined}
      role="button"
      aria-label={label}
      aria-pressed={isChosen}
      tabIndex={isStop ? 0 : -1}
      transform={`translate(${x} ${y})`}
      aria-haspopup="menu"
      onClick={isChosen ? onMenu : onChoose}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu()
      }}
      onKeyDown={onKeyDown}
    >
      <title>{label}</title>
      <rect
        className="pedigree-focus"
        x={-COLUMN / 2 + 4}
        y={-HALF - 8}
        width={COLUMN - 8}
        height={SYMBOL + TEXT + 10}
        rx={4}
      />
      <PersonSymbol sex={person.sex} />
      {person.affected === 'unknown' && (
        <text className="pedigree-unknown" y={5}>
          ?
        </text>
      )}
      {person.deceased === true && (
        <path className="pedigree-line" d={`M${-HALF - 7} ${HALF + 7}L${HALF + 7} ${-HALF - 7}`} />
      )}
      {isProband && (
        <path
          className="pedigree-arrow"
          d={`M${-HALF - 26} ${HALF + 1}L${-HALF - 4} ${HALF - 8}m-10 -1l10 1l-5 8`}
        />
      )}
      <text className="pedigree-name" y={HALF + 18}>
        {person.id.length > SHOWN ? `${person.id.slice(0, SHOWN - 1)}…` : person.id}
      </text>
      <text className="pedigree-role" y={HALF + 35}>
        {samples.length === 0 ? 'no data' : roles.map((role) => ROLE_NAMES[role]).join(', ')}
      </text>
    </g>
  )
}

function PersonSymbol({ sex }: { sex: Individual['sex'] }) {
  if (sex === 'male')
    return <rect className="pedigree-symbol" x={-HALF} y={-HALF} width={SYMBOL} height={SYMBOL} />
  if (sex === 'female') return <circle className="pedigree-symbol" r={HALF} />
  return (
    <path className="pedigree-symbol" d={`M0 ${-HALF - 2}L${HALF + 2} 0L0 ${HALF + 2}L${-HALF - 2} 0Z`} />
  )
}

/** Who an arrow key leads to: the next of the row, or the nearest of the row above or below. */
function nextPerson(people: readonly DrawnPerson[], from: DrawnPerson, key: string): DrawnPerson | undefined {
  const nearest = (among: readonly DrawnPerson[]): DrawnPerson | undefined =>
    among.toSorted((a, b) => Math.abs(a.x - from.x) - Math.abs(b.x - from.x))[0]
  switch (key) {
    case 'ArrowLeft':
      return nearest(people.filter(({ x, y }) => y === from.y && x < from.x))
    case 'ArrowRight':
      return nearest(people.filter(({ x, y }) => y === from.y && x > from.x))
    case 'ArrowUp':
      return nearest(people.filter(({ y }) => y === from.y - 1))
    case 'ArrowDown':
      return nearest(people.filter(({ y }) => y === from.y + 1))
    default:
      return undefined
  }
}
