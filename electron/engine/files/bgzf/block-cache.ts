import type { BgzfBlock } from './bgzf-block.ts'

/** Inflated blocks of one version of one file, by compressed offset. */
export type FileBlocks = {
  get(offset: number): BgzfBlock | undefined
  set(block: BgzfBlock): void
}

export type BlockCache = {
  /** The blocks of a file: the same ones for every reader that names the same version of it. */
  of(version: string): FileBlocks
  /** Bytes held now, never more than the limit. */
  readonly bytes: number
  /** How many blocks were put in: how many had to be inflated. */
  readonly inflated: number
}

/** What an entry costs beside its data. */
const OVERHEAD = 256

type Entry = { readonly file: Map<number, Entry>; readonly version: string; readonly block: BgzfBlock }

/**
 * Keeps the inflated blocks that were used last, at most `limit` bytes of them over all files. Whoever holds a block
 * that is dropped here can go on using it.
 */
export function createBlockCache(limit: number): BlockCache {
  const files = new Map<string, Map<number, Entry>>()
  /** Least recently used first. */
  const order = new Set<Entry>()
  let bytes = 0
  let inflated = 0

  const drop = (entry: Entry): void => {
    const { file, version, block } = entry
    order.delete(entry)
    file.delete(block.offset)
    if (file.size === 0 && files.get(version) === file) files.delete(version)
    bytes -= block.data.length + OVERHEAD
  }

  return {
    of(version) {
      return {
        get(offset) {
          const entry = files.get(version)?.get(offset)
          if (entry === undefined) return undefined
          order.delete(entry)
          order.add(entry)
          return entry.block
        },
        set(block) {
          inflated++
          const cost = block.data.length + OVERHEAD
          const before = files.get(version)?.get(block.offset)
          if (before) drop(before)
          if (cost > limit) return
          for (const oldest of order) {
            if (bytes + cost <= limit) break
            drop(oldest)
          }
          const file = files.get(version) ?? new Map<number, Entry>()
          files.set(version, file)
          const entry = { file, version, block }
          file.set(block.offset, entry)
          order.add(entry)
          bytes += cost
        },
      }
    },
    get bytes() {
      return bytes
    },
    get inflated() {
      return inflated
    },
  }
}

/** Bytes of inflated blocks each worker keeps: some 60 places of a 30x genome. */
const WORKER_LIMIT = 1 << 26

/** The cache of this thread, shared by everything that reads regions in it. */
export const blockCache: BlockCache = createBlockCache(WORKER_LIMIT)
