import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { COMMANDS, type KeyGroup, keyName, shownKeys } from '../keys/key-map.ts'
import { isMac } from '../keys/use-keys.ts'

const GROUPS: readonly KeyGroup[] = ['Variants', 'Genome browser', 'Window', 'Case']

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <ModalDialog title="Keyboard shortcuts" width={720} onClose={onClose}>
      <div className="dialog-body shortcuts" tabIndex={0} role="region" aria-label="Shortcuts">
        {GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group && command.keys.length > 0).map(
                (command) => (
                  <div key={command.id} className="shortcut">
                    <dt>{command.label}</dt>
                    <dd>
                      {shownKeys(command).map((key) => (
                        <kbd key={key} className="kbd">
                          {keyName(key, isMac())}
                        </kbd>
                      ))}
                    </dd>
                  </div>
                ),
              )}
              {group === 'Window' && (
                <div className="shortcut">
                  <dt>Close or clear</dt>
                  <dd>
                    <kbd className="kbd">Esc</kbd>
                  </dd>
                </div>
              )}
            </dl>
          </section>
        ))}
        <p className="muted">Typing in a field never triggers a key.</p>
      </div>
    </ModalDialog>
  )
}
