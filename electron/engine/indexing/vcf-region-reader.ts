import type { Compression, IndexFormat } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import type { VirtualOffset } from '../files/bgzf/virtual-offset.ts'
import { openByteSource } from '../files/byte-source.ts'
import { plainPlace } from '../files/text/text-blocks.ts'
import type { LineSource, TextLine } from '../files/text/text-lines.ts'
import { bcfDictionaries } from '../files/bcf/dictionaries.ts'
import { type VariantKind, variantLines } from '../files/variant-lines.ts'
import { indexedExtent } from '../files/vcf/extent.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import { type VcfColumns, decode, scanVcfLine } from '../files/vcf/line.ts'
import { chunksFor } from './binning-index.ts'
import { checkIndexBelongs } from './check-index.ts'
import { readIndexFile } from './index-file.ts'
import { parseTabixHeader } from './tbi.ts'
import { offsetsFor, readOffsetIndex } from './vcf-offset-index.ts'

/** A record found by region; `line.number` is 0, the index does not know it. */
type RegionLine = { readonly line: TextLine; readonly columns: VcfColumns }

/** Reads the records of an indexed VCF by region. */
export type VcfRegionReader = {
  readonly header: VcfHeader
  /** Contigs that have records, by the file's own names. */
  readonly contigs: readonly string[]
  /**
   * The records that overlap a region (0-based half-open, the file's own contig name) as tabix finds them: by the
   * length of REF or by INFO/END. In file order, in batches; none for a contig without records.
   *
   * @throws Fault `index/other-file` (where the index points is no record of the contig), `vcf/…`, `bgzf/…`,
   *   `file/changed`, `task/cancelled`
   */
  lines(region: Region, signal?: AbortSignal): AsyncGenerator<RegionLine[]>
  close(): Promise<void>
}

/** A stretch of the text to read: whole lines from `from` on, up to the first that starts at or after `to`. */
type Stretch = { readonly from: VirtualOffset; readonly to: VirtualOffset }

type Lookup = { readonly contigs: readonly string[]; find(region: Region): Stretch[] }

const before = (a: VirtualOffset, b: VirtualOffset): boolean =>
  a.block < b.block || (a.block === b.block && a.within < b.within)

async function tabixLookup(file: string, index: string, size: number): Promise<Lookup> {
  const names = { file, index }
  const read = await readIndexFile(file, index)
  if (read.format === 'bai')
    throw new Fault({ kind: 'index/other-file', ...names, detail: 'it is the index of a BAM' })
  const contigs = parseTabixHeader(read, names).names
  checkIndexBelongs(read, names, size, contigs.length)
  return {
    contigs,
    find: ({ contig, start, end }) => chunksFor(read, contigs.indexOf(contig), start, end),
  }
}

/** The CSI of a BCF names no contigs: it has one for each number of the header. */
async function bcfLookup(file: string, index: string, size: number, header: VcfHeader): Promise<Lookup> {
  const names = { file, index }
  const read = await readIndexFile(file, index)
  if (read.format !== 'csi')
    throw new Fault({ kind: 'index/other-file', ...names, detail: 'it is not the index of a BCF' })
  const { contigs } = bcfDictionaries(header)
  // bcftools leaves out contigs behind the last one with records.
  if (read.references.length > contigs.length) checkIndexBelongs(read, names, size, contigs.length)
  else checkIndexBelongs(read, names, size, undefined)
  return {
    contigs: contigs.flatMap((name, refId) =>
      name !== undefined && (read.references[refId]?.bins.length ?? 0) > 0 ? [name] : [],
    ),
    find: ({ contig, start, end }) => chunksFor(read, contigs.indexOf(contig), start, end),
  }
}

