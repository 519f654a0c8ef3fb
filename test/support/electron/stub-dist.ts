import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Electron's fuses in the order of their wire, version 1. */
const FUSES = [
  'runAsNode',
  'cookieEncryption',
  'nodeOptions',
  'nodeCliInspect',
  'embeddedAsarIntegrityValidation',
  'onlyLoadAppFromAsar',
  'loadBrowserProcessSpecificV8Snapshot',
  'grantFileProtocolExtraPrivileges',
] as const
type Fuse = (typeof FUSES)[number]

/** What marks the wire in Electron's executable: then its version, its length and one character a fuse. */
const SENTINEL = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX')
const VERSION = 1

/** As Electron is shipped. */
const SHIPPED: Record<Fuse, boolean> = {
  runAsNode: true,
  cookieEncryption: false,
  nodeOptions: true,
  nodeCliInspect: true,
  embeddedAsarIntegrityValidation: false,
  onlyLoadAppFromAsar: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: true,
}

/** Makes a folder that electron-builder takes for an unpacked Electron for Linux, with fuses to flip. */
export function writeStubDist(folder: string): void {
  for (const name of ['locales', 'resources']) mkdirSync(path.join(folder, name), { recursive: true })
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'version', 'locales/en-US.pak'])
    writeFileSync(path.join(folder, name), name)
  const wire = FUSES.map((fuse) => (SHIPPED[fuse] ? '1' : '0')).join('')
  const executable = [Buffer.from('stub '), SENTINEL, Buffer.from([VERSION, wire.length]), Buffer.from(wire)]
  writeFileSync(path.join(folder, 'electron'), Buffer.concat(executable), { mode: 0o755 })
}

/** Reads the fuses of an executable. */
export function readFuses(file: string): Record<string, boolean> {
  const bytes = readFileSync(file)
  const start = bytes.indexOf(SENTINEL) + SENTINEL.length
  return Object.fromEntries(FUSES.map((fuse, i) => [fuse, bytes[start + 2 + i] === '1'.charCodeAt(0)]))
}
