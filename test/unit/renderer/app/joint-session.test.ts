import { describe, expect, it } from 'vitest'
import {
  chooseList,
  createSession,
  listedFile,
  startSession,
  stepVariant,
} from '../../../../renderer/app/session.ts'
import { listScope } from '../../../../renderer/app/list/list-scope.ts'
import { isHidden } from '../../../../renderer/app/stores/variant-store.ts'
import type { StoreState } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { ALL_FILES } from '../../../../shared/variant/joint-columns.ts'
import { infoColumn, VARIANT_COLUMNS } from '../../../../shared/variant/variant-column.ts'
import { fakeAnswers, fakeCase, fakeFile, fakeRow, fakeSummary } from '../../../support/fake-case.ts'
import { createFakeClient } from '../../../support/fake-client.ts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
const READY: StoreState = { state: 'ready', summary: fakeSummary() }
const IMPORTING: StoreState = { state: 'importing', task: 't' }

function caseOf(stores: Readonly<Record<string, StoreState | null>>, revision = 1): CaseState {
  const files = Object.entries(stores).map(([name, store]) => fakeFile(name, store === null ? {} : { store }))
  return fakeCase({ files, revision })
}

describe('what is listed', () => {
  it('is all files once several are imported, or what was chosen', () => {
    const [none, one, both] = [
      caseOf({ a: null, b: null }),
      caseOf({ a: READY, b: IMPORTING }),
      caseOf({ a: READY, b: READY }),
    ]
    expect([none, one, both].map((state) => listedFile(state, null))).toEqual(['a', 'a', ALL_FILES])
    expect([none, one, both].map((state) => listedFile(state, 'b'))).toEqual(['b', 'b', 'b'])
    expect([none, one, both].map((state) => listedFile(state, ALL_FILES))).toEqual([
      'a',
      ALL_FILES,
      ALL_FILES,
    ])
    expect(listedFile(caseOf({ a: READY }), ALL_FILES)).toBe('a')
  })

  it('can be filtered by the columns of the files that are imported', () => {
    const withField = (id: string, type: 'number' | 'text'): StoreState => ({
      state: 'ready',
      summary: fakeSummary({ columns: [...VARIANT_COLUMNS, infoColumn({ id, type, description: null })] }),
    })
    const state = caseOf({ a: withField('AF', 'number'), b: withField('AF', 'text'), c: IMPORTING })
    const all = listScope(state, ALL_FILES)
    expect(all?.filter.columns.has('file')).toBe(true)
    expect(all?.filter.columns.has('info.AF')).toBe(false)
    expect(all?.conflicts.map(({ name }) => name)).toEqual(['info.AF'])
    expect(listScope(state, 'a')?.filter.columns.has('info.AF')).toBe(true)
    expect(listScope(state, 'a')?.filter.columns.has('file')).toBe(false)
    expect(listScope(state, 'c')).toBeNull()
    expect(listScope(caseOf({ a: IMPORTING, b: null }), ALL_FILES)).toBeNull()
  })
})

/** Rows of two files in turn: each has a row with every number. */
const ROWS = Array.from({ length: 10 }, (_, i) =>
  fakeRow(Math.floor(i / 2), { file: i % 2 === 0 ? 'a' : 'b', position: 1000 + i }),
)

async function started(state: CaseState) {
  const { 'variants.page': plain } = fakeAnswers(ROWS)
  if (!plain) throw new Error('the fake engine lists variants')
  const client = createFakeClient(fakeAnswers(ROWS, state))
  client.answer('variants.page', async (input, signal) => {
    const several = input.file === ALL_FILES
    const passes = (input.query?.filters.length ?? 0) > 0 ? ROWS.filter(({ file }) => file === 'b') : ROWS
    const rows = several ? passes : ROWS.filter(({ file }) => file === input.file)
    const answer = { ...(await plain(input, signal)), rows, available: rows.length, variants: rows.length }
    return { ...answer, cells: rows.map(() => []), ...(several ? { files: ['a', 'b'] } : {}) }
  })
  client.answer('variants.placeOf', async ({ query, rowOf, row }) => {
    const at = ROWS.findIndex((one) => one.file === rowOf && one.row === row)
    if (query.filters.length === 0) return { place: at, before: at }
    return { place: rowOf === 'b' ? row : null, before: rowOf === 'b' ? row : Math.ceil(at / 2) }
  })
  client.answer('variants.record', async ({ file, row }) => {
    const found = ROWS.find((one) => one.file === file && one.row === row)
    return { row: found ?? fakeRow(row), line: 1, info: [], samples: [], filters: [], consequences: [], raw: '', rawTruncated: false } // prettier-ignore
  })
  client.answer('variants.count', async ({ query }) => ({ passing: 5, total: 10, effects: query.filters.map(() => ({ hidden: 5, missing: 0 })) })) // prettier-ignore
  client.answer('variants.setList', async () => ({}))
  const session = createSession(client)
  const stop = startSession(session)
  await settle()
  const at = () => `${session.selection.getState().file} ${session.selection.getState().row}`
  return { client, session, stop, at }
}

