/**
 * The relative depths of a genome's windows as they cross the bulk way, little-endian:
 *
 *     bytes  0– 3  "CDEP"
 *     bytes  4– 7  uint32  version of this layout, 1
 *     bytes  8–11  uint32  window size, bp
 *     bytes 12–15  uint32  n, the number of windows
 *     bytes 16–    float32 n relative depths, contig by contig as `coverage.ofIndex` lists them
 */
export type DepthColumn = { readonly windowSize: number; readonly relativeDepth: Float32Array }

const MAGIC = 0x50454443
const VERSION = 1
const HEAD = 16

export function encodeDepthColumn({ windowSize, relativeDepth }: DepthColumn): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEAD + relativeDepth.length * 4)
  const view = new DataView(bytes.buffer)
  for (const [i, value] of [MAGIC, VERSION, windowSize, relativeDepth.length].entries())
    view.setUint32(i * 4, value, true)
  for (const [i, depth] of relativeDepth.entries()) view.setFloat32(HEAD + i * 4, depth, true)
  return bytes
}

/** @returns undefined for bytes that are no column of this version. */
export function decodeDepthColumn(bytes: ArrayBuffer): DepthColumn | undefined {
  const view = new DataView(bytes)
  if (bytes.byteLength < HEAD || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION)
    return undefined
  const count = view.getUint32(12, true)
  if (bytes.byteLength !== HEAD + count * 4) return undefined
  const relativeDepth = Float32Array.from({ length: count }, (_, i) => view.getFloat32(HEAD + i * 4, true))
  return { windowSize: view.getUint32(8, true), relativeDepth }
}
