import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { ByteSource } from '../byte-source.ts'
import { systemCode, throwIfCancelled } from '../io-fault.ts'
import type { TextBlock } from './text-blocks.ts'

const READ_SIZE = 1 << 18

async function* compressedBytes(
  source: ByteSource,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < source.size; at += READ_SIZE) {
    throwIfCancelled(signal, source.path)
    yield await source.read(at, READ_SIZE)
  }
}

/**
 * Inflates a gzip file (several members allowed) from its start, cut into blocks of `window` bytes whose addresses
 * are offsets into the inflated text.
 *
 * @throws Fault `gzip/truncated`, `gzip/damaged` (`offset` in inflated bytes), `file/changed`, `task/cancelled`
 */
export async function* gunzipBlocks(
  source: ByteSource,
  window: number,
  signal?: AbortSignal,
): AsyncGenerator<TextBlock> {
  const input = Readable.from(compressedBytes(source, signal))
  const gunzip = createGunzip({ chunkSize: window })
  // `pipe` does not carry errors over: a file that shrank must end the reading with its own error.
  input.on('error', (thrown) => gunzip.destroy(thrown))
  input.pipe(gunzip)
  let offset = 0
  let pending: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of gunzip) {
      if (!(chunk instanceof Uint8Array)) continue
      pending.push(chunk)
      length += chunk.length
      if (length < window) continue
      const joined = Buffer.concat(pending)
      let at = 0
      for (; joined.length - at >= window; at += window) {
        yield { block: offset, next: offset + window, data: joined.subarray(at, at + window) }
        offset += window
      }
      pending = at < joined.length ? [joined.subarray(at)] : []
      length = joined.length - at
    }
  } catch (thrown) {
    throw gzipFault(source.path, offset + length, thrown)
  } finally {
    input.destroy()
    gunzip.destroy()
  }
  if (length > 0) yield { block: offset, next: offset + length, data: Buffer.concat(pending) }
}

function gzipFault(file: string, offset: number, thrown: unknown): unknown {
  if (thrown instanceof Fault) return thrown
  const code = systemCode(thrown)
  if (code === undefined) return thrown
  if (code === 'Z_BUF_ERROR') return new Fault({ kind: 'gzip/truncated', file, offset }, { cause: thrown })
  return new Fault({ kind: 'gzip/damaged', file, offset, detail: code }, { cause: thrown })
}
