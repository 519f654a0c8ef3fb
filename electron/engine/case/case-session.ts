import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseFile } from '../../../shared/case/case-file.ts'
import { type CaseState, applyCaseEvent, foldLog } from '../../../shared/case/case-state.ts'
import type { RecordState } from '../../../shared/case/record-state.ts'
import {
  isRecorded,
  type LoggedEvent,
  logOf,
  nextRedo,
  nextUndo,
} from '../../../shared/case/recorded-event.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { CaseRecord } from './record/case-record.ts'

/** Told of each event once it is written; `sequence` is its number in the case file, null of what is not kept. */
type ChangeListener = (event: CaseEvent, state: CaseState | null, sequence: number | null) => void
/** Told of a case that is there with all that happened to it before. */
type LoadListener = (log: readonly LoggedEvent[], state: CaseState | null) => void

/** The open case: its events and the state they fold to. */
export type CaseSession = {
  /** The state, or null when no case is open. */
  state(): CaseState | null
  /** @throws Fault `case/none-open` */
  require(): CaseState
  /** @throws Fault `case/none-open`, `case/unknown-file` */
  file(id: string): CaseFile
  /** The case file that is written to, or only read; null of a case that is not kept. */
  record(): CaseRecord | null
  /** What happened, in order. */
  log(): readonly LoggedEvent[]
  /**
   * Has events happen, all or none: they are in the case file before anybody is told.
   *
   * @throws Fault when they cannot be written, as `CaseRecord.append`; they have not happened then
   */
  append(...events: readonly CaseEvent[]): void
  /** Closes the case before and begins a new one, whose file has just these events; null: it is not kept. */
  begin(record: CaseRecord | null, events: readonly CaseEvent[]): void
  /** Goes on with what a case file has; `known` is what the host has of it besides, after the engine was restarted. */
  resume(record: CaseRecord | null, known?: readonly LoggedEvent[]): void
  /** Goes on in another case file that has the same events. */
  moveTo(record: CaseRecord): void
  /** Takes back the newest change of this session that can be. @throws Fault `case/nothing-to-undo` */
  undo(): void
  /** Brings back what was taken back last. @throws Fault `case/nothing-to-undo` */
  redo(): void
  onChange(listener: ChangeListener): () => void
  onLoad(listener: LoadListener): () => void
}

const FOUND_ANEW: ReadonlySet<CaseEvent['kind']> = new Set([
  'index-changed',
  'file-relinked',
  'record-placed',
  'bundled-found',
  'checks-found',
])

export function createCaseSession(): CaseSession {
  let log: LoggedEvent[] = []
  let state: CaseState | null = null
  let record: CaseRecord | null = null
  /** The last event that was there when the case was opened: what is older is not undone. */
  let opened = 0
  /** The last number given to an event of a case that has no file, so that it can be undone. */
  let unwritten = 0
  const changed = new Set<ChangeListener>()
  const loaded = new Set<LoadListener>()

  const require = (): CaseState => {
    if (state === null) throw new Fault({ kind: 'case/none-open' })
    return state
  }
  const release = (): void => {
    record?.close()
    record = null
    opened = unwritten = 0
  }
  /** Where files lie, which index is used and what checks find is found anew: where nothing can be written, work goes on. */
  const isLeftOut = ({ kind }: CaseEvent): boolean =>
    FOUND_ANEW.has(kind) && record !== null && record.readOnly !== null
  const write = (events: readonly CaseEvent[]): LoggedEvent[] => {
    const kept = events.filter((event) => isRecorded(event) && !isLeftOut(event))
    const numbers =
      record && kept.length > 0
        ? record.append(kept).map(({ sequence }) => sequence)
        : kept.map(() => ++unwritten)
    const next = numbers.values()
    return events.map((event) => ({
      event,
      sequence: kept.includes(event) ? (next.next().value ?? null) : null,
    }))
  }
  const take = (logged: LoggedEvent): void => {
    const { event, sequence } = logged
    // A new case starts a new list: the events of the one before are that case's own.
    log = event.kind === 'case-opened' ? [logged] : [...log, logged]
    const changesThePast = event.kind === 'event-undone' || event.kind === 'event-redone'
    state = changesThePast ? foldLog(log) : applyCaseEvent(state, event)
    for (const listener of changed) listener(event, state, sequence)
  }
  const append = (...events: readonly CaseEvent[]): void => {
    for (const logged of write(events)) {
      take(logged)
      if (logged.event.kind === 'case-closed') release()
    }
  }
  const recordEvent = (): CaseEvent => ({ kind: 'record-changed', record: stateOf(record) })

  return {
    state: () => state,
    require,
    file(id) {
      const found = require().files.find((f) => f.id === id)
      if (!found) throw new Fault({ kind: 'case/unknown-file', id })
      return found
    },
    record: () => record,
    log: () => log,
    append,
    begin(to, events) {
      release()
      record = to
      unwritten = events.length
      for (const [i, event] of events.entries()) take({ event, sequence: i + 1 })
      append(recordEvent())
    },
    resume(from, known = []) {
      // Whoever holds files of the case before lets go of them.
      if (state !== null) append({ kind: 'case-closed' })
      record = from
      const last = known.findLast(({ sequence }) => sequence !== null)?.sequence ?? 0
      // What the host does not know was written before the engine died, which could not say so any more.
      const more = (from?.events() ?? []).filter(({ sequence }) => sequence > last)
      log = [...known, ...logOf(more)]
      state = foldLog(log)
      unwritten = last
      opened = known.length > 0 ? 0 : (more.at(-1)?.sequence ?? 0)
      for (const listener of loaded) listener(log, state)
      append(recordEvent())
    },
    moveTo(to) {
      record?.close()
      record = to
      append(recordEvent())
    },
    undo() {
      const sequence = nextUndo(log, opened)
      if (sequence === undefined) throw new Fault({ kind: 'case/nothing-to-undo', redo: false })
      append({ kind: 'event-undone', sequence })
    },
    redo() {
      const sequence = nextRedo(log, opened)
      if (sequence === undefined) throw new Fault({ kind: 'case/nothing-to-undo', redo: true })
      append({ kind: 'event-redone', sequence })
    },
    onChange(listener) {
      changed.add(listener)
      return () => changed.delete(listener)
    },
    onLoad(listener) {
      loaded.add(listener)
      return () => loaded.delete(listener)
    },
  }
}

function stateOf(record: CaseRecord | null): RecordState {
  if (record === null) return { state: 'unsaved' }
  const { path, readOnly, draft } = record
  return readOnly === null ? { state: 'writing', path, draft } : { state: 'read-only', path, ...readOnly }
}
