import { describe, expect, it } from 'vitest'
import {
  createViewStore,
  DEFAULTS,
  type Memory,
  recall,
} from '../../../../../renderer/app/stores/view-store.ts'

function memoryOf(text: string | null): Memory & { text: () => string | null } {
  let kept = text
  return {
    getItem: () => kept,
    setItem: (_key, value) => {
      kept = value
    },
    text: () => kept,
  }
}

const FORBIDDEN: Memory = {
  getItem() {
    throw new DOMException('denied')
  },
  setItem() {
    throw new DOMException('denied')
  },
}

describe('what is remembered of the window', () => {
  it('comes back after a restart', () => {
    const memory = memoryOf(null)
    createViewStore(memory).getState().change({ theme: 'dark', listWidth: 500 })
    expect(createViewStore(memory).getState()).toMatchObject({ theme: 'dark', listWidth: 500 })
  })

  it('keeps each good setting beside a bad one', () => {
    const memory = memoryOf('{"theme":"dark","listWidth":-7,"recordFolded":"yes","recordWidth":300}')
    expect(recall(memory)).toEqual({ ...DEFAULTS, theme: 'dark', recordWidth: 300 })
  })

  it.each(['', '[]', 'null', '{', '42'])('falls back to the defaults for %j', (text) => {
    expect(recall(memoryOf(text))).toEqual(DEFAULTS)
  })

  it('does without storage that is forbidden', () => {
    const store = createViewStore(FORBIDDEN)
    store.getState().nextTheme()
    expect(store.getState().theme).toBe('light')
  })

  it('remembers nothing of a case', () => {
    const memory = memoryOf(null)
    const store = createViewStore(memory)
    store.getState().setLocus({ contig: 'chr7', start: 1, end: 2 })
    store.getState().askAboutDropped(['/data/patient.bam'])
    store.getState().change({ listFolded: true })
    expect(memory.text()).not.toMatch(/chr7|patient/)
  })
})

describe('which tracks igv.js draws', () => {
  it('is said of all, then of one, and said of all again it holds for all', () => {
    const store = createViewStore()
    const drawn = (): readonly unknown[] => [store.getState().reads.classic, store.getState().classicTracks]
    store.getState().drawClassic(true, 'f1')
    expect(drawn()).toEqual([false, { f1: true }])
    store.getState().drawClassic(true)
    expect(drawn()).toEqual([true, {}])
    store.getState().drawClassic(false, 'f2')
    expect(drawn()).toEqual([true, { f2: false }])
  })
})
