import { type GeneTable, nameKey } from './gene-table.ts'
import { contigOfGene } from './gene-query.ts'

/** A gene found by a name; `via` is the synonym or id that was matched when that is not the symbol. */
export type GeneMatch = { readonly gene: number; readonly via: string | null }

/** Names looked at for a completion: enough for any two letters, little enough for every key press. */
const SCAN = 20_000

/** First row of `names` whose key is not before `key`. */
function lowerBound(table: GeneTable, key: string): number {
  let low = 0
  let high = table.names.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (nameKey(table.names[middle] ?? '') < key) low = middle + 1
    else high = middle
  }
  return low
}

function matchAt(table: GeneTable, row: number): GeneMatch {
  const gene = table.nameGene[row] ?? 0
  return { gene, via: table.nameIsSynonym[row] === 1 ? (table.names[row] ?? '') : null }
}

/**
 * The genes `text` names exactly, whatever its case: those with the symbol, or when there are none those with the
 * synonym or id (with or without its version).
 */
export function genesNamed(table: GeneTable, text: string): GeneMatch[] {
  const key = nameKey(text.trim())
  if (key === '') return []
  const matches: GeneMatch[] = []
  for (let row = lowerBound(table, key); row < table.names.length; row++) {
    if (nameKey(table.names[row] ?? '') !== key) break
    matches.push(matchAt(table, row))
  }
  const bySymbol = matches.filter((m) => m.via === null)
  if (bySymbol.length > 0) return bySymbol
  if (matches.length > 0) return matches
  const withoutVersion = /^(ENSG\d+)\.\d+$/.exec(key)?.[1]
  return withoutVersion === undefined ? [] : genesNamed(table, withoutVersion)
}

/**
 * Genes whose name begins with `text`: the exact symbol, exact synonyms, symbols by length, then synonyms by length;
 * each gene once, with the best of its names.
 */
export function completeGene(table: GeneTable, text: string, limit: number): GeneMatch[] {
  const key = nameKey(text.trim())
  if (key === '') return []
  const found: { match: GeneMatch; rank: number; name: string }[] = []
  const first = lowerBound(table, key)
  for (let row = first; row < Math.min(first + SCAN, table.names.length); row++) {
    const name = table.names[row] ?? ''
    if (!nameKey(name).startsWith(key)) break
    const match = matchAt(table, row)
    const rank = (name.length === key.length ? 0 : 2) + (match.via === null ? 0 : 1)
    found.push({ match, rank, name })
  }
  found.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.name.length - b.name.length ||
      (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) ||
      a.match.gene - b.match.gene,
  )
  const seen = new Set<number>()
  const best: GeneMatch[] = []
  for (const { match } of found) {
    if (best.length >= limit) break
    if (seen.has(match.gene)) continue
    seen.add(match.gene)
    best.push(match)
  }
  return best
}

/**
 * The one gene meant by several of one name: the one on X of a pseudoautosomal pair, or the only one with
 * transcripts. Null when that does not decide.
 */
export function preferredGene(table: GeneTable, matches: readonly GeneMatch[]): GeneMatch | null {
  const [only] = matches
  if (only === undefined || matches.length === 1) return only ?? null
  const coding = matches.filter(
    ({ gene }) =>
      (table.genePlacement[gene] ?? 0) > 0 ||
      (table.transcriptFirst[gene + 1] ?? 0) > (table.transcriptFirst[gene] ?? 0),
  )
  if (coding.length === 1) return coding[0] ?? null
  const isSex = (match: GeneMatch, letter: string): boolean =>
    contigOfGene(table, match.gene).replace(/^chr/, '') === letter
  const onX = matches.filter((m) => isSex(m, 'X'))
  const onY = matches.filter((m) => isSex(m, 'Y'))
  return onX.length === 1 && onX.length + onY.length === matches.length ? (onX[0] ?? null) : null
}
