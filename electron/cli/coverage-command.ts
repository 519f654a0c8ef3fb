import { once } from 'node:events'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { isCaseFile } from '../engine/case/record/is-case-file.ts'
import { sniffFile } from '../engine/files/sniff.ts'
import { cramCoverage } from '../engine/reads/index-coverage/cram-coverage.ts'
import { type IndexCoverage, indexCoverage } from '../engine/reads/index-coverage/index-coverage.ts'
import { openBam } from '../engine/reads/region-reader.ts'
import { cacheFolder } from '../host/folders.ts'
import { UsageError } from './usage.ts'

/** Digits behind the point: what is beyond them means nothing. */
const DIGITS = 4

/** Lines written at once. */
const BATCH = 4096

/** One line per window: contig, start and end (0-based, half-open, as in BED), relative depth. */
function* windowLines({ contigs, windowSize, relativeDepth }: IndexCoverage): Generator<string> {
  for (const { name, length, firstWindow, windows } of contigs)
    for (let window = 0; window < windows; window++) {
      const start = window * windowSize
      const depth = (relativeDepth[firstWindow + window] ?? 0).toFixed(DIGITS)
      yield `${name}\t${start}\t${Math.min(length, start + windowSize)}\t${depth}\n`
    }
}

/** Contigs and summary as one object; each contig with the depths of its windows. */
function asJson({ relativeDepth, contigs, ...summary }: IndexCoverage): string {
  return JSON.stringify({
    ...summary,
    contigs: contigs.map(({ firstWindow, windows, ...contig }) => ({
      ...contig,
      relativeDepth: Array.from(relativeDepth.subarray(firstWindow, firstWindow + windows), (depth) =>
        Number(depth.toFixed(DIGITS)),
      ),
    })),
  })
}

async function say(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/**
 * `casement coverage FILE --index-only`: the relative depth of a BAM's or CRAM's whole genome, without reading its reads.
 * With `--panel`, `--bed` or `--genes`, or of a case file: coverage of their exons, from the reads.
 */
export async function coverageCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'index-only': { type: 'boolean', default: false },
      panel: { type: 'string', multiple: true },
      bed: { type: 'string' },
      genes: { type: 'string' },
      transcripts: { type: 'string', default: 'canonical' },
      tsv: { type: 'boolean', default: false },
      exons: { type: 'boolean', default: false },
      gaps: { type: 'boolean', default: false },
      below: { type: 'string', default: '15' },
      sample: { type: 'string' },
      json: { type: 'boolean', default: false },
      cache: { type: 'string' },
    },
  })
  const [file, ...more] = positionals
  const { panel = [], bed, genes, transcripts, tsv, exons, gaps, json, below, sample, cache: folder } = values
  const ways = [panel.length > 0, bed !== undefined, genes !== undefined].filter(Boolean).length
  if (file === undefined || (values['index-only'] && more.length > 0))
    throw new UsageError(`casement coverage needs ${values['index-only'] ? 'one file' : 'a file'}.`)
  if (!values['index-only']) {
    const isCase = await isCaseFile(resolve(file))
    if (ways > 1 || (ways === 0 && !isCase))
      throw new UsageError(
        'casement coverage needs one of --panel, --bed and --genes (of a case file: its panels in use), or --index-only.',
      )
    if ([tsv, exons, gaps, json].filter(Boolean).length > 1)
      throw new UsageError('casement coverage needs one of --tsv, --exons, --gaps and --json.')
    const { panelCoverageCommand } = await import('./panel-coverage.ts')
    const format = json ? 'json' : gaps ? 'gaps' : exons ? 'exons' : 'genes'
    const options = { panel, bed, genes, transcripts, format, below, sample, cache: folder } as const
    return panelCoverageCommand(positionals, options)
  }

  const path = resolve(file)
  const cache = folder === undefined ? cacheFolder() : resolve(folder)
  const { coverage, notices } = await coverageOf(path, cache)
  for (const notice of notices) process.stderr.write(`casement: ${sentence(notice)}\n`)
  if (json) await say(`${asJson(coverage)}\n`)
  else await sayWindows(coverage)
  return 0
}

/** @throws Fault `bam/other-kind` for what holds no reads */
async function coverageOf(
  path: string,
  cache: string,
): Promise<{ coverage: IndexCoverage; notices: readonly CasementError[] }> {
  const { kind } = await sniffFile(path)
  if (kind === 'cram') return cramCoverage(path, cache)
  if (kind !== 'bam')
    throw new Fault({ kind: 'bam/other-kind', file: path, what: `a ${kind.toUpperCase()} file` })
  const reader = await openBam(path, { cacheFolder: cache })
  try {
    return { coverage: indexCoverage(reader.index, reader.header.references), notices: reader.notices }
  } finally {
    await reader.close()
  }
}

async function sayWindows(coverage: IndexCoverage): Promise<void> {
  let lines: string[] = []
  for (const line of windowLines(coverage)) {
    lines.push(line)
    if (lines.length < BATCH) continue
    await say(lines.join(''))
    lines = []
  }
  await say(lines.join(''))
}
