import { createHash } from 'node:crypto'
import { access, constants, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { CaseEvent } from '../../shared/case/case-event.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import { type CallOutput, events, type Handlers } from '../../shared/contract.ts'

const MOST = 12

const entrySchema = z.object({
  id: z.string(),
  label: z.string(),
  paths: z.array(z.string()),
  /** The case file; null of a case that was not kept, and in lists of the first versions. */
  file: z.string().nullable().default(null),
  samples: z.array(z.string()),
  /** ISO 8601 */
  openedAt: z.string(),
})
type Entry = z.infer<typeof entrySchema>

/** The cases opened lately, in a file of their own; the newest first. */
export type RecentCases = {
  readonly handlers: Handlers<'recent.list' | 'recent.forget'>
  /** Takes note of cases being opened; other events are none of its business. */
  observe(name: string, payload: unknown): void
  /** Resolves when everything noted so far is on disk. */
  settled(): Promise<void>
}

/**
 * @param folder where `recent-cases.json` lies; made when needed
 * @param mayOpen says whether this host would open a path at all (`casement serve` has roots)
 */
export function createRecentCases(
  folder: string,
  mayOpen: (file: string) => Promise<boolean> = () => Promise.resolve(true),
): RecentCases {
  const file = path.join(folder, 'recent-cases.json')
  let work: Promise<void> = Promise.resolve()

  /** One change after the other, each on what the one before left. */
  const change = (edit: (entries: Entry[]) => Entry[]): Promise<void> => {
    const result = work.then(async () => save(file, edit(await load(file))))
    // The list is a convenience: a full disk or a read-only home must not disturb the work on a case.
    work = result.catch(() => undefined)
    return result
  }

  return {
    handlers: {
      'recent.list': async () => {
        await work
        return Promise.all((await load(file)).map((entry) => describe(entry, mayOpen)))
      },
      'recent.forget': async ({ id }) => {
        await change((entries) => entries.filter((entry) => entry.id !== id))
        return {}
      },
    },
    observe(name, payload) {
      const state = newsOf(name, payload)
      if (state === null) return
      // Opened again from its paths, the demo would no longer be labelled as synthetic.
      if (state.synthetic || state.paths.length === 0) return
      const entry = entryOf(state)
      void change((entries) => [entry, ...entries.filter(({ id }) => id !== entry.id)].slice(0, MOST)).catch(
        () => undefined,
      )
    },
    settled: () => work,
  }
}

/** What of a case is in the list. */
const NEWS: ReadonlySet<CaseEvent['kind']> = new Set([
  'case-opened',
  'sample-set',
  'sample-removed',
  'file-matched',
  'label-set',
  'event-undone',
  'event-redone',
  'record-changed',
])

/** The case of which something in the list has changed; null for all else. */
function newsOf(name: string, payload: unknown): CaseState | null {
  if (name === 'case.loaded') return events['case.loaded'].safeParse(payload).data?.state ?? null
  if (name !== 'case.changed') return null
  const { event, state } = events['case.changed'].safeParse(payload).data ?? {}
  return event !== undefined && NEWS.has(event.kind) ? (state ?? null) : null
}

function entryOf(state: CaseState): Entry {
  const paths = [...state.paths]
  const file = state.record.state === 'unsaved' ? null : state.record.path
  return {
    // The same files are the same entry, however often and in whichever order they were opened. A case that was given a place is
    // the same as before.
    id: createHash('sha256')
      .update([...paths].sort().join('\0'))
      .digest('hex')
      .slice(0, 16),
    label: state.label,
    paths,
    file,
    samples: state.samples.map((sample) => sample.name),
    openedAt: new Date().toISOString(),
  }
}

async function describe(
  entry: Entry,
  mayOpen: (file: string) => Promise<boolean>,
): Promise<CallOutput<'recent.list'>[number]> {
  const open = await Promise.all(
    [...entry.paths, ...(entry.file === null ? [] : [entry.file])].map(
      async (at) => (await readable(at)) && (await mayOpen(at)),
    ),
  )
  return { ...entry, reachable: open.every(Boolean) }
}

function readable(file: string): Promise<boolean> {
  return access(file, constants.R_OK).then(
    () => true,
    () => false,
  )
}

/** What can be read of the list; a missing or damaged file is an empty list, a damaged entry is left out. */
async function load(file: string): Promise<Entry[]> {
  let stored: unknown
  try {
    stored = JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return []
  }
  if (!Array.isArray(stored)) return []
  return stored.flatMap((item) => {
    const parsed = entrySchema.safeParse(item)
    return parsed.success ? [parsed.data] : []
  })
}

async function save(file: string, entries: readonly Entry[]): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}.tmp`
  try {
    // Names of patients' samples: for this user only.
    await writeFile(temporary, JSON.stringify(entries, null, 2), { mode: 0o600, flush: true })
    await rename(temporary, file)
  } finally {
    await rm(temporary, { force: true })
  }
}
