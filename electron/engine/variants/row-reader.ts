import { Fault } from '../../../shared/errors/fault.ts'
import type { VariantRecord, VariantRow } from '../../../shared/variant/variant-row.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import type { LineSource, TextLine } from '../files/text/text-lines.ts'
import { annotationReaders } from '../files/vcf/annotation/annotation.ts'
import type { ContigTable } from '../files/vcf/contig-table.ts'
import type { VcfHeader } from '../files/vcf/header.ts'
import { infoValue } from '../files/vcf/info.ts'
import { scanVcfLine } from '../files/vcf/line.ts'
import { type VcfRecord, parseVcfRecord } from '../files/vcf/record.ts'
import { buildRecord } from './build-record.ts'
import { type PointedAt, type RowContext, buildRow, pointersOf } from './build-row.ts'
import type { RowColumns, RowPlace } from './row-columns.ts'

/** Reads listed rows from the file again, as they are asked for. */
export type RowReader = {
  /**
   * The rows with these numbers, in this order, up to the first that is not there.
   *
   * @throws Fault `file/changed` when a record is no longer where it was listed; `task/cancelled`
   */
  rows(numbers: Iterable<number>, signal: AbortSignal): Promise<VariantRow[]>
  /** @throws Fault `call/invalid` when there is no such row; `file/changed` */
  record(number: number, signal: AbortSignal): Promise<VariantRecord>
  /** The same of rows whose places an import knows. */
  rowsAt(known: KnownRows, signal: AbortSignal): Promise<VariantRow[]>
  recordAt(number: number, known: KnownRows, signal: AbortSignal): Promise<VariantRecord>
}

/** Rows of which is known where they are, and where others are that they may point to. */
export type KnownRows = {
  readonly rows: ReadonlyArray<{ readonly row: number; readonly place: RowPlace }>
  /** The places of the variants at a position (1-based POS) of the file's own contig. */
  at(contig: string, position: number): Promise<RowPlace[]>
}

type Listed = { readonly record: VcfRecord; readonly context: RowContext }

/**
 * @param file id of the file in its case
 * @param list the listed variants, in which records that others point to (BCSQ) are looked for
 * @param placeOf where the row with a number is; null when there is none
 */
export function createRowReader(
  file: string,
  source: LineSource,
  header: VcfHeader,
  contigs: ContigTable,
  list: RowColumns,
  placeOf: (row: number) => RowPlace | null,
): RowReader {
  const { path } = source
  const picker = source.picker()
  const readers = annotationReaders(header)
  const bcsq = readers.find((reader) => reader.source === 'BCSQ')

  /** The line of a row, which must still be the record it was when it was listed. */
  const lineOf = async (place: RowPlace): Promise<TextLine> => {
    const detail = `the record at ${contigs.names[place.contig] ?? '?'}:${place.position} is no longer where it was`
    const changed = (cause?: unknown): Fault =>
      new Fault({ kind: 'file/changed', file: path, detail }, { cause })
    const line = await picker.at(place.place)
    if (line === null) throw changed()
    try {
      const { contig, position } = scanVcfLine(line, header.columns, path)
      if (contig === contigs.names[place.contig] && position === place.position) return line
    } catch (thrown) {
      throw changed(thrown)
    }
    throw changed()
  }

  /** The listed variants at a position. */
  const listedAt: KnownRows['at'] = async (name, position) => {
    const contig = contigs.find(name)
    if (contig === undefined) return []
    const places = list.overlapping(contig, position - 1, position).map((row) => list.at(row))
    return places.filter((place) => place !== null).filter((place) => place.position === position)
  }

  /** The BCSQ of the records this one points to. */
  const pointedAt = async (record: VcfRecord, placesAt: KnownRows['at']): Promise<PointedAt> => {
    const pointed = new Map<number, string>()
    if (bcsq === undefined) return pointed
    for (const position of pointersOf(record, readers))
      for (const place of await placesAt(record.contig, position)) {
        const value = infoValue(parseVcfRecord(await lineOf(place)).info, bcsq.key)
        if (typeof value === 'string') pointed.set(position, value)
      }
    return pointed
  }

  const listed = async (line: TextLine, placesAt = listedAt): Promise<Listed> => {
    const record = parseVcfRecord(line)
    const pointed = await pointedAt(record, placesAt)
    return { record, context: { file, samples: header.samples, readers, pointed } }
  }

  const rowOf = (number: number, { record, context }: Listed, place: RowPlace): VariantRow => {
    const row = buildRow(number, record, place, context)
    return row.type === 'reference-block' ? { ...row, variantsBefore: list.before(place.place) } : row
  }

  return {
    async rows(numbers, signal) {
      const built: VariantRow[] = []
      let at: RowPlace['place'] | null = null
      let last: Listed | null = null
      for (const number of numbers) {
        throwIfCancelled(signal, path)
        const place = placeOf(number)
        if (place === null) break
        // The alternates of one record are one line.
        if (last === null || at?.block !== place.place.block || at.within !== place.place.within) {
          last = await listed(await lineOf(place))
          at = place.place
        }
        built.push(rowOf(number, last, place))
      }
      return built
    },

    record: (number, signal) => recordOf(number, placeOf(number), listedAt, signal),
    async rowsAt({ rows, at }, signal) {
      throwIfCancelled(signal, path)
      // From wherever in the file they are: all at once, as on a share each read waits for an answer.
      return Promise.all(
        rows.map(async ({ row, place }) => rowOf(row, await listed(await lineOf(place), at), place)),
      )
    },
    recordAt: (number, { rows, at }, signal) => recordOf(number, rows[0]?.place ?? null, at, signal),
  }

  async function recordOf(
    number: number,
    place: RowPlace | null,
    placesAt: KnownRows['at'],
    signal: AbortSignal,
  ): Promise<VariantRecord> {
    throwIfCancelled(signal, path)
    if (place === null)
      throw new Fault({
        kind: 'call/invalid',
        call: 'variants.record',
        detail: `there is no row ${number}`,
      })
    const line = await lineOf(place)
    const found = await listed(line, placesAt)
    const { record, context } = found
    return buildRecord(rowOf(number, found, place), record, line, place.line, header, context)
  }
}
