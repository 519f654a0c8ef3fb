import type { Shown } from '../shown.ts'

/** Every command the keyboard and the palette know. */
export type CommandId =
  | 'next-variant'
  | 'previous-variant'
  | 'mark-variant'
  | 'marked-only'
  | 'filters'
  | 'clear-filters'
  | 'columns'
  | 'search'
  | 'palette'
  | 'shortcuts'
  | 'go-to-gene'
  | 'return-to-variant'
  | 'focus-list'
  | 'focus-browser'
  | 'focus-record'
  | 'fold-list'
  | 'fold-record'
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'sort-by-base'
  | 'toggle-pairs'
  | 'toggle-soft-clips'
  | 'toggle-reference'
  | 'locus-back'
  | 'locus-forward'
  | 'copy-coordinate'
  | 'open-files'
  | 'open-folder'
  | 'add-files'
  | 'open-demo'
  | 'close-case'
  | 'save-case'
  | 'rename-case'
  | 'show-history'
  | 'show-identifiers'
  | 'digest-files'
  | 'undo'
  | 'redo'
  | 'show-files'
  | 'show-family'
  | 'show-checks'
  | 'show-tasks'
  | 'show-sources'
  | 'panel-coverage'
  | 'add-panels'
  | 'add-phenotype'
  | 'add-annotation'
  | 'about'
  | 'theme'
  | 'base-colours'
  | 'igv-classic'

export type KeyGroup = 'Variants' | 'Genome browser' | 'Window' | 'Case'

export type Command = {
  readonly id: CommandId
  readonly label: string
  readonly group: KeyGroup
  /** As in `KeyboardEvent.key`; `Mod+` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[]
  /** Works only where at least this is shown. */
  readonly needs: Shown
  /** Works even while typing in a field (only chords with a modifier may say so). */
  readonly whileTyping?: true
  /** Held down, the key counts once: going back and forth is not what is meant. */
  readonly once?: true
}

const needing =
  (needs: Shown) =>
  (id: CommandId, group: KeyGroup, label: string, ...keys: string[]): Command => ({
    id,
    label,
    group,
    keys,
    needs,
  })
const always = needing('start')
const inCase = needing('case')
const review = needing('variants')

const RANKS: Readonly<Record<Shown, number>> = { start: 0, case: 1, variants: 2 }
const worksIn = ({ needs }: Command, shown: Shown): boolean => RANKS[needs] <= RANKS[shown]

