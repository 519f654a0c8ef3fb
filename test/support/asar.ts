import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

/**
 * An asar archive read by its own rules, not by the library that wrote it: four little-endian uint32 (4, the size of
 * what follows them, that less 4, the length of the JSON), the header as JSON, padded to 4 bytes, and the files one
 * after the other.
 */
export type AsarFile = {
  /** With `/`, from the archive's root. */
  readonly path: string
  /** Null for a file that lies in `app.asar.unpacked`. */
  readonly bytes: Uint8Array | null
  /** SHA-256 of the file as the header has it. */
  readonly hash: string
}

const fileSchema = z.object({
  size: z.number(),
  offset: z.string().optional(),
  unpacked: z.boolean().optional(),
  integrity: z.object({ algorithm: z.literal('SHA256'), hash: z.string() }),
})
type Folder = { files: Record<string, Folder | z.infer<typeof fileSchema>> }
const folderSchema: z.ZodType<Folder> = z.lazy(() =>
  z.object({ files: z.record(z.string(), z.union([folderSchema, fileSchema])) }),
)

export function readAsar(file: string): AsarFile[] {
  const archive = readFileSync(file)
  const body = 8 + archive.readUInt32LE(4)
  const length = archive.readUInt32LE(12)
  const header = folderSchema.parse(JSON.parse(archive.toString('utf8', 16, 16 + length)))
  const walk = ({ files }: Folder, folder: string): AsarFile[] =>
    Object.entries(files).flatMap(([name, entry]) => {
      const at = path.posix.join(folder, name)
      if ('files' in entry) return walk(entry, at)
      const start = body + Number(entry.offset)
      const bytes = entry.unpacked === true ? null : archive.subarray(start, start + entry.size)
      return [{ path: at, bytes, hash: entry.integrity.hash }]
    })
  return walk(header, '')
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Lays an archive out as Electron shows it to Node: a folder `app.asar`, beside the real `app.asar.unpacked`.
 *
 * @param resources folder with `app.asar` and `app.asar.unpacked`
 * @param target folder that gets both
 */
export function layOutAsar(resources: string, target: string): void {
  const unpacked = path.join(resources, 'app.asar.unpacked')
  cpSync(unpacked, path.join(target, 'app.asar.unpacked'), { recursive: true })
  for (const { path: name, bytes } of readAsar(path.join(resources, 'app.asar'))) {
    const file = path.join(target, 'app.asar', name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, bytes ?? readFileSync(path.join(unpacked, name)))
  }
}
