import { expect, test } from 'vitest'
import { AnswersAhead } from '../../../../renderer/browser/answers-ahead.ts'
import type { Region } from '../../../../shared/genome/region.ts'

const region = (start: number, end: number, contig = 'chr1'): Region => ({ contig, start, end })

function counted() {
  const asked: string[] = []
  const state = { broken: false }
  const ahead = new AnswersAhead(async ({ contig, start, end }) => {
    asked.push(`${contig}:${start}-${end}`)
    if (state.broken) throw new Error('gone')
    return `${contig}:${start}-${end}`
  })
  return { ahead, asked, state }
}

test('a step into what was asked for ahead asks for nothing', async () => {
  const { ahead, asked } = counted()
  ahead.prefetch([region(1000, 2000), region(1000, 2000, 'chr2')])
  expect(await ahead.get(region(1200, 1800, 'chr2'))).toBe('chr2:1000-2000')
  expect(await ahead.get(region(1000, 2000))).toBe('chr1:1000-2000')
  expect(asked).toEqual(['chr1:1000-2000', 'chr2:1000-2000'])
  ahead.prefetch([region(1500, 1600)])
  expect(asked).toHaveLength(2)
})

test('one that reaches beyond, or after it was forgotten, is asked for', async () => {
  const { ahead, asked } = counted()
  ahead.prefetch([region(1000, 2000)])
  await ahead.get(region(1500, 2001))
  ahead.clear()
  await ahead.get(region(1500, 1600))
  expect(asked.slice(1)).toEqual(['chr1:1500-2001', 'chr1:1500-1600'])
})

test('only so many are kept', async () => {
  const { ahead, asked } = counted()
  ahead.prefetch(Array.from({ length: 40 }, (_, i) => region(i * 1000, i * 1000 + 500)))
  await ahead.get(region(39_000, 39_100))
  expect(asked).toHaveLength(40)
  await ahead.get(region(0, 100))
  expect(asked).toHaveLength(41)
})

test('what failed ahead of time is asked for again', async () => {
  const { ahead, state } = counted()
  state.broken = true
  ahead.prefetch([region(0, 100)])
  await new Promise((resolve) => setTimeout(resolve))
  state.broken = false
  expect(await ahead.get(region(0, 100))).toBe('chr1:0-100')
})
