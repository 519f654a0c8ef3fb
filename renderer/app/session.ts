import { hasVariants } from '../../shared/case/case-file.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import type { Client, EventPayload, Unsubscribe } from '../../shared/contract.ts'
import { ALL_FILES } from '../../shared/variant/joint-columns.ts'
import type { VariantListView } from '../../shared/variant/variant-query.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import type { BrowserHandle } from '../browser/index.ts'
import { likelyNext } from './likely-next.ts'
import { listQuery } from './list/list-query.ts'
import { jointFiles, listScope, storeOf } from './list/list-scope.ts'
import { asksForMarks, marksOf } from './list/marks.ts'
import { asksForShortlists } from './list/stated.ts'
import { type CaseStore, createCaseStore } from './stores/case-store.ts'
import {
  coverageMeaning,
  type CoverageStore,
  createCoverageStore,
  isCounting,
} from './stores/coverage-store.ts'
import { createHostStore, type HostStore } from './stores/host-store.ts'
import { createListStore, type ListStore } from './stores/list-store.ts'
import { createNoteStore, type NoteStore } from './stores/note-store.ts'
import { createMarkStore, type MarkStore } from './stores/mark-store.ts'
import { createPresetStore, type PresetStore } from './stores/preset-store.ts'
import { createQualityStore, type QualityStore } from './stores/quality-store.ts'
import { createSelectionStore, type SelectionStore } from './stores/selection-store.ts'
import { createSourceStore, type SourceStore } from './stores/source-store.ts'
import { createTaskStore, type TaskStore } from './stores/task-store.ts'
import {
  type Asked,
  createVariantStore,
  isInFileOrder,
  isListed,
  placeOf,
  type RowAt,
  type VariantState,
  type VariantStore,
} from './stores/variant-store.ts'
import { createViewStore, type Memory, type ViewStore } from './stores/view-store.ts'

/** One store per domain; what happens between them is in {@link startSession} and nowhere else. */
export type Session = {
  readonly client: Client
  readonly host: HostStore
  readonly cases: CaseStore
  readonly tasks: TaskStore
  readonly variants: VariantStore
  readonly list: ListStore
  readonly marks: MarkStore
  readonly notes: NoteStore
  readonly presets: PresetStore
  /** The checks before the first variant. */
  readonly quality: QualityStore
  readonly selection: SelectionStore
  /** Panels and annotation files. */
  readonly sources: SourceStore
  /** Coverage of panels. */
  readonly coverage: CoverageStore
  readonly view: ViewStore
  /** The genome browser while it is on the screen. */
  readonly browser: () => BrowserHandle | null
  readonly attachBrowser: (handle: BrowserHandle | null) => void
  /** Path of a dropped file; null in a browser, which never tells a page where a file lies. */
  readonly pathOfFile: ((file: File) => string) | null
}

export type Surroundings = {
  readonly memory?: Memory | undefined
  readonly pathOfFile?: ((file: File) => string) | null
}

export function createSession(client: Client, { memory, pathOfFile = null }: Surroundings = {}): Session {
  let browser: BrowserHandle | null = null
  const cases = createCaseStore(client)
  return {
    client,
    browser: () => browser,
    attachBrowser(handle) {
      browser = handle
    },
    pathOfFile,
    host: createHostStore(client),
    cases,
    tasks: createTaskStore(client),
    variants: createVariantStore(client),
    list: createListStore(client),
    marks: createMarkStore(client),
    notes: createNoteStore(client),
    presets: createPresetStore(client),
    quality: createQualityStore(client),
    selection: createSelectionStore(client),
    sources: createSourceStore(client),
    coverage: createCoverageStore(client, () => cases.getState().current),
    view: createViewStore(memory),
  }
}

/**
 * What is listed: the file that was chosen while the case has it, else all files as soon as several have been imported,
 * else the case's first.
 */
