import { once } from 'node:events'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { type Region, parseRegion } from '../../shared/genome/region.ts'
import { buildFastaIndexes, findFastaIndexes } from '../engine/files/fasta/fasta-index.ts'
import { type ReferenceFile, openFasta, openTwoBit } from '../engine/files/fasta/reference-file.ts'
import { sniffFile } from '../engine/files/sniff.ts'
import { countReads } from '../engine/reads/count.ts'
import { coverageLines, readCoverageWindows } from '../engine/reads/coverage.ts'
import { recordToJson } from '../engine/reads/json.ts'
import type { AlignmentReader } from '../engine/reads/alignment-reader.ts'
import { openCram } from '../engine/reads/cram-reader.ts'
import type { CramReferenceInput } from '../engine/reads/cram-reference.ts'
import { openBam } from '../engine/reads/region-reader.ts'
import { cacheFolder } from '../host/folders.ts'
import { untilInterrupted } from './until-interrupted.ts'
import { UsageError } from './usage.ts'

/** Writes a line to standard output and waits when the reader is slower than we are. */
async function say(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
}

/** @throws Fault `reference/bad-file`, `file/…` */
async function openReference(path: string, cache: string): Promise<ReferenceFile> {
  const { kind, compression } = await sniffFile(path)
  if (kind === '2bit') return openTwoBit(path)
  if (kind !== 'fasta')
    throw new Fault({ kind: 'reference/bad-file', file: path, detail: `it is a ${kind.toUpperCase()} file` })
  const input = { path, compression, cacheFolder: cache }
  return openFasta(path, (await findFastaIndexes(input)) ?? (await buildFastaIndexes(input)))
}

/** @throws Fault `reference/bad-file`, `file/…` */
async function cramReference(path: string | undefined): Promise<CramReferenceInput | null> {
  if (path === undefined) return null
  const { kind, compression } = await sniffFile(resolve(path))
  if (kind !== 'fasta' && kind !== '2bit')
    throw new Fault({ kind: 'reference/bad-file', file: path, detail: `it is a ${kind.toUpperCase()} file` })
  return { path: resolve(path), kind, compression, names: new Map() }
}

/** One JSON array, a record a line, written as it is read. */
/** @throws Fault as {@link parseRegion}; a contig that is missing is missing in the file. */
function regionOf(text: string, { header, path }: AlignmentReader): Region {
  try {
    return parseRegion(text, header.references)
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.error.kind !== 'region/contig-missing') throw thrown
    throw new Fault({ ...thrown.error, file: path }, { cause: thrown })
  }
}

async function printJson(reader: AlignmentReader, region: Region, signal: AbortSignal): Promise<void> {
  let before = '['
  for await (const record of reader.records(region, { signal })) {
    await say(`${before}${JSON.stringify(recordToJson(record, reader.header.references))}`)
    before = ','
  }
  await say(before === '[' ? '[]' : ']')
}

async function printCoverage(
  reader: AlignmentReader,
  region: Region,
  signal: AbortSignal,
  referencePath: string | undefined,
  cache: string,
): Promise<void> {
  const reference =
    referencePath === undefined ? undefined : await openReference(resolve(referencePath), cache)
  const basesOf =
    reference &&
    (async ({ contig, start, end }: Region) =>
      Buffer.from(await reference.bases(contig, start, end)).toString('latin1'))
  for await (const window of readCoverageWindows(reader, region, { signal, basesOf }))
    for (const line of coverageLines(region.contig, window)) await say(line)
  await reference?.close()
}

/**
 * `casement reads FILE REGION --count | --json | --coverage`. `--json` prints an array of records in SAM's terms,
 * `--coverage` one line
 * per base, its columns as in docs/coverage.md. `--reference` resolves the bases of reads that are stored
 * relative to the reference: those of a CRAM, and `=` in SEQ.
 */
export async function readsCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      count: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      coverage: { type: 'boolean', default: false },
      reference: { type: 'string' },
      cache: { type: 'string' },
    },
  })
  const [file, where, ...more] = positionals
  if (file === undefined || where === undefined || more.length > 0)
    throw new UsageError('casement reads needs a file and a region.')
  if ([values.count, values.json, values.coverage].filter(Boolean).length !== 1)
    throw new UsageError('casement reads needs one of --count, --json and --coverage.')

  const path = resolve(file)
  const { kind } = await sniffFile(path)
  if (kind !== 'bam' && kind !== 'cram')
    throw new Fault({ kind: 'bam/other-kind', file: path, what: `a ${kind.toUpperCase()} file` })

  return untilInterrupted(async (signal) => {
    const cache = values.cache === undefined ? cacheFolder() : resolve(values.cache)
    const reader =
      kind === 'bam'
        ? await openBam(path, { cacheFolder: cache })
        : await openCram(path, { cacheFolder: cache, reference: await cramReference(values.reference) })
    try {
      for (const notice of reader.notices) process.stderr.write(`casement: ${sentence(notice)}\n`)
      const region = regionOf(where, reader)
      if (values.count) await say(String(await countReads(reader, region, { signal })))
      else if (values.json) await printJson(reader, region, signal)
      else await printCoverage(reader, region, signal, values.reference, cache)
      return 0
    } finally {
      await reader.close()
    }
  })
}