describe('a session that lists all files', () => {
  it('steps from one file to the other, though rows have the same numbers', async () => {
    const { session, stop, at } = await started(caseOf({ a: READY, b: READY }))
    expect(session.variants.getState()).toMatchObject({ file: ALL_FILES, files: ['a', 'b'], available: 10 })
    const seen = [at()]
    for (let step = 0; step < 4; step++) {
      stepVariant(session, 1)
      await settle()
      seen.push(at())
    }
    expect(seen).toEqual(['a 0', 'b 0', 'a 1', 'b 1', 'a 2'])
    expect(session.selection.getState().record).toMatchObject({
      status: 'ready',
      record: { row: { file: 'a', row: 2 } },
    })
    stepVariant(session, 100)
    await settle()
    expect(at()).toBe('b 4')
    stop()
  })

  it('goes on from a variant that is hidden, and says that it is', async () => {
    const { session, stop, at } = await started(caseOf({ a: READY, b: READY }))
    stepVariant(session, 4)
    await settle()
    expect(at()).toBe('a 2')
    session.list
      .getState()
      .addFilters([{ expression: 'file == "b"', missing: 'drop', enabled: true, label: null }])
    await settle()
    const list = session.variants.getState()
    expect(list.available).toBe(5)
    expect(isHidden(list, { file: 'a', row: 2 })).toBe(true)
    expect(isHidden(list, { file: 'b', row: 2 })).toBe(false)
    stepVariant(session, 1)
    await settle()
    expect(at()).toBe('b 2')
    stop()
  })

  it('comes of itself when a second file has been imported, with the selection kept', async () => {
    const { client, session, stop, at } = await started(caseOf({ a: READY, b: IMPORTING }))
    expect(session.variants.getState().file).toBe('a')
    stepVariant(session, 3)
    await settle()
    const event = { kind: 'store-changed', file: 'b', store: READY } as const
    client.emit('case.changed', { sequence: null, event, state: caseOf({ a: READY, b: READY }, 2) })
    await settle()
    expect(session.variants.getState().file).toBe(ALL_FILES)
    expect(at()).toBe('a 3')
    expect(session.variants.getState().lineOf({ file: 'a', row: 3 })).toBe(6)
    expect(session.list.getState().counted).toMatchObject({ file: ALL_FILES })
    stop()
  })

  it('stays with a file that was chosen, and asks again when a list of all has one more', async () => {
    const { client, session, stop } = await started(caseOf({ a: READY, b: READY, c: IMPORTING }))
    const changed = (revision: number): void => {
      const event = { kind: 'store-changed', file: 'c', store: READY } as const
      client.emit('case.changed', {
        sequence: null,
        event,
        state: caseOf({ a: READY, b: READY, c: READY }, revision),
      })
    }
    const pages = (): number => client.made.filter(({ name }) => name === 'variants.page').length
    const before = pages()
    changed(2)
    await settle()
    expect(pages()).toBe(before + 1)
    // A reference may name the contigs in another order.
    const files = caseOf({ a: READY, b: READY, c: READY }, 3)
    const reference = fakeFile('hg38.fa', { kind: 'fasta' })
    const event = { kind: 'file-added', file: reference } as const
    client.emit('case.changed', {
      sequence: null,
      event,
      state: { ...files, files: [...files.files, reference] },
    })
    await settle()
    expect(pages()).toBe(before + 2)
    chooseList(session, 'b')
    await settle()
    expect(session.variants.getState()).toMatchObject({ file: 'b', available: 5 })
    // The selection was of the other file.
    expect(session.selection.getState()).toMatchObject({ file: 'b', row: 0 })
    changed(4)
    await settle()
    expect(session.variants.getState().file).toBe('b')
    stop()
  })
})
