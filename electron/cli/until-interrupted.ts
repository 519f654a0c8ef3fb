/** Exit status of a command that Ctrl-C ended, as shells have it: 128 + SIGINT. */
const INTERRUPTED = 130

/**
 * Runs work that Ctrl-C (or SIGTERM) cancels through its signal, so that it can clean up first. A second Ctrl-C
 * ends the process at once.
 */
export async function untilInterrupted(work: (signal: AbortSignal) => Promise<number>): Promise<number> {
  const controller = new AbortController()
  const stop = (): void => controller.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } catch (thrown) {
    if (!controller.signal.aborted) throw thrown
    process.stderr.write('casement: interrupted; nothing was left behind.\n')
    return INTERRUPTED
  } finally {
    process.off('SIGINT', stop)
    process.off('SIGTERM', stop)
  }
}
