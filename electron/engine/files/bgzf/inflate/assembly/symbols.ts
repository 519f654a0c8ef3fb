import {
  DIST_SYMBOLS,
  IS_END,
  IS_LITERAL,
  IS_OTHER,
  LITLEN_SYMBOLS,
  PRECODE_ORDER,
  PRECODE_SYMBOLS,
  REPEATS,
  STRIDES,
} from './layout'

/** Writes what does not change from block to block. To be called once, before anything is inflated. */
export function init(): void {
  // Lengths and distances and their extra bits: RFC 1951 §3.2.5.
  for (let symbol: u32 = 0; symbol < 256; symbol++)
    store<u32>(LITLEN_SYMBOLS + (symbol << 2), IS_LITERAL | (symbol << 16))
  store<u32>(LITLEN_SYMBOLS + (256 << 2), IS_OTHER | IS_END)
  let base: u32 = 3
  for (let symbol: u32 = 257; symbol < 285; symbol++) {
    const extra: u32 = symbol < 265 ? 0 : (symbol - 261) >> 2
    store<u32>(LITLEN_SYMBOLS + (symbol << 2), (base << 16) | extra)
    base += 1 << extra
  }
  store<u32>(LITLEN_SYMBOLS + (285 << 2), 258 << 16)
  store<u32>(LITLEN_SYMBOLS + (286 << 2), IS_OTHER)
  store<u32>(LITLEN_SYMBOLS + (287 << 2), IS_OTHER)
  base = 1
  for (let symbol: u32 = 0; symbol < 30; symbol++) {
    const extra: u32 = symbol < 4 ? 0 : (symbol >> 1) - 1
    store<u32>(DIST_SYMBOLS + (symbol << 2), (base << 16) | extra)
    base += 1 << extra
  }
  store<u32>(DIST_SYMBOLS + (30 << 2), IS_OTHER)
  store<u32>(DIST_SYMBOLS + (31 << 2), IS_OTHER)
  for (let symbol: u32 = 0; symbol < 19; symbol++) store<u32>(PRECODE_SYMBOLS + (symbol << 2), symbol << 16)
  // 16 17 18 0 8 7 9 6 10 5 11 4 12 3 13 2 14 1 15
  store<u64>(PRECODE_ORDER, 0x0609070800121110)
  store<u64>(PRECODE_ORDER + 8, 0x020d030c040b050a)
  store<u32>(PRECODE_ORDER + 16, 0x0f010e)
  for (let distance: u32 = 1; distance < 16; distance++) {
    for (let i: u32 = 0; i < 16; i++) store<u8>(REPEATS + (distance << 4) + i, <u8>(i % distance))
    store<u8>(STRIDES + distance, <u8>(16 - (16 % distance)))
  }
}
