import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Folder of the public files that tests may use when it lies beside the repository. */
const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

/** The path of a public file, or null when the folder is not there; says once why tests are skipped. */
export function publicFile(name: string): string | null {
  const path = `${FOLDER}${name}`
  if (existsSync(path)) return path
  console.log(`skipped: the public test file ${name} is not beside the repository`)
  return null
}
