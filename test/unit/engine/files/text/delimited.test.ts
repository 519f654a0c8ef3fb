import fc from 'fast-check'
import { expect, it } from 'vitest'
import { splitTable } from '../../../../../electron/engine/files/text/delimited.ts'

it('reads quoted fields with separators, line ends and quotes, and counts lines', () => {
  const text = 'a\t"b\tc"\t"say ""x"""\r\n\r\n"two\nlines"\t5" pipe\t"\n\tlast\t'
  expect(splitTable(text, '\t')).toEqual([
    { fields: ['a', 'b\tc', 'say "x"'], line: 1 },
    { fields: ['two\nlines', '5" pipe', '"'], line: 3 },
    { fields: ['', 'last', ''], line: 5 },
  ])
})

it('ends where the text ends', () => {
  expect(splitTable('', ',')).toEqual([])
  expect(splitTable('a,b', ',')).toEqual([{ fields: ['a', 'b'], line: 1 }])
  expect(splitTable('a,\r\n', ',')).toEqual([{ fields: ['a', ''], line: 1 }])
  expect(splitTable('a,b\rc', ',')).toEqual([
    { fields: ['a', 'b'], line: 1 },
    { fields: ['c'], line: 2 },
  ])
})

const field = fc
  .array(fc.constantFrom('a', ' ', '"', '\n', ',', '\t'), { maxLength: 4 })
  .map((c) => c.join(''))

it.each(['\t', ','] as const)('gives back what was written, separated by %j', (separator) => {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  fc.assert(
    fc.property(
      fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }),
      fc.constantFrom('\n', '\r\n'),
      (rows, end) => {
        const text = rows.map((fields) => fields.map(quoted).join(separator) + end).join('')
        expect(splitTable(text, separator).map((row) => row.fields)).toEqual(rows)
      },
    ),
  )
})
