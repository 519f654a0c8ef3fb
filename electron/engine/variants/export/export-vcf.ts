import { Fault } from '../../../../shared/errors/fault.ts'
import { type ByteSource } from '../../files/byte-source.ts'
import { throwIfCancelled } from '../../files/io-fault.ts'
import { variantLines, type VariantKind } from '../../files/variant-lines.ts'
import { decode } from '../../files/vcf/line.ts'
import type { Compression } from '../../../../shared/case/case-file.ts'
import type { StoredRows } from '../store/stored-rows.ts'

/** Where records are taken from, and what the header says of how they were chosen. */
export type VcfExport = {
  readonly source: ByteSource
  readonly kind: VariantKind
  readonly compression: Compression
  /** Lines `##…` that go before `#CHROM`, without their line ends. */
  readonly notes: readonly string[]
}

const BATCH = 2000

/**
 * The records of rows as a VCF, whole and in the order of the file: a record of several alleles, of which one is asked
 * for, is there once with all of them.
 */
export async function* vcfLines(
  { source, kind, compression, notes }: VcfExport,
  stored: Pick<StoredRows, 'places'>,
  rows: Int32Array,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { header, lines } = await variantLines(source, kind, compression)
  const end = header.text.lastIndexOf('#CHROM')
  yield `${header.text.slice(0, end)}${notes.map((note) => `${note}\n`).join('')}${header.text.slice(end)}`
  const picker = lines.picker()
  const inOrder = rows.toSorted()
  let last = ''
  for (let from = 0; from < inOrder.length; from += BATCH) {
    throwIfCancelled(signal, source.path)
    const some = inOrder.subarray(from, from + BATCH)
    for (const { block, within } of await stored.places(some, signal)) {
      const place = `${block}:${within}`
      if (place === last) continue
      last = place
      const line = await picker.at({ block, within })
      if (!line)
        throw new Fault({
          kind: 'file/changed',
          file: source.path,
          detail: 'a record is no longer where it was',
        })
      yield `${decode(line.bytes, 0, line.bytes.length)}\n`
    }
  }
}