/** The one table behind the keyboard, the palette and the list that `?` shows. */
export const COMMANDS: readonly Command[] = [
  review('next-variant', 'Variants', 'Next variant', 'j', 'ArrowDown'),
  review('previous-variant', 'Variants', 'Previous variant', 'k', 'ArrowUp'),
  {
    ...review('mark-variant', 'Variants', 'Mark for review, or take the mark away', ' '),
    once: true,
  },
  review('marked-only', 'Variants', 'List only what is marked, or all again', 'm'),
  review('return-to-variant', 'Variants', 'Move the browser to the selected variant', '.'),
  review('copy-coordinate', 'Variants', 'Copy the variant’s coordinate with its build', 'y'),
  review('filters', 'Variants', 'Filter by a column', 'f'),
  review('clear-filters', 'Variants', 'Clear all filters', 'Backspace'),
  review('columns', 'Variants', 'Columns of the variant list…'),

  review('search', 'Genome browser', 'Search a gene, region, position or variant', '/'),
  review('go-to-gene', 'Genome browser', 'Show the whole gene of the selected variant', 'g'),
  review('zoom-in', 'Genome browser', 'Zoom in', '+', '='),
  review('zoom-out', 'Genome browser', 'Zoom out', '-', '−'),
  review('pan-left', 'Genome browser', 'Move left', 'ArrowLeft'),
  review('pan-right', 'Genome browser', 'Move right', 'ArrowRight'),
  review('sort-by-base', 'Genome browser', 'Sort reads by base', 's'),
  review('toggle-pairs', 'Genome browser', 'Reads as pairs', 'p'),
  review('toggle-soft-clips', 'Genome browser', 'Soft-clipped bases', 'c'),
  review('toggle-reference', 'Genome browser', 'Reference sequence', 'r'),
  review('igv-classic', 'Genome browser', 'Reads as igv.js draws them (IGV classic)'),
  review('locus-back', 'Genome browser', 'Back to the locus before', 'b'),
  review('locus-forward', 'Genome browser', 'Forward to the locus after', 'n'),

  { ...always('palette', 'Window', 'Commands and loci', 'Mod+k'), whileTyping: true },
  review('focus-list', 'Window', 'To the variant list', '1'),
  review('focus-browser', 'Window', 'To the genome browser', '2'),
  review('focus-record', 'Window', 'To the record', '3'),
  review('fold-list', 'Window', 'Fold or unfold the variant list', '4'),
  review('fold-record', 'Window', 'Fold or unfold the record', '5'),
  always('theme', 'Window', 'Theme: system, light, dark'),
  always('base-colours', 'Window', 'Colour-blind-safe base colours'),
  always('shortcuts', 'Window', 'Keyboard shortcuts', '?'),
  always('about', 'Window', 'About Casement and its data'),

  always('open-files', 'Case', 'Open files…', 'Mod+o'),
  always('open-folder', 'Case', 'Open folder…'),
  inCase('add-files', 'Case', 'Add files to this case…'),
  inCase('save-case', 'Case', 'Save the case as…', 'Mod+s'),
  inCase('rename-case', 'Case', 'Name the case…'),
  inCase('show-history', 'Case', 'History of the case'),
  inCase('show-identifiers', 'Case', 'Patient identifiers…'),
  inCase('digest-files', 'Case', 'Compute the SHA-256 of the files'),
  inCase('undo', 'Case', 'Undo', 'Mod+z'),
  inCase('redo', 'Case', 'Redo', 'Mod+y'),
  inCase('show-family', 'Case', 'Who is who: family, samples and files'),
  inCase('show-files', 'Case', 'Files and indexes'),
  inCase('show-checks', 'Case', 'Checks before the first variant'),
  inCase('show-tasks', 'Case', 'Tasks'),
  inCase('show-sources', 'Case', 'Panels and annotation'),
  inCase('panel-coverage', 'Case', 'Coverage of the panel'),
  inCase('add-panels', 'Case', 'Add gene panels…'),
  inCase('add-phenotype', 'Case', 'Add HPO files…'),
  inCase('add-annotation', 'Case', 'Add annotation files…'),
  always('open-demo', 'Case', 'Open the demo case'),
  inCase('close-case', 'Case', 'Close the case'),
]

/** The parts of a keyboard event that decide what it means. */
export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** The key is held down. */
  readonly repeat?: boolean
}

/** The command a key press means, or null. Shift is part of `key` itself (`?`, `+`). */
export function commandOf(
  press: KeyPress,
  where: { typing: boolean; shown: Shown; mac: boolean },
): CommandId | null {
  if (press.altKey) return null
  const mod = where.mac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey
  if (!mod && (press.ctrlKey || press.metaKey)) return null
  const wanted = mod ? `Mod+${press.key.toLowerCase()}` : press.key
  const found = COMMANDS.find((command) => command.keys.includes(wanted))
  if (!found) return null
  if (!worksIn(found, where.shown)) return null
  if (where.typing && found.whileTyping !== true) return null
  if (press.repeat === true && found.once === true) return null
  return found.id
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Backspace: '⌫',
  ' ': 'Space',
  '-': '−',
}

/** A key as printed on it: `Mod+k` is `⌘K` on a Mac and `Ctrl K` elsewhere. */
export function keyName(key: string, mac: boolean): string {
  if (key.startsWith('Mod+')) return `${mac ? '⌘' : 'Ctrl '}${key.slice(4).toUpperCase()}`
  return NAMES[key] ?? key
}

/** The keys to show for a command; doubles for other keyboard layouts (`=` for `+`) are left out. */
export function shownKeys(command: Command): readonly string[] {
  return command.keys.filter((key) => key !== '=' && key !== '−')
}

/** The keys of a command in one text, as menus show them. */
export const commandKeys = (command: Command, mac: boolean): string =>
  shownKeys(command)
    .map((key) => keyName(key, mac))
    .join(' ')

/** Commands whose label holds every typed word, in any order. */
export function matchingCommands(text: string, shown: Shown): Command[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return COMMANDS.filter((command) => command.id !== 'palette' && worksIn(command, shown)).filter(
    (command) => {
      const label = command.label.toLowerCase()
      return words.every((word) => label.includes(word))
    },
  )
}
