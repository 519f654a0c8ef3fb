import type { JobProgress } from './job.ts'

/** A message costs both threads more than what most jobs do between two reports. */
const REPORT_EVERY_MS = 50

/** Passes on the first report of each phase, the last one, and between them one every so often. */
export function progressNowAndThen(
  report: (progress: JobProgress) => void,
  now: () => number = () => performance.now(),
): (progress: JobProgress) => void {
  let phase = ''
  let last = 0
  return (progress) => {
    const time = now()
    if (progress.phase === phase && progress.done !== progress.total && time - last < REPORT_EVERY_MS) return
    ;({ phase } = progress)
    last = time
    report(progress)
  }
}
