import { tableRows } from './ideogram-file.ts'

/** A row of the gene table, 0-based half-open. */
export type GeneRow = {
  readonly symbol: string
  /** Ensembl gene id without version. */
  readonly id: string
  readonly contig: string
  readonly start: number
  readonly end: number
}

/**
 * Decodes `chr start length slim_id symbol …` (header: `## prefix: ENSG`).
 *
 * `start` is 1-based; `length` is end minus start with both ends included, one less than the number of bases:
 * CFTR `117287120 428851` is Ensembl 110's 7:117,287,120-117,715,971. `slim_id` lacks the prefix and its zeros.
 */
export function decodeGenes(text: string): GeneRow[] {
  const prefix = /^## prefix: (\S+)/m.exec(text)?.[1] ?? ''
  if (prefix !== 'ENSG') throw new Error(`gene table: unknown id prefix ${prefix}`)
  return tableRows(text).map(([contig = '', from, length, slimId = '', symbol = '']) => {
    const first = Number(from)
    const end = first + Number(length)
    if (!Number.isInteger(end) || first < 1 || symbol === '')
      throw new Error(`gene table: bad row ${symbol} ${from}`)
    return { symbol, id: prefix + slimId.padStart(11, '0'), contig, start: first - 1, end }
  })
}

/** Decodes `symbol synonym synonym …`. */
export function decodeSynonyms(text: string): Map<string, string[]> {
  return new Map(
    tableRows(text).map(([symbol = '', ...synonyms]) => [
      symbol,
      synonyms.map((s) => s.trim()).filter((s) => s !== ''),
    ]),
  )
}
