import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, shorten } from '../../../../renderer/browser/escape-html.ts'

/** What a browser reads out of the escaped text. */
const decoded = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#96;', '`')
    .replaceAll('&amp;', '&')

describe('escaping for HTML', () => {
  it('makes an element in a name into text', () => {
    expect(escapeHtml('<img src=x onerror="alert(1)">')).toBe(
      '&lt;img src=x onerror=&quot;alert(1)&quot;&gt;',
    )
  })

  it('leaves nothing that opens a tag, closes an attribute or starts an entity of its own', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '`', '&', ';', 'a', '#') }),
        (text) => {
          const html = escapeHtml(text)
          expect(html).not.toMatch(/[<>"'`]/)
          expect(html.replace(/&(amp|lt|gt|quot|#39|#96);/g, '')).not.toContain('&')
          expect(decoded(html)).toBe(text)
        },
      ),
    )
  })
})

it('says how long a text was that it cut', () => {
  expect(shorten('ACGT', 4)).toBe('ACGT')
  expect(shorten('A'.repeat(5000), 3)).toBe('AAA… (5,000 characters)')
})
