import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { type ByteSource, byteSourceOf } from '../../electron/engine/files/byte-source.ts'
import { createBamWriter, type NewHeader } from '../../electron/engine/files/bam/writer.ts'
import type { NewRecord } from '../../electron/engine/files/bam/record-encoder.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'

const root = resolve(import.meta.dirname, '../..')

export const fixture = (path: string): string => join(root, 'test/fixtures', path)
export const publicFile = (path: string): string => join(root, '../shared/data', path)

/** True when the public data lie beside the project; says why tests are skipped when not. */
export function havePublicData(): boolean {
  const found = existsSync(publicFile('README.md'))
  if (!found) console.info('skipped: no public data at ../shared/data')
  return found
}

/** A folder of its own for one test, removed when it goes out of scope. */
export function scratch(): { path: string; [Symbol.dispose]: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'casement-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** Copies a file (without its index) into `folder`, writable. */
export function copyInto(folder: string, from: string, name = basename(from)): string {
  const to = join(folder, name)
  copyFileSync(from, to)
  chmodSync(to, 0o644)
  return to
}

/** The tab-separated fields of a golden file, line by line. */
export async function golden(path: string): Promise<string[][]> {
  const text = await readFile(fixture(path), 'utf8')
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
}

/** The domain error a promise rejects with. */
export async function errorFrom(work: Promise<unknown>): Promise<CasementError> {
  try {
    await work
  } catch (thrown) {
    return errorOf(thrown)
  }
  throw new Error('expected it to fail')
}

/** The domain error `work` throws, undefined when it does not. */
export function failureOf(work: () => unknown): CasementError | undefined {
  try {
    work()
    return undefined
  } catch (thrown) {
    return errorOf(thrown)
  }
}

/** Everything an asynchronous source yields. */
export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = []
  for await (const item of source) items.push(item)
  return items
}

/** The bytes written to a sink. */
export async function collect(
  body: (sink: { write(bytes: Uint8Array): Promise<void> }) => Promise<void>,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  await body({ write: async (bytes) => void parts.push(bytes) })
  return Buffer.concat(parts)
}

/** A BAM file in memory. */
export async function bamOf(header: NewHeader, records: readonly NewRecord[]): Promise<ByteSource> {
  const bytes = await collect(async (sink) => {
    const writer = await createBamWriter(sink, header)
    for (const record of records) await writer.write(record)
    await writer.finish()
  })
  return byteSourceOf(bytes, 'memory.bam')
}

/** A mapped single-end read; `change` says what matters to the test. */
export function newRecord(change: Partial<NewRecord> = {}): NewRecord {
  return {
    name: 'r',
    flags: 0,
    refId: 0,
    start: 100,
    mapq: 60,
    cigar: Uint32Array.of(4 << 4),
    mateRefId: -1,
    mateStart: -1,
    templateLength: 0,
    sequence: 'ACGT',
    qualities: undefined,
    tags: [],
    ...change,
  }
}
