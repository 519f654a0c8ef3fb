import { CramFile } from '@gmod/cram'
import { gunzipSync } from 'node:zlib'
import type { Fault } from '../../../../shared/errors/fault.ts'
import { byteSourceOf } from '../byte-source.ts'
import { sourceFilehandle } from '../fasta/source-filehandle.ts'
import type { CramBlock } from './container.ts'

/** Methods of compression by their numbers, as the library calls them; gzip is Node's. @see CRAMv3 §14 */
const METHODS = ['raw', 'gzip', 'bzip2', 'lzma', 'rans', 'rans4x16', 'arith', 'fqzcomp', 'tok3'] as const

/** The library's decoders, which it exports in no other way: of its files nothing is used. */
const codecs = new CramFile({ filehandle: sourceFilehandle(byteSourceOf(new Uint8Array(0), 'codecs')) })

/** How a block is refused: `damaged` its bytes, `unsupported` its method. */
export type BlockFaults = {
  readonly damaged: (detail: string, cause?: unknown) => Fault
  readonly unsupported: (detail: string) => Fault
}

/**
 * The bytes of a block as they were before they were compressed; those of a stored block are not copied.
 *
 * @throws Fault as `faults` says
 */
export async function blockContent(block: CramBlock, faults: BlockFaults): Promise<Uint8Array> {
  const { method, data, inflatedSize } = block
  const name = METHODS[method]
  if (name === undefined) throw faults.unsupported(`compression method ${method} is not supported`)
  if (name === 'raw' || inflatedSize === 0) return data.subarray(0, inflatedSize)
  const claimed = claimedSize(name, data)
  if (claimed !== undefined && claimed !== inflatedSize)
    throw faults.damaged(`a block of ${inflatedSize} bytes says within that it has ${claimed}`)
  const content = await inflate(name, data, inflatedSize).catch((thrown: unknown) => {
    throw faults.damaged(`a block compressed by ${name} cannot be inflated`, thrown)
  })
  if (content.length !== inflatedSize)
    throw faults.damaged(`a block inflates to ${content.length} bytes, not to ${inflatedSize}`)
  return content
}

async function inflate(
  name: Exclude<(typeof METHODS)[number], 'raw'>,
  data: Uint8Array,
  size: number,
): Promise<Uint8Array> {
  if (name === 'gzip') return gunzipSync(data, { maxOutputLength: size, chunkSize: Math.max(64, size) })
  // oxlint-disable-next-line no-underscore-dangle -- the version is pinned, and the goldens would tell
  return codecs._uncompressPre(name, data, size)
}

/**
 * The size that compressed data itself says it has, where it does. The decoders would make room for it and fill it,
 * whatever it is, before anybody could compare.
 */
function claimedSize(name: (typeof METHODS)[number], data: Uint8Array): number | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  if (name === 'rans') return data.length < 9 ? 0 : view.getUint32(5, true)
  if (name === 'tok3') return data.length < 4 ? 0 : view.getUint32(0, true)
  if (name === 'fqzcomp') return uint7(data, 0)
  if (name === 'rans4x16' || name === 'arith')
    return ((data[0] ?? 0) & SIZE_NOT_STORED) === 0 ? uint7(data, 1) : undefined
  return undefined
}

const SIZE_NOT_STORED = 0x10

/** Seven bits a byte, the highest first. @see CRAMv3 codecs §1.1 */
function uint7(data: Uint8Array, at: number): number {
  let value = 0
  for (let i = at; i < at + 5; i++) {
    const byte = data[i] ?? 0
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) break
  }
  return value
}
