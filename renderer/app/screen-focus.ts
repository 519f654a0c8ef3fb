import { useEffect, useRef } from 'react'

/** Frames in which the variant list may still come. */
const PATIENCE = 30

const startOf = (reviewing: boolean, lastTry: boolean): HTMLElement | null => {
  if (!reviewing) return document.querySelector<HTMLElement>('.start .button-primary')
  return (
    document.getElementById('variant-list') ?? (lastTry ? document.getElementById('genome-browser') : null)
  )
}

/**
 * Changing the screen takes away the button that was pressed, and the focus with it: a keyboard would have to begin
 * at the top of the page again. It goes to the list of variants, or to the reads of a case without one, and back on
 * the start screen to the first thing to do. What has the focus by its own doing (a dialog, a field) keeps it.
 */
export function useScreenFocus(reviewing: boolean): void {
  const shown = useRef(reviewing)
  useEffect(() => {
    if (shown.current === reviewing) return
    shown.current = reviewing
    let tries = 0
    const place = (): void => {
      const { activeElement } = document
      if (activeElement !== null && activeElement !== document.body) return
      tries += 1
      const target = startOf(reviewing, tries >= PATIENCE)
      if (target === null && tries < PATIENCE) frame = requestAnimationFrame(place)
      else target?.focus()
    }
    // A dialog that closes at the same time hands its focus back first.
    let frame = requestAnimationFrame(place)
    return () => cancelAnimationFrame(frame)
  }, [reviewing])
}
