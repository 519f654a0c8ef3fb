import { BgzipIndexedFasta, IndexedFasta } from '@gmod/indexedfasta'
import { TwoBitFile } from '@gmod/twobit'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { openByteSource } from '../byte-source.ts'
import type { FastaIndexes } from './fasta-index.ts'
import { sourceFilehandle } from './source-filehandle.ts'

/** An installed reference: random access to the bases of its contigs, as they stand in the file. */
export type ReferenceFile = {
  readonly contigs: readonly Contig[]
  /**
   * Bases `start` … `end` (0-based half-open, cut to the contig) as ASCII: case (soft mask) and IUPAC codes as in
   * the file.
   * @throws Fault `reference/contig-missing`, `reference/bad-file`, `file/…`
   */
  bases(contig: string, start: number, end: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** What the libraries throw is about the file's content; our own Faults (I/O) stay what they are. */
async function reading<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    const detail = thrown instanceof Error ? thrown.message : String(thrown)
    throw new Fault({ kind: 'reference/bad-file', file: path, detail }, { cause: thrown })
  }
}

/** Letters (IUPAC codes in either case), and the gap signs FASTA allows. */
const NOT_BASES = /[^A-Za-z*-]/

type SequenceReader = {
  getSequenceSizes(): Promise<Record<string, number | undefined>>
  getSequence(name: string, start: number, end: number): Promise<string | undefined>
}

async function referenceFile(
  path: string,
  reader: SequenceReader,
  close: () => Promise<void>,
): Promise<ReferenceFile> {
  const sizes = await reading(path, () => reader.getSequenceSizes()).catch(async (thrown: unknown) => {
    await close()
    throw thrown
  })
  const contigs = Object.entries(sizes).map(([name, length = 0]) => ({ name, length }))
  const lengths = new Map(contigs.map((c) => [c.name, c.length]))
  return {
    contigs,
    async bases(contig, start, end) {
      const length = lengths.get(contig)
      if (length === undefined) throw new Fault({ kind: 'reference/contig-missing', file: path, contig })
      const from = Math.max(0, start)
      const to = Math.min(end, length)
      if (from >= to) return new Uint8Array(0)
      const text = (await reading(path, () => reader.getSequence(contig, from, to))) ?? ''
      if (text.length !== to - from || NOT_BASES.test(text))
        throw new Fault({
          kind: 'reference/bad-file',
          file: path,
          detail: `${contig}:${from + 1}-${to} is not ${to - from} bases long, as its index says`,
        })
      return Buffer.from(text, 'latin1')
    },
    close,
  }
}

/**
 * Opens an indexed FASTA, plain or compressed with bgzip.
 * @throws Fault `file/…`, `reference/bad-file`
 */
export async function openFasta(
  path: string,
  indexes: Pick<FastaIndexes, 'fai' | 'gzi'>,
): Promise<ReferenceFile> {
  const opened = await Promise.all(
    [path, indexes.fai, ...(indexes.gzi === null ? [] : [indexes.gzi])].map(openByteSource),
  )
  const [fasta, fai, gzi] = opened.map(sourceFilehandle)
  const close = async (): Promise<void> => {
    await Promise.all(opened.map((source) => source.close()))
  }
  if (!fasta || !fai) throw new Fault({ kind: 'internal', detail: 'a FASTA was opened without its index' })
  const reader = gzi ? new BgzipIndexedFasta({ fasta, fai, gzi }) : new IndexedFasta({ fasta, fai })
  return referenceFile(path, reader, close)
}

/** @throws Fault `file/…`, `reference/bad-file` */
export async function openTwoBit(path: string): Promise<ReferenceFile> {
  const source = await openByteSource(path)
  return referenceFile(path, new TwoBitFile({ filehandle: sourceFilehandle(source) }), () => source.close())
}

/** Names and lengths of the contigs of a reference, in its order. @throws Fault `reference/bad-file`, `file/…` */
export async function twoBitContigs(path: string): Promise<Contig[]> {
  const file = await openTwoBit(path)
  try {
    return [...file.contigs]
  } finally {
    await file.close()
  }
}
