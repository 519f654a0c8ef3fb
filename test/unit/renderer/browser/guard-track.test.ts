import { describe, expect, it } from 'vitest'
import { guardTrack } from '../../../../renderer/browser/tracks/guard-track.ts'
import { createWorkCount } from '../../../../renderer/browser/work-count.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'

/** A viewport that remembers what it was told; only what the guard uses. */
function viewport() {
  const said: string[] = []
  const state = { cleared: 0 }
  return {
    said,
    state,
    viewportElement: {},
    clearCache: () => {
      state.cleared++
    },
    showMessage: (message: string) => said.push(message),
  }
}

/** A track whose loads are answered by hand, in any order. */
function track() {
  const pending: { start: number; answer: (features: unknown) => void; fail: (error: unknown) => void }[] = []
  return {
    pending,
    getFeatures: (_chr: string, start: number) =>
      new Promise<unknown>((answer, fail) => {
        pending.push({ start, answer, fail })
      }),
  }
}

const missing: CasementError = { kind: 'index/missing', file: '/data/HG002.bam' }

function guarded() {
  const failures: CasementError[] = []
  const busy: boolean[] = []
  const made = track()
  let aborted = 0
  const asTrack: Parameters<typeof guardTrack>[0] = made
  const guard = guardTrack(
    asTrack,
    (error) => failures.push(error),
    createWorkCount((now) => busy.push(now)),
    () => aborted++,
  )
  const view = viewport()
  const load = (start: number): Promise<unknown> => asTrack.getFeatures('chr1', start, start + 1, 1, view)
  return { ...made, guard, failures, view, load, aborted: () => aborted, busy }
}

describe('a guarded track', () => {
  it('gives the newest answer only, whichever comes last', async () => {
    const { load, pending } = guarded()
    const [first, second] = [load(1), load(2)]
    pending[1]?.answer(['new'])
    pending[0]?.answer(['old'])
    expect(await second).toEqual(['new'])
    expect(await first).toBeUndefined()
  })

  it('shows the sentence in its place, drops the old picture, and reports', async () => {
    const { load, pending, view, failures } = guarded()
    const loading = load(1)
    pending[0]?.fail(new Fault(missing))
    expect(await loading).toBeUndefined()
    expect(view.said).toEqual([sentence(missing)])
    expect(view.state.cleared).toBe(1)
    expect(failures).toEqual([missing])
  })

  it('says nothing about what nobody wants any more', async () => {
    const { load, pending, view, failures, guard, aborted } = guarded()
    const first = load(1)
    const second = load(2)
    pending[0]?.fail(new Fault(missing))
    expect(await first).toBeUndefined()
    guard.overtake()
    expect(aborted()).toBe(1)
    pending[1]?.fail(new DOMException('gone', 'AbortError'))
    expect(await second).toBeUndefined()
    expect(view.said).toEqual([])
    expect(failures).toEqual([])
  })

  it('keeps what arrives although it was overtaken: igv.js may be waiting for just that', async () => {
    const { load, pending, guard } = guarded()
    const loading = load(1)
    guard.overtake()
    pending[0]?.answer(['genes'])
    expect(await loading).toEqual(['genes'])
  })

  it('says what went wrong again after it was overtaken once', async () => {
    const { load, pending, view, guard } = guarded()
    void load(1)
    guard.overtake()
    const loading = load(2)
    pending[1]?.fail(new Fault(missing))
    await loading
    expect(view.said).toEqual([sentence(missing)])
  })

  it('leaves a viewport alone that igv.js has disposed of', async () => {
    const { load, pending, view, failures } = guarded()
    const loading = load(1)
    Reflect.deleteProperty(view, 'viewportElement')
    pending[0]?.fail(new Fault(missing))
    expect(await loading).toBeUndefined()
    expect(view.said).toEqual([])
    expect(failures).toEqual([])
  })

  it('is busy from the first load to the end of the last', async () => {
    const { load, pending, busy } = guarded()
    const both = [load(1), load(2)]
    pending[1]?.answer([])
    await both[1]
    expect(busy).toEqual([true])
    pending[0]?.fail(new Fault(missing))
    await both[0]
    expect(busy).toEqual([true, false])
  })

  it('counts its loads', async () => {
    const { load, guard } = guarded()
    void load(1)
    void load(2)
    expect(guard.loads()).toBe(2)
  })
})
