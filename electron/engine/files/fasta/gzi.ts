import { Fault } from '../../../../shared/errors/fault.ts'
import { blockSizeAt, MAX_BLOCK_SIZE } from '../bgzf/bgzf-block.ts'
import type { ByteSource } from '../byte-source.ts'
import { throwIfCancelled } from '../io-fault.ts'

/** Start of a BGZF block: byte of the file, byte of the inflated text. */
type GziEntry = { readonly compressed: number; readonly inflated: number }

const WINDOW = 1 << 20

/**
 * The `.gzi` of a BGZF file: uint64 count, then compressed and inflated offset of every block but the first, as
 * `bgzip -r` writes it. Reads block headers and sizes only, nothing is inflated.
 *
 * @param progress is told the bytes walked.
 * @throws Fault `bgzf/not-bgzf`, `bgzf/truncated`, `bgzf/bad-block`, `task/cancelled`
 */
export async function buildGzi(
  source: ByteSource,
  signal?: AbortSignal,
  progress: (done: number) => void = () => {},
): Promise<Uint8Array> {
  const entries: GziEntry[] = []
  let compressed = 0
  let inflated = 0
  let bytes: Uint8Array = new Uint8Array(0)
  let at = 0
  while (compressed < source.size) {
    let size = blockSizeAt(bytes, at)
    if (size === 'short' || (typeof size === 'number' && at + size > bytes.length)) {
      throwIfCancelled(signal, source.path)
      progress(compressed)
      bytes = await source.read(compressed, Math.max(WINDOW, MAX_BLOCK_SIZE))
      at = 0
      size = blockSizeAt(bytes, 0)
    }
    const { path: file } = source
    if (size === 'not-bgzf')
      throw new Fault(
        compressed === 0
          ? { kind: 'bgzf/not-bgzf', file, isGzip: true }
          : { kind: 'bgzf/bad-block', file, offset: compressed, detail: 'no BGZF block starts here' },
      )
    if (size === 'short' || at + size > bytes.length)
      throw new Fault({ kind: 'bgzf/truncated', file, offset: compressed })
    const length = new DataView(bytes.buffer, bytes.byteOffset + at + size - 4, 4).getUint32(0, true)
    // The empty block at the end marks the end of the file; nothing is ever read from it.
    if (compressed > 0 && length > 0) entries.push({ compressed, inflated })
    inflated += length
    compressed += size
    at += size
  }
  return encodeGzi(entries)
}

function encodeGzi(entries: readonly GziEntry[]): Uint8Array {
  const bytes = Buffer.alloc(8 + entries.length * 16)
  bytes.writeBigUInt64LE(BigInt(entries.length), 0)
  entries.forEach(({ compressed, inflated }, i) => {
    bytes.writeBigUInt64LE(BigInt(compressed), 8 + i * 16)
    bytes.writeBigUInt64LE(BigInt(inflated), 16 + i * 16)
  })
  return bytes
}
