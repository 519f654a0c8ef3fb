import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_HISTORY, stayAt, step, visit } from '../../../../renderer/browser/locus-history.ts'

const at = (start: number) => ({ contig: 'chr1', start, end: start + 100 })
const shown = (history: typeof EMPTY_HISTORY) => history.entries[history.at]

describe('the history of loci', () => {
  it('goes back to where the user had panned to, and forward again', () => {
    let history = visit(visit(EMPTY_HISTORY, at(0)), at(1000))
    history = stayAt(history, at(1500))
    history = step(history, -1)
    expect(shown(history)).toEqual(at(0))
    expect(shown(step(history, 1))).toEqual(at(1500))
  })

  it('forgets what lay ahead when jumping elsewhere', () => {
    const history = visit(step(visit(visit(EMPTY_HISTORY, at(0)), at(1)), -1), at(2))
    expect(history.entries).toEqual([at(0), at(2)])
    expect(step(history, 1)).toBe(history)
  })

  it('shows the last jump, whatever came before, and stays short', () => {
    const moves = fc.array(
      fc.oneof(
        fc.record({ visit: fc.nat(50) }),
        fc.record({ step: fc.constantFrom(-1 as const, 1 as const) }),
        fc.record({ stay: fc.nat(50) }),
      ),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(moves, fc.nat(50), (list, last) => {
        let history = EMPTY_HISTORY
        for (const move of list) {
          if ('visit' in move) history = visit(history, at(move.visit))
          else if ('step' in move) history = step(history, move.step)
          else history = stayAt(history, at(move.stay))
          expect(history.at).toBeLessThan(Math.max(1, history.entries.length))
        }
        history = visit(history, at(last))
        expect(shown(history)).toEqual(at(last))
        expect(history.entries.length).toBeLessThanOrEqual(100)
      }),
    )
  })
})
