import { Menu, MenuTrigger, Popover } from 'react-aria-components'
import { useCommand } from '../../app/command-context.tsx'
import { COMMANDS, type CommandId, commandKeys } from '../../app/keys/key-map.ts'
import { isMac } from '../../app/keys/use-keys.ts'
import { IconButton } from '../../ui/button.tsx'
import { Item } from '../../ui/menu.tsx'

/** What has buttons of its own where there is room for them. */
const FOLDED: readonly CommandId[] = ['zoom-in', 'zoom-out', 'locus-back', 'locus-forward']

/** In a narrow browser: the buttons of its toolbar that do not fit into one row. */
export function MoveMenu() {
  const run = useCommand()
  return (
    <span className="toolbar-more">
      <MenuTrigger>
        <IconButton icon="more" label="Zoom, and loci visited" />
        <Popover className="popover" placement="bottom end">
          <Menu className="menu" aria-label="Zoom, and loci visited">
            {COMMANDS.filter(({ id }) => FOLDED.includes(id)).map((command) => (
              <Item
                key={command.id}
                id={command.id}
                label={command.label}
                keys={commandKeys(command, isMac())}
                onAction={() => run(command.id)}
              />
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
    </span>
  )
}
