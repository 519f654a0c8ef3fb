import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFollower, createLatest } from '../../../../../renderer/app/stores/latest.ts'

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

describe('createFollower', () => {
  it('skips targets that were overtaken and ends at the last one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }), async (pauses) => {
        const visited: number[] = []
        let running = 0
        const follower = createFollower<number>(async (target) => {
          running += 1
          expect(running).toBe(1)
          await Promise.resolve()
          await Promise.resolve()
          visited.push(target)
          running -= 1
        })
        for (const [target, pause] of pauses.entries()) {
          follower.to(target)
          for (let i = 0; i < pause; i += 1) await Promise.resolve()
        }
        for (let i = 0; i < 200; i += 1) await Promise.resolve()
        expect(visited.at(-1)).toBe(pauses.length - 1)
        expect(visited).toEqual(visited.toSorted((a, b) => a - b))
      }),
    )
  })

  it('runs again after everything came to rest', async () => {
    const visited: string[] = []
    const follower = createFollower<string>(async (target) => {
      visited.push(target)
    })
    follower.to('a')
    for (let i = 0; i < 10; i += 1) await Promise.resolve()
    follower.to('b')
    for (let i = 0; i < 10; i += 1) await Promise.resolve()
    expect(visited).toEqual(['a', 'b'])
  })
})
