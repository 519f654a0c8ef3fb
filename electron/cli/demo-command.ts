import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeDemoCase } from '../engine/demo/write-demo-case.ts'
import { UsageError } from './usage.ts'
import { progressLine } from './progress-line.ts'
import { untilInterrupted } from './until-interrupted.ts'

/** `casement demo FOLDER`: writes the demo case's files and prints their paths. */
export async function demoCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  const [folder, ...more] = positionals
  if (folder === undefined || more.length > 0) throw new UsageError('casement demo needs one folder.')
  return untilInterrupted(async (signal) => {
    const line = progressLine('demo case')
    const { files } = await writeDemoCase(resolve(folder), { signal, progress: line.report })
    line.clear()
    for (const file of files) process.stdout.write(`${file}\n`)
    return 0
  })
}
