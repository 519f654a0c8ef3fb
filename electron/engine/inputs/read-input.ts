import { basename } from 'node:path'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Shortlist } from '../../../shared/shortlist/shortlist.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { digestOfSource } from '../files/digest-source.ts'
import { compressionOfSource } from '../files/sniff.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { type JobContext, unobserved } from '../work/job.ts'
import { readExomiserJson } from './exomiser-json.ts'
import { readExomiserTsv } from './exomiser-tsv.ts'
import { pedigreeOfGel, type StatedFamily } from './gel-pedigree.ts'
import { inputKindOf } from './input-kind.ts'
import { parseJson } from './input-fault.ts'
import { readInterpretedGenome } from './interpreted-genome.ts'

/** A file that another program, or service, made of the case. */
export type CaseInput =
  | { readonly kind: 'shortlist'; readonly shortlist: Shortlist }
  | { readonly kind: 'family'; readonly path: string; readonly family: StatedFamily }

/** Bytes, inflated: one text in memory cannot be much longer. */
const MOST_BYTES = 256 << 20
/** Bytes that tell what a file is. */
const HEAD = 1 << 20

async function textOf(
  source: ByteSource,
  most: number,
  signal: AbortSignal,
): Promise<{ text: string; whole: boolean }> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const { data } of textBlocks(source, await compressionOfSource(source)).stream(0, signal)) {
    parts.push(data)
    size += data.length
    if (size > most) break
  }
  // The decoder takes a byte order mark away.
  return { text: new TextDecoder().decode(Buffer.concat(parts)), whole: size <= most }
}

/**
 * Reads a shortlist or a family as other programs write them, known by content, plain or compressed: a job for a worker.
 *
 * @returns null for a file that is none of these
 * @throws Fault `input/…`, `shortlist/too-long`, `text/no-column`, `file/…`, `gzip/…`, `bgzf/…`, `task/cancelled`
 */
export async function readInput(
  { path }: { readonly path: string },
  { signal }: JobContext = unobserved,
): Promise<CaseInput | null> {
  const source = await openByteSource(path)
  try {
    const kind = inputKindOf((await textOf(source, HEAD, signal)).text)
    if (kind === null) return null
    const { text, whole } = await textOf(source, MOST_BYTES, signal)
    if (!whole) throw new Fault({ kind: 'input/too-large', file: path, limit: MOST_BYTES })
    if (kind === 'gel-pedigree')
      return { kind: 'family', path, family: pedigreeOfGel(parseJson(text, path), path) }
    const about = { path, name: basename(path), digest: await digestOfSource(source, signal) }
    switch (kind) {
      case 'interpreted-genome':
        return { kind: 'shortlist', shortlist: readInterpretedGenome(parseJson(text, path), about) }
      case 'exomiser-json':
        return { kind: 'shortlist', shortlist: readExomiserJson(text, about) }
      case 'exomiser-tsv':
        return { kind: 'shortlist', shortlist: readExomiserTsv(text, about) }
    }
  } finally {
    await source.close()
  }
}
