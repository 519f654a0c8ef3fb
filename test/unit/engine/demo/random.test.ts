import { describe, expect, it } from 'vitest'
import { hashName, randomStream } from '../../../../electron/engine/demo/random.ts'

describe('randomStream', () => {
  it('repeats itself by name and differs between names', () => {
    const draw = (name: string): number[] => {
      const random = randomStream(name)
      return Array.from({ length: 50 }, () => random.next())
    }
    expect(draw('a')).toEqual(draw('a'))
    expect(draw('a')).not.toEqual(draw('b'))
  })

  it('hashes names by FNV-1a', () => {
    // Test vectors of the FNV reference: "", "a", "foobar".
    expect(hashName('')).toBe(0x811c9dc5)
    expect(hashName('a')).toBe(0xe40c292c)
    expect(hashName('foobar')).toBe(0xbf9cf968)
  })

  it('is uniform enough and normal enough for what it is used for', () => {
    const random = randomStream('moments')
    const uniform = Array.from({ length: 20_000 }, () => random.next())
    expect(uniform.every((u) => u >= 0 && u < 1)).toBe(true)
    expect(uniform.reduce((a, b) => a + b, 0) / uniform.length).toBeCloseTo(0.5, 2)
    const normal = Array.from({ length: 20_000 }, () => random.normal(400, 50))
    const mean = normal.reduce((a, b) => a + b, 0) / normal.length
    const deviation = Math.sqrt(normal.reduce((a, b) => a + (b - mean) ** 2, 0) / normal.length)
    expect(Math.abs(mean - 400)).toBeLessThan(2)
    expect(Math.abs(deviation - 50)).toBeLessThan(2)
  })

  it('draws integers from a closed range', () => {
    const random = randomStream('integers')
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)))
    expect(seen).toEqual(new Set([3, 4, 5, 6]))
  })
})
