import { expect, it } from 'vitest'
import type { Encoding } from '../../../../../electron/engine/files/cram/encoding.ts'
import { leftOut, neededBlocks } from '../../../../../electron/engine/files/cram/series.ts'

const block = (id: number): Encoding => ({ kind: 'external', id })
const array = (lengths: number, values: number): Encoding => ({
  kind: 'array-length',
  lengths: block(lengths),
  values: block(values),
})

/** As htslib writes: every series in a block of its own. */
const series = new Map<string, Encoding>([
  ['BF', block(1)],
  ['AP', block(2)],
  ['QS', block(3)],
  ['BA', block(4)],
  ['IN', array(5, 5)],
])
const tags = new Map<string, Encoding>([
  ['NMC', block(10)],
  ['MDZ', array(11, 12)],
])

it('leaves out nothing of whole records', () => {
  const without = leftOut({ series, tags }, 'all')
  expect([...without]).toEqual([])
  expect(neededBlocks({ series, tags }, without)).toEqual(new Set([1, 2, 3, 4, 5, 10, 11, 12]))
})

it('leaves out bases, qualities and tags of places', () => {
  const without = leftOut({ series, tags }, 'places')
  expect(neededBlocks({ series, tags }, without)).toEqual(new Set([1, 2, 5]))
})

it('keeps what shares a block with something needed, and what shares one with that', () => {
  const shared = new Map([...tags, ['XAZ', array(2, 13)], ['XBZ', array(13, 12)]] as const)
  const without = leftOut({ series, tags: shared }, 'places')
  // XA lies with AP, XB with XA, MD with XB.
  for (const tag of ['XAZ', 'XBZ', 'MDZ']) expect(without).not.toContain(tag)
  for (const name of ['QS', 'BA', 'NMC']) expect(without).toContain(name)
})

it('keeps what takes bits of the core block, which lie between those of others', () => {
  const bits = new Map(series).set('QS', { kind: 'beta', offset: 0, bits: 6 })
  expect(leftOut({ series: bits, tags }, 'places')).not.toContain('QS')
  const none = new Map(series).set('QS', { kind: 'huffman', symbols: [30], lengths: [0] })
  expect(leftOut({ series: none, tags }, 'places')).toContain('QS')
})
