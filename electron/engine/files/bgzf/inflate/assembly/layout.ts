/*
 * AssemblyScript: the syntax of TypeScript, compiled to WebAssembly by `npm run build:assembly`.
 *
 * Where things lie in the memory that the host gives. Offsets in bytes; what lies from FREE on is the host's: the
 * compressed bytes and the room for what they inflate to.
 */

/** Decode tables: u32 entries, a first level and behind it the second levels of longer codes. */
export const LITLEN: usize = 0
export const DIST: usize = 9600
export const PRECODE: usize = 11648
/** The code length of each symbol, u8; written 8 at a time, so up to 7 more than the 316 there are. */
export const LENGTHS: usize = 12160
/** What each symbol stands for, u32, before its code length is added. */
export const LITLEN_SYMBOLS: usize = 12672
export const DIST_SYMBOLS: usize = 13824
export const PRECODE_SYMBOLS: usize = 13952
/** Symbols in the order of their codes, u16. */
export const SORTED: usize = 14080
/** By code length, u16: how many codes there are, and where the next symbol of that length goes in SORTED. */
export const COUNTS: usize = 14656
export const PLACES: usize = 14688
/** The order in which the lengths of the precode are stored, u8. @see RFC 1951 §3.2.7 */
export const PRECODE_ORDER: usize = 14752
/** By distance below 16: 16 indices that repeat that many bytes, and how many of the 16 make whole repeats. */
export const REPEATS: usize = 14784
export const STRIDES: usize = 15040
export const FREE: usize = 16384

/** Bits that index the first level of each table. */
export const LITLEN_BITS: u32 = 11
export const DIST_BITS: u32 = 8
export const PRECODE_BITS: u32 = 7

/*
 * An entry: bits 0–7 how many bits it takes, extra bits included; 8–11 how many of them are the code; 16–30 the
 * literal, or the least length or distance. Flags:
 */
export const IS_LITERAL: u32 = 0x80000000
/** Neither a literal nor a length or distance. With neither flag below: no such code. */
export const IS_OTHER: u32 = 0x8000
/** Bits 16–30 are where the second level starts, 8–11 how many bits index it. */
export const IS_SECOND_LEVEL: u32 = 0x4000
export const IS_END: u32 = 0x2000
