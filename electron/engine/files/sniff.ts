import type { Compression, FileKind } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { GZIP_HEADER_SIZE, blockSizeAt, looksLikeGzip } from './bgzf/bgzf-block.ts'
import { inflateBlockAt } from './bgzf/bgzf-reader.ts'
import { type ByteSource, openByteSource } from './byte-source.ts'
import { inflateHead } from './inflate-head.ts'
import { looksLikeBinary } from './look-alike.ts'
import { textKind } from './text/text-kind.ts'

/** What a file is by its content; its name is not looked at. */
export type SniffedFile = { readonly kind: FileKind; readonly compression: Compression }

/** Bytes of the file looked at, and how far its head is inflated. */
const HEAD = 1 << 17

/** 2bit's signature in either byte order. @see UCSC twoBit format */
const TWO_BIT = [0x1a412743, 0x4327411a]

function compressionOf(bytes: Uint8Array): Compression {
  if (!looksLikeGzip(bytes)) return 'none'
  return bytes.length >= GZIP_HEADER_SIZE && typeof blockSizeAt(bytes, 0) === 'number' ? 'bgzf' : 'gzip'
}

/** How an open file is compressed, whatever it holds. */
export async function compressionOfSource(source: ByteSource): Promise<Compression> {
  return compressionOf(await source.read(0, HEAD))
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return (
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).subarray(0, text.length).toString('latin1') ===
    text
  )
}

/**
 * The kind of an open file by its content.
 *
 * @throws Fault `file/unknown-kind` with what it looks like, `vcf/no-header` (VCF records without their header),
 *   `bgzf/…` (first block damaged)
 */
export async function sniffSource(source: ByteSource): Promise<SniffedFile> {
  const file = source.path
  const raw = await source.read(0, HEAD)
  const compression = compressionOf(raw)
  const head = compression === 'none' ? raw : inflateHead(raw, HEAD)
  const unknown = (looksLike: string): Fault => new Fault({ kind: 'file/unknown-kind', file, looksLike })

  if (startsWith(head, 'BAM\x01')) {
    if (compression === 'bgzf') return { kind: 'bam', compression }
    throw unknown(
      compression === 'gzip' ? 'a BAM compressed with gzip instead of bgzip' : 'an uncompressed BAM',
    )
  }
  if (startsWith(head, 'BCF\x02')) return { kind: 'bcf', compression }
  if (compression === 'none') {
    if (startsWith(head, 'CRAM')) return { kind: 'cram', compression }
    if (head.length >= 16 && TWO_BIT.includes(new DataView(head.buffer, head.byteOffset).getUint32(0, true)))
      return { kind: '2bit', compression }
  }
  if (head.length === 0) {
    // A damaged first block says what is wrong with it.
    if (compression === 'bgzf') await inflateBlockAt(source, 0)
    throw unknown(compression === 'bgzf' ? 'a bgzip file with nothing in it' : 'a damaged gzip file')
  }
  const whole = head.length < HEAD && raw.length === source.size
  const text = textKind(head, whole)
  // Text wins only when its structure says so: a PDF begins with readable characters too.
  if (text.kind === 'vcf-lines') throw new Fault({ kind: 'vcf/no-header', file })
  if (text.kind !== 'unknown') return { kind: text.kind, compression }
  const looks = looksLikeBinary(head) ?? text.looksLike
  throw unknown(
    compression === 'none' ? looks : `${looks}, compressed with ${compression === 'bgzf' ? 'bgzip' : 'gzip'}`,
  )
}

/**
 * The kind of a file by its content.
 *
 * @throws Fault as {@link sniffSource}; `file/empty`, `file/not-found` and the other errors of opening
 */
export async function sniffFile(path: string): Promise<SniffedFile> {
  const source = await openByteSource(path)
  try {
    return await sniffSource(source)
  } finally {
    await source.close()
  }
}