export function listedFile(state: CaseState | null, chosen: string | null): string | null {
  const lists = state?.files.filter(hasVariants) ?? []
  const imported = lists.filter(({ store }) => store?.state === 'ready')
  if (chosen === ALL_FILES && lists.length > 1 && imported.length > 0) return ALL_FILES
  const file = lists.find(({ id }) => id === chosen)
  if (file) return file.id
  return imported.length > 1 ? ALL_FILES : (lists[0]?.id ?? null)
}

/** How the list is to be asked for: its filters, order and columns as far as the file has them; null before its import. */
function askedOf({ cases, list }: Session, file: string | null): Asked | null {
  const scope = listScope(cases.getState().current, file)
  if (scope === null) return null
  const { query, columns } = listQuery(list.getState().view, scope)
  return { query, columns }
}

/** What a list of all files has, and what may put it into another order: the files that name the case's contigs. */
const jointMeaning = (state: CaseState | null): unknown => [
  jointFiles(state).map(({ id }) => id),
  state?.build,
  state?.files.flatMap(({ id, contigs }) => (contigs.length > 0 ? [id] : [])),
]

/**
 * What the same filters may be true of other variants by: who has which role, the panels in use, marks and shortlists they name, and the
 * files of the list.
 */
const meaningOf = (state: CaseState | null, view: VariantListView, listed: string | null): string =>
  JSON.stringify([
    state?.samples.map(({ name, role }) => [name, role]),
    state?.panels.map(({ panel, inUse }) => [panel.digest, inUse]),
    asksForMarks(view) ? state?.marks : [],
    asksForShortlists(view) ? state?.shortlists.map(({ digest }) => digest) : [],
    listed === ALL_FILES ? jointMeaning(state) : null,
  ])

/** What is listed can say which marks are of variants that it no longer has. */
const canTellLost = (state: CaseState | null, file: string | null): boolean =>
  marksOf(state, file).length > 0 && (file === ALL_FILES || storeOf(state, file)?.state === 'ready')

/** What decides which marks are of variants that the file no longer has. */
const lostBy = (state: CaseState | null, file: string | null): string =>
  JSON.stringify([
    file,
    file === ALL_FILES ? jointFiles(state).map(({ id }) => id) : storeOf(state, file)?.state,
    marksOf(state, file),
  ])

/** Lists the variants of a file, or of all. What is selected stays, where the list has it. */
async function showList(session: Session, file: string | null): Promise<void> {
  const { variants, selection } = session
  if (file === variants.getState().file) return
  await variants.getState().show(file, askedOf(session, file))
  const { variant } = selection.getState()
  await variants.getState().locate(selection.getState(), variant?.variantsBefore)
}

/** Lists what was asked for from now on, whatever else is imported. */
export function chooseList(session: Session, file: string): void {
  session.list.getState().choose(file)
  void showList(session, file)
}

const REFERENCE_PAUSE_MS = 80
const COVERAGE_PAUSE_MS = 120

/** After a step to another variant: what that itself asks for goes first. */
const HINT_PAUSE_MS = 150

