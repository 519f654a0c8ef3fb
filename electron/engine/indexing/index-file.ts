import { Fault } from '../../../shared/errors/fault.ts'
import { writeAtomically } from '../files/atomic-write.ts'
import { createBgzfWriter } from '../files/bgzf/bgzf-writer.ts'
import { readBgzfBlocks } from '../files/bgzf/bgzf-reader.ts'
import { byteSourceOf, openByteSource } from '../files/byte-source.ts'
import { looksLikeGzip } from '../files/bgzf/bgzf-block.ts'
import { BAI_MAGIC, encodeBai, parseBai } from './bai.ts'
import type { BinningIndex } from './binning-index.ts'
import { CSI_MAGIC, encodeCsi, parseCsi } from './csi.ts'
import { damaged, type IndexNames, truncated } from './index-bytes.ts'
import { encodeTbi, parseTbi, TBI_MAGIC } from './tbi.ts'

/** An index is small beside its file: 9 MB for a 100 GB genome. What is past this is no index. */
const MAX_INDEX_SIZE = 1 << 30

/** How hard TBI and CSI are compressed: on file offsets zlib's usual level takes five times as long and gains nothing. */
const INDEX_LEVEL = 2

/** Reads an index file, telling BAI, CSI and TBI apart by content.
 * @throws Fault `index/bad-magic`, `index/truncated`, `index/damaged`, `file/…`. */
export async function readIndexFile(
  file: string,
  index: string,
  signal?: AbortSignal,
): Promise<BinningIndex> {
  const names = { file, index }
  const source = await openIndex(names)
  let bytes: Uint8Array
  try {
    if (source.size > MAX_INDEX_SIZE) throw new Fault({ kind: 'index/bad-magic', ...names })
    bytes = await source.read(0, source.size)
  } finally {
    await source.close()
  }
  const content = looksLikeGzip(bytes) ? await inflateIndex(bytes, names, signal) : bytes
  if (startsWith(content, BAI_MAGIC)) return parseBai(content, names)
  if (startsWith(content, CSI_MAGIC)) return parseCsi(content, names)
  if (startsWith(content, TBI_MAGIC)) return parseTbi(content, names)
  throw new Fault({ kind: 'index/bad-magic', ...names })
}

async function openIndex(names: IndexNames): ReturnType<typeof openByteSource> {
  try {
    return await openByteSource(names.index)
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.error.kind === 'file/empty') throw truncated(names, 'it is empty')
    throw thrown
  }
}

async function inflateIndex(bytes: Uint8Array, names: IndexNames, signal?: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  try {
    for await (const block of readBgzfBlocks(byteSourceOf(bytes, names.index), { signal })) {
      parts.push(block.data)
      length += block.data.length
      if (length > MAX_INDEX_SIZE) throw new Fault({ kind: 'index/bad-magic', ...names })
    }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    const { error } = thrown
    if (error.kind === 'bgzf/truncated')
      throw truncated(names, `it ends within the block at byte ${error.offset}`)
    // Said of the index: the file it belongs to may be well, and the index can be built again.
    if (error.kind === 'bgzf/bad-crc' || error.kind === 'bgzf/bad-length' || error.kind === 'bgzf/bad-block')
      throw damaged(names, `its block at byte ${error.offset} cannot be read`, thrown)
    if (error.kind === 'bgzf/not-bgzf')
      throw new Fault({ kind: 'index/bad-magic', ...names }, { cause: thrown })
    throw thrown
  }
  return Buffer.concat(parts)
}

function startsWith(bytes: Uint8Array, magic: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte)
}

/** Writes an index in its format (BAI raw, CSI and TBI as BGZF), complete or not at all.
 * @throws Fault `file/disk-full`, `file/not-writable`, `task/cancelled`. */
export async function writeIndexFile(path: string, index: BinningIndex, signal?: AbortSignal): Promise<void> {
  await writeAtomically(
    path,
    async (sink) => {
      if (index.format === 'bai') return sink.write(encodeBai(index))
      const writer = createBgzfWriter(sink, { level: INDEX_LEVEL })
      await writer.write(index.format === 'csi' ? encodeCsi(index) : encodeTbi(index))
      await writer.finish()
    },
    signal,
  )
}
