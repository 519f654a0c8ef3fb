import { basename } from 'node:path'
import type { JobProgress } from '../engine/work/job.ts'
import { secondsLeft } from '../engine/work/tasks.ts'

const EVERY_MS = 200

/** One line on a terminal's standard error that is rewritten as work goes on; silent when it is no terminal. */
export function progressLine(path: string): { report: (progress: JobProgress) => void; clear: () => void } {
  if (!process.stderr.isTTY) return { report: () => {}, clear: () => {} }
  const start = Date.now()
  let last = 0
  return {
    report({ phase, done, total }) {
      const now = Date.now()
      if (now - last < EVERY_MS) return
      last = now
      const percent = total === null || total === 0 ? '' : ` ${Math.floor((100 * done) / total)} %`
      const left = secondsLeft(done, total, now - start)
      process.stderr.write(
        `\r\x1b[K${basename(path)}: ${phase}${percent}${left === null ? '' : `, ${left} s left`}`,
      )
    },
    clear() {
      if (last > 0) process.stderr.write('\r\x1b[K')
    },
  }
}
