import { Fault } from '../../../../shared/errors/fault.ts'
import type { Build } from '../../../../shared/genome/build.ts'
import { contigMeaning } from '../../../../shared/genome/contig-name.ts'
import type { Gene, Transcript } from '../../../../shared/genome/gene.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import type { AbsentReason } from '../../../../shared/quality/absent-gene.ts'
import {
  type CoverageGene,
  type CoverageTargets,
  EXON_PADDING,
  type TranscriptChoice,
} from '../../../../shared/quality/panel-coverage.ts'
import { contigOfGene, geneAt } from '../../genome/gene-query.ts'
import type { GeneSource } from '../../genome/gene-source.ts'
import { genesNamed } from '../../genome/locus-search.ts'
import { resolveSymbol } from '../../genome/resolve-symbol.ts'
import { buildTargets, type TargetDraft, type TargetExon } from './target-builder.ts'

/** A gene as a panel names it. */
export type NamedGene = {
  readonly symbol: string
  /** Ensembl gene id, for a name that the annotation does not have. */
  readonly ensembl?: string | null
}

export type GeneTargetOptions = {
  /** What the panel is called. */
  readonly panel: string
  /** `canonical`: those the annotation marks, of a gene without a mark all. Default. */
  readonly transcripts?: 'canonical' | 'all'
  /** bp on either side of each exon. Default 15. */
  readonly padding?: number
}

/** What is known of the case: its annotation (null: none of its build), build, and contigs with their lengths. */
export type TargetCase = {
  readonly genes: GeneSource | null
  readonly build: Build
  readonly contigs: readonly Contig[]
}

/**
 * The exons of a panel's genes, coding or not, in the transcripts chosen. A gene that cannot be counted is kept, with the
 * reason. A gene that the annotation has at several places is counted at each, but for pseudoautosomal genes, which are
 * counted on X: Y's copy is masked in the references that reads are aligned to.
 *
 * @throws Fault `coverage/no-annotation`, and as {@link buildTargets}
 */
export function geneTargets(
  names: readonly NamedGene[],
  of: TargetCase,
  { panel, transcripts = 'canonical', padding = EXON_PADDING }: GeneTargetOptions,
): CoverageTargets {
  const { source, drafts } = geneDrafts(names, of, transcripts)
  return buildTargets(drafts, { name: panel, source, padding, contigs: of.contigs })
}

/** The same before it is packed, with the name of the annotation. @throws Fault `coverage/no-annotation` */
export function geneDrafts(
  names: readonly NamedGene[],
  { genes: source, build }: Pick<TargetCase, 'genes' | 'build'>,
  transcripts: 'canonical' | 'all',
): { readonly source: string; readonly drafts: readonly TargetDraft[] } {
  if (source === null) throw new Fault({ kind: 'coverage/no-annotation', build })
  const drafts: TargetDraft[] = []
  const seen = new Set<string>()
  for (const { symbol: written, ensembl } of names) {
    const found = resolveSymbol(source.table, written, typeof ensembl === 'string' ? [ensembl] : [])
    const symbol = 'symbol' in found ? found.symbol : written
    if (seen.has(symbol)) continue
    seen.add(symbol)
    if (found.kind === 'unknown' || found.kind === 'ambiguous') drafts.push(absentGene(symbol, found.kind))
    else drafts.push(...draftsOf(symbol, source, transcripts))
  }
  return { source: source.name, drafts }
}

function absentGene(symbol: string, absent: AbsentReason): TargetDraft {
  const gene: CoverageGene = {
    symbol,
    id: null,
    contig: null,
    transcripts: [],
    choice: 'canonical',
    placement: null,
    absent,
  }
  return { gene, exons: [] }
}

/** The gene at each place the annotation has it. */
function draftsOf(symbol: string, source: GeneSource, wanted: 'canonical' | 'all'): TargetDraft[] {
  const { table, alias } = source
  const rows = [...new Set(genesNamed(table, symbol).map(({ gene }) => gene))]
  const places = rows.map((row) => ({ row, own: contigOfGene(table, row) }))
  const isOnX = places.some(({ own }) => contigMeaning(own).key === 'X')
  return places.map(({ row, own }) => {
    const contig = alias.toCase(own)
    const gene = geneAt(table, row, contig ?? own)
    const isCopy = isOnX && contigMeaning(own).key === 'Y'
    return draftOf(gene, contig ?? null, isCopy, wanted)
  })
}

function draftOf(
  gene: Gene,
  contig: string | null,
  isCopy: boolean,
  wanted: 'canonical' | 'all',
): TargetDraft {
  const { chosen, choice } = chooseTranscripts(gene.transcripts, wanted)
  const absent = isCopy ? 'counted-on-x' : absentReason(gene, chosen, contig)
  return {
    gene: {
      symbol: gene.symbol,
      id: gene.id,
      contig,
      transcripts: absent === null ? chosen.map(({ id }) => id) : [],
      choice,
      placement: gene.placement ?? null,
      absent,
    },
    exons: absent === null ? chosen.flatMap(exonsOf) : [],
  }
}

function absentReason(gene: Gene, chosen: readonly Transcript[], contig: string | null): AbsentReason | null {
  if (gene.placement === 'unknown') return 'not-placed'
  if (chosen.every(({ exons }) => exons.length === 0)) return 'no-exons'
  return contig === null ? 'no-contig' : null
}

function chooseTranscripts(
  transcripts: readonly Transcript[],
  wanted: 'canonical' | 'all',
): { readonly chosen: readonly Transcript[]; readonly choice: TranscriptChoice } {
  const marked = transcripts.filter(({ canonical }) => canonical)
  const others = transcripts.filter(({ canonical }) => !canonical)
  if (wanted === 'all') return { chosen: [...marked, ...others], choice: 'all' }
  return marked.length > 0
    ? { chosen: marked, choice: 'canonical' }
    : { chosen: transcripts, choice: 'none-marked' }
}

function exonsOf({ exons, strand }: Transcript, transcript: number): TargetExon[] {
  return exons.map(({ start, end }, i) => {
    const number = strand === '-' ? exons.length - i : i + 1
    return { transcript, number, start, end }
  })
}
