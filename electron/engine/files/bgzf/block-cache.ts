import { MAX_BLOCK_SIZE } from './bgzf-block.ts'
import { createInflater, INFLATE_SLACK, type Inflater } from './inflate/inflater.ts'

/**
 * An inflated block in the cache: `offset` and `size` are compressed bytes in the file. `data` is the cache's own
 * memory: it holds the block until the next one is put into the cache, and whoever wants to keep it copies it.
 */
export type CachedBlock = { readonly offset: number; readonly size: number; readonly data: Uint8Array }

/** Writes a block's data into `room`, which is the inflater's output from `at`. @returns how many bytes of the file and of `room` it took */
type FillBlock = (room: Uint8Array, at: number) => { readonly size: number; readonly length: number }

/** Inflated blocks of one version of one file. */
type FileBlocks = {
  /** The block at a compressed offset: the one that is kept, or else what `fill` makes, kept from now on. Throws as `fill`. */
  at(offset: number, fill: FillBlock): CachedBlock
}

export type BlockCache = {
  /** Inflates into the cache's memory. Its input holds up to {@link HAND} bytes of the file in `inHand`. */
  readonly inflater: Inflater
  /** Whose bytes are in the inflater's input: one of `of`'s results. */
  inHand: unknown
  /** The blocks of a file: the same ones for every reader that names the same version of it. */
  of(version: string): FileBlocks
  /** Bytes of memory taken, never more than the limit (but at least room for one block). */
  readonly bytes: number
  /** How many blocks had to be inflated so far. */
  readonly inflated: number
  /** Forgets all blocks; the memory stays. */
  clear(): void
}

/** Room for a block, a byte more so that one which claims too little shows it, and what an inflater may spoil. */
const ROOM = MAX_BLOCK_SIZE + 64 + INFLATE_SLACK
/** Bytes of the file that can be in hand: regions are small. */
export const HAND = (1 << 18) + MAX_BLOCK_SIZE

type Slot = {
  readonly at: number
  readonly room: Uint8Array
  version: string
  block: CachedBlock | undefined
}

/**
 * Keeps the inflated blocks that were used last, in at most `limit` bytes over all files. The memory is used again and
 * again: touching fresh memory costs a third of what inflating into it does.
 */
export function createBlockCache(limit: number): BlockCache {
  const most = Math.max(1, Math.floor(limit / ROOM))
  /** Made when the first block is read: a thread that reads no region takes no memory for it. */
  let memory: Inflater | undefined
  const inflater = (): Inflater => (memory ??= createInflater(HAND, most * ROOM))
  const files = new Map<string, Map<number, Slot>>()
  /** Slots with a block, least recently used first. */
  const used = new Set<Slot>()
  const free: Slot[] = []
  let made = 0
  let inflated = 0

  const release = (slot: Slot): void => {
    used.delete(slot)
    const { version, block } = slot
    const file = files.get(version)
    if (file && block) file.delete(block.offset)
    if (file?.size === 0) files.delete(version)
    slot.block = undefined
    free.push(slot)
  }

  const vacant = (): Slot => {
    if (free.length === 0 && made < most) {
      // From the start on: a cache that is never full never touches the rest of its memory.
      const at = made++ * ROOM
      free.push({ at, room: inflater().output.subarray(at, at + ROOM), version: '', block: undefined })
    }
    for (const oldest of used) {
      if (free.length > 0) break
      release(oldest)
    }
    const slot = free.pop()
    // There is always one: what is not free is used.
    if (slot === undefined) throw new RangeError('a block cache without room')
    return slot
  }

  return {
    get inflater() {
      return inflater()
    },
    inHand: undefined,
    of: (version) => ({
      at(offset, fill) {
        const known = files.get(version)?.get(offset)
        if (known?.block) {
          used.delete(known)
          used.add(known)
          return known.block
        }
        const slot = vacant()
        try {
          const { size, length } = fill(slot.room, slot.at)
          slot.block = { offset, size, data: slot.room.subarray(0, length) }
        } finally {
          if (slot.block === undefined) free.push(slot)
        }
        inflated++
        slot.version = version
        used.add(slot)
        const file = files.get(version) ?? new Map<number, Slot>()
        files.set(version, file.set(offset, slot))
        return slot.block
      },
    }),
    get bytes() {
      return made * ROOM
    },
    get inflated() {
      return inflated
    },
    clear() {
      for (const slot of used) release(slot)
    },
  }
}

/** Bytes of inflated blocks each worker keeps: some 17 windows of 40 kb of a 35x genome. */
const WORKER_LIMIT = 1 << 26

/** The cache of this thread, shared by everything that reads regions in it. */
export const blockCache: BlockCache = createBlockCache(WORKER_LIMIT)
