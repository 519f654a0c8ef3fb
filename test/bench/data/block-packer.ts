import { BLOCK_DATA_SIZE, deflateBlock } from '../../../electron/engine/files/bgzf/bgzf-writer.ts'

/** Packs bytes into BGZF blocks, synchronously: inside a worker there is nobody to wait for. */
export type BlockPacker = {
  /** Appends a record: one that does not fit the current block starts the next, as htslib does for BAM. */
  add(record: Uint8Array): void
  /** Appends text: blocks are filled to the brim and lines cross their borders, as bgzip does. */
  addText(text: Uint8Array): void
  /** The blocks, without an EOF block. */
  finish(): Uint8Array
}

export function createBlockPacker(level = 6): BlockPacker {
  const buffer = new Uint8Array(BLOCK_DATA_SIZE)
  const blocks: Uint8Array[] = []
  let filled = 0
  const flush = (): void => {
    if (filled > 0) blocks.push(deflateBlock(buffer.subarray(0, filled), level))
    filled = 0
  }
  return {
    add(record) {
      if (filled + record.length > BLOCK_DATA_SIZE) flush()
      buffer.set(record, filled)
      filled += record.length
    },
    addText(text) {
      for (let at = 0; at < text.length;) {
        const part = text.subarray(at, at + BLOCK_DATA_SIZE - filled)
        buffer.set(part, filled)
        filled += part.length
        at += part.length
        if (filled === BLOCK_DATA_SIZE) flush()
      }
    },
    finish() {
      flush()
      return new Uint8Array(Buffer.concat(blocks))
    },
  }
}
