// Whether `out/` is older than what it is made of.
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

const PRODUCTS = [
  'out/main/cli.js',
  'out/main/engine-process.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
]
const SOURCES = [
  'electron',
  'renderer',
  'shared',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
]
const GENOME = 'resources/genome'

/**
 * @param {string} root folder of the repository
 * @returns {boolean}
 */
export function needsBuild(root) {
  const at = (name) => path.join(root, name)
  const built = PRODUCTS.map((name) => modified(at(name)))
  if (built.some((time) => time === null) || modified(at(GENOME)) === null) return true
  return Math.max(...SOURCES.map((name) => newest(at(name)))) > Math.min(...built)
}

/** Time of the last change in ms, or null when there is no such file. */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** The latest change of a file or of anything below a folder, ms. */
function newest(file) {
  const info = statSync(file, { throwIfNoEntry: false })
  if (info === undefined) return 0
  if (!info.isDirectory()) return info.mtimeMs
  return readdirSync(file).reduce(
    (latest, name) => Math.max(latest, newest(path.join(file, name))),
    info.mtimeMs,
  )
}