/** Connects the stores to the engine's events and to each other, and loads what is already there. */
export function startSession(session: Session): Unsubscribe {
  const { client, host, cases, tasks, variants, list, marks, notes, presets } = session
  const { selection, view, coverage } = session

  // A case is assembled by many events in a row, and each may change what serves as the reference: ask when they pause.
  let referenceTimer: ReturnType<typeof setTimeout> | undefined
  const referenceSoon = (): void => {
    clearTimeout(referenceTimer)
    referenceTimer = setTimeout(() => void cases.getState().loadReference(), REFERENCE_PAUSE_MS)
  }

  // Where the next steps lead, so that they are quick. Only a hint: what is shown is asked for anew, and errors are told then.
  let hintTimer: ReturnType<typeof setTimeout> | undefined
  const hintSoon = (at: RowAt, from: RowAt): void => {
    clearTimeout(hintTimer)
    hintTimer = setTimeout(() => {
      const { current, reference } = cases.getState()
      if (current === null || reference === null || !isSameRow(selection.getState(), at)) return
      const { rowAt, lineOf } = variants.getState()
      const line = lineOf(at)
      if (line === null) return
      const hint = likelyNext(current, reference.contigs, rowAt, line, lineOf(from))
      if (hint.loci.length === 0) return
      if (hint.files.length > 0) client.call('prefetch.hint', hint).catch(() => undefined)
      session.browser()?.prefetch(hint.loci)
    }, HINT_PAUSE_MS)
  }

  // The filters, the file's import or the roles they name changed: the list and what the filters do follow.
  const askAgain = (again = false): void => {
    const { file, ask } = variants.getState()
    const asked = askedOf(session, file)
    void ask(asked, selection.getState(), again)
    const { count, counted } = list.getState()
    const isCounted = !again && JSON.stringify({ file, query: asked?.query }) === JSON.stringify(counted)
    if (file !== null && asked !== null && !isCounted) void count(file, asked.query)
  }

  // A file without marks, or without an import to look for them in, has lost none.
  let looked = ''
  const lookForLost = (): void => {
    const { file } = variants.getState()
    const { current } = cases.getState()
    const by = lostBy(current, file)
    if (by === looked) return
    looked = by
    void marks.getState().look(canTellLost(current, file) ? file : null)
  }

  // What a count depends on changes by many events in a row, too.
  let coverageTimer: ReturnType<typeof setTimeout> | undefined
  const coverageSoon = (): void => {
    clearTimeout(coverageTimer)
    coverageTimer = setTimeout(() => void coverage.getState().refresh(), COVERAGE_PAUSE_MS)
  }

  /** The answer that a count is under way may come after the news that it has ended. */
  const askIfCounted = (): void => {
    const ended = tasks.getState().tasks.filter(({ state }) => state !== 'running')
    if (ended.some(({ id }) => isCounting(coverage.getState(), id))) void coverage.getState().refresh()
  }

  const caseChanged = ({ event, state }: EventPayload<'case.changed'>): void => {
    cases.getState().changed(state)
    session.browser()?.caseChanged()
    referenceSoon()
    if (event.kind === 'index-changed' && event.index.state === 'ready') {
      const list = variants.getState()
      if (event.file === list.file && list.error !== null) void list.reload()
    }
  }

  const engineChanged = (engine: EventPayload<'engine.state'>): void => {
    host.getState().setEngine(engine)
    if (engine.state === 'restarted') {
      tasks.getState().reset()
      void tasks.getState().load()
      void cases.getState().load()
      coverageSoon()
      void session.quality.getState().load()
      void variants.getState().reload()
      selection.getState().reload()
    }
    if (engine.state === 'ready' && host.getState().about === null) void host.getState().load()
  }

  const undo: Unsubscribe[] = [
    client.on('case.changed', caseChanged),
    client.on('case.loaded', ({ state }) => {
      cases.getState().changed(state)
      session.browser()?.caseChanged()
      referenceSoon()
    }),
    client.on('task.changed', (task) => {
      tasks.getState().update(task)
      if (task.state !== 'running') askIfCounted()
    }),
    coverage.subscribe((now, before) => {
      if (now.state !== before.state || now.ofPanels !== before.ofPanels) askIfCounted()
    }),
    client.on('quality.changed', ({ checks }) => session.quality.getState().changed(checks)),
    client.on('variants.grown', (growth) => variants.getState().grown(growth)),
    client.on('engine.state', engineChanged),
    client.on('host.openRequest', ({ paths }) => takeFiles(session, paths)),

    cases.subscribe((now, before) => {
      if (now.current?.id !== before.current?.id) {
        // Before anything of the new case: its files may have the same ids.
        selection.getState().clear()
        notes.getState().forget()
        void showList(session, null)
        list.getState().load(now.current?.list ?? null)
        view.getState().setLocus(null)
        view.getState().setLocusError(null)
        coverage.getState().reset()
        void session.quality.getState().load()
      }
      if (now.current !== null && coverageMeaning(now.current) !== coverageMeaning(before.current))
        coverageSoon()
      if (now.current === before.current) return
      notes.getState().settle()
      const shown = variants.getState().file
      const listed = listedFile(now.current, list.getState().chosen)
      void showList(session, listed)
      const isSameList = now.current?.id === before.current?.id && listed === shown
      const meaning = (state: CaseState | null): string => meaningOf(state, list.getState().view, listed)
      askAgain(isSameList && meaning(now.current) !== meaning(before.current))
      lookForLost()
    }),
    list.subscribe((now, before) => {
      if (now.view !== before.view) askAgain()
    }),
    variants.subscribe((now, before) => {
      const at = selection.getState()
      // Which files a list of all has comes with its first page: the selection is of one of the case's.
      if (now.file !== before.file && now.file !== at.file && now.file !== ALL_FILES) at.clear()
      if (now.file !== before.file) lookForLost()
      if (now.file === null || now.pages === before.pages) return
      const first = now.rowAt(0)
      if (selection.getState().row === null && first)
        selection.getState().select(first.file, first.row, first)
      const line = now.lineOf(at)
      const arrived = line === null ? undefined : now.rowAt(line)
      if (arrived) selection.getState().learn(arrived)
    }),
    selection.subscribe((now, before) => {
      if (now.row === null || isSameRow(now, before) || !isListed(variants.getState(), now.file)) return
      const { lineOf, ensure, locate } = variants.getState()
      const line = lineOf(now)
      if (line === null) void locate(now, now.variant?.variantsBefore)
      else void ensure(line - 20, line + 20)
      hintSoon(now, before)
    }),
  ]
  void host.getState().load()
  void presets.getState().load()
  void cases.getState().load()
  void tasks.getState().load()
  return () => {
    clearTimeout(referenceTimer)
    clearTimeout(hintTimer)
    clearTimeout(coverageTimer)
    for (const off of undo) off()
  }
}

