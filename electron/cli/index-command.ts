import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Fault, errorOf } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { sniffFile } from '../engine/files/sniff.ts'
import type { JobContext } from '../engine/work/job.ts'
import { cacheFolder } from '../host/folders.ts'
import { indexBam, indexVcf } from './index-in-parts.ts'
import { progressLine } from './progress-line.ts'
import { UsageError } from './usage.ts'
import { untilInterrupted } from './until-interrupted.ts'

const FORMATS = ['auto', 'bai', 'csi', 'tbi'] as const
type Format = (typeof FORMATS)[number]

function isFormat(text: string): text is Format {
  return (FORMATS as readonly string[]).includes(text)
}

async function indexOne(path: string, format: Format, cache: string, context: JobContext) {
  const { kind } = await sniffFile(path)
  if (kind === 'bam') {
    if (format === 'tbi') throw new UsageError('--format tbi is for VCF files; BAM has bai or csi.')
    return indexBam({ path, cacheFolder: cache, format }, context)
  }
  if (kind === 'vcf') {
    if (format === 'bai') throw new UsageError('--format bai is for BAM files; VCF has tbi or csi.')
    return indexVcf({ path, cacheFolder: cache, format }, context)
  }
  if (kind === 'bcf') {
    if (format === 'bai' || format === 'tbi')
      throw new UsageError(`--format ${format} is not for BCF files, which have csi.`)
    const { buildBcfIndexJob } = await import('../engine/indexing/build-bcf-index.ts')
    return buildBcfIndexJob({ path, cacheFolder: cache }, context)
  }
  if (kind === 'cram') {
    if (format !== 'auto') throw new UsageError(`--format ${format} is not for CRAM files, which have crai.`)
    // Loaded for CRAM files alone: its codecs take as long to load as the rest of the command.
    const { buildCramIndexJob } = await import('../engine/indexing/build-cram-index.ts')
    return buildCramIndexJob({ path, cacheFolder: cache }, context)
  }
  throw new Fault({ kind: 'index/not-indexable', file: path, what: `a ${kind.toUpperCase()} file` })
}

/** `casement index FILE…`: each file on its own; one that fails does not stop the others. */
export async function indexCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: 'string', default: 'auto' }, cache: { type: 'string' } },
  })
  if (positionals.length === 0) throw new UsageError('casement index needs at least one file.')
  if (!isFormat(values.format)) throw new UsageError(`There is no index format "${values.format}".`)
  const format = values.format
  const cache = values.cache === undefined ? cacheFolder() : resolve(values.cache)

  return untilInterrupted(async (signal) => {
    let failed = 0
    for (const path of positionals) {
      const line = progressLine(path)
      try {
        const { path: written, notices } = await indexOne(resolve(path), format, cache, {
          signal,
          progress: line.report,
        })
        line.clear()
        process.stdout.write(`${written}\n`)
        for (const notice of notices) process.stderr.write(`casement: ${sentence(notice)}\n`)
      } catch (thrown) {
        line.clear()
        if (thrown instanceof UsageError || signal.aborted) throw thrown
        process.stderr.write(`casement: ${sentence(errorOf(thrown))}\n`)
        failed += 1
      }
    }
    return failed > 0 ? 1 : 0
  })
}
