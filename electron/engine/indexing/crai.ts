import { gunzipSync, gzipSync } from 'node:zlib'
import { Fault } from '../../../shared/errors/fault.ts'
import { looksLikeGzip } from '../files/bgzf/bgzf-block.ts'
import { openByteSource } from '../files/byte-source.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { damaged, type IndexNames, truncated } from './index-bytes.ts'

/** One line of a CRAI: a slice, or the part of one that lies on a contig. */
export type CraiEntry = {
  /** -1 for reads without a place. */
  readonly refId: number
  /** 1-based. */
  readonly start: number
  readonly span: number
  /** Byte of the file at which the container starts. */
  readonly container: number
  /** Where the slice starts, from where the container's blocks do. */
  readonly slice: number
  /** Bytes of the slice. */
  readonly size: number
}

/** 9 lines a megabyte of CRAM: an index larger than this is none. */
const MAX_TEXT = 1 << 28

/**
 * @param bytes of a `.crai` file, gzip or text
 * @throws Fault `index/damaged`, `index/truncated`, `index/bad-magic`
 * @see CRAMv3 §12
 */
function parseCrai(bytes: Uint8Array, names: IndexNames): CraiEntry[] {
  const text = Buffer.from(looksLikeGzip(bytes) ? inflate(bytes, names) : bytes).toString('latin1')
  if (/[^0-9\s-]/.test(text.slice(0, 1000))) throw new Fault({ kind: 'index/bad-magic', ...names })
  const entries: CraiEntry[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const values = line.trim().split('\t').map(Number)
    const [refId = NaN, start = NaN, span = NaN, container = NaN, slice = NaN, size = NaN] = values
    if (
      values.length !== 6 ||
      !values.every(Number.isSafeInteger) ||
      refId < -1 ||
      container < 0 ||
      slice < 0
    )
      throw damaged(names, `its line ${i + 1} is "${line.slice(0, 60)}"`)
    entries.push({ refId, start, span, container, slice, size })
  }
  return entries
}

function inflate(bytes: Uint8Array, names: IndexNames): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_TEXT })
  } catch (thrown) {
    const cut = thrown instanceof Error && /unexpected end/.test(thrown.message)
    if (cut) throw truncated(names, 'its gzip data has no end')
    throw damaged(names, 'its gzip data cannot be inflated', thrown)
  }
}

/** Reads a `.crai` file. @throws Fault as {@link parseCrai}; `file/…` */
export async function readCrai(names: IndexNames): Promise<CraiEntry[]> {
  const source = await openByteSource(names.index)
  try {
    if (source.size > MAX_TEXT) throw new Fault({ kind: 'index/bad-magic', ...names })
    return parseCrai(await source.read(0, source.size), names)
  } finally {
    await source.close()
  }
}

/** The text of a CRAI, before gzip. */
function craiText(entries: readonly CraiEntry[]): string {
  return entries
    .map(({ refId, start, span, container, slice, size }) =>
      [refId, start, span, container, slice, size].join('\t'),
    )
    .map((line) => `${line}\n`)
    .join('')
}

/** Writes a CRAI, complete or not at all. @throws Fault `file/disk-full`, `file/not-writable`, `task/cancelled` */
export async function writeCrai(
  path: string,
  entries: readonly CraiEntry[],
  signal?: AbortSignal,
): Promise<void> {
  await writeAtomically(path, (sink) => sink.write(gzipSync(craiText(entries))), signal)
}
