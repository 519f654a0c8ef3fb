import { Button, Menu, MenuItem, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { useCommand } from '../../app/command-context.tsx'
import { COMMANDS, type CommandId, keyName, shownKeys } from '../../app/keys/key-map.ts'
import { isMac } from '../../app/keys/use-keys.ts'
import { useView } from '../../app/session-context.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Mark } from '../../ui/mark.tsx'

const SECTIONS: readonly (readonly [name: string, ids: readonly CommandId[]])[] = [
  ['Case', ['open-files', 'open-folder', 'add-files', 'save-case', 'rename-case', 'close-case']],
  [
    'About the case',
    [
      'show-family',
      'show-checks',
      'show-files',
      'show-sources',
      'panel-coverage',
      'show-history',
      'show-identifiers',
      'undo',
      'redo',
    ],
  ],
  ['Window', ['theme', 'base-colours', 'shortcuts', 'about']],
]

export function AppMenu() {
  const run = useCommand()
  return (
    <MenuTrigger>
      <Button className="brand" aria-label="Casement menu">
        <Mark size={18} />
        <span className="brand-name">Casement</span>
        <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label="Casement" onAction={(key) => runById(run, key)}>
          {SECTIONS.map(([name, ids], at) => (
            <MenuSection key={name} aria-label={name}>
              {at > 0 && <Separator className="menu-separator" />}
              {ids.map((id) => (
                <CommandItem key={id} id={id} />
              ))}
            </MenuSection>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function CommandItem({ id }: { id: CommandId }) {
  const theme = useView((s) => s.theme)
  const colourBlind = useView((s) => s.colourBlindBases)
  const command = COMMANDS.find((candidate) => candidate.id === id)
  if (!command) return null
  const now = id === 'theme' ? theme : id === 'base-colours' ? (colourBlind ? 'on' : 'off') : null
  const keys = shownKeys(command).map((key) => keyName(key, isMac()))
  return (
    <MenuItem id={id} className="menu-item" textValue={command.label}>
      {command.label}
      <span className="menu-keys">{now ?? keys.join(' ')}</span>
    </MenuItem>
  )
}

/** Menus hand back keys; only those of commands do anything. */
function runById(run: (command: CommandId) => void, key: string | number): void {
  const command = COMMANDS.find((candidate) => candidate.id === key)
  if (command) run(command.id)
}
