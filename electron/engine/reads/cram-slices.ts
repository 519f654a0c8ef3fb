import { setImmediate } from 'node:timers/promises'
import { Fault } from '../../../shared/errors/fault.ts'
import type { ByteSource } from '../files/byte-source.ts'
import type { CompressionHeader } from '../files/cram/compression-header.ts'
import {
  type CramContainer,
  type CramSliceHeader,
  readContainer,
  readSlice,
} from '../files/cram/container.ts'
import { damagedCram } from '../files/cram/cram-bytes.ts'
import type { CramHeader } from '../files/cram/header.ts'
import type { CramFields } from '../files/cram/series.ts'
import { type DecodedSlice, decodeSlice, readCompression, type Stretch } from '../files/cram/slice-decoder.ts'
import { readGroupTags } from '../files/cram/tag-bytes.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import type { CraiEntry } from '../indexing/crai.ts'
import type { CramReference } from './cram-reference.ts'

/** A decoded slice and the byte of the file at which it starts. Its bytes hold until the next slice is read. */
export type KeptSlice = DecodedSlice & { readonly offset: number; readonly fields: CramFields }

type SlicesOf = {
  readonly source: ByteSource
  readonly header: CramHeader
  readonly reference: CramReference | null
  /** Path of the index, for errors. */
  readonly index: string
  /** Bytes of decoded records kept, so that the next region of the same place is answered at once. */
  readonly keepBytes: number
}

export type CramSlices = {
  /**
   * The slice of an index entry with at least `fields`, decoded or kept.
   * @throws Fault `index/other-file`, `cram/…`, `task/cancelled`
   */
  read(entry: CraiEntry, fields: CramFields, signal: AbortSignal | undefined): Promise<KeptSlice>
}

/** Reads slices, keeping the last ones. */
export function cramSlices(of: SlicesOf): CramSlices {
  const { source, header } = of
  const readGroups = readGroupTags(header.readGroups.map(({ id }) => id))
  const kept = new Map<string, KeptSlice>()
  let keptBytes = 0
  /** What a slice was in that is no longer kept: on memory that is new to the process the next takes longer. */
  let spare: Uint8Array = new Uint8Array(0)
  let lastContainer:
    { readonly container: CramContainer; readonly compression: CompressionHeader } | undefined

  const containerAt = async (offset: number) => {
    if (lastContainer?.container.offset === offset) return lastContainer
    const container = await ledTo(of, offset)
    lastContainer = { container, compression: await readCompression(source, header.version, container) }
    return lastContainer
  }

  const decode = async (
    { container: offset, slice: landmark }: CraiEntry,
    fields: CramFields,
    signal: AbortSignal | undefined,
  ): Promise<KeptSlice> => {
    const { container, compression } = await containerAt(offset)
    if (!container.landmarks.includes(landmark))
      throw otherFile(of, `the container at byte ${offset} has no slice where it leads`)
    const slice = await readSlice(source, header.version, container, landmark)
    const room = spare
    spare = new Uint8Array(0)
    const decoded = await decodeSlice({
      file: source.path,
      container,
      compression,
      slice,
      fields,
      readGroups,
      room,
      async pause() {
        // An abort reaches a worker as a message, which waits for the end of the turn.
        await setImmediate()
        throwIfCancelled(signal, source.path)
      },
      bases: (stretch) => basesOf(of, slice, stretch, fields, signal),
    })
    return { ...decoded, offset: container.dataStart + landmark, fields }
  }

  const forget = (key: string): void => {
    const slice = kept.get(key)
    kept.delete(key)
    if (slice === undefined) return
    keptBytes -= sizeOf(slice)
    if (slice.bytes.length > spare.length) spare = slice.bytes
  }

  return {
    async read(entry, fields, signal) {
      throwIfCancelled(signal, source.path)
      const key = `${entry.container}:${entry.slice}`
      const known = kept.get(key)
      if (known && (known.fields === 'all' || fields === 'places')) {
        kept.delete(key)
        kept.set(key, known)
        return known
      }
      const slice = await decode(entry, fields, signal)
      forget(key)
      kept.set(key, slice)
      keptBytes += sizeOf(slice)
      for (const oldest of kept.keys()) {
        if (keptBytes <= of.keepBytes || kept.size === 1) break
        forget(oldest)
      }
      return slice
    },
  }
}

/** Bytes of a slice with its columns. */
const sizeOf = ({ bytes, table }: KeptSlice): number => bytes.length + table.count * 34

function otherFile({ source, index }: SlicesOf, detail: string, cause?: unknown): Fault {
  return new Fault({ kind: 'index/other-file', file: source.path, index, detail }, { cause })
}

async function ledTo(of: SlicesOf, offset: number): Promise<CramContainer> {
  try {
    return await readContainer(of.source, of.header.version, offset)
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.error.kind !== 'cram/damaged') throw thrown
    // A sound index may lead to a damaged container; either way this is where it leads.
    const detail = `no sound container starts at byte ${offset}, where it leads (${thrown.error.detail})`
    throw otherFile(of, detail, thrown)
  }
}

/** @throws Fault `cram/needs-reference`, `cram/wrong-reference`, `cram/damaged`, `task/cancelled` */
async function basesOf(
  { source, header, reference }: SlicesOf,
  slice: CramSliceHeader,
  { refId, start, end }: Stretch,
  fields: CramFields,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const file = source.path
  const contig = header.references[refId]
  if (!contig)
    throw damagedCram(file, 0, `a read is on contig number ${refId} of ${header.references.length}`)
  if (reference === null) throw new Fault({ kind: 'cram/needs-reference', file, contig: contig.name })
  const digest = slice.refId === refId ? slice.md5 : null
  const whole = header.digests[refId]
  if (digest !== null)
    await reference.check(contig.name, slice.start - 1, slice.start - 1 + slice.span, digest, signal)
  // A slice of several contigs has no MD5: that of the whole contig, which the header gives.
  else if (whole !== undefined) await reference.check(contig.name, 0, contig.length, whole, signal)
  if (fields === 'places') return new Uint8Array(0)
  // Reads past the contig's end have no reference there.
  return reference.bases(contig.name, start, Math.max(start, Math.min(end, contig.length)))
}
