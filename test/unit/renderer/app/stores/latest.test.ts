import { describe, expect, it } from 'vitest'
import { createLatest } from '../../../../../renderer/app/stores/latest.ts'

describe('createLatest', () => {
  it('keeps only the newest request current', () => {
    const latest = createLatest()
    const first = latest.begin()
    expect(first()).toBe(true)
    const second = latest.begin()
    expect([first(), second()]).toEqual([false, true])
    latest.forgetAll()
    expect(second()).toBe(false)
  })
})
