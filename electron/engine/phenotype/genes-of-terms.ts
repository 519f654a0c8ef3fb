import { hpoNumber } from '../../../shared/phenotype/hpo-id.ts'
import type { GeneTable } from '../genome/gene-table.ts'
import { resolveSymbol } from '../genome/resolve-symbol.ts'
import { type Ontology, currentRow, lowerBound, withDescendants } from './ontology.ts'
import type { GeneAnnotations } from './gene-annotations.ts'

/** Which gene of the table each symbol of the annotations is, with an account of those that are none. */
export type LinkedGenes = {
  /** By index into the annotations' symbols; null where the symbol is not recognised or ambiguous. */
  readonly symbols: readonly (string | null)[]
  readonly unrecognised: readonly string[]
  readonly resolved: ReadonlyArray<{ readonly written: string; readonly symbol: string }>
  readonly ambiguous: ReadonlyArray<{ readonly written: string; readonly candidates: readonly string[] }>
}

/** Resolves the symbols of the annotations as those of gene panels are. */
export function linkGenes(annotations: GeneAnnotations, table: GeneTable): LinkedGenes {
  const unrecognised: string[] = []
  const resolved: Array<{ written: string; symbol: string }> = []
  const ambiguous: Array<{ written: string; candidates: readonly string[] }> = []
  const symbols = annotations.symbols.map((written) => {
    const found = resolveSymbol(table, written)
    if (found.kind === 'unknown') unrecognised.push(written)
    else if (found.kind === 'ambiguous') ambiguous.push({ written, candidates: found.candidates })
    else {
      if (found.kind === 'synonym') resolved.push({ written, symbol: found.symbol })
      return found.symbol
    }
    return null
  })
  return { symbols, unrecognised, resolved, ambiguous }
}

export type GenesOfTerms = {
  /** Genes of most terms first, then by symbol. */
  readonly genes: ReadonlyArray<{
    readonly symbol: string
    /** As the file writes it, or several names that are of this one gene. */
    readonly written: readonly string[]
    /** Those of the terms asked for that led to the gene, as they were asked for. */
    readonly terms: readonly string[]
  }>
  /** Terms that are not in the ontology, or are obsolete with nothing in their place. */
  readonly unknown: readonly string[]
  /** Genes of these terms, as the file writes them, that are not among the linked ones. */
  readonly unlinked: readonly string[]
}

/** Numbers of the term and all below it, former ones included: annotations may be older than the ontology. */
function numbersBelow(ontology: Ontology, row: number): number[] {
  const rows = withDescendants(ontology, [row])
  const within = new Set(rows)
  const former: number[] = []
  ontology.formerRows.forEach((of, i) => {
    if (within.has(of)) former.push(ontology.formerNumbers[i] ?? 0)
  })
  return [...rows.map((r) => ontology.numbers[r] ?? 0), ...former]
}

/**
 * The genes annotated with any of the terms, or with a term below one of them. Newer annotations have the terms below
 * worked in already; older ones, and `genes_to_phenotype.txt`, do not: the answer is the same for both.
 *
 * @param terms ids such as `HP:0001250`; merged and replaced ones stand for their successors
 */
export function genesOfTerms(
  ontology: Ontology,
  annotations: GeneAnnotations,
  linked: LinkedGenes,
  terms: readonly string[],
): GenesOfTerms {
  const found = new Map<string, { written: Set<string>; terms: Set<string> }>()
  const unknown: string[] = []
  const unlinked = new Set<string>()
  for (const term of new Set(terms)) {
    const number = hpoNumber(term)
    const row = number === null ? -1 : currentRow(ontology, number)
    if (row < 0) {
      unknown.push(term)
      continue
    }
    for (const below of numbersBelow(ontology, row)) {
      const at = lowerBound(annotations.terms, below)
      if (annotations.terms[at] !== below) continue
      for (let i = annotations.first[at] ?? 0; i < (annotations.first[at + 1] ?? 0); i++) {
        const gene = annotations.genes[i] ?? 0
        const symbol = linked.symbols[gene] ?? null
        const written = annotations.symbols[gene] ?? ''
        if (symbol === null) {
          unlinked.add(written)
          continue
        }
        const known = found.get(symbol)
        if (known) {
          known.written.add(written)
          known.terms.add(term)
        } else found.set(symbol, { written: new Set([written]), terms: new Set([term]) })
      }
    }
  }
  const genes = [...found].map(([symbol, { written, terms: of }]) => ({
    symbol,
    written: [...written],
    terms: [...of],
  }))
  genes.sort((a, b) => b.terms.length - a.terms.length || (a.symbol < b.symbol ? -1 : 1))
  return { genes, unknown, unlinked: [...unlinked].toSorted() }
}
