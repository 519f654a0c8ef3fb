import { vi } from 'vitest'
import { runCommandLine } from '../../electron/cli/run-command-line.ts'
import type { Ran } from './run-casement.ts'

/**
 * Runs the command line in this process, where a process of its own is not the point: that takes a second each time.
 * One after the other, they share this process's output.
 */
export async function casementHere(args: readonly string[], cache: string): Promise<Ran> {
  const out: string[] = []
  const err: string[] = []
  // What Node warns of is of the whole process, as it may be of a file that a test before left open.
  const isWarning = (text: string): boolean => text.startsWith(`(node:${process.pid}) `)
  const into = (texts: string[]) => (text: string | Uint8Array) =>
    isWarning(String(text)) || texts.push(String(text)) > 0
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(into(out)),
    vi.spyOn(process.stderr, 'write').mockImplementation(into(err)),
  ]
  vi.stubEnv('CASEMENT_CACHE', cache)
  try {
    const status = await runCommandLine(args)
    return { status, out: out.join(''), err: err.join('') }
  } finally {
    for (const spy of spies) spy.mockRestore()
    vi.unstubAllEnvs()
  }
}
