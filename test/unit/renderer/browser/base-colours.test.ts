import { describe, expect, it } from 'vitest'
import { baseColourTable, nucleotideColours } from '../../../../renderer/browser/base-colours.ts'
import { paletteOf } from '../../../../renderer/browser/theme.ts'

/** @see WCAG 2.2, "relative luminance" and "contrast ratio" */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

const themes = ['light', 'dark'] as const

describe('base colours', () => {
  it.each(themes)('of IGV stand out 3:1 on the ground of the %s theme', (theme) => {
    for (const colour of Object.values(baseColourTable('igv', theme)))
      expect(contrast(colour, paletteOf(theme).ground)).toBeGreaterThanOrEqual(3)
  })

  it('of Okabe and Ito are theirs on white', () => {
    expect(baseColourTable('okabe-ito', 'light')).toMatchObject({
      A: '#009e73',
      C: '#0072b2',
      G: '#e69f00',
      T: '#d55e00',
    })
  })

  it('are there for both cases, and for codes that are no base', () => {
    const colours = nucleotideColours(baseColourTable('igv', 'light'))
    expect(colours['a']).toBe(colours['A'])
    expect(colours['R']).toBe(colours['N'])
  })
})

describe.each(themes)('the %s palette', (theme) => {
  const palette = paletteOf(theme)

  it('has text at 4.5:1 on both grounds', () => {
    for (const text of [palette.ink, palette.ink2, palette.accent, palette.danger])
      for (const ground of [palette.ground, palette.ground2])
        expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it('draws what carries meaning at 3:1', () => {
    for (const colour of [palette.gene, palette.insertion, palette.deletion, palette.skipped])
      expect(contrast(colour, palette.ground)).toBeGreaterThanOrEqual(3)
  })
})
