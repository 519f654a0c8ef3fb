import type { Band, ReferenceState } from '../../shared/genome/gene.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { bodyOf, bulkFetch } from './bulk-fetch.ts'

/** Reads bytes `start` (inclusive) to `end` (exclusive). */
type ReadRange = (start: number, end: number) => Promise<ArrayBuffer>

/** Part of a {@link RemoteFile}; read only when its bytes are asked for. */
class RemoteSlice extends Blob {
  readonly #read: () => Promise<ArrayBuffer>

  constructor(read: () => Promise<ArrayBuffer>) {
    super()
    this.#read = read
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#read()
  }
}

/** A `File` whose bytes come from the host: igv.js reads Files itself and requests nothing for them. */
class RemoteFile extends File {
  readonly #read: ReadRange

  constructor(name: string, read: ReadRange) {
    super([], name)
    this.#read = read
  }

  override slice(start = 0, end = start): Blob {
    return new RemoteSlice(() => this.#read(start, end))
  }
}

/** The letter N. */
const UNKNOWN_BASE = 0x4e

/**
 * The reference sequence as igv.js reads it. A range that cannot be read is answered with N, which shows no mismatch,
 * and reported: an error here would leave every track blank.
 */
export function fastaFile(url: string, failed: (error: CasementError) => void): File {
  return new RemoteFile('reference.fa', async (start, end) => {
    try {
      const range = `bytes=${start}-${end - 1}`
      return (await bodyOf(await bulkFetch(url, { range }))).buffer
    } catch (thrown) {
      failed(errorOf(thrown))
      return new Uint8Array(end - start).fill(UNKNOWN_BASE).buffer
    }
  })
}

/** @throws Fault when the index cannot be read: without it there is no genome to draw. */
export async function faiFile(url: string): Promise<File> {
  const index = await bodyOf(await bulkFetch(url))
  return new File([index], 'reference.fa.fai')
}

/** A name that can stand in a tab-separated line and in `btoa`. */
const PLAIN = /^[\x21-\x7e]+$/

/**
 * Cytobands of the reference's contigs as UCSC's cytoBand table in a `data:` URL, which igv.js decodes in place; null
 * when there are none. Bands named `1` serve a contig `chr1` and the other way round.
 */
export function cytobandUrl(bands: readonly Band[], contigs: ReferenceState['contigs']): string | null {
  const named = new Map<string, string>()
  for (const { name } of contigs) {
    named.set(name, name)
    const other = name.startsWith('chr') ? name.slice(3) : `chr${name}`
    if (!named.has(other)) named.set(other, name)
  }
  const lines = bands.flatMap((band) => {
    const contig = named.get(band.contig)
    if (contig === undefined || ![contig, band.name, band.stain].every((text) => PLAIN.test(text))) return []
    return [`${contig}\t${band.start}\t${band.end}\t${band.name}\t${band.stain}`]
  })
  return lines.length === 0 ? null : `data:text/plain;base64,${btoa(lines.join('\n'))}`
}