/**
 * Selects the variant `by` lines from the selected one; at the ends it stays where it is. From one that is not listed (a
 * reference block, a variant that filters hide) it goes to those before and after it.
 */
export function stepVariant(session: Session, by: number): void {
  const { available } = session.variants.getState()
  if (available === 0) return
  void selectLine(session, Math.min(available - 1, Math.max(0, lineAfter(session, by))))
}

/** Selects what is at a line of the list, once it is known. */
export async function selectLine({ variants, selection }: Session, line: number): Promise<void> {
  const { file, firstRow, version, ensure } = variants.getState()
  if (file === null) return
  const before = selection.getState()
  const known = (): VariantRow | undefined => variants.getState().rowAt(line)
  if (isInFileOrder(variants.getState())) return selection.getState().select(file, firstRow + line, known())
  if (known() === undefined) await ensure(line, line)
  const row = known()
  // Another list, or another step meanwhile: that counts.
  const isSame = variants.getState().version === version && isSameRow(selection.getState(), before)
  if (row !== undefined && isSame) selection.getState().select(row.file, row.row, row)
}

function lineAfter(session: Session, by: number): number {
  const list = session.variants.getState()
  const at = session.selection.getState()
  if (at.row === null) return 0
  const line = list.lineOf(at)
  if (line !== null) return line + by
  const before = linesBefore(list, at, at.variant)
  if (before !== undefined) return by > 0 ? before + by - 1 : before + by
  return isInFileOrder(list) ? at.row - list.firstRow + by : 0
}

/** How many lines of the list come before what is selected and not listed; undefined when that is not known. */
export function linesBefore(
  list: Pick<VariantState, 'file' | 'files' | 'of' | 'asked' | 'place'>,
  at: RowAt,
  variant: VariantRow | null,
): number | undefined {
  if (list.of !== 'variants' || !isListed(list, at.file)) return undefined
  return isInFileOrder(list) ? variant?.variantsBefore : placeOf(list, at)?.before
}

const isSameRow = (a: RowAt, b: RowAt): boolean => a.row === b.row && a.file === b.file

/** Files that came from outside (drop, menu, file association): opened, or asked about when a case is open. */
export function takeFiles({ cases, view }: Session, paths: readonly string[]): void {
  if (paths.length === 0) return
  if (cases.getState().current === null) void cases.getState().open(paths)
  else view.getState().askAboutDropped(paths)
}
