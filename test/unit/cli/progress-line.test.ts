import { afterEach, expect, it, vi } from 'vitest'
import { progressLine } from '../../../electron/cli/progress-line.ts'

const wasTty = process.stderr.isTTY

afterEach(() => {
  process.stderr.isTTY = wasTty
  vi.restoreAllMocks()
  vi.useRealTimers()
})

function written(isTty: boolean): string[] {
  const said: string[] = []
  process.stderr.isTTY = isTty
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  return said
}

it('rewrites one line of a terminal, at most five times a second, and clears it', () => {
  vi.useFakeTimers()
  const said = written(true)
  const line = progressLine('/data/big.bam')
  for (let step = 0; step <= 100; step++) {
    line.report({ phase: 'indexing', done: step * 4e6, total: 4e8, unit: 'bytes' })
    vi.advanceTimersByTime(50)
  }
  line.clear()
  expect(said.length).toBeGreaterThan(20)
  expect(said.length).toBeLessThan(30)
  expect(said[5]).toMatch(/big\.bam: indexing \d+ %/)
  expect(said[5]?.startsWith('\r\x1b[K')).toBe(true)
  expect(said.at(-1)).toBe('\r\x1b[K')
})

it('says nothing where no terminal is', () => {
  const said = written(false)
  const line = progressLine('/data/big.bam')
  line.report({ phase: 'indexing', done: 1, total: 2, unit: 'bytes' })
  line.clear()
  expect(said).toEqual([])
})
