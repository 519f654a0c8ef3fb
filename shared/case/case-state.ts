import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { buildSchema } from '../genome/build.ts'
import type { CaseEvent } from './case-event.ts'
import { caseFileSchema } from './case-file.ts'
import { sampleSchema } from './sample.ts'

export const caseStateSchema = z.object({
  id: z.string(),
  /** How many events the case has had: of two states of one case the higher is the newer. */
  revision: z.number().int(),
  label: z.string(),
  synthetic: z.boolean(),
  paths: z.array(z.string()),
  build: buildSchema,
  files: z.array(caseFileSchema),
  refused: z.array(z.object({ path: z.string(), error: casementErrorSchema })),
  samples: z.array(sampleSchema),
})
export type CaseState = z.infer<typeof caseStateSchema>

/** Applies one event; `null` is "no case open". Events about things the case does not have change nothing. */
export function applyCaseEvent(state: CaseState | null, event: CaseEvent): CaseState | null {
  if (event.kind === 'case-opened') {
    const { id, label, synthetic, paths } = event
    return { id, revision: 1, label, synthetic, paths, build: 'unknown', files: [], refused: [], samples: [] }
  }
  if (state === null || event.kind === 'case-closed') return null
  return { ...change(state, event), revision: state.revision + 1 }
}

type ChangingEvent = Exclude<CaseEvent, { kind: 'case-opened' | 'case-closed' }>

function change(state: CaseState, event: ChangingEvent): CaseState {
  switch (event.kind) {
    case 'file-added':
      return { ...state, files: [...state.files, event.file] }
    case 'file-refused':
      return { ...state, refused: [...state.refused, { path: event.path, error: event.error }] }
    case 'index-changed':
      return {
        ...state,
        files: state.files.map((f) => (f.id === event.file ? { ...f, index: event.index } : f)),
      }
    case 'build-set':
      return { ...state, build: event.build }
    case 'sample-set':
      return {
        ...state,
        samples: state.samples.some((s) => s.name === event.sample.name)
          ? state.samples.map((s) => (s.name === event.sample.name ? event.sample : s))
          : [...state.samples, event.sample],
      }
    case 'role-set':
      return {
        ...state,
        samples: state.samples.map((s) => (s.name === event.sample ? { ...s, role: event.role } : s)),
      }
  }
}

export function foldCase(events: readonly CaseEvent[]): CaseState | null {
  return events.reduce<CaseState | null>(applyCaseEvent, null)
}