async function offsetLookup(file: string, index: string, size: number): Promise<Lookup> {
  const names = { file, index }
  const read = await readOffsetIndex(names)
  if (read.size !== size) {
    const detail = `it was made for a file of ${read.size} bytes, the file has ${size}`
    throw new Fault({ kind: 'index/other-file', ...names, detail })
  }
  return {
    contigs: read.contigs.map((c) => c.name),
    find({ contig, start, end }) {
      const found = offsetsFor(read, contig, start, end)
      if (found === null) return []
      return [{ from: plainPlace(found.from), to: plainPlace(found.to) }]
    },
  }
}

/** The 1-based number of the line at `place`, by counting: only to say where an error is. */
async function lineNumberAt(source: LineSource, place: VirtualOffset, signal?: AbortSignal): Promise<number> {
  let number = 0
  for await (const batch of source.lines({ signal }))
    for (const line of batch) {
      number = line.number
      if (!before(line.place, place)) return number
    }
  return number
}

/**
 * Opens an indexed VCF for reading by region.
 *
 * @param data.path the VCF or BCF, or the bgzip copy of a gzip one
 * @param index.format `tbi` and `csi` for bgzip (a BCF has `csi`), `offsets` for plain text
 * @throws Fault `index/…` (also of another file), `vcf/…` for the header, `file/…`
 */
export async function openVcfRegions(
  data: { readonly path: string; readonly compression: Compression; readonly kind?: VariantKind },
  index: { readonly path: string; readonly format: IndexFormat },
): Promise<VcfRegionReader> {
  const source = await openByteSource(data.path)
  try {
    const { kind = 'vcf' } = data
    const { header, lines } = await variantLines(source, kind, data.compression)
    const open = kind === 'bcf' ? bcfLookup : index.format === 'offsets' ? offsetLookup : tabixLookup
    const lookup = await open(data.path, index.path, source.size, header)
    return {
      header,
      contigs: lookup.contigs,
      async *lines(region, signal) {
        for (const stretch of lookup.find(region))
          yield* overlapping(lines, header, region, stretch, index.path, signal)
      },
      close: () => source.close(),
    }
  } catch (thrown) {
    await source.close()
    throw thrown
  }
}

async function* overlapping(
  source: LineSource,
  header: VcfHeader,
  region: Region,
  stretch: Stretch,
  index: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<RegionLine[]> {
  const file = source.path
  const otherFile = (detail: string, cause?: unknown): Fault =>
    new Fault({ kind: 'index/other-file', file, index, detail }, { cause })
  let first = true
  let reached = stretch.from
  try {
    for await (const batch of source.lines({ from: stretch.from, signal })) {
      const found: RegionLine[] = []
      for (const read of batch) {
        if (!before(read.place, stretch.to)) return yield found
        if (read.bytes.length === 0) continue
        reached = read.place
        const line = { ...read, number: 0 }
        const columns = scanVcfLine(line, header.columns, file, region.contig)
        // Where a stretch begins there must be a record of the contig, or the index is not this file's.
        if (first && columns.contig !== region.contig)
          throw otherFile(`it points to a record of ${columns.contig} for ${region.contig}`)
        first = false
        if (columns.contig !== region.contig) return yield found
        const { position, refStart, refEnd, infoStart, infoEnd } = columns
        if (position - 1 >= region.end) return yield found
        const info = decode(read.bytes, infoStart, infoEnd)
        const extent = indexedExtent(position, refEnd - refStart, info)
        if (extent.start < region.end && extent.end > region.start) found.push({ line, columns })
      }
      yield found
    }
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    const { error } = thrown
    if (
      first &&
      (error.kind === 'vcf/too-few-columns' ||
        error.kind === 'vcf/bad-line' ||
        error.kind === 'bcf/bad-record' ||
        error.kind === 'bgzf/bad-block')
    )
      throw otherFile('where it points there is no record', thrown)
    if (error.kind === 'vcf/too-few-columns' || error.kind === 'vcf/bad-line')
      throw new Fault({ ...error, line: await lineNumberAt(source, reached, signal) }, { cause: thrown })
    throw thrown
  }
}
