import { describe, expect, it } from 'vitest'
import {
  createSession,
  linesBefore,
  listedFile,
  startSession,
  stepVariant,
  takeFiles,
} from '../../../../renderer/app/session.ts'
import type { VariantListView } from '../../../../shared/variant/variant-query.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import {
  FAKE_LIMIT,
  fakeAnswers,
  fakeBlock,
  fakeCase,
  fakeFile,
  fakeRow,
  fakeTask,
  importedCase,
} from '../../../support/fake-case.ts'
import { createFakeClient } from '../../../support/fake-client.ts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
const ROWS = Array.from({ length: 14 }, (_, i) => fakeRow(i))

async function started(open = true) {
  const client = createFakeClient(fakeAnswers(ROWS, open ? fakeCase() : null))
  const session = createSession(client)
  const stop = startSession(session)
  await settle()
  return { client, session, stop }
}

describe('a session', () => {
  it('takes up the case that is open, lists its VCF and selects the first variant', async () => {
    const { session } = await started()
    expect(session.variants.getState()).toMatchObject({ file: 'trio.vcf.gz', available: 14 })
    expect(session.selection.getState()).toMatchObject({ row: 0, record: { status: 'ready' } })
    expect(session.host.getState().engine.state).toBe('ready')
  })

  it('opens, shows and closes a case', async () => {
    const { session } = await started(false)
    expect(session.cases.getState().current).toBeNull()
    await session.cases.getState().open(['/data/R-1042'])
    await settle()
    expect(session.selection.getState().row).toBe(0)
    await session.cases.getState().close()
    await settle()
    expect(session.variants.getState().file).toBeNull()
    expect(session.selection.getState()).toMatchObject({ row: null, record: { status: 'none' } })
  })

  it('keeps the start screen and says why when a case is refused', async () => {
    const { session, client } = await started(false)
    client.answer('case.open', async () => {
      throw new Fault({ kind: 'case/build-conflict', conflicts: [] })
    })
    await session.cases.getState().open(['/x'])
    expect(session.cases.getState()).toMatchObject({
      current: null,
      opening: null,
      error: { kind: 'case/build-conflict' },
    })
  })

  it('steps and stays at the ends', async () => {
    const { session } = await started()
    stepVariant(session, -1)
    expect(session.selection.getState().row).toBe(0)
    stepVariant(session, 1)
    expect(session.selection.getState().row).toBe(1)
    stepVariant(session, 100)
    expect(session.selection.getState().row).toBe(13)
  })

  it('steps over reference blocks, and from one to the variants beside it', async () => {
    const blocks = [fakeBlock(0, 0), fakeBlock(1, 5), fakeBlock(2, 14)]
    const client = createFakeClient(fakeAnswers([...ROWS, ...blocks], fakeCase()))
    const session = createSession(client)
    const stop = startSession(session)
    await settle()
    const { variants, selection } = session
    expect(variants.getState()).toMatchObject({ available: 14, found: 14, referenceBlocks: 3 })
    const after = (nth: number, by: number): number | null => {
      const block = blocks[nth]
      if (block) selection.getState().select(block.file, block.row, block)
      stepVariant(session, by)
      return selection.getState().row
    }
    expect([after(0, 1), after(1, 1), after(1, -1), after(1, 2), after(2, 1), after(0, -1)]).toEqual([
      0, 5, 4, 6, 13, 0,
    ])
    stop()
  })

  it('lists reference blocks when they are asked for, and steps through them then', async () => {
    const blocks = [fakeBlock(0, 0), fakeBlock(1, 5), fakeBlock(2, 14)]
    const client = createFakeClient(fakeAnswers([...ROWS, ...blocks], fakeCase()))
    const session = createSession(client)
    const stop = startSession(session)
    await settle()
    const { variants, selection } = session
    await variants.getState().list('reference-blocks')
    expect(variants.getState()).toMatchObject({ of: 'reference-blocks', available: 3, found: 14 })
    expect(variants.getState().rowAt(1)).toEqual(blocks[1])
    // What was selected stays selected until the user moves on.
    expect(selection.getState().row).toBe(0)
    expect(variants.getState().lineOf({ file: 'trio.vcf.gz', row: 0 })).toBeNull()
    stepVariant(session, 1)
    expect(selection.getState().row).toBe(FAKE_LIMIT)
    stepVariant(session, 1)
    expect(selection.getState().row).toBe(FAKE_LIMIT + 1)
    await variants.getState().list('variants')
    stepVariant(session, 1)
    expect(selection.getState().row).toBe(5)
    stop()
  })

  it('reloads what the engine held when it was restarted, and stays at the selected variant', async () => {
    const { session, client } = await started()
    stepVariant(session, 3)
    await settle()
    session.tasks.getState().update(fakeTask('t1'))
    const before = client.made.length
    client.emit('engine.state', { state: 'down', detail: 'exit code 9' })
    client.emit('engine.state', { state: 'restarted', detail: null })
    await settle()
    const asked = client.made.slice(before).map((call) => call.name)
    expect(asked).toEqual(
      expect.arrayContaining(['case.state', 'variants.page', 'variants.record', 'task.list']),
    )
    expect(session.host.getState().generation).toBe(1)
    expect(session.tasks.getState().tasks).toEqual([])
    expect(session.selection.getState()).toMatchObject({ row: 3, record: { status: 'ready' } })
  })

  it('reads the list again when the index it was waiting for is there', async () => {
    const { session, client } = await started(false)
    client.answer('variants.page', async () => {
      throw new Fault({ kind: 'index/missing', file: 'trio.vcf.gz' })
    })
    await session.cases.getState().open(['/data/R-1042'])
    await settle()
    expect(session.variants.getState().error?.kind).toBe('index/missing')
    const { 'variants.page': answer } = fakeAnswers(ROWS)
    if (answer) client.answer('variants.page', answer)
    const [file] = fakeCase().files
    if (file)
      client.emit('case.changed', {
        sequence: null,
        event: { kind: 'index-changed', file: file.id, index: file.index },
        state: fakeCase(),
      })
    await settle()
    expect(session.variants.getState()).toMatchObject({ error: null, available: 14 })
  })

  it('asks before files dropped on an open case replace it', async () => {
    const { session } = await started()
    takeFiles(session, ['/data/other.bam'])
    expect(session.view.getState().dropped).toEqual(['/data/other.bam'])
    expect(session.cases.getState().opening).toBeNull()
  })

  it('takes nothing of the case before for the one that is opened', async () => {
    const { session, client } = await started()
    session.view.getState().setLocus({ contig: 'chr7', start: 1, end: 2 })
    expect(session.cases.getState().reference).not.toBeNull()
    const other = fakeCase({ id: 'case-2', label: 'other', files: [] })
    client.emit('case.changed', {
      sequence: null,
      event: { kind: 'case-opened', id: 'case-2', label: 'other', synthetic: false, paths: [] },
      state: other,
    })
    expect(session.cases.getState()).toMatchObject({ current: { id: 'case-2' }, reference: null })
    expect(session.view.getState().locus).toBeNull()
    expect(session.selection.getState().row).toBeNull()
    expect(session.variants.getState().file).toBeNull()
  })

  it('reads variant and record again when another case has the same file ids', async () => {
    const { session, client } = await started()
    const others = ROWS.map((row) => ({ ...row, contig: 'chr2' }))
    const { 'variants.page': page, 'variants.record': record } = fakeAnswers(others)
    if (page) client.answer('variants.page', page)
    if (record) client.answer('variants.record', record)
    client.answer('case.open', async () => fakeCase({ id: 'case-2' }))
    await session.cases.getState().open(['/data/other'])
    await settle()
    expect(session.variants.getState().rowAt(0)?.contig).toBe('chr2')
    expect(session.selection.getState()).toMatchObject({
      variant: { contig: 'chr2' },
      record: { status: 'ready', record: { row: { contig: 'chr2' } } },
    })
  })

  it('asks for the reference once the events of an opening pause', async () => {
    const { client, session } = await started(false)
    const [file] = fakeCase().files
    if (!file) throw new Error('the fake case has files')
    for (let i = 0; i < 5; i += 1)
      client.emit('case.changed', { sequence: null, event: { kind: 'file-added', file }, state: fakeCase() })
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(client.made.filter((call) => call.name === 'reference.state').length).toBe(1)
    expect(session.cases.getState().reference).not.toBeNull()
  })

  it('stops listening when it is stopped', async () => {
    const { session, client, stop } = await started()
    stop()
    client.emit('task.changed', fakeTask('t1'))
    expect(session.tasks.getState().tasks).toEqual([])
  })
})

