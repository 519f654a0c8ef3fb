import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const WRITER = join(import.meta.dirname, 'case-writer.ts')

/**
 * Has a process write to a case file and kills it in the middle, as a power cut does for all that the process knows.
 *
 * @param afterMs since its first event was confirmed
 * @returns the number of the last event that it said was written; 0 when it wrote none
 */
export async function killWriter(path: string, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [WRITER, path, '1000000'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const said: Buffer[] = []
  child.stdout.on('data', (bytes: Buffer) => said.push(bytes))
  const closed = once(child, 'close')
  await Promise.race([once(child.stdout, 'data'), closed])
  await wait(afterMs)
  child.kill('SIGKILL')
  await closed
  // What follows the last line feed was cut off in the middle of saying it.
  const lines = Buffer.concat(said).toString('utf8').split('\n').slice(0, -1)
  const refused = lines.find((line) => line.startsWith('read-only'))
  if (refused !== undefined) throw new Error(refused)
  return Number(lines.at(-1) ?? 0)
}
