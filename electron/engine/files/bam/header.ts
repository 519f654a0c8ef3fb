import { Fault } from '../../../../shared/errors/fault.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { readBgzfBlocks } from '../bgzf/bgzf-reader.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import type { ByteSource } from '../byte-source.ts'
import { type HeaderText, parseHeaderText } from './header-text.ts'

export type BamHeader = HeaderText & {
  /** The SAM header as text, without padding. */
  readonly text: string
  /** Contigs in the order of their numbers, from the binary list: it is what records refer to. */
  readonly references: readonly Contig[]
  /** Where the first record starts. */
  readonly firstRecord: VirtualOffset
}

/** Longest text of a header (the largest known are some MB): a length beyond is damage, not to be read into memory. */
const MAX_TEXT = 1 << 28
/** Longest name of a contig. */
const MAX_NAME = 1 << 16

export const BAM_MAGIC: Uint8Array = Uint8Array.of(0x42, 0x41, 0x4d, 1)

/**
 * Reads the header of a BAM file.
 *
 * The binary contig list decides; a text whose `@SQ` lines are malformed or disagree with it is kept and noted,
 * as samtools reads such files too.
 *
 * @throws Fault `bam/bad-magic`, `bam/bad-header`, `bgzf/…`.
 * @see SAMv1 §4.2
 */
export async function readBamHeader(source: ByteSource, signal?: AbortSignal): Promise<BamHeader> {
  const file = source.path
  const input = createHeaderInput(source, signal)
  try {
    const magic = await input.take(4, 'magic')
    if (BAM_MAGIC.some((byte, i) => magic[i] !== byte)) throw new Fault({ kind: 'bam/bad-magic', file })
    const textLength = await input.int32('length of the text')
    if (textLength > MAX_TEXT) throw badHeader(file, `a text of ${textLength} bytes is not possible`)
    const padded = Buffer.from(await input.take(textLength, 'text')).toString()
    const nul = padded.indexOf('\0')
    const text = nul < 0 ? padded : padded.slice(0, nul)
    const count = await input.int32('number of contigs')
    if (count < 0) throw badHeader(file, `the number of contigs is negative (${count})`)
    const references: Contig[] = []
    for (let refId = 0; refId < count; refId++) {
      const nameLength = await input.int32(`name length of contig ${refId + 1}`)
      if (nameLength < 1) throw badHeader(file, `contig ${refId + 1} has no name`)
      if (nameLength > MAX_NAME)
        throw badHeader(file, `contig ${refId + 1} has a name of ${nameLength} bytes, which is not possible`)
      const name = Buffer.from(await input.take(nameLength, `name of contig ${refId + 1}`))
      const length = await input.int32(`length of contig ${refId + 1}`)
      references.push({ name: name.subarray(0, nameLength - 1).toString(), length })
    }
    return { text, references, firstRecord: input.position(), ...parseHeaderText(text, references) }
  } finally {
    await input.close()
  }
}

function badHeader(file: string, detail: string): Fault {
  return new Fault({ kind: 'bam/bad-header', file, detail })
}

/** The header's bytes, pulled block by block: a length that is nonsense runs into the end of the file. */
function createHeaderInput(source: ByteSource, signal: AbortSignal | undefined) {
  const blocks = readBgzfBlocks(source, { signal, window: 1 << 18 })
  let data: Uint8Array = new Uint8Array(0)
  let at = 0
  let block = 0
  let nextBlock = 0

  const more = async (): Promise<boolean> => {
    const next = await blocks.next()
    if (next.done === true) return false
    data = next.value.data
    block = next.value.offset
    nextBlock = block + next.value.size
    at = 0
    return true
  }

  const take = async (length: number, what: string): Promise<Uint8Array> => {
    if (length < 0) throw badHeader(source.path, `the ${what} is negative (${length})`)
    const parts: Uint8Array[] = []
    let missing = length
    while (missing > 0) {
      if (at === data.length && !(await more())) {
        // Too short even for the magic: nothing says that this is a BAM file.
        if (what === 'magic') throw new Fault({ kind: 'bam/bad-magic', file: source.path })
        throw badHeader(source.path, `the file ends within the ${what}`)
      }
      const part = data.subarray(at, at + missing)
      parts.push(part)
      at += part.length
      missing -= part.length
    }
    return parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)
  }

  return {
    take,
    async int32(what: string): Promise<number> {
      const bytes = await take(4, what)
      return new DataView(bytes.buffer, bytes.byteOffset, 4).getInt32(0, true)
    },
    /** Where the next byte lies; at the end of a block that is the start of the next one. */
    position: (): VirtualOffset =>
      at === data.length ? { block: nextBlock, within: 0 } : { block, within: at },
    async close(): Promise<void> {
      await blocks.return(undefined)
    },
  }
}
