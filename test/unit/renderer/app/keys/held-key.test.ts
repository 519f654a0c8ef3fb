import { expect, it } from 'vitest'
import { createHeldKey } from '../../../../../renderer/app/keys/held-key.ts'

it('counts one repetition for each picture', () => {
  const waiting: (() => void)[] = []
  const counts = createHeldKey((drawn) => waiting.push(drawn))
  expect([counts(), counts(), counts()]).toEqual([true, false, false])
  expect(waiting).toHaveLength(1)
  waiting.pop()?.()
  expect([counts(), counts()]).toEqual([true, false])
  expect(waiting).toHaveLength(1)
})
