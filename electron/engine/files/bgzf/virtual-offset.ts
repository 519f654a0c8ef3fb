/**
 * A place in the uncompressed data of a BGZF file: the compressed offset of a block's first byte, and the offset
 * within that block's inflated data (both bytes).
 *
 * In files the two are one 64-bit number, `block << 16 | within`. That is more than a JavaScript number holds for
 * files past 2^37 bytes, so they stay two numbers here: exact to the format's own limit of 2^48 bytes.
 *
 * @see SAMv1 §4.1.1
 */
export type VirtualOffset = { readonly block: number; readonly within: number }

export function compareVirtualOffsets(a: VirtualOffset, b: VirtualOffset): number {
  return a.block - b.block || a.within - b.within
}

/** Decodes the 64-bit little-endian form at byte `at`. */
export function readVirtualOffset(view: DataView, at: number): VirtualOffset {
  const low = view.getUint32(at, true)
  return { block: view.getUint32(at + 4, true) * 0x10000 + (low >>> 16), within: low & 0xffff }
}

/** Encodes the 64-bit little-endian form at byte `at`. */
export function writeVirtualOffset(view: DataView, at: number, block: number, within: number): void {
  view.setUint32(at, (block % 0x10000) * 0x10000 + within, true)
  view.setUint32(at + 4, Math.floor(block / 0x10000), true)
}

export function virtualOffsetToBigInt({ block, within }: VirtualOffset): bigint {
  return (BigInt(block) << 16n) | BigInt(within)
}

export function virtualOffsetFromBigInt(value: bigint): VirtualOffset {
  return { block: Number(value >> 16n), within: Number(value & 0xffffn) }
}
