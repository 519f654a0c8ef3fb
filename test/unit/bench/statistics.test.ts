import { assert, array, double, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spreadOf } from '../../bench/statistics.ts'

describe('the spread of samples', () => {
  it('is the middle one of an odd number, the mean of two of an even number', () => {
    expect(spreadOf([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 })
    expect(spreadOf([4, 1, 2, 9])).toEqual({ median: 3, min: 1, max: 9 })
    expect(spreadOf([7])).toEqual({ median: 7, min: 7, max: 7 })
  })

  it('leaves the samples as they were', () => {
    const samples = [3, 1, 2]
    spreadOf(samples)
    expect(samples).toEqual([3, 1, 2])
  })

  it('refuses to say anything about nothing', () => {
    expect(() => spreadOf([])).toThrow(RangeError)
  })

  it('has as many samples below its median as above', () => {
    const samples = array(double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 })
    assert(
      property(samples, (values) => {
        const { median, min, max } = spreadOf(values)
        expect(values.filter((value) => value < median).length).toBeLessThanOrEqual(values.length / 2)
        expect(values.filter((value) => value > median).length).toBeLessThanOrEqual(values.length / 2)
        expect(min).toBe(Math.min(...values))
        expect(max).toBe(Math.max(...values))
      }),
    )
  })
})
