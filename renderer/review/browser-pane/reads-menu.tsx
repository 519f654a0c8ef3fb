import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { useCommand } from '../../app/command-context.tsx'
import { COMMANDS, type CommandId, keyName, shownKeys } from '../../app/keys/key-map.ts'
import { isMac } from '../../app/keys/use-keys.ts'
import { useView } from '../../app/session-context.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'

const ENTRIES: readonly CommandId[] = [
  'sort-by-base',
  'toggle-pairs',
  'toggle-soft-clips',
  'toggle-reference',
  'casement-reads',
  'base-colours',
  'return-to-variant',
]

/** How the reads are drawn. */
export function ReadsMenu() {
  const run = useCommand()
  const colourBlind = useView((s) => s.colourBlindBases)
  const own = useView((s) => !s.reads.classic)
  /** Whether what a command turns on and off is on; null for the others. */
  const isOn = (id: CommandId): boolean | null =>
    id === 'base-colours' ? colourBlind : id === 'casement-reads' ? own : null
  const entries = COMMANDS.filter((command) => ENTRIES.includes(command.id))
  return (
    <MenuTrigger>
      <IconButton icon="sliders" label="How reads are shown" />
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="How reads are shown" onAction={(key) => runById(run, key)}>
          {entries.map((command) => (
            <MenuItem key={command.id} id={command.id} className="menu-item" textValue={command.label}>
              <span className="menu-check">{isOn(command.id) === true && <Icon name="check" />}</span>
              {command.label}
              {isOn(command.id) !== null && (
                <span className="visually-hidden">{isOn(command.id) === true ? ', on' : ', off'}</span>
              )}
              <span className="menu-keys">
                {shownKeys(command)
                  .map((key) => keyName(key, isMac()))
                  .join(' ')}
              </span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Menus hand back keys; only those of commands do anything. */
export function runById(run: (command: CommandId) => void, key: string | number): void {
  const command = COMMANDS.find((candidate) => candidate.id === key)
  if (command) run(command.id)
}
