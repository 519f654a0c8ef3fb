import { useEffect } from 'react'
import { createHeldKey } from './held-key.ts'
import type { CommandId } from './key-map.ts'
import { commandOf } from './key-map.ts'
import type { Shown } from '../shown.ts'

export const isMac = (): boolean => /mac/i.test(navigator.userAgent)

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="textbox"]'
/** Widgets that use the arrow keys and letters themselves. */
const OWN_KEYS =
  '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"], [role="radiogroup"], [role="tablist"], [role="slider"]'

/** What Space presses, ticks or opens. */
const PRESSED =
  'button, a[href], summary, input, [role="button"], [role="checkbox"], [role="switch"], [role="option"]'

const NOT_TYPED = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file'])

/** True where a key belongs to what has the focus: a field that is typed into, a menu, an open dialog. */
function ownsKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (target instanceof HTMLInputElement && NOT_TYPED.has(target.type))
    return target.closest(OWN_KEYS) !== null
  return target.closest(FIELDS) !== null || target.closest(OWN_KEYS) !== null
}

/** Space presses the button that has the focus, and does nothing else then. */
const isPress = ({ key, target }: KeyboardEvent): boolean =>
  key === ' ' && target instanceof Element && target.closest(PRESSED) !== null

/** What a frame's callbacks changed is drawn right after them. */
const afterPicture = (drawn: () => void): void => void requestAnimationFrame(() => setTimeout(drawn))

/** Runs commands by the key map, anywhere in the window. */
export function useKeys(shown: Shown, run: (command: CommandId) => void): void {
  useEffect(() => {
    const counts = createHeldKey(afterPicture)
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isPress(event)) return
      const dialogOpen = document.querySelector('[role="dialog"][data-modal]') !== null
      const typing = ownsKeys(event.target) || dialogOpen
      const command = commandOf(event, { typing, shown, mac: isMac() })
      if (command === null) return
      event.preventDefault()
      if (!event.repeat || counts()) run(command)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [shown, run])
}
