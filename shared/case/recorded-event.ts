import { z } from 'zod'
import { type CaseEvent, caseEventSchema } from './case-event.ts'

/** An event as it is written in a case file: once, in a chain that shows any later change. */
export type RecordedEvent = {
  /** From 1, without gaps. */
  readonly sequence: number
  /** UTC, ISO 8601 with milliseconds. */
  readonly time: string
  /** Login name of who did it. */
  readonly user: string
  readonly machine: string
  /** Version of Casement. */
  readonly app: string
  readonly event: CaseEvent
  /** SHA-256 (hex) of the event before; 64 zeros for the first. */
  readonly previous: string
  /** SHA-256 (hex) of all of the above in canonical JSON. */
  readonly hash: string
}

/** Where an event stands in its case file; null for what is only true of this session, such as an import under way. */
export const loggedEventSchema = z.object({ event: caseEventSchema, sequence: z.number().int().nullable() })
export type LoggedEvent = z.infer<typeof loggedEventSchema>

/** Recorded events as a state is folded of them. */
export const logOf = (events: readonly RecordedEvent[]): LoggedEvent[] =>
  events.map(({ event, sequence }) => ({ event, sequence }))

/** An event of the history as it is shown. */
export const historyEntrySchema = z.object({
  sequence: z.number().int(),
  /** UTC, ISO 8601. */
  time: z.string(),
  user: z.string(),
  machine: z.string(),
  app: z.string(),
  event: caseEventSchema,
  /** It was taken back since. */
  undone: z.boolean(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** What became of a case file and its inputs. */
export const verificationSchema = z.object({
  events: z.number().int(),
  /** The hash of the last event: written down elsewhere, it shows whether events were cut off. */
  head: z.string(),
  /** The first event that is not what was written; null when the chain holds. */
  broken: z.object({ sequence: z.number().int(), detail: z.string() }).nullable(),
  files: z.array(
    z.object({
      name: z.string(),
      path: z.string(),
      /** `moved`: the same file in another place than the case has it. */
      state: z.enum(['same', 'moved', 'missing', 'differs']),
      /** Where it is, or how it differs. */
      detail: z.string().nullable(),
    }),
  ),
})
export type Verification = z.infer<typeof verificationSchema>

/** What a case file keeps. Indexes being built, imports and files that are out of reach are found anew each time. */
export function isRecorded(event: CaseEvent): boolean {
  // Which index was used is part of the record.
  if (event.kind === 'index-changed') return event.index.state === 'ready'
  return !PASSING.has(event.kind)
}

const PASSING: ReadonlySet<CaseEvent['kind']> = new Set([
  'store-changed',
  'case-closed',
  'record-changed',
  'file-checked',
])

/** Done by a person, and to be taken back by one. */
const UNDOABLE: ReadonlySet<CaseEvent['kind']> = new Set([
  'panel-added',
  'panel-used',
  'panel-removed',
  'phenotype-file-added',
  'phenotype-file-removed',
  'phenotype-chosen',
  'variant-marked',
  'variant-noted',
  'shortlist-added',
  'shortlist-removed',
  'role-set',
  'pedigree-set',
  'identifiers-set',
  'file-matched',
  'assembly-confirmed',
  'label-set',
  'check-acknowledged',
  'acknowledgement-withdrawn',
])

/** Who is who, as far as a person says it. */
const OF_WHO: ReadonlySet<CaseEvent['kind']> = new Set([
  'role-set',
  'pedigree-set',
  'file-matched',
  'assembly-confirmed',
])
/** What files that were added made of the samples and the family as a whole: it has in it what a person said before. */
const REWRITES_WHO: ReadonlySet<CaseEvent['kind']> = new Set([
  'sample-set',
  'sample-removed',
  'pedigree-found',
])

/** The newest event that states who is who anew, so that taking back or bringing back one of before would do nothing; 0: none. */
const whoSince = (log: readonly LoggedEvent[]): number =>
  log.findLast(({ event }) => REWRITES_WHO.has(event.kind))?.sequence ?? 0

/** Numbers of events that have been taken back, and not been brought back since. */
export function undoneOf(log: readonly LoggedEvent[]): ReadonlySet<number> {
  const undone = new Set<number>()
  for (const { event } of log) {
    if (event.kind === 'event-undone') undone.add(event.sequence)
    if (event.kind === 'event-redone') undone.delete(event.sequence)
  }
  return undone
}

/**
 * What undoing would take back: the newest that counts. What was said of who is who before files were added does not: it went
 * into what they were put together with.
 *
 * @param after only what was done after this event
 */
export function nextUndo(log: readonly LoggedEvent[], after = 0): number | undefined {
  const undone = undoneOf(log)
  const since = whoSince(log)
  const found = log.findLast(
    ({ event, sequence }) =>
      sequence !== null &&
      sequence > (OF_WHO.has(event.kind) ? Math.max(after, since) : after) &&
      !undone.has(sequence) &&
      UNDOABLE.has(event.kind),
  )
  return found?.sequence ?? undefined
}

/** What redoing would bring back: the last that was taken back, unless something was done since, or files were added. */
export function nextRedo(log: readonly LoggedEvent[], after = 0): number | undefined {
  const undone = undoneOf(log)
  for (const { event, sequence } of log.toReversed()) {
    if (sequence === null || sequence <= after) continue
    if (event.kind === 'event-undone' && undone.has(event.sequence)) return event.sequence
    if (UNDOABLE.has(event.kind) || REWRITES_WHO.has(event.kind)) return undefined
  }
  return undefined
}
