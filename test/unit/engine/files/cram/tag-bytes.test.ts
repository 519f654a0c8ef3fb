import { expect, it } from 'vitest'
import { GrowingBytes } from '../../../../../electron/engine/files/cram/growing-bytes.ts'
import { appendTags } from '../../../../../electron/engine/files/cram/tag-bytes.ts'

/** A tag whose next values are these. */
function tagOf(tag: string, ...values: string[]) {
  const bytes = Buffer.from(values.join(''), 'latin1')
  const reader = { bytes, from: 0, to: 0, next: () => {} }
  reader.next = () => {
    reader.from = reader.to
    reader.to += values.shift()?.length ?? 0
  }
  return { tag, values: reader }
}

function appended(...tags: ReturnType<typeof tagOf>[]): string {
  const into = new GrowingBytes(new Uint8Array(0))
  appendTags(tags, into)
  return Buffer.from(into.bytes.subarray(0, into.size)).toString('latin1')
}

it('appends tags as they lie, text up to its NUL', () => {
  const tags = [tagOf('NMC', '\x05'), tagOf('XZZ', 'some\0text'), tagOf('XYZ', 'open'), tagOf('XHH', '1A\0')]
  expect(appended(...tags)).toBe('NMC\x05XZZsome\0XYZopen\0XHH1A\0')
})

// samtools: `samtools view` shows none in level-1.cram of the specification's test files, whose reads have it.
it('reads what htslib notes for itself, and keeps it from the tags of the read', () => {
  const own = tagOf('cFC', '\x03', '\x02')
  expect(appended(own, tagOf('NMC', '\x00'))).toBe('NMC\x00')
  expect(own.values.to).toBe(1)
})
