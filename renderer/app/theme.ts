import { useLayoutEffect } from 'react'
import { useMedia } from '../ui/use-media.ts'
import { useView } from './session-context.tsx'

/** The theme in force: the chosen one, or the system's. */
export function useResolvedTheme(): 'light' | 'dark' {
  const chosen = useView((s) => s.theme)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  return chosen === 'system' ? (systemIsDark ? 'dark' : 'light') : chosen
}

/** Puts the theme on the document, where the tokens look for it. */
export function useTheme(): void {
  const theme = useResolvedTheme()
  useLayoutEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
}
