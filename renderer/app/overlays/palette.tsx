import { type KeyboardEvent, useEffect, useId, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { FoundOption } from '../../review/browser-pane/found-option.tsx'
import { type Found, foundKey, goToFound, useSearch } from '../../review/browser-pane/use-search.ts'
import { Icon } from '../../ui/icon.tsx'
import { useCommand } from '../command-context.tsx'
import { type Command, keyName, matchingCommands, shownKeys } from '../keys/key-map.ts'
import { isMac } from '../keys/use-keys.ts'
import { useSession } from '../session-context.tsx'
import { useShown } from '../shown.ts'

type Choice = Found | { kind: 'command'; command: Command }

/** ⌘K: any command by its words, and, in a case, any gene, region, position or variant. */
export function Palette({ onClose }: { onClose: () => void }) {
  const session = useSession()
  const run = useCommand()
  const shown = useShown()
  const searches = shown === 'variants'
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const listId = useId()
  const { choices: found, note } = useSearch(searches ? text : '')
  const choices: Choice[] = [
    ...found,
    ...matchingCommands(text, shown).map((command): Choice => ({ kind: 'command', command })),
  ]
  const at = Math.min(active, choices.length - 1)

  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: 'nearest' })
  }, [listId, at])

  const choose = (choice: Choice | undefined): void => {
    if (!choice) return
    onClose()
    if (choice.kind !== 'command') goToFound(session, choice)
    // After the dialog has given the focus back, for commands that set it.
    else requestAnimationFrame(() => run(choice.command.id))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setActive(choices.length === 0 ? 0 : (at + 1) % choices.length)
    else if (event.key === 'ArrowUp') setActive(at <= 0 ? Math.max(0, choices.length - 1) : at - 1)
    else if (event.key === 'Enter') choose(choices[at])
    else return
    event.preventDefault()
  }

  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className="modal-overlay">
      <Modal className="modal" style={{ maxWidth: 600 }}>
        <Dialog className="dialog" aria-label="Commands and loci">
          <div className="palette-field">
            <Icon name="search" />
            <input
              autoFocus
              role="combobox"
              aria-label="Command or locus"
              aria-expanded="true"
              aria-controls={listId}
              aria-autocomplete="list"
              {...(choices.length > 0 ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
              placeholder={searches ? 'Gene, region, variant or command' : 'Command'}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setActive(0)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <ul id={listId} className="palette-list" role="listbox" aria-label="Commands and loci">
            {choices.map((choice, place) => (
              <li
                key={choice.kind === 'command' ? choice.command.id : foundKey(choice)}
                id={`${listId}-${place}`}
                role="option"
                aria-selected={place === at}
                className="offer"
                onPointerMove={() => setActive(place)}
                onClick={() => choose(choice)}
              >
                {choice.kind !== 'command' ? (
                  <FoundOption found={choice} />
                ) : (
                  <>
                    <span>{choice.command.label}</span>
                    <span className="offer-aside">
                      {shownKeys(choice.command)
                        .map((key) => keyName(key, isMac()))
                        .join(' ')}
                    </span>
                  </>
                )}
              </li>
            ))}
          </ul>
          {choices.length === 0 && (
            <p className="palette-none muted">{note ?? `Nothing matches “${text}”.`}</p>
          )}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
