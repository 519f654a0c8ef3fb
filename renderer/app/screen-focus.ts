import { useEffect, useRef } from 'react'
import { useFirstLook } from '../quality/use-gate.ts'
import { useView } from './session-context.tsx'
import type { Shown } from './shown.ts'

/** Frames in which the variant list may still come. */
const PATIENCE = 30

function startOf(shown: Shown, left: HTMLElement | null, lastTry: boolean): HTMLElement | null {
  switch (shown) {
    case 'start':
      return document.querySelector<HTMLElement>('.start .button-primary')
    // Not a button of it: Space, pressed for the list that is to come, would go past the checks.
    case 'case':
      return document.getElementById('gate-cover')
    case 'variants':
      return (
        (left?.isConnected === true ? left : document.getElementById('variant-list')) ??
        (lastTry ? document.getElementById('genome-browser') : null)
      )
  }
}

/**
 * Changing the screen takes away the button that was pressed, and the focus with it: a keyboard would have to begin
 * at the top of the page again. It goes to what stands before the variants, also when that comes to say something else; to where
 * somebody was among the variants before they were covered (a half-written note), else to the list of them, or to the
 * reads of a case without one; and back on the start screen to the first thing to do. A dialog whose button is gone when it closes
 * hands the focus to the same places. What has the focus by its own doing (a dialog, a field) keeps it.
 */
export function useScreenFocus(shown: Shown): void {
  const { state } = useFirstLook()
  const isOver = useView((s) => s.overlay !== null)
  const screen = `${shown} ${state}`
  const before = useRef({ screen, isOver })
  const left = useRef<HTMLElement | null>(null)
  useEffect(() => {
    const onFocus = ({ target }: FocusEvent): void => {
      if (!(target instanceof HTMLElement)) return
      // Whoever looks elsewhere meanwhile (the header, a dialog) still comes back to where they were.
      if (target.closest('.panes') !== null) left.current = target
    }
    document.addEventListener('focusin', onFocus)
    return () => document.removeEventListener('focusin', onFocus)
  }, [])
  useEffect(() => {
    const was = before.current
    before.current = { screen, isOver }
    if (was.screen === screen && !(was.isOver && !isOver)) return
    let tries = 0
    const place = (): void => {
      const { activeElement } = document
      // What is covered loses the focus only when the next picture is drawn.
      const isHeld = activeElement?.closest('[inert]') === null
      if (activeElement !== null && activeElement !== document.body && isHeld) return
      tries += 1
      const target = startOf(shown, left.current, tries >= PATIENCE)
      if (target === null && tries < PATIENCE) frame = requestAnimationFrame(place)
      else target?.focus()
    }
    // A dialog that closes at the same time hands its focus back first.
    let frame = requestAnimationFrame(place)
    return () => cancelAnimationFrame(frame)
  }, [screen, isOver, shown])
}
