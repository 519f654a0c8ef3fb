import { mkdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { EngineContext } from '../context.ts'
import { ioFault, systemCode } from '../files/io-fault.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import type { JobContext } from '../work/job.ts'

/** Written last: a folder with it holds a whole demo case, made by the version and generator it names. */
const STAMP = 'complete.txt'
/** Raised whenever the generator's output changes, so that a demo case made before is made anew. */
const GENERATOR = 1

async function stampIn(folder: string): Promise<string | undefined> {
  try {
    return await readFile(join(folder, STAMP), 'utf8')
  } catch (thrown) {
    if (systemCode(thrown) === 'ENOENT') return undefined
    throw ioFault(folder, thrown)
  }
}

/**
 * The folder of the demo case below the cache folder, written first when it is not there yet or when another version
 * wrote it.
 *
 * @throws Fault `file/*`, `task/cancelled`
 */
export async function ensureDemoCase(
  { cacheFolder, pool, version }: EngineContext,
  context: JobContext,
): Promise<string> {
  const folder = join(cacheFolder, 'demo')
  const stamp = `Casement ${version}, generator ${GENERATOR}\n`
  if ((await stampIn(folder)) === stamp) return folder
  const unfinished = `${folder}.unfinished`
  try {
    await rm(unfinished, { recursive: true, force: true })
    await mkdir(unfinished, { recursive: true })
    await pool.run('writeDemoCase', { folder: unfinished }, context)
    await writeAtomically(join(unfinished, STAMP), (sink) => sink.write(Buffer.from(stamp)), context.signal)
    await rm(folder, { recursive: true, force: true })
    await rename(unfinished, folder)
  } catch (thrown) {
    await rm(unfinished, { recursive: true, force: true })
    throw ioFault(folder, thrown)
  }
  return folder
}
