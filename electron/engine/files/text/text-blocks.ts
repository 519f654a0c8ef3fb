import type { Compression } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { readBgzfBlocks } from '../bgzf/bgzf-reader.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import type { ByteSource } from '../byte-source.ts'
import { throwIfCancelled } from '../io-fault.ts'
import { gunzipBlocks } from './gunzip-blocks.ts'

/**
 * A stretch of the inflated text. `block` is its address and `next` that of the stretch after it: compressed offsets
 * in BGZF, multiples of {@link TEXT_WINDOW} into the (inflated) text otherwise. A place in the text is `{block, within}`
 * as in a virtual offset, so that places compare by block and then within; see {@link plainPlace}.
 */
export type TextBlock = { readonly block: number; readonly next: number; readonly data: Uint8Array }

/** A text file as blocks, whatever its compression. */
export type TextBlocks = {
  readonly path: string
  readonly compression: Compression
  /** Bytes of the file as it lies on disk. */
  readonly size: number
  /** The blocks from address `from` on (0: from the start). */
  stream(from: number, signal?: AbortSignal): AsyncGenerator<TextBlock>
  /** One block, or null at the end of the file. Gzip has no random access: the text is inflated again up to it. */
  at(block: number): Promise<TextBlock | null>
}

/** Plain text is cut into windows of this size, as large as a BGZF block. */
export const TEXT_WINDOW = 0x10000
const READ_AHEAD = 1 << 20

/** The place of a byte offset into plain text. */
export function plainPlace(offset: number): VirtualOffset {
  const within = offset % TEXT_WINDOW
  return { block: offset - within, within }
}

function plainBlocks(source: ByteSource): Pick<TextBlocks, 'stream' | 'at'> {
  async function* stream(from: number, signal?: AbortSignal): AsyncGenerator<TextBlock> {
    for (let at = from; at < source.size; at += READ_AHEAD) {
      throwIfCancelled(signal, source.path)
      const bytes = await source.read(at, READ_AHEAD)
      for (let i = 0; i < bytes.length; i += TEXT_WINDOW) {
        const data = bytes.subarray(i, i + TEXT_WINDOW)
        yield { block: at + i, next: at + i + data.length, data }
      }
    }
  }
  const at = async (block: number): Promise<TextBlock | null> => {
    if (block >= source.size) return null
    const data = await source.read(block, TEXT_WINDOW)
    return { block, next: block + data.length, data }
  }
  return { stream, at }
}

function bgzfBlocks(source: ByteSource): Pick<TextBlocks, 'stream' | 'at'> {
  async function* stream(from: number, signal?: AbortSignal, window?: number): AsyncGenerator<TextBlock> {
    const range = { from, signal, ...(window === undefined ? {} : { window }) }
    for await (const { offset, size, data } of readBgzfBlocks(source, range))
      yield { block: offset, next: offset + size, data }
  }
  const at = async (block: number): Promise<TextBlock | null> => {
    for await (const found of stream(block, undefined, TEXT_WINDOW)) return found
    return null
  }
  return { stream, at }
}

function gzipBlocks(source: ByteSource): Pick<TextBlocks, 'stream' | 'at'> {
  async function* stream(from: number, signal?: AbortSignal): AsyncGenerator<TextBlock> {
    for await (const block of gunzipBlocks(source, TEXT_WINDOW, signal)) if (block.next > from) yield block
  }
  const at = async (block: number): Promise<TextBlock | null> => {
    for await (const found of stream(block)) {
      if (found.block === block) return found
      throw new Fault({ kind: 'internal', detail: `no block of gzip text starts at ${block}` })
    }
    return null
  }
  return { stream, at }
}

/** The text of `source`, which stays the caller's to close. */
export function textBlocks(source: ByteSource, compression: Compression): TextBlocks {
  const blocks = { none: plainBlocks, bgzf: bgzfBlocks, gzip: gzipBlocks }[compression](source)
  return { path: source.path, compression, size: source.size, ...blocks }
}
