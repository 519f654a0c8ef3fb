import { join } from 'node:path'
import { randomStream } from '../../../electron/engine/demo/random.ts'
import { bundledGenome } from '../../../electron/engine/genome/bundled.ts'
import { geneAt } from '../../../electron/engine/genome/gene-query.ts'
import { buildGeneTable, type GeneDraft } from '../../../electron/engine/genome/gene-table-builder.ts'
import type { GeneTable } from '../../../electron/engine/genome/gene-table.ts'
import type { Gene } from '../../../shared/genome/gene.ts'
import type { BenchContig } from './genome.ts'

/** bp between one gene and the next: they share no window of an index. */
const BETWEEN = 16_384
/** Of what room is left for each gene that is missing, how much one may take; short ones always may. */
const SHARE = 4
const SHORT = 20_000
/** Genes drawn at most before the panel has to be full. */
const MOST_DRAWS = 1_000_000

/**
 * `count` genes drawn from the bundled ones with their own exons, introns and strand, in their canonical transcript, laid one
 * after the other onto what reads cover of the benchmark's contigs. Of 200 genes on 19 Mb the mean length is 66 kb, that of
 * all coding genes; on less room they are shorter. Always the same.
 */
export async function panelGenes(count: number, contigs: readonly BenchContig[]): Promise<GeneTable> {
  const table = await bundledGenome(join(import.meta.dirname, '../../../resources')).genes()
  const random = randomStream(`panel of ${count} genes`)
  const drafts = new Map<string, GeneDraft>()
  const free = contigs.map(({ name, covered }) => ({ name, from: BETWEEN, to: covered - BETWEEN }))
  for (let draw = 0; drafts.size < count && draw < MOST_DRAWS; draw++) {
    const gene = geneAt(table, Math.floor(random.next() * table.symbols.length), '')
    const length = gene.end - gene.start
    const left = free.reduce((sum, { from, to }) => sum + Math.max(0, to - from), 0)
    const isLong = length > Math.max(SHORT, (SHARE * left) / (count - drafts.size))
    const place = free.find(({ from, to }) => to - from > length + BETWEEN)
    if (isLong || place === undefined || drafts.has(gene.symbol)) continue
    const draft = draftAt(gene, place.name, place.from)
    if (draft.transcripts.length === 0) continue
    drafts.set(gene.symbol, draft)
    place.from += length + BETWEEN
  }
  const names = contigs.map(({ name }) => name)
  return buildGeneTable([...drafts.values()], names)
}

/** The gene with its canonical transcript, its first base at `start`. */
function draftAt(gene: Gene, contig: string, start: number): GeneDraft {
  const shift = start - gene.start
  const transcripts = gene.transcripts.filter(({ canonical }) => canonical)
  return {
    symbol: gene.symbol,
    id: gene.id ?? '',
    contig,
    start,
    end: gene.end + shift,
    strand: gene.strand,
    placement: null,
    synonyms: [],
    transcripts: transcripts.map(({ exons, ...transcript }) => ({
      ...transcript,
      coding: null,
      exons: exons.map((exon) => [exon.start + shift, exon.end + shift] as const),
    })),
  }
}
