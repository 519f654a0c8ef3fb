import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const PACKAGE = resolve(import.meta.dirname, '../../../node_modules/electron')

/**
 * Electron's executable, or undefined where its package was installed without it. Not by importing `electron`: that
 * would try to download it.
 */
export function electronBinary(): string | undefined {
  const named = join(PACKAGE, 'path.txt')
  if (!existsSync(named)) return undefined
  const binary = join(PACKAGE, 'dist', readFileSync(named, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}
