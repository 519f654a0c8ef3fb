import { Fault } from '../../../../shared/errors/fault.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import type { CoverageGene, CoverageTargets, ExonColumns } from '../../../../shared/quality/panel-coverage.ts'

/** An exon before its padding, 0-based half-open. */
export type TargetExon = {
  /** Index into the gene's transcripts. */
  readonly transcript: number
  readonly number: number
  readonly start: number
  readonly end: number
}

/** Of a gene that is absent there are no exons. */
export type TargetDraft = {
  readonly gene: CoverageGene
  readonly exons: readonly TargetExon[]
  /** bp on either side, where it is not that of all. */
  readonly padding?: number
}

export type TargetsOf = {
  /** What the targets are called where something is wrong with them: the panel, or a BED file. */
  readonly name: string
  readonly source: string
  readonly padding: number
  /** The case's contigs. */
  readonly contigs: readonly Contig[]
}

/**
 * Packs genes and their exons into columns, padded and cut to the contig.
 *
 * @throws Fault `coverage/empty-panel`, `coverage/nothing-to-count`, `coverage/past-end` when an exon, not only its
 *   padding, lies past the end of its contig: it is of another build
 */
export function buildTargets(
  drafts: readonly TargetDraft[],
  { name, source, padding, contigs }: TargetsOf,
): CoverageTargets {
  if (drafts.length === 0) throw new Fault({ kind: 'coverage/empty-panel', panel: name })
  const absent = drafts.map(({ gene }) => gene).filter((gene) => gene.absent !== null)
  if (absent.length === drafts.length) {
    const genes = absent.map(({ symbol, absent: reason }) => ({ symbol, reason: reason ?? 'unknown' }))
    throw new Fault({ kind: 'coverage/nothing-to-count', panel: name, genes })
  }
  const lengths = new Map(contigs.map((contig) => [contig.name, contig.length]))
  const count = drafts.reduce((sum, { exons }) => sum + exons.length, 0)
  const columns: ExonColumns = {
    first: new Uint32Array(drafts.length + 1),
    transcript: new Uint32Array(count),
    number: new Uint32Array(count),
    start: new Int32Array(count),
    end: new Int32Array(count),
  }
  let row = 0
  for (const [g, { gene, exons, padding: own = padding }] of drafts.entries()) {
    const length = lengths.get(gene.contig ?? '') ?? 0
    for (const { transcript, number, start, end } of exons) {
      if (end > length) {
        const contig = gene.contig ?? ''
        throw new Fault({ kind: 'coverage/past-end', source, gene: gene.symbol, contig, end, length })
      }
      columns.transcript[row] = transcript
      columns.number[row] = number
      columns.start[row] = Math.max(0, start - own)
      columns.end[row] = Math.min(length, end + own)
      row++
    }
    columns.first[g + 1] = row
  }
  return { source, padding, genes: drafts.map(({ gene }) => gene), exons: columns }
}
