import { expect, test } from 'vitest'
import {
  LEAST_SCALE,
  type ScaledTrack,
  TrackGroup,
} from '../../../../../renderer/browser/reads/track-group.ts'

const track = (deepest: number): ScaledTrack & { depth: number; redraws: number; drawn: number } => ({
  depth: deepest,
  redraws: 0,
  drawn: 0,
  deepest() {
    return this.depth
  },
  drawnFull() {
    return this.drawn
  },
  redraw() {
    this.redraws++
  },
})

test('tracks share the scale of the deepest, or have each its own', () => {
  let shared = true
  const group = new TrackGroup(() => shared)
  const [a, b] = [track(40), track(62)]
  group.add(a)
  group.add(b)
  expect([group.full(a), group.full(b)]).toEqual([62, 62])
  shared = false
  expect([group.full(a), group.full(b)]).toEqual([40, 62])
  const shallow = track(2)
  group.add(shallow)
  expect(group.full(shallow)).toBe(LEAST_SCALE)
})

test('a scale stays while it fits, and is set anew at another place', () => {
  const group = new TrackGroup(() => true)
  const one = track(50)
  group.add(one)
  expect(group.full(one)).toBe(50)
  one.depth = 45
  expect(group.full(one)).toBe(50)
  one.depth = 51
  expect(group.full(one)).toBe(51)
  one.depth = 20
  expect(group.full(one)).toBe(20)
  one.depth = 18
  expect(group.full(one)).toBe(20)
  group.moveOn()
  expect(group.full(one)).toBe(18)
})

test('what is not known yet changes no scale', () => {
  const group = new TrackGroup(() => true)
  const one = track(50)
  group.add(one)
  expect(group.full(one)).toBe(50)
  one.depth = 0
  expect(group.full(one)).toBe(50)
})

test('only those drawn with another scale are drawn again', () => {
  const group = new TrackGroup(() => true)
  const [a, b] = [track(40), track(62)]
  a.drawn = 40
  b.drawn = 62
  group.add(a)
  group.add(b)
  group.settle()
  expect([a.redraws, b.redraws]).toEqual([1, 0])
})

test('a load is done when those of the other tracks are', async () => {
  const group = new TrackGroup(() => true)
  const done: string[] = []
  let finish: () => void = () => undefined
  const slow = group
    .together(new Promise<void>((resolve) => (finish = resolve)))
    .then(() => done.push('slow'))
  const quick = group.together(Promise.resolve()).then(() => done.push('quick'))
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(done).toEqual([])
  finish()
  await Promise.all([slow, quick])
  expect(done.toSorted()).toEqual(['quick', 'slow'])
})
