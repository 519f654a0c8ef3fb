import { useEffect, useRef } from 'react'
import type { Shown } from './shown.ts'

/** Frames in which the variant list may still come. */
const PATIENCE = 30

function startOf(shown: Shown, lastTry: boolean): HTMLElement | null {
  switch (shown) {
    case 'start':
      return document.querySelector<HTMLElement>('.start .button-primary')
    // Not a button of it: Space, pressed for the list that is to come, would go past the checks.
    case 'case':
      return document.getElementById('gate-cover')
    case 'variants':
      return (
        document.getElementById('variant-list') ??
        (lastTry ? document.getElementById('genome-browser') : null)
      )
  }
}

/**
 * Changing the screen takes away the button that was pressed, and the focus with it: a keyboard would have to begin
 * at the top of the page again. It goes to what stands before the variants; to the list of them, or to the reads of a case
 * without one; and back on the start screen to the first thing to do. What has the focus by its own doing (a dialog, a field) keeps it.
 */
export function useScreenFocus(shown: Shown): void {
  const before = useRef(shown)
  useEffect(() => {
    if (before.current === shown) return
    before.current = shown
    let tries = 0
    const place = (): void => {
      const { activeElement } = document
      if (activeElement !== null && activeElement !== document.body) return
      tries += 1
      const target = startOf(shown, tries >= PATIENCE)
      if (target === null && tries < PATIENCE) frame = requestAnimationFrame(place)
      else target?.focus()
    }
    // A dialog that closes at the same time hands its focus back first.
    let frame = requestAnimationFrame(place)
    return () => cancelAnimationFrame(frame)
  }, [shown])
}
