import type { ContigAlias } from '../../../../shared/genome/contig-alias.ts'
import { type Contig, formatRegion, type Region } from '../../../../shared/genome/region.ts'
import type { CoverageTargets } from '../../../../shared/quality/panel-coverage.ts'
import { buildTargets, type TargetDraft } from './target-builder.ts'

/** An interval in the BED's own contig names, 0-based half-open. */
export type GivenInterval = Region & { readonly name: string | null }

export type BedTargetOptions = {
  /** Name of the BED file or panel. */
  readonly source: string
  /** Between the case's contig names and the BED's. */
  readonly alias: ContigAlias
  /** The case's contigs. */
  readonly contigs: readonly Contig[]
  /** bp on either side of each interval. Default 0: a BED says itself what is to be covered. */
  readonly padding?: number
}

/**
 * The intervals of a BED. Those of one name on one contig are counted like the exons of a gene and numbered from the low
 * end; those without a name each by themselves. Empty ones are passed over.
 *
 * @throws Fault as {@link buildTargets}
 */
export function bedTargets(
  intervals: readonly GivenInterval[],
  { source, alias, contigs, padding = 0 }: BedTargetOptions,
): CoverageTargets {
  return buildTargets(bedDrafts(intervals, alias), { name: source, source, padding, contigs })
}

/** The same before it is packed. */
export function bedDrafts(intervals: readonly GivenInterval[], alias: ContigAlias): TargetDraft[] {
  const named = new Map<string, GivenInterval[]>()
  for (const interval of intervals) {
    if (interval.start >= interval.end) continue
    const key = JSON.stringify([interval.contig, interval.name ?? formatRegion(interval)])
    const known = named.get(key)
    if (known) known.push(interval)
    else named.set(key, [interval])
  }
  return [...named.values()].flatMap((group) => draftOf(group, alias))
}

function draftOf(group: readonly GivenInterval[], alias: ContigAlias): TargetDraft[] {
  const [first] = group
  if (first === undefined) return []
  const contig = alias.toCase(first.contig) ?? null
  const gene = {
    symbol: first.name ?? formatRegion(first),
    id: null,
    contig,
    transcripts: [],
    choice: 'given',
    placement: null,
    absent: contig === null ? 'no-contig' : null,
  } as const
  const sorted = group.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const exons = sorted.map(({ start, end }, i) => ({ transcript: 0, number: i + 1, start, end }))
  return [{ gene, exons: contig === null ? [] : exons }]
}
