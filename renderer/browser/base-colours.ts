import type { ThemeName } from './theme.ts'

/** `igv`: IGV's own hues; `okabe-ito`: told apart by people with any common colour vision. */
export type BaseColours = 'igv' | 'okabe-ito'

export type BaseColourTable = Readonly<Record<'A' | 'C' | 'G' | 'T' | 'N', string>>

/**
 * IGV's green, blue, amber and red, each moved just far enough in lightness to stand out (3:1) from the ground of
 * its theme: IGV's own blue all but vanishes on a dark ground, its green on a white one.
 */
const IGV: Readonly<Record<ThemeName, BaseColourTable>> = {
  light: { A: '#00a000', C: '#0000c8', G: '#c06a00', T: '#e60000', N: '#505050' },
  dark: { A: '#3fd03f', C: '#7d9bff', G: '#f0a83c', T: '#ff6459', N: '#9aa4af' },
}

/** @see Okabe & Ito, Color Universal Design (2008) */
const OKABE_ITO: Readonly<Record<ThemeName, BaseColourTable>> = {
  light: { A: '#009e73', C: '#0072b2', G: '#e69f00', T: '#d55e00', N: '#505050' },
  dark: { A: '#009e73', C: '#3f9fdb', G: '#e69f00', T: '#d55e00', N: '#9aa4af' },
}

export function baseColourTable(colours: BaseColours, theme: ThemeName): BaseColourTable {
  return (colours === 'igv' ? IGV : OKABE_ITO)[theme]
}

/** As igv.js wants it: it looks both cases up, and anything that is no base (IUPAC codes) is drawn as N. */
export function nucleotideColours(table: BaseColourTable): Record<string, string> {
  const colours: Record<string, string> = {}
  for (const base of 'RYSWKMBDHVX*') colours[base] = table.N
  for (const [base, colour] of Object.entries(table)) {
    colours[base] = colour
    colours[base.toLowerCase()] = colour
  }
  return colours
}
