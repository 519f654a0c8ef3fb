export type ThemeName = 'light' | 'dark'

/** The colours drawn on canvases and handed to igv.js's own DOM as CSS variables; the tokens of docs/ui. */
export type Palette = {
  readonly ground: string
  readonly ground2: string
  readonly ink: string
  readonly ink2: string
  readonly line: string
  readonly accent: string
  readonly danger: string
  /** Body of a read, and of the coverage behind its mismatches. */
  readonly read: string
  readonly coverage: string
  readonly deletion: string
  readonly insertion: string
  readonly skipped: string
  readonly gene: string
}

const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    ground: '#ffffff',
    ground2: '#f6f7f9',
    ink: '#1b1f24',
    ink2: '#57606a',
    line: '#d9dee4',
    accent: '#1f5fbf',
    danger: '#b3261e',
    read: '#b9c1c9',
    coverage: '#8f99a4',
    deletion: '#1b1f24',
    insertion: '#7a3fa0',
    skipped: '#5f8a8a',
    gene: '#33508c',
  },
  dark: {
    ground: '#14171b',
    ground2: '#1c2025',
    ink: '#e6eaee',
    ink2: '#a3adb8',
    line: '#323941',
    accent: '#6fa8ff',
    danger: '#ff8f87',
    read: '#5b6570',
    coverage: '#6b7682',
    deletion: '#e6eaee',
    insertion: '#c79be6',
    skipped: '#8fbcbc',
    gene: '#9db8ea',
  },
}

export const paletteOf = (theme: ThemeName): Palette => PALETTES[theme]