describe('a session whose list is filtered', () => {
  /** Filtered, the list has the variants with an odd number. */
  async function filtered(list: VariantListView | null = null) {
    const client = createFakeClient(fakeAnswers(ROWS, importedCase({ list })))
    const { 'variants.page': whole } = fakeAnswers(ROWS)
    if (!whole) throw new Error('the fake engine lists variants')
    const odd = ROWS.filter(({ row }) => row % 2 === 1)
    client.answer('variants.page', async (input, signal) => {
      const answer = await whole(input, signal)
      const some = (input.query?.filters.length ?? 0) > 0
      const rows = some ? odd : answer.rows
      return { ...answer, rows, available: rows.length, cells: rows.map(() => []) }
    })
    client.answer('variants.placeOf', async ({ row }) => ({
      place: row % 2 === 1 ? (row - 1) / 2 : null,
      before: Math.floor(row / 2),
    }))
    client.answer('variants.count', async ({ query }) => ({
      passing: 7,
      total: 14,
      effects: query.filters.map(() => ({ hidden: 7, missing: 0 })),
    }))
    client.answer('variants.setList', async () => ({}))
    const session = createSession(client)
    const stop = startSession(session)
    await settle()
    return { client, session, stop }
  }
  const FILTER = { expression: 'qual > 3', missing: 'drop', enabled: true, label: null } as const

  it('lists what passes, and goes on from a variant that is hidden', async () => {
    const { session, stop } = await filtered()
    stepVariant(session, 6)
    session.list.getState().addFilters([FILTER])
    await settle()
    const { variants, selection } = session
    expect(variants.getState()).toMatchObject({ available: 7, found: 14 })
    expect(session.list.getState().counts).toMatchObject({ passing: 7 })
    expect(selection.getState().row).toBe(6)
    expect(linesBefore(variants.getState(), selection.getState(), null)).toBe(3)
    stepVariant(session, 1)
    expect(selection.getState().row).toBe(7)
    stepVariant(session, 1)
    expect(selection.getState().row).toBe(9)
    session.list.getState().clear()
    await settle()
    expect(variants.getState().available).toBe(14)
    expect(selection.getState().row).toBe(9)
    stepVariant(session, 1)
    expect(selection.getState().row).toBe(10)
    stop()
  })

  it('opens as the case was looked at last, without the whole list before', async () => {
    const { client, session, stop } = await filtered({ filters: [FILTER], sort: [], columns: null })
    const pages = client.made.filter(({ name }) => name === 'variants.page')
    expect(pages.map(({ input }) => input)).toMatchObject([
      { query: { filters: [{ expression: 'qual > 3' }] } },
    ])
    expect(session.selection.getState().row).toBe(1)
    expect(client.made.filter(({ name }) => name === 'variants.setList')).toEqual([])
    stop()
  })

  it('asks again when a role changes what the filters mean', async () => {
    const { client, stop } = await filtered({ filters: [FILTER], sort: [], columns: null })
    const asked = () => client.made.filter(({ name }) => name === 'variants.page').length
    const before = asked()
    const list = { filters: [FILTER], sort: [], columns: null }
    const state = importedCase({ list, revision: 2 })
    const [proband, ...others] = state.samples
    if (!proband) throw new Error('the fake case has samples')
    const event = { kind: 'role-set', sample: proband.name, role: 'sibling' } as const
    client.emit('case.changed', { sequence: null, event, state })
    await settle()
    expect(asked()).toBe(before)
    client.emit('case.changed', {
      sequence: null,
      event,
      state: { ...state, revision: 3, samples: [{ ...proband, role: 'sibling' }, ...others] },
    })
    await settle()
    expect(asked()).toBe(before + 1)
    stop()
  })
})

describe('listedFile', () => {
  it('keeps the list that is shown while the case has it', () => {
    const state = fakeCase({ files: [fakeFile('a.vcf.gz'), fakeFile('b.vcf.gz')] })
    expect(listedFile(state, 'b.vcf.gz')).toBe('b.vcf.gz')
    expect(listedFile(state, 'gone.vcf.gz')).toBe('a.vcf.gz')
    expect(listedFile(fakeCase({ files: [fakeFile('a.bam')] }), null)).toBeNull()
  })
})
