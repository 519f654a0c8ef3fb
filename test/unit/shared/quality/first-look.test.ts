import { describe, expect, it } from 'vitest'
import type { Acknowledgement } from '../../../../shared/quality/acknowledgement.ts'
import { BLOCKING, CHECK_IDS, type CheckId } from '../../../../shared/quality/check-id.ts'
import { failureOf, firstLook, MIX_UP_CHECKS, NOT_SEEN } from '../../../../shared/quality/first-look.ts'
import type { CheckProgress, GateCheck } from '../../../../shared/quality/gate.ts'
import { MENDELIAN_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import type { Verdict } from '../../../../shared/quality/verdict.ts'

const done = (verdict: Verdict, finding = ''): CheckProgress => ({
  state: 'done',
  // What it found in detail says nothing of whether variants are seen.
  result: { check: 'mendelian', verdict, thresholds: MENDELIAN_THRESHOLDS, trios: [] },
  verdict,
  finding,
  at: '2026-01-01T00:00:00Z',
})
const RUNNING: CheckProgress = { state: 'running' }

/** All checks pass, but for these. */
const gateOf = (others: Partial<Record<CheckId, CheckProgress>>): GateCheck[] =>
  CHECK_IDS.map((id) => ({ id, blocks: BLOCKING.has(id), progress: others[id] ?? done('passes') }))

const NEW = { acknowledgements: [], checksFound: [], synthetic: false }
const CHECKED = {
  ...NEW,
  checksFound: [{ check: 'sex' as const, verdict: 'passes' as const, finding: '' }],
}
const acknowledged = (check: CheckId, finding: string): Acknowledgement => ({
  check,
  finding,
  reason: 'Known.',
  by: { user: 'a', machine: 'b' },
  at: '2026-01-01T00:00:00Z',
})

describe('the first look at the variants', () => {
  it('waits until mix-ups were looked for, and for nothing else', () => {
    expect(firstLook([], NEW, NOT_SEEN).state).toBe('checking')
    for (const id of CHECK_IDS) {
      const { state, checks } = firstLook(gateOf({ [id]: RUNNING }), NEW, NOT_SEEN)
      const waits = MIX_UP_CHECKS.has(id)
      expect([id, state, checks.some((check) => check.id === id)]).toEqual([
        id,
        waits ? 'checking' : 'open',
        waits,
      ])
    }
    expect(firstLook(gateOf({}), NEW, NOT_SEEN).state).toBe('open')
  })

  it('waits for the variants’ import and the indexes, too, and not for what is not possible', () => {
    const waiting = gateOf({ swap: { state: 'waiting', on: 'indexes' } })
    expect(firstLook(waiting, NEW, NOT_SEEN).state).toBe('checking')
    const impossible = gateOf({ swap: { state: 'not-possible', reason: 'no-reads' } })
    expect(firstLook(impossible, NEW, NOT_SEEN).state).toBe('open')
  })

  it('does not wait where the case was checked before, its variants were seen, or its people are made up', () => {
    expect(firstLook(gateOf({ sex: RUNNING }), { ...NEW, synthetic: true }, NOT_SEEN).state).toBe('open')
    expect(firstLook(gateOf({ sex: RUNNING }), CHECKED, NOT_SEEN).state).toBe('open')
    expect(firstLook(gateOf({ sex: RUNNING }), NEW, { ...NOT_SEEN, seen: true }).state).toBe('open')
  })

  it('stops at a mix-up, though the case was checked before and seen, until it is gone past or acknowledged', () => {
    const gate = gateOf({ sex: done('fails', 'fails: KIM'), swap: RUNNING })
    const found = firstLook(gate, CHECKED, { ...NOT_SEEN, seen: true })
    expect([found.state, found.checks.map(({ id }) => id)]).toEqual(['found', ['sex']])
    const past = { ...NOT_SEEN, seen: true, failures: new Set(found.checks.map(failureOf)) }
    expect(firstLook(gate, CHECKED, past).state).toBe('open')
    const given = { ...CHECKED, acknowledgements: [acknowledged('sex', 'fails: KIM')] }
    expect(firstLook(gate, given, NOT_SEEN).state).toBe('open')
  })

  it('does not show the variants while a failure that nobody has gone past is looked for again', () => {
    const gate = gateOf({ sex: RUNNING })
    const failed = {
      ...NEW,
      checksFound: [{ check: 'sex' as const, verdict: 'fails' as const, finding: 'fails: KIM' }],
    }
    // Opened again, or seen before it was found.
    expect(firstLook(gate, failed, NOT_SEEN).state).toBe('checking')
    expect(firstLook(gate, failed, { ...NOT_SEEN, seen: true }).state).toBe('checking')
    // Another check is made again: what failed says so itself.
    expect(firstLook(gateOf({ swap: RUNNING }), failed, NOT_SEEN).state).toBe('open')
    const past = { ...NOT_SEEN, failures: new Set(['sex fails: KIM']) }
    expect(firstLook(gate, failed, past).state).toBe('open')
    const given = { ...failed, acknowledgements: [acknowledged('sex', 'fails: KIM')] }
    expect(firstLook(gate, given, NOT_SEEN).state).toBe('open')
    expect(firstLook(gate, { ...failed, synthetic: true }, NOT_SEEN).state).toBe('open')
    // Who does not wait is stopped by what it finds all the same.
    const unchecked = { ...NOT_SEEN, seen: true, unchecked: true }
    expect(firstLook(gate, failed, unchecked).state).toBe('open')
    expect(firstLook(gateOf({ sex: done('fails', 'fails: KIM') }), failed, unchecked).state).toBe('found')
  })

  it('stops again at another failure of the same check', () => {
    const past = {
      ...NOT_SEEN,
      seen: true,
      failures: new Set(gateOf({ sex: done('fails', 'fails: KIM') }).map(failureOf)),
    }
    expect(firstLook(gateOf({ sex: done('fails', 'fails: MUM') }), CHECKED, past).state).toBe('found')
  })

  it('does not stop at warnings, nor at failures that are no mix-up', () => {
    const gate = gateOf({ sex: done('warns'), contamination: done('fails'), mendelian: done('fails') })
    expect(firstLook(gate, NEW, NOT_SEEN).state).toBe('open')
  })

  it('never shows variants of another reference', () => {
    const gate = gateOf({ build: done('fails', 'fails: a.vcf') })
    const past = { ...NOT_SEEN, seen: true, failures: new Set(gate.map(failureOf)) }
    const given = { ...CHECKED, acknowledgements: [acknowledged('build', 'fails: a.vcf')] }
    expect(firstLook(gate, given, past).state).toBe('blocked')
  })
})
