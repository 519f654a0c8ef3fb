import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { contigAlias } from '../../../../shared/genome/contig-alias.ts'
import type { CoverageAsked } from '../../../../shared/quality/coverage-asked.ts'
import type { CoveragePlan } from '../../../../shared/quality/coverage-state.ts'
import { type CoverageTargets, EXON_PADDING } from '../../../../shared/quality/panel-coverage.ts'
import { caseContigs } from '../../genome/case-contigs.ts'
import type { GeneSource } from '../../genome/gene-source.ts'
import { type RegionTable, rowAt } from '../../regions/region-table.ts'
import { bedDrafts, bedTargets, type GivenInterval } from './bed-targets.ts'
import { geneDrafts, type NamedGene } from './gene-targets.ts'
import { buildTargets } from './target-builder.ts'

/** What is read besides the case itself. */
export type TargetSources = {
  /** The case's annotation; null: none of its build. */
  readonly genes: () => Promise<GeneSource | null>
  readonly bed: (file: CaseFile) => Promise<RegionTable>
}

/** What is counted, and how that is told. */
export type PlannedCoverage = { readonly targets: CoverageTargets; readonly plan: CoveragePlan }

/**
 * The exons and intervals that were asked for, of a case.
 *
 * @throws Fault `coverage/no-panel`, `case/unknown-file`, `call/invalid` for a file that is no BED; as `geneTargets`,
 *   `bedTargets`; and what reading an annotation or a BED throws
 */
export async function caseTargets(
  state: CaseState,
  asked: CoverageAsked,
  sources: TargetSources,
): Promise<PlannedCoverage> {
  switch (asked.of.kind) {
    case 'panels':
      return ofPanels(state, asked, sources)
    case 'bed':
      return ofBed(state, asked, asked.of.file, sources)
    case 'genes': {
      const names = asked.of.genes.map((symbol) => ({ symbol }))
      const name = names.length === 1 ? (names[0]?.symbol ?? '') : `${names.length} genes`
      return ofNames(state, asked, sources, { name, names, intervals: [], regionsLeftOut: 0 })
    }
  }
}

type Given = {
  readonly name: string
  readonly names: readonly NamedGene[]
  readonly intervals: readonly GivenInterval[]
  readonly regionsLeftOut: number
}

async function ofPanels(
  state: CaseState,
  asked: CoverageAsked,
  sources: TargetSources,
): Promise<PlannedCoverage> {
  const panels = state.panels.filter(({ inUse }) => inUse).map(({ panel }) => panel)
  if (panels.length === 0) throw new Fault({ kind: 'coverage/no-panel' })
  // A name that no gene was known by may be one in the case's own annotation; if not, it is said to be absent.
  const names = panels.flatMap(({ genes, unrecognised, ambiguous }): NamedGene[] => [
    ...genes.map(({ symbol, ensembl }) => ({ symbol, ensembl })),
    ...[...unrecognised, ...ambiguous].map(({ written }) => ({ symbol: written })),
  ])
  const beds = panels.filter(({ source }) => source === 'BED')
  const others = panels.filter(({ source }) => source !== 'BED')
  return ofNames(state, asked, sources, {
    name: panels.map((panel) => panel.name).join(', '),
    names,
    intervals: beds.flatMap(({ regions }) => regions),
    regionsLeftOut: others.reduce((sum, { regions }) => sum + regions.length, 0),
  })
}

async function ofNames(
  state: CaseState,
  asked: CoverageAsked,
  sources: TargetSources,
  { name, names, intervals, regionsLeftOut }: Given,
): Promise<PlannedCoverage> {
  const contigs = caseContigs(state)
  const { build } = state
  const own = [...new Set(intervals.map(({ contig }) => contig))].map((each) => ({ name: each, length: 0 }))
  const given = bedDrafts(intervals, contigAlias(contigs, own, build)).map((draft) => ({
    ...draft,
    padding: 0,
  }))
  if (names.length === 0) {
    const targets = buildTargets(given, { name, source: name, padding: 0, contigs })
    return { targets, plan: planOf(targets, asked, name, regionsLeftOut) }
  }
  const { source, drafts } = geneDrafts(names, { genes: await sources.genes(), build }, asked.transcripts)
  const targets = buildTargets([...drafts, ...given], { name, source, padding: EXON_PADDING, contigs })
  return { targets, plan: planOf(targets, asked, name, regionsLeftOut) }
}

async function ofBed(
  state: CaseState,
  asked: CoverageAsked,
  id: string,
  sources: TargetSources,
): Promise<PlannedCoverage> {
  const file = state.files.find((each) => each.id === id)
  if (!file) throw new Fault({ kind: 'case/unknown-file', id })
  if (file.kind !== 'bed')
    throw new Fault({ kind: 'call/invalid', call: 'coverage.panel', detail: `${id} is a ${file.kind}` })
  const table = await sources.bed(file)
  const contigs = caseContigs(state)
  const own = table.contigs.map((name) => ({ name, length: 0 }))
  const alias = contigAlias(contigs, own, state.build)
  const targets = bedTargets([...intervalsOf(table)], { source: file.name, alias, contigs })
  return { targets, plan: planOf(targets, asked, file.name, 0) }
}

function* intervalsOf(table: RegionTable): Generator<GivenInterval> {
  for (const [c, contig] of table.contigs.entries())
    for (let row = table.firsts[c] ?? 0; row < (table.firsts[c + 1] ?? 0); row++)
      yield { contig, ...rowAt(table, row) }
}

function planOf(
  targets: CoverageTargets,
  asked: CoverageAsked,
  name: string,
  regionsLeftOut: number,
): CoveragePlan {
  const { genes, exons, source, padding } = targets
  const intervals = genes.reduce(
    (sum, { choice }, g) =>
      choice === 'given' ? sum + (exons.first[g + 1] ?? 0) - (exons.first[g] ?? 0) : sum,
    0,
  )
  const absent = genes.flatMap(({ symbol, absent: reason }) => (reason === null ? [] : [{ symbol, reason }]))
  return {
    name,
    source,
    asked,
    padding,
    genes: genes.length - absent.length,
    exons: exons.start.length - intervals,
    // The copy on Y of what is counted on X is no gene that is lacking.
    absent: absent.filter(({ reason }) => reason !== 'counted-on-x'),
    unmarked: genes.flatMap(({ symbol, choice, absent: reason }) =>
      choice === 'none-marked' && reason === null ? [symbol] : [],
    ),
    intervals,
    regionsLeftOut,
  }
}
