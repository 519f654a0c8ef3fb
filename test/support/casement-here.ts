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
  const into = (texts: string[]) => (text: string | Uint8Array) => texts.push(String(text)) > 0
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
