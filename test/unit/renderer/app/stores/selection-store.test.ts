import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSelectionStore } from '../../../../../renderer/app/stores/selection-store.ts'
import { Fault } from '../../../../../shared/errors/fault.ts'
import type { VariantRecord } from '../../../../../shared/variant/variant-row.ts'
import { fakeRecord, fakeRow } from '../../../../support/fake-case.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'

const FILE = 'trio.vcf.gz'
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** An engine whose answers are released one by one, in any order. */
function heldEngine() {
  const held: { row: number; release: (record: VariantRecord) => void; refuse: (fault: Fault) => void }[] = []
  const client = createFakeClient({
    'variants.record': ({ row }) =>
      new Promise((resolve, reject) => held.push({ row, release: resolve, refuse: reject })),
  })
  return { held, store: createSelectionStore(client), client }
}

describe('the selection', () => {
  it('never shows a record of another row, in whatever order the answers come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { minLength: 1, maxLength: 12 }),
        fc.infiniteStream(fc.nat(100)),
        async (rows, order) => {
          const { held, store } = heldEngine()
          const wrong: string[] = []
          store.subscribe(({ row, record, variant }) => {
            if (record.status === 'ready' && record.record.row.row !== row) wrong.push(`record for ${row}`)
            if (variant !== null && variant.row !== row) wrong.push(`variant for ${row}`)
          })
          for (const row of rows) store.getState().select(FILE, row, undefined)
          while (held.length > 0) {
            const [answer] = held.splice((order.next().value ?? 0) % held.length, 1)
            answer?.release(fakeRecord(fakeRow(answer.row)))
            await settle()
          }
          expect(wrong).toEqual([])
          const { record, row } = store.getState()
          expect(row).toBe(rows.at(-1))
          expect(record.status).toBe('ready')
        },
      ),
      { numRuns: 40 },
    )
  })

  it('shows a skeleton, not the record before, while the next one is read', async () => {
    const { held, store } = heldEngine()
    store.getState().select(FILE, 0, fakeRow(0))
    held[0]?.release(fakeRecord(fakeRow(0)))
    await settle()
    expect(store.getState().record.status).toBe('ready')
    store.getState().select(FILE, 1, fakeRow(1))
    expect(store.getState()).toMatchObject({ row: 1, record: { status: 'loading' }, variant: { row: 1 } })
  })

  it('goes back to a record it has read without asking again', async () => {
    const { held, store, client } = heldEngine()
    store.getState().select(FILE, 0, undefined)
    held[0]?.release(fakeRecord(fakeRow(0)))
    await settle()
    store.getState().select(FILE, 1, undefined)
    store.getState().select(FILE, 0, undefined)
    expect(store.getState()).toMatchObject({
      row: 0,
      record: { status: 'ready', record: { row: { row: 0 } } },
    })
    held[1]?.release(fakeRecord(fakeRow(1)))
    await settle()
    expect(store.getState().row).toBe(0)
    expect(store.getState().record).toMatchObject({ status: 'ready', record: { row: { row: 0 } } })
    expect(client.made.length).toBe(2)
  })

  it('keeps nothing over a change of case, not even an answer that was under way', async () => {
    const { held, store, client } = heldEngine()
    store.getState().select(FILE, 0, undefined)
    store.getState().clear()
    held[0]?.release(fakeRecord(fakeRow(0)))
    await settle()
    expect(store.getState().record.status).toBe('none')
    store.getState().select(FILE, 0, undefined)
    expect(store.getState().record.status).toBe('loading')
    expect(client.made.length).toBe(2)
  })

  it('refuses an answer that names another row than asked', async () => {
    const { held, store } = heldEngine()
    store.getState().select(FILE, 3, undefined)
    held[0]?.release(fakeRecord(fakeRow(4)))
    await settle()
    expect(store.getState().record).toMatchObject({ status: 'failed', error: { kind: 'internal' } })
  })

  it('keeps a failure to the row it belongs to, and reads it again on request', async () => {
    const { held, store } = heldEngine()
    store.getState().select(FILE, 0, undefined)
    store.getState().select(FILE, 1, undefined)
    held[0]?.refuse(new Fault({ kind: 'file/changed', file: 'x', detail: 'shrank' }))
    await settle()
    expect(store.getState().record.status).toBe('loading')
    held[1]?.refuse(new Fault({ kind: 'file/changed', file: 'x', detail: 'shrank' }))
    await settle()
    expect(store.getState().record).toMatchObject({ status: 'failed', error: { kind: 'file/changed' } })
    store.getState().reload()
    held[2]?.release(fakeRecord(fakeRow(1)))
    await settle()
    expect(store.getState().record.status).toBe('ready')
  })
})
