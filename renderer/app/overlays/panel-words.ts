import type { Panel } from '../../../shared/panel/panel.ts'
import { plural } from '../../ui/amounts.ts'

const CONFIDENCES = ['green', 'amber', 'red'] as const

/** What a panel is, in one line: where from, of when, how large. */
export function panelFacts({ source, version, date, genes, regions }: Panel): string {
  const rated = CONFIDENCES.flatMap((confidence) => {
    const count = genes.filter((gene) => gene.confidence === confidence).length
    return count === 0 ? [] : [`${count} ${confidence}`]
  })
  // The HPO's releases are named by their dates.
  const isDated = date !== null && version?.includes(date) === true
  const facts = [
    source,
    version === null ? 'no version given' : `version ${version}`,
    isDated ? null : (date ?? 'no date given'),
    `${plural(genes.length, 'gene')}${rated.length === 0 ? '' : ` (${rated.join(', ')})`}`,
    regions.length === 0 ? null : plural(regions.length, 'region'),
  ]
  return facts.filter((fact) => fact !== null).join(' · ')
}

export type ReportPart = { readonly title: string; readonly lines: readonly string[] }

/** How many of its terms lead to each gene, most first. */
function genesByTerms({ genes, terms = [] }: Panel): ReportPart[] {
  if (terms.length < 2) return []
  const byCount = new Map<number, string[]>()
  for (const { symbol, terms: of = [] } of genes)
    byCount.set(of.length, [...(byCount.get(of.length) ?? []), symbol])
  return [...byCount]
    .toSorted(([a], [b]) => b - a)
    .map(([count, symbols]) => ({
      title: `${plural(symbols.length, 'gene')} from ${count} of the ${terms.length} terms`,
      lines: symbols.toSorted(),
    }))
}

/** What the terms of a panel are, and what became of names that are no gene's symbol: nothing is lost without a word. */
export function panelReport(panel: Panel): ReportPart[] {
  const { unrecognised, ambiguous, resolved, terms = [] } = panel
  const parts = [
    {
      title: plural(terms.length, 'HPO term'),
      lines: terms.map(
        ({ id, name, genes }) =>
          `${id}${name === null ? '' : ` ${name}`}: ${genes === null ? 'no gene, not in use' : plural(genes, 'gene')}`,
      ),
    },
    ...genesByTerms(panel),
    {
      title: `${plural(unrecognised.length, 'name')} that no gene is known by`,
      lines: unrecognised.map(({ written, line }) => `${written}${line === null ? '' : ` (line ${line})`}`),
    },
    {
      title: `${plural(ambiguous.length, 'name')} of several genes, left out`,
      lines: ambiguous.map(({ written, candidates }) => `${written}: ${candidates.join(' or ')}`),
    },
    {
      title: `${plural(resolved.length, 'gene')} known by another symbol`,
      lines: resolved.map(({ written, symbol }) => `${written} → ${symbol}`),
    },
  ]
  return parts.filter(({ lines }) => lines.length > 0)
}
