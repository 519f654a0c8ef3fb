/** What a worker job is given besides its input. */
export type JobContext = {
  readonly signal: AbortSignal
  progress(report: JobProgress): void
}

/** `done` and `total` are in `unit`; `total` is null while unknown. */
export type JobProgress = {
  readonly phase: string
  readonly done: number
  readonly total: number | null
  readonly unit: 'bytes' | 'records' | 'steps'
}

/** A piece of CPU work that runs in a worker thread: input and output are structured-cloneable. */
export type Job<I, O> = (input: I, context: JobContext) => Promise<O>

/** For calling a job directly, without a worker: no progress, never cancelled. */
export const unobserved: JobContext = { signal: new AbortController().signal, progress: () => {} }
