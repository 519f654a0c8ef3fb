import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { openByteSource } from '../files/byte-source.ts'
import { parseGffLine } from '../files/text/gff.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { readLines } from '../files/text/text-lines.ts'
import { type JobContext, unobserved } from '../work/job.ts'
import { gff3Model, gtfModel } from './gene-model.ts'
import { buildGeneTable } from './gene-table-builder.ts'
import type { GeneTable } from './gene-table.ts'

export type GeneModelInput = {
  readonly path: string
  readonly compression: Compression
  readonly format: 'gtf' | 'gff3'
}

/** Twice GENCODE's comprehensive set of all regions; a file with more is no annotation of one genome. */
const MAX_FEATURES = 8_000_000
const DIRECTIVE_FASTA = '##FASTA'
const HASH = 35

/** Lines of these types say nothing about genes, transcripts or exons; passing over them early halves the time. */
const SKIPPED =
  /^[^\t]*\t[^\t]*\t(?:start_codon|UTR|five_prime_[uU][tT][rR]|three_prime_[uU][tT][rR]|Selenocysteine|biological_region|cDNA_match|match|region|chromosome)\t/

/**
 * Reads a GTF or GFF3 (plain, gzip or bgzip) into a table of genes: a job for a worker.
 *
 * @throws Fault `text/bad-line`, `gzip/…`, `bgzf/…`, `file/…`, `task/cancelled`; `text/bad-line` also for a file
 *   with no gene at all or too many features.
 */
export async function readGeneModel(
  { path, compression, format }: GeneModelInput,
  context: JobContext = unobserved,
): Promise<GeneTable> {
  const model = format === 'gtf' ? gtfModel() : gff3Model()
  const bad = (line: number, detail: string): Fault =>
    new Fault({ kind: 'text/bad-line', file: path, format: format === 'gtf' ? 'GTF' : 'GFF3', line, detail })
  const source = await openByteSource(path)
  let line = 1
  try {
    reading: for await (const lines of readLines(textBlocks(source, compression), {
      signal: context.signal,
    })) {
      for (const { bytes, number } of lines) {
        line = number
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
        if (bytes[0] === HASH) {
          if (text.startsWith(DIRECTIVE_FASTA)) break reading
          continue
        }
        if (SKIPPED.test(text)) continue
        const feature = parseGffLine(text, format, path, number)
        if (feature) model.add(feature)
      }
      if (model.size > MAX_FEATURES)
        throw bad(line, `it has more than ${MAX_FEATURES} features, too many to show`)
      // Compressed files say no place within themselves that could be compared with their size.
      context.progress({ phase: 'Reading genes', done: line, total: null, unit: 'records' })
    }
  } finally {
    await source.close()
  }
  const { genes, contigs } = model.finish()
  if (genes.length === 0) throw bad(line, 'the file ends without a gene')
  return buildGeneTable(genes, contigs)
}
