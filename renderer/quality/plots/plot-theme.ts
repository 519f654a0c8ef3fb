import { useEffect, useState } from 'react'

/** Colours of the window's tokens, as a canvas needs them. */
export type PlotTheme = {
  readonly ink: string
  readonly quiet: string
  readonly line: string
  readonly accent: string
  readonly good: string
  readonly warn: string
  readonly danger: string
  readonly font: string
}

function plotTheme(): PlotTheme {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string): string => style.getPropertyValue(name).trim()
  return {
    ink: token('--ink'),
    quiet: token('--ink-2'),
    line: token('--line'),
    accent: token('--accent'),
    good: token('--good'),
    warn: token('--warn'),
    danger: token('--danger'),
    font: `11px ${token('--font')}`,
  }
}

/** The colours as they are now. */
export function usePlotTheme(): PlotTheme {
  const [theme, setTheme] = useState(plotTheme)
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(plotTheme()))
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}
