import { minimalAllele } from '../../../../shared/variant/minimal-allele.ts'
import { type VariantSearch } from '../../../../shared/variant/variant-search.ts'
import type { OpenVariants } from '../open-variants.ts'
import type { Cell } from '../store/database.ts'

/** Bases around a position in which an allele may be written with other padding. */
const PADDING = 200

/**
 * Numbers of the rows a search names, in the order of the file, at most `limit`.
 *
 * @param contigOf the file's own name of a contig, undefined when it has none
 */
export async function findRows(
  { store, scope, rows }: OpenVariants,
  search: VariantSearch,
  contigOf: (name: string) => string | undefined,
  limit: number,
  signal: AbortSignal,
): Promise<Int32Array> {
  const ask = (where: string, values: readonly Cell[], most = limit): Promise<Int32Array> =>
    store.database.numbers(
      `SELECT CAST(v.rowid AS INTEGER) FROM variant v WHERE ${where} ORDER BY v.rowid LIMIT ${most}`,
      values,
      signal,
    )
  const has = (name: string): boolean => scope.stored(scope.column(name)) !== undefined

  switch (search.kind) {
    case 'id':
      // A record may have several identifiers. To put all of five million in lower case would take seconds.
      return ask(`v.id = ? OR v.id = ? OR (contains(v.id, ';') AND contains(';' || lower(v.id) || ';', ?))`, [
        search.id,
        search.id.toUpperCase(),
        `;${search.id};`,
      ])
    case 'allele': {
      const contig = store.meta.contigs.indexOf(contigOf(search.contig) ?? '')
      const wanted = minimalAllele(search.position, search.ref, search.alt)
      if (contig < 0 || wanted === null) return new Int32Array(0)
      const near = await ask(
        'v.contig = ? AND v.pos BETWEEN ? AND ?',
        [contig, search.position - PADDING, search.position + PADDING],
        10_000,
      )
      const columns = ['pos', 'ref', 'alt'].map((name) => scope.column(name))
      const cells = await rows.cells(near, columns, signal)
      return near.filter((_, i) => {
        const [position, ref, alt] = cells[i] ?? []
        const found = minimalAllele(Number(position), String(ref), String(alt))
        return found?.position === wanted.position && found.ref === wanted.ref && found.alt === wanted.alt
      })
    }
    case 'hgvs': {
      const name = search.change.toLowerCase().startsWith('p.') ? 'hgvsp' : 'hgvsc'
      if (!has(name)) return new Int32Array(0)
      const written = `replace(replace(lower(v.${name}), 'p.(', 'p.'), ')', '')`
      const change = search.change.toLowerCase()
      // Its digits first, which have no case: they pass over nearly all rows at a fraction of the cost.
      const isChange = `contains(v.${name}, ?) AND (${written} = ? OR ends_with(${written}, ?))`
      const values: Cell[] = [longestNumber(change), change, `:${change}`]
      if (search.reference === null) return ask(isChange, values)
      const reference = search.reference.toLowerCase()
      // With a version or without, or the gene the transcript is of.
      const gene = has('gene') ? ` OR v.gene IN (SELECT code FROM term_gene WHERE lower(text) = ?)` : ''
      return ask(
        `${isChange} AND (starts_with(lower(v.${name}), ?) OR starts_with(lower(v.${name}), ?)${gene})`,
        [...values, `${reference}:`, `${reference}.`, ...(gene === '' ? [] : [reference])],
      )
    }
  }
}

/** Empty, which every text contains, for a change without digits (`p.?`). */
function longestNumber(change: string): string {
  const numbers = change.match(/[0-9]+/g) ?? []
  return numbers.reduce((longest, each) => (each.length > longest.length ? each : longest), '')
}
