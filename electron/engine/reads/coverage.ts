import { Fault } from '../../../shared/errors/fault.ts'
import type { Region } from '../../../shared/genome/region.ts'
import { COLUMN_OF_CODE } from '../files/bam/base-codes.ts'
import { CIGAR_D, consumesQuery, consumesReference } from '../files/bam/cigar.ts'
import { FLAG_DUPLICATE, FLAG_QC_FAIL, FLAG_SECONDARY, FLAG_UNMAPPED } from '../files/bam/flags.ts'
import type { RecordCursor } from '../files/bam/record-cursor.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import type { ReadOptions } from './region-reader.ts'

/** Reads that are not counted: those samtools depth and mpileup leave out by default. */
const NOT_COUNTED = FLAG_UNMAPPED | FLAG_SECONDARY | FLAG_QC_FAIL | FLAG_DUPLICATE

/**
 * Per base of a region, as columns as long as the region. `depth` counts reads with a base there (it is
 * a + c + g + t + n); a deletion is counted in `del` only, a skipped intron nowhere. `n` is every base that is not
 * A, C, G or T, those of a read stored without bases, and `=` where no reference is known.
 *
 * How this relates to samtools is in docs/coverage.md.
 */
export type Coverage = {
  /** 0-based position of the first base. */
  readonly start: number
  readonly depth: Uint32Array
  readonly a: Uint32Array
  readonly c: Uint32Array
  readonly g: Uint32Array
  readonly t: Uint32Array
  readonly n: Uint32Array
  readonly del: Uint32Array
}

export type CoverageOptions = ReadOptions & {
  /** The reference's bases over the region, to resolve `=` in reads that are stored relative to it. */
  readonly reference?: string
}

/** Bases counted in one go: what a long region holds in memory at a time. */
const WINDOW = 1 << 16

/** Column of a base by its letter. */
const COLUMN_OF_LETTER: Record<string, number> = { A: 0, C: 1, G: 2, T: 3 }

/** The coverage of a region, all of it in memory (28 bytes per base). Errors as {@link AlignmentReader.records}. */
export async function readCoverage(
  reader: AlignmentReader,
  region: Region,
  { signal, reference }: CoverageOptions = {},
): Promise<Coverage> {
  const length = Math.max(0, region.end - region.start)
  const column = (): Uint32Array => new Uint32Array(length)
  const bases = [column(), column(), column(), column(), column()]
  const [a = column(), c = column(), g = column(), t = column(), n = column()] = bases
  const coverage = { start: region.start, depth: column(), a, c, g, t, n, del: column() }
  await reader.walk(
    region,
    (cursor) => {
      if ((cursor.flags & NOT_COUNTED) === 0) addRead(cursor, coverage, bases, reference, reader.path)
    },
    { signal },
  )
  return coverage
}

export type CoverageWindowOptions = ReadOptions & {
  /** The reference's bases over a window, asked for window by window. */
  readonly basesOf?: ((window: Region) => Promise<string>) | undefined
}

/** The coverage of a region of any length, as consecutive windows. Errors as {@link AlignmentReader.records}. */
export async function* readCoverageWindows(
  reader: AlignmentReader,
  region: Region,
  { signal, basesOf }: CoverageWindowOptions = {},
  window = WINDOW,
): AsyncGenerator<Coverage> {
  for (let start = region.start; start < region.end; start += window) {
    const part = { contig: region.contig, start, end: Math.min(start + window, region.end) }
    const reference = await basesOf?.(part)
    yield await readCoverage(reader, part, { signal, ...(reference === undefined ? {} : { reference }) })
  }
}

/** Bases of the read its CIGAR accounts for. */
function queryLength(cursor: RecordCursor): number {
  const count = cursor.opCount
  let length = 0
  for (let i = 0; i < count; i++) {
    const op = cursor.opAt(i)
    if (consumesQuery(op & 15)) length += op >>> 4
  }
  return length
}

function addRead(
  cursor: RecordCursor,
  coverage: Coverage,
  bases: readonly Uint32Array[],
  reference: string | undefined,
  file: string,
): void {
  const { sequenceLength, opCount } = cursor
  const stored = sequenceLength > 0
  if (stored && queryLength(cursor) !== sequenceLength) {
    const detail = `it accounts for ${queryLength(cursor)} bases, the read has ${sequenceLength}`
    throw new Fault({ kind: 'bam/bad-record', file, offset: cursor.block, field: 'cigar', detail })
  }
  const { depth, del } = coverage
  const length = depth.length
  // Relative to the region's start.
  let position = cursor.start - coverage.start
  let query = 0
  for (let i = 0; i < opCount; i++) {
    const op = cursor.opAt(i)
    const code = op & 15
    const size = op >>> 4
    const onReference = consumesReference(code)
    const onQuery = consumesQuery(code)
    if (onReference && (onQuery || code === CIGAR_D)) {
      const from = Math.max(0, position)
      const to = Math.min(length, position + size)
      for (let at = from; at < to; at++) {
        if (!onQuery) {
          del[at] = (del[at] ?? 0) + 1
          continue
        }
        const base = stored ? cursor.baseCodeAt(query + at - position) : 15
        const column =
          base === 0 && reference
            ? COLUMN_OF_LETTER[reference[at]?.toUpperCase() ?? '']
            : COLUMN_OF_CODE[base]
        const counts = bases[column ?? 4]
        if (counts) counts[at] = (counts[at] ?? 0) + 1
        depth[at] = (depth[at] ?? 0) + 1
      }
    }
    if (onReference) position += size
    if (onQuery) query += size
    if (position >= length) return
  }
}

/** One line per base: `contig pos depth A C G T N del`, tab-separated, `pos` 1-based. */
export function* coverageLines(contig: string, coverage: Coverage): Generator<string> {
  const { start, depth, a, c, g, t, n, del } = coverage
  for (let i = 0; i < depth.length; i++)
    yield [contig, start + i + 1, depth[i], a[i], c[i], g[i], t[i], n[i], del[i]].join('\t')
}
