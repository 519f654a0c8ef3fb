import { Menu, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useCommand } from '../../app/command-context.tsx'
import { COMMANDS, commandKeys, type CommandId } from '../../app/keys/key-map.ts'
import { isMac } from '../../app/keys/use-keys.ts'
import { useCase, useSession, useView } from '../../app/session-context.tsx'
import { readOptionsSchema } from '../../browser/index.ts'
import { countText } from '../../ui/amounts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Item, keysIn, OneOf, SomeOf } from '../../ui/menu.tsx'
import { browserTracks } from './browser-tracks.ts'
import {
  HIDEABLE,
  LEAST_MAPQS,
  MOST_DEPTHS,
  READ_CHOICES,
  READ_SWITCHES,
  type ReadChoice,
} from './read-choices.ts'
import { useClassic } from './use-classic.ts'

/** Commands that have their place here too. */
const ENTRIES: readonly CommandId[] = ['sort-by-base', 'toggle-reference', 'return-to-variant']

/** How the reads are drawn. */
export function ReadsMenu() {
  const run = useCommand()
  const { view } = useSession()
  const colourBlind = useView((s) => s.colourBlindBases)
  return (
    <MenuTrigger>
      <IconButton icon="sliders" label="How reads are shown" />
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="How reads are shown">
          <MenuSection aria-label="At the variant">
            {COMMANDS.filter(({ id }) => ENTRIES.includes(id)).map(({ id, label }) => (
              <Item key={id} id={id} label={label} keys={keysOf(id)} onAction={() => run(id)} />
            ))}
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuSection aria-label="How they lie">
            <Choice name="colourBy" />
            <Choice name="groupBy" />
            <Choice name="sortBy" />
            <Choice name="displayMode" />
          </MenuSection>
          <Separator className="menu-separator" />
          <Switches />
          <Separator className="menu-separator" />
          <MenuSection aria-label="Which count">
            <HiddenReads />
            <LeastMapq />
            <MostDepth />
            <Choice name="overlaps" />
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuSection
            aria-label="Colours"
            selectionMode="multiple"
            selectedKeys={colourBlind ? ['base-colours'] : []}
            onSelectionChange={() => view.getState().change({ colourBlindBases: !colourBlind })}
          >
            <Item id="base-colours" label="Colour-blind-safe base colours" />
          </MenuSection>
          <ClassicTracks />
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Choices that mean a place: it is set anew, to the variant or the middle of what is looked at. */
const AT_A_PLACE: ReadonlySet<ReadChoice> = new Set(['sortBy', 'groupBy'])

function Choice({ name }: { name: ReadChoice }) {
  const { view, browser } = useSession()
  const reads = useView((s) => s.reads)
  const { label, values } = READ_CHOICES[name]
  return (
    <OneOf
      label={label}
      chosen={reads[name]}
      values={Object.entries(values)}
      onChoose={(key) => {
        view.getState().changeReads(readOptionsSchema.parse({ ...reads, [name]: key }))
        if (AT_A_PLACE.has(name)) browser()?.sortReads()
      }}
    />
  )
}

function LeastMapq() {
  const { view } = useSession()
  const filters = useView((s) => s.reads.filters)
  return (
    <OneOf
      label="Hide reads of low mapping quality"
      chosen={String(filters.minMapq)}
      values={LEAST_MAPQS.map((mapq) => [String(mapq), mapq === 0 ? 'None' : `MAPQ below ${mapq}`])}
      onChoose={(key) => view.getState().changeReads({ filters: { ...filters, minMapq: Number(key) } })}
    />
  )
}

function MostDepth() {
  const { view } = useSession()
  const maxDepth = useView((s) => s.reads.maxDepth)
  return (
    <OneOf
      label="Thin out reads, not counts, above"
      chosen={String(maxDepth)}
      values={MOST_DEPTHS.map((depth) => [String(depth), `${countText(depth)}×`])}
      onChoose={(key) => view.getState().changeReads({ maxDepth: Number(key) })}
    />
  )
}

function Switches() {
  const { view } = useSession()
  const reads = useView((s) => s.reads)
  const isOn = (key: string): boolean => READ_SWITCHES.some(({ option }) => option === key && reads[option])
  return (
    <MenuSection
      aria-label="What is drawn"
      selectionMode="multiple"
      selectedKeys={READ_SWITCHES.map(({ option }) => option).filter(isOn)}
      onSelectionChange={(keys) => {
        const on = keysIn(keys)
        for (const { option } of READ_SWITCHES)
          if (on.includes(option) !== reads[option])
            view.getState().changeReads({ [option]: on.includes(option) })
      }}
    >
      {READ_SWITCHES.map(({ option, label, command }) => (
        <Item key={option} id={option} label={label} keys={command ? keysOf(command) : ''} />
      ))}
    </MenuSection>
  )
}

function HiddenReads() {
  const { view } = useSession()
  const filters = useView((s) => s.reads.filters)
  const kinds = Object.entries(HIDEABLE)
  const hidden = Object.entries(filters).flatMap(([kind, on]) => (on === true ? [kind] : []))
  return (
    <SomeOf
      label="Hide"
      words={hidden.length === 0 ? 'None' : `${hidden.length} of ${kinds.length}`}
      chosen={hidden}
      values={kinds}
      onChoose={(on) => {
        const change = Object.fromEntries(kinds.map(([kind]) => [kind, on.includes(kind)]))
        view.getState().changeReads({ filters: { ...filters, ...change } })
      }}
    />
  )
}

/** Tracks drawn by igv.js's own class, for comparison. */
function ClassicTracks() {
  const { view } = useSession()
  const current = useCase((s) => s.current)
  const isClassic = useClassic()
  const tracks = (current ? browserTracks(current) : []).flatMap((track) =>
    track.kind === 'alignments' ? [track] : [],
  )
  if (tracks.length === 0) return null
  const classic = tracks.map(({ file }) => file).filter(isClassic)
  return (
    <SomeOf
      label="Drawn by igv.js (IGV classic)"
      words={`${classic.length} of ${tracks.length}`}
      chosen={classic}
      values={tracks.map(({ file, label }) => [file, label])}
      onChoose={(on) => {
        for (const { file } of tracks)
          if (on.includes(file) !== isClassic(file)) view.getState().drawClassic(on.includes(file), file)
      }}
    />
  )
}

function keysOf(id: CommandId): string {
  const command = COMMANDS.find((candidate) => candidate.id === id)
  return command ? commandKeys(command, isMac()) : ''
}
