import type { CaseState } from '../../shared/case/case-state.ts'
import type { Client, EventPayload, Unsubscribe } from '../../shared/contract.ts'
import type { VariantListView } from '../../shared/variant/variant-query.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import type { BrowserHandle } from '../browser/index.ts'
import { likelyNext } from './likely-next.ts'
import { listQuery } from './list/list-query.ts'
import { listScope, storeOf } from './list/list-scope.ts'
import { asksForMarks, marksOf } from './list/marks.ts'
import { type CaseStore, createCaseStore } from './stores/case-store.ts'
import { createHostStore, type HostStore } from './stores/host-store.ts'
import { createListStore, type ListStore } from './stores/list-store.ts'
import { createMarkStore, type MarkStore } from './stores/mark-store.ts'
import { createPresetStore, type PresetStore } from './stores/preset-store.ts'
import { createSelectionStore, type SelectionStore } from './stores/selection-store.ts'
import { createSourceStore, type SourceStore } from './stores/source-store.ts'
import { createTaskStore, type TaskStore } from './stores/task-store.ts'
import {
  type Asked,
  createVariantStore,
  isInFileOrder,
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
  readonly presets: PresetStore
  readonly selection: SelectionStore
  /** Panels and annotation files. */
  readonly sources: SourceStore
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
  return {
    client,
    browser: () => browser,
    attachBrowser(handle) {
      browser = handle
    },
    pathOfFile,
    host: createHostStore(client),
    cases: createCaseStore(client),
    tasks: createTaskStore(client),
    variants: createVariantStore(client),
    list: createListStore(client),
    marks: createMarkStore(client),
    presets: createPresetStore(client),
    selection: createSelectionStore(client),
    sources: createSourceStore(client),
    view: createViewStore(memory),
  }
}

/** The VCF whose list is shown: the one already shown while the case has it, else the case's first. */
export function listedFile(state: CaseState | null, shown: string | null): string | null {
  const lists = state?.files.filter((file) => file.kind === 'vcf' || file.kind === 'bcf') ?? []
  return lists.find((file) => file.id === shown)?.id ?? lists[0]?.id ?? null
}

/** How the list is to be asked for: its filters, order and columns as far as the file has them; null before its import. */
function askedOf({ cases, list }: Session, file: string | null): Asked | null {
  const scope = listScope(cases.getState().current, file)
  if (scope === null) return null
  const { query, columns } = listQuery(list.getState().view, scope)
  return { query, columns }
}

/** What the same filters may be true of other variants by: who has which role, the panels in use, and marks they name. */
const meaningOf = (state: CaseState | null, view: VariantListView): string =>
  JSON.stringify([
    state?.samples.map(({ name, role }) => [name, role]),
    state?.panels.map(({ panel, inUse }) => [panel.digest, inUse]),
    asksForMarks(view) ? state?.marks : [],
  ])

/** What decides which marks are of variants that the file no longer has. */
const lostBy = (state: CaseState | null, file: string | null): string =>
  JSON.stringify([file, storeOf(state, file)?.state, marksOf(state, file)])

/** Lists the variants of a file. */
export function showList(session: Session, file: string | null): void {
  void session.variants.getState().show(file, askedOf(session, file))
}

const REFERENCE_PAUSE_MS = 80

/** After a step to another variant: what that itself asks for goes first. */
const HINT_PAUSE_MS = 150

