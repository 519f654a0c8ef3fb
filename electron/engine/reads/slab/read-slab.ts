import type { Region } from '../../../../shared/genome/region.ts'
import {
  DETAIL_MARGIN,
  encodeSlab,
  type SlabMeta,
  type SlabRequest,
  SLAB_VERSION,
  TRAIT,
} from '../../../../shared/reads/read-slab.ts'
import type { AlignmentReader } from '../alignment-reader.ts'
import { refuseTooMany, tooMany } from '../read-columns.ts'
import { CODE_N, CODE_OF_LETTER } from '../../files/bam/base-codes.ts'
import { allColumns, keptColumns } from './keep-columns.ts'
import { type ReadGroups, readGroupsOf } from './read-groups.ts'
import { SlabBuilder } from './slab-builder.ts'
import { thin } from './thinning.ts'
import type { SlabWindow } from './window.ts'

/** Reads seen in one slab, and bytes that it would say of them. */
const MAX_READS = 1_000_000
const MAX_BYTES = 1 << 29

/** Memory a builder may hold on to between slabs. */
const SPARE_BYTES = 1 << 25

/** The case's bases on the reference: ASCII from `start`, 0-based on the contig. */
export type KnownBases = { readonly start: number; readonly bases: Uint8Array }

export type SlabOptions = {
  readonly signal?: AbortSignal | undefined
  readonly maxReads?: number
  /** Asked for where reads have no MD; N where they are not known. */
  readonly reference?: KnownBases | null
  /** The case's name of a contig of the file, by the file's name. */
  readonly renamed?: (contig: string) => string
}

export type SlabAnswer = {
  /** As `decodeSlab` reads it. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Reads whose mismatches only the reference can tell. */
  readonly undecided: number
}

/** A builder that nobody uses just now: touching fresh memory costs more than filling it. */
let spare: SlabBuilder | undefined

/**
 * Computes the slab of a region of a file.
 *
 * @param contig the file's name of the request's contig; null when the file does not have it: no reads
 * @throws Fault `region/too-many-reads`, otherwise as {@link AlignmentReader.records}
 */
export async function readSlab(
  reader: Pick<AlignmentReader, 'header' | 'walk' | 'estimate'>,
  contig: string | null,
  request: SlabRequest,
  options: SlabOptions = {},
): Promise<SlabAnswer> {
  const { signal, maxReads = MAX_READS, reference, renamed = (name: string) => name } = options
  const { references, text } = reader.header
  const builder = spare ?? new SlabBuilder()
  spare = undefined
  try {
    builder.clear({
      request,
      window: windowOf(request, reference ?? null),
      readGroups: groupsOf(reader.header, text),
      contigName: (refId) => renamed(references[refId]?.name ?? '*'),
    })
    if (contig !== null) {
      const region: Region = { contig, start: request.start, end: request.end }
      refuseTooMany(reader, region, maxReads)
      await reader.walk(
        region,
        (cursor, end) => {
          builder.add(cursor, end)
          if (builder.rows.count > maxReads || builder.bytes > MAX_BYTES) throw tooMany(region, maxReads)
        },
        { signal },
      )
    }
    return { bytes: encode(builder), undecided: builder.differences.undecided }
  } finally {
    if (builder.heldBytes <= SPARE_BYTES) spare = builder
  }
}

const groups = new WeakMap<object, ReadGroups>()

/** A header's read groups, taken apart once. */
function groupsOf(header: object, text: string): ReadGroups {
  const known = groups.get(header) ?? readGroupsOf(text)
  groups.set(header, known)
  return known
}

function windowOf({ start, end }: SlabRequest, known: KnownBases | null): SlabWindow {
  const low = Math.max(0, start - DETAIL_MARGIN)
  const high = end + DETAIL_MARGIN
  if (known === null) return { start, end, low, high, reference: undefined }
  const reference = new Uint8Array(high - low).fill(CODE_N)
  let isKnown = false
  for (let i = 0; i < reference.length; i++) {
    const code = CODE_OF_LETTER[known.bases[low + i - known.start] ?? 0] ?? CODE_N
    reference[i] = code
    if (code !== CODE_N) isKnown = true
  }
  return { start, end, low, high, reference: isKnown ? reference : undefined }
}

function encode(builder: SlabBuilder): Uint8Array<ArrayBuffer> {
  const { rows, subject, occupancy } = builder
  const { request, window } = subject
  const length = window.end - window.start
  for (let at = 1; at < length; at++) occupancy[at] = (occupancy[at] ?? 0) + (occupancy[at - 1] ?? 0)
  builder.focus.markCarriers((read) => {
    rows.traits[read] = (rows.traits[read] ?? 0) | TRAIT.atFocus
  })
  const { maxDepth } = request
  const kept = thin({ rows, occupancy, start: window.start, length, maxDepth })
  const all = allColumns(builder)
  const reads = kept === undefined ? all : keptColumns(all, kept)
  const { deepest, ...coverage } = builder.tally.finish(window.start)
  const meta: SlabMeta = {
    ...request,
    version: SLAB_VERSION,
    contigs: builder.contigs,
    readGroups: [...subject.readGroups.labels],
    seen: rows.count,
    kept: reads.start.length,
    hidden: builder.hidden,
    withoutMismatches: builder.withoutMismatches,
    deepest,
  }
  const seenPer100 = startsPer100(all.start, window)
  const keptPer100 = kept === undefined ? seenPer100 : startsPer100(reads.start, window)
  return encodeSlab({ meta, ...reads, ...coverage, seenPer100, keptPer100 })
}

function startsPer100(starts: Int32Array, { start, end }: SlabWindow): Uint32Array {
  const first = Math.floor(start / 100)
  const counts = new Uint32Array(Math.ceil(end / 100) - first)
  for (const at of starts) {
    const bin = Math.max(0, Math.floor(at / 100) - first)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts
}
