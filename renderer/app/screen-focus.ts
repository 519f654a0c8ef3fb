import { useEffect, useRef } from 'react'

/** What takes the focus on each screen: the list, or the reads where there is none; the first thing to do. */
const FIRST = { review: '#variant-list, #genome-browser', start: '.start .button-primary' } as const

/**
 * Changing the screen takes away the button that was pressed, and the focus with it: a keyboard would have to begin
 * at the top of the page again. What has the focus by its own doing (a dialog, a field) keeps it.
 */
export function useScreenFocus(reviewing: boolean): void {
  const shown = useRef(reviewing)
  useEffect(() => {
    if (shown.current === reviewing) return
    shown.current = reviewing
    // A dialog that closes at the same time hands its focus back first.
    const frame = requestAnimationFrame(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return
      document.querySelector<HTMLElement>(reviewing ? FIRST.review : FIRST.start)?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [reviewing])
}
