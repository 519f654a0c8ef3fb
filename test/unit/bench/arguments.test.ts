import { describe, expect, it } from 'vitest'
import { BenchUsageError, isWanted, readArguments } from '../../bench/arguments.ts'

describe('the arguments of the benchmark', () => {
  it('have defaults', () => {
    expect(readArguments([])).toEqual({ json: false, sizeMb: 200, rows: 1_000_000, only: [], runs: 5 })
  })

  it('are read', () => {
    const args = ['--json', '--size', '0.5', '--rows', '2000', '--only', 'bai, region,', '--runs=7']
    expect(readArguments(args)).toEqual({
      json: true,
      sizeMb: 0.5,
      rows: 2000,
      only: ['bai', 'region'],
      runs: 7,
    })
  })

  it.each([
    ['--size', '0'],
    ['--size', 'big'],
    ['--rows', '1.5'],
    ['--runs', '-1'],
    ['--runs', ''],
    ['--speed'],
    ['bai'],
  ])('refuse %s %s', (...args) => {
    expect(() => readArguments(args)).toThrow(BenchUsageError)
  })

  it('choose rows by name or by the words it starts with', () => {
    expect(isWanted('region-40kb', [])).toBe(true)
    expect(isWanted('region-40kb', ['region'])).toBe(true)
    expect(isWanted('region-40kb', ['bai', 'region-40kb'])).toBe(true)
    expect(isWanted('region-40kb-cached', ['region-40kb'])).toBe(true)
    expect(isWanted('region-40kb', ['reg', 'region-4'])).toBe(false)
  })
})
