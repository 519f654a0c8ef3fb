import { readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { isInside } from '../engine/files/is-inside.ts'

/** What is served of the built page: its own files, by their types. Anything else is not ours. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/**
 * Reads one file of the built renderer.
 *
 * @param folder the renderer's folder
 * @param pathname of the URL, still escaped; `/` is `index.html`
 * @returns null when there is no such file in the folder
 */
export async function readStaticFile(
  folder: string,
  pathname: string,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string } | null> {
  const name = decoded(pathname)
  if (name === null || name.includes('\0') || name.includes('\\')) return null
  const type = TYPES[path.extname(name === '/' ? '/index.html' : name)]
  if (type === undefined) return null
  try {
    const root = await realpath(folder)
    const file = await realpath(path.join(root, name === '/' ? 'index.html' : name))
    if (!isInside(root, file)) return null
    return { bytes: new Uint8Array(await readFile(file)), type }
  } catch {
    // Not there, not readable, a folder: for a page these are all "no such file".
    return null
  }
}

function decoded(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return null
  }
}
