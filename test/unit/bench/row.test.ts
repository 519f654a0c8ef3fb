import { describe, expect, it } from 'vitest'
import { alternate, isWithinTarget, ratioOf, type Row } from '../../bench/row.ts'

const at = (median: number) => ({ median, min: median, max: median })
const row = (change: Partial<Row>): Row => ({
  name: 'x',
  ours: at(3),
  theirs: at(2),
  target: 1.5,
  targetOf: 'ratio',
  peakRssMb: null,
  ...change,
})

describe('a row', () => {
  it('compares medians', () => {
    expect(ratioOf(row({}))).toBe(1.5)
    expect(ratioOf(row({ ours: null }))).toBeNull()
    expect(ratioOf(row({ theirs: null }))).toBeNull()
    expect(ratioOf(row({ theirs: at(0) }))).toBeNull()
  })

  it('is within a target that it just reaches', () => {
    expect(isWithinTarget(row({}))).toBe(true)
    expect(isWithinTarget(row({ ours: at(3.1) }))).toBe(false)
    expect(isWithinTarget(row({ theirs: null }))).toBeNull()
    expect(isWithinTarget(row({ target: null }))).toBeNull()
  })

  it('can have a target for our time alone', () => {
    const absolute = row({ theirs: null, targetOf: 'ms', target: 3 })
    expect(isWithinTarget(absolute)).toBe(true)
    expect(isWithinTarget({ ...absolute, target: 2 })).toBe(false)
  })
})

describe('alternate', () => {
  it('runs both in turn and does not count the first run of each', async () => {
    const order: string[] = []
    const timed = (name: string, first: number) => {
      let next = first
      return async () => {
        order.push(name)
        return next++
      }
    }
    const times = await alternate(3, timed('ours', 0), timed('theirs', 10))
    expect(order).toEqual(['ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs', 'ours', 'theirs'])
    expect(times).toEqual({
      ours: { median: 2, min: 1, max: 3 },
      theirs: { median: 12, min: 11, max: 13 },
    })
  })

  it('leaves out a side that is not there', async () => {
    expect(await alternate(1, async () => 4, null)).toEqual({ ours: at(4), theirs: null })
  })
})
