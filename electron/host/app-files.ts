import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'

/** Where the parts of the app lie, whether it runs from its sources, its build or a package. */
export type AppFiles = {
  readonly version: string
  /** Folder with `genome/` in it. */
  readonly resources: string
  /** Folder of the built page. */
  readonly renderer: string
  /** Entry of the engine process. */
  readonly engineEntry: URL
  /** The preload script of the desktop host. */
  readonly preload: string
}

const packageSchema = z.object({ name: z.literal('casement'), version: z.string() })

/** @param from the `import.meta.url` of any module of the app: its root is the first folder above with our package.json */
export function findAppFiles(from: string): AppFiles {
  const file = fileURLToPath(from)
  const root = rootAbove(path.dirname(file))
  const { version } = packageSchema.parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')))
  const fromSource = file.endsWith('.ts')
  return {
    version,
    resources: path.join(root, 'resources'),
    renderer: path.join(root, 'out', 'renderer'),
    engineEntry: pathToFileURL(
      fromSource
        ? path.join(root, 'electron', 'engine', 'engine-process.ts')
        : path.join(root, 'out', 'main', 'engine-process.js'),
    ),
    preload: path.join(root, 'out', 'preload', 'preload.cjs'),
  }
}

function rootAbove(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder
  const parent = path.dirname(folder)
  if (parent === folder) throw new Error('package.json of Casement not found')
  return rootAbove(parent)
}
