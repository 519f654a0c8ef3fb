import { createHash } from 'node:crypto'
import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { throwIfCancelled } from '../files/io-fault.ts'
import { buildFastaIndexes, findFastaIndexes } from '../files/fasta/fasta-index.ts'
import { type ReferenceFile, openFasta, openTwoBit } from '../files/fasta/reference-file.ts'

/** The reference a CRAM is read with. Structured-cloneable. */
export type CramReferenceInput = {
  readonly path: string
  readonly kind: 'fasta' | '2bit'
  readonly compression: Compression
  /** The reference's names of the CRAM's contigs, where they differ. */
  readonly names: ReadonlyMap<string, string>
}

/** The bases that the reads of a CRAM are stored relative to, checked against what the CRAM says of them. */
export type CramReference = {
  /**
   * Bases of the CRAM's contig, letters in upper case; 0-based half-open.
   * @throws Fault `cram/wrong-reference` when the reference has no such place
   */
  bases(contig: string, start: number, end: number): Promise<Uint8Array>
  /**
   * Hashes a stretch, which may be a whole contig, unless it was found right before.
   * @throws Fault `cram/wrong-reference` when the bases have another MD5, `task/cancelled`
   */
  check(contig: string, start: number, end: number, md5: string, signal?: AbortSignal): Promise<void>
  close(): Promise<void>
}

/** Bases hashed at a time. */
const PIECE = 1 << 22
/** Stretches remembered as checked. */
const REMEMBER = 10_000

/** @param file the CRAM. @throws Fault `reference/bad-file`, `file/…` */
export async function openCramReference(
  file: string,
  input: CramReferenceInput,
  cacheFolder: string,
): Promise<CramReference> {
  const opened = await openReference(input, cacheFolder)
  const own = (contig: string): string => input.names.get(contig) ?? contig
  const wrong = (contig: string, detail: string): Fault =>
    new Fault({ kind: 'cram/wrong-reference', file, reference: input.path, contig, detail })
  const checked = new Set<string>()

  const bases = async (contig: string, start: number, end: number): Promise<Uint8Array> => {
    const name = own(contig)
    if (!opened.contigs.some((c) => c.name === name)) throw wrong(contig, 'it has no such contig')
    const found = await opened.bases(name, start, end)
    if (found.length !== end - start) throw wrong(contig, `its contig ends before base ${end}`)
    return upperCase(found)
  }
  return {
    bases,
    async check(contig, start, end, md5, signal) {
      const key = `${contig}:${start}-${end} ${md5}`
      if (checked.has(key)) return
      const hash = createHash('md5')
      for (let at = start; at < end; at += PIECE) {
        throwIfCancelled(signal, file)
        hash.update(await bases(contig, at, Math.min(end, at + PIECE)))
      }
      if (hash.digest('hex') !== md5)
        throw wrong(contig, `its bases ${start + 1}-${end} are not those the reads were stored with (MD5)`)
      if (checked.size >= REMEMBER) checked.clear()
      checked.add(key)
    },
    close: () => opened.close(),
  }
}

function upperCase(letters: Uint8Array): Uint8Array {
  const upper = new Uint8Array(letters.length)
  for (let i = 0; i < letters.length; i++) {
    const letter = letters[i] ?? 0
    upper[i] = letter >= 0x61 && letter <= 0x7a ? letter - 0x20 : letter
  }
  return upper
}

async function openReference(
  { path, kind, compression }: CramReferenceInput,
  cacheFolder: string,
): Promise<ReferenceFile> {
  if (kind === '2bit') return openTwoBit(path)
  const input = { path, compression, cacheFolder }
  return openFasta(path, (await findFastaIndexes(input)) ?? (await buildFastaIndexes(input)))
}
