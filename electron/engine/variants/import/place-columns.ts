import type { Build } from '../../../../shared/genome/build.ts'
import { contigKey } from '../../../../shared/genome/contig-name.ts'
import type { Band } from '../../../../shared/genome/gene.ts'
import { genesOverlapping } from '../../genome/gene-query.ts'
import type { GeneTable } from '../../genome/gene-table.ts'
import type { StoredColumn } from './import-plan.ts'
import { type PartColumn, TermColumn } from './part-columns.ts'

/** What lies where, of one build. */
export type KnownPlaces = {
  /** The band at a place, and up to where it says the same; null where there is none. Coordinates are 0-based. */
  band(contig: string, at: number): Word
  /** Symbols of the genes that `start` … `end` overlaps, joined by ";" in the order of their starts. */
  genes(contig: string, start: number, end: number): Word
}

/** A word, and the stretch in which anything that lies within it has the same: `from` … `to`, 0-based half-open. */
type Word = { readonly text: string | null; readonly from: number; readonly to: number }

const NOWHERE: Word = { text: null, from: 0, to: 0 }

export function knownPlaces(table: GeneTable, bands: readonly Band[], build: Build): KnownPlaces {
  const ofContig = Map.groupBy(bands, ({ contig }) => keyOf(contig, build))
  const tableNames = new Map(table.contigs.map((name) => [keyOf(name, build), name]))
  return {
    band(contig, at) {
      const found = ofContig.get(keyOf(contig, build))?.find(({ start, end }) => at >= start && at < end)
      return found ? { text: `${found.contig}${found.name}`, from: found.start, to: found.end } : NOWHERE
    },
    genes(contig, start, end) {
      const name = tableNames.get(keyOf(contig, build))
      return name === undefined ? NOWHERE : genesAt(table, name, start, end)
    },
  }
}

const keyOf = (name: string, build: Build): string => contigKey({ name, length: 0 }, build) ?? name

function genesAt(table: GeneTable, contig: string, start: number, end: number): Word {
  const overlapping = genesOverlapping(table, contig, start, end)
  const symbols = [...new Set(overlapping.map((gene) => table.symbols[gene] ?? ''))].filter(Boolean)
  const c = table.contigs.indexOf(contig)
  const [first, last] = [table.contigFirst[c] ?? 0, table.contigFirst[c + 1] ?? 0]
  // The same within all of them and up to the next start; what lies before, and ended, is left out of `from`.
  const from = Math.max(start, ...overlapping.map((gene) => table.geneStart[gene] ?? 0))
  let to = Math.min(Infinity, ...overlapping.map((gene) => table.geneEnd[gene] ?? 0))
  let next = first
  let high = last
  while (next < high) {
    const middle = (next + high) >>> 1
    if ((table.geneStart[middle] ?? 0) < end) next = middle + 1
    else high = middle
  }
  if (next < last) to = Math.min(to, table.geneStart[next] ?? Infinity)
  return { text: symbols.length === 0 ? null : symbols.join(';'), from, to: Math.max(to, from) }
}

/** A column of words that neighbours share: a new one is asked for only beyond the stretch of the last. */
class WordColumn {
  readonly column = new TermColumn()
  #contig = -1
  #word: Word = NOWHERE

  push(contig: number, start: number, end: number, ask: () => Word): void {
    const holds = contig === this.#contig && start >= this.#word.from && end <= this.#word.to
    if (!holds) {
      this.#word = ask()
      this.#contig = contig
    }
    if (this.#word.text === null) this.column.pushMissing()
    else this.column.pushText(this.#word.text)
  }
}

/** The columns that follow from where rows lie, by their names in the store. */
export function placeColumns(
  scanned: readonly PartColumn[],
  columns: readonly StoredColumn[],
  rows: number,
  places: KnownPlaces,
): ReadonlyMap<string, PartColumn> {
  const of = (name: string): PartColumn | undefined =>
    scanned[columns.findIndex((each) => each.name === name)]
  const [chrom, pos, ends] = [of('chrom'), of('pos'), of('end')]
  const bands = new WordColumn()
  const genes = new WordColumn()
  if (chrom?.kind === 'term' && pos?.kind === 'integer' && ends?.kind === 'integer') {
    const { codes, bytes } = chrom
    const names = Array.from(chrom.ends, (end, i) =>
      Buffer.from(bytes.subarray(i === 0 ? 0 : chrom.ends[i - 1], end)).toString('utf8'),
    )
    for (let row = 0; row < rows; row++) {
      const contig = codes[row] ?? -1
      const name = names[contig] ?? ''
      const start = Math.max(0, (pos.values[row] ?? 0) - 1)
      const end = Math.max(start + 1, ends.values[row] ?? 0)
      bands.push(contig, start, start + 1, () => places.band(name, start))
      genes.push(contig, start, end, () => places.genes(name, start, end))
    }
  }
  return new Map([
    ['band', bands.column.finish()],
    ['genes', genes.column.finish()],
  ])
}