/** Connects the stores to the engine's events and to each other, and loads what is already there. */
export function startSession(session: Session): Unsubscribe {
  const { client, host, cases, tasks, variants, list, marks, presets, selection, view } = session

  // A case is assembled by many events in a row, and each may change what serves as the reference: ask when they pause.
  let referenceTimer: ReturnType<typeof setTimeout> | undefined
  const referenceSoon = (): void => {
    clearTimeout(referenceTimer)
    referenceTimer = setTimeout(() => void cases.getState().loadReference(), REFERENCE_PAUSE_MS)
  }

  // Where the next steps lead, so that they are quick. Only a hint: what is shown is asked for anew, and errors are told then.
  let hintTimer: ReturnType<typeof setTimeout> | undefined
  const hintSoon = (row: number, from: number | null): void => {
    clearTimeout(hintTimer)
    hintTimer = setTimeout(() => {
      const { current, reference } = cases.getState()
      if (current === null || reference === null || selection.getState().row !== row) return
      const { rowAt, lineOf } = variants.getState()
      const line = lineOf(row)
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
    void ask(asked, selection.getState().row, again)
    const { count, counted } = list.getState()
    const isCounted = !again && JSON.stringify(asked?.query) === JSON.stringify(counted)
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
    const canTell = marksOf(current, file).length > 0 && storeOf(current, file)?.state === 'ready'
    void marks.getState().look(canTell ? file : null)
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
      void variants.getState().reload()
      selection.getState().reload()
    }
    if (engine.state === 'ready' && host.getState().about === null) void host.getState().load()
  }

  const undo: Unsubscribe[] = [
    client.on('case.changed', caseChanged),
    client.on('task.changed', (task) => tasks.getState().update(task)),
    client.on('variants.grown', (growth) => variants.getState().grown(growth)),
    client.on('engine.state', engineChanged),
    client.on('host.openRequest', ({ paths }) => takeFiles(session, paths)),

    cases.subscribe((now, before) => {
      if (now.current?.id !== before.current?.id) {
        // Before anything of the new case: its files may have the same ids.
        selection.getState().clear()
        showList(session, null)
        list.getState().load(now.current?.list ?? null)
        view.getState().setLocus(null)
        view.getState().setLocusError(null)
      }
      if (now.current === before.current) return
      showList(session, listedFile(now.current, variants.getState().file))
      const { view: shown } = list.getState()
      const isSame = now.current?.id === before.current?.id
      askAgain(isSame && meaningOf(now.current, shown) !== meaningOf(before.current, shown))
      lookForLost()
    }),
    list.subscribe((now, before) => {
      if (now.view !== before.view) askAgain()
    }),
    variants.subscribe((now, before) => {
      const { file, row } = selection.getState()
      if (now.file !== before.file && now.file !== file) selection.getState().clear()
      if (now.file !== before.file) lookForLost()
      if (now.file === null || now.pages === before.pages) return
      const first = now.rowAt(0)
      if (selection.getState().row === null && first) selection.getState().select(now.file, first.row, first)
      const line = now.lineOf(row)
      const arrived = line === null ? undefined : now.rowAt(line)
      if (arrived) selection.getState().learn(arrived)
    }),
    selection.subscribe((now, before) => {
      if (now.row === null || now.row === before.row || now.file !== variants.getState().file) return
      const { lineOf, ensure, locate } = variants.getState()
      const line = lineOf(now.row)
      if (line === null) void locate(now.row, now.variant?.variantsBefore)
      else void ensure(line - 20, line + 20)
      hintSoon(now.row, before.row)
    }),
  ]
  void host.getState().load()
  void presets.getState().load()
  void cases.getState().load()
  void tasks.getState().load()
  return () => {
    clearTimeout(referenceTimer)
    clearTimeout(hintTimer)
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
  const { row: before } = selection.getState()
  const known = (): VariantRow | undefined => variants.getState().rowAt(line)
  if (isInFileOrder(variants.getState())) return selection.getState().select(file, firstRow + line, known())
  if (known() === undefined) await ensure(line, line)
  const row = known()
  // Another list, or another step meanwhile: that counts.
  const isSame = variants.getState().version === version && selection.getState().row === before
  if (row !== undefined && isSame) selection.getState().select(file, row.row, row)
}

function lineAfter(session: Session, by: number): number {
  const list = session.variants.getState()
  const { row, variant } = session.selection.getState()
  if (row === null) return 0
  const line = list.lineOf(row)
  if (line !== null) return line + by
  const before = linesBefore(list, row, variant)
  if (before !== undefined) return by > 0 ? before + by - 1 : before + by
  return isInFileOrder(list) ? row - list.firstRow + by : 0
}

/** How many lines of the list come before what is selected and not listed; undefined when that is not known. */
export function linesBefore(
  list: Pick<VariantState, 'of' | 'asked' | 'place'>,
  row: number | null,
  variant: VariantRow | null,
): number | undefined {
  if (list.of !== 'variants') return undefined
  if (isInFileOrder(list)) return variant?.variantsBefore
  return list.place?.row === row ? list.place?.before : undefined
}

/** Files that came from outside (drop, menu, file association): opened, or asked about when a case is open. */
export function takeFiles({ cases, view }: Session, paths: readonly string[]): void {
  if (paths.length === 0) return
  if (cases.getState().current === null) void cases.getState().open(paths)
  else view.getState().askAboutDropped(paths)
}
