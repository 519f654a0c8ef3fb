import type { GeneTable } from './gene-table.ts'
import { genesNamed } from './locus-search.ts'

/** What a gene's name in a file leads to. */
export type ResolvedName =
  /** The gene's symbol itself, or its id. */
  | { readonly kind: 'symbol'; readonly symbol: string }
  /** A former or other name of one gene. */
  | { readonly kind: 'synonym'; readonly symbol: string }
  /** Several genes have the name, or name and id lead to different genes: nothing is chosen. */
  | { readonly kind: 'ambiguous'; readonly candidates: readonly string[] }
  | { readonly kind: 'unknown' }

/** Symbols of the genes `text` names, each once: the two copies of a pseudoautosomal gene are one symbol. */
function symbolsNamed(
  table: GeneTable,
  text: string,
): { readonly symbols: string[]; readonly direct: boolean } {
  const matches = genesNamed(table, text)
  const symbols = [...new Set(matches.map(({ gene }) => table.symbols[gene] ?? ''))]
  const direct = matches.every(({ gene, via }) => via === null || via === table.geneIds[gene])
  return { symbols, direct }
}

/**
 * The gene a file means by a name, whatever its case. The table's own symbols come before synonyms: one that is
 * another gene's synonym too is that gene. An id beside the name decides between the genes of a synonym, and stands
 * in for a name nobody knows; it never overrules a symbol, but when it leads elsewhere nothing is chosen.
 *
 * @param ids Ensembl gene ids beside the name, with or without version; those the table does not have say nothing
 */
export function resolveSymbol(table: GeneTable, written: string, ids: readonly string[] = []): ResolvedName {
  const { symbols, direct } = symbolsNamed(table, written)
  const byId = [...new Set(ids.flatMap((id) => (isEnsemblGene(id) ? symbolsNamed(table, id).symbols : [])))]
  const [only] = symbols
  if (direct && only !== undefined && symbols.length === 1) {
    const elsewhere = byId.length > 0 && !byId.includes(only)
    return elsewhere ? { kind: 'ambiguous', candidates: [only, ...byId] } : { kind: 'symbol', symbol: only }
  }
  const [decided] = byId
  if (decided !== undefined && byId.length === 1) return { kind: 'synonym', symbol: decided }
  const candidates = symbols.length > 0 ? symbols : byId
  if (candidates.length > 1) return { kind: 'ambiguous', candidates: candidates.toSorted() }
  return only === undefined ? { kind: 'unknown' } : { kind: 'synonym', symbol: only }
}

/** `ENSG00000012048`, with or without a version. */
export function isEnsemblGene(text: string): boolean {
  return /^ENSG\d{11}(\.\d+)?$/i.test(text.trim())
}
