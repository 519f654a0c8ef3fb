import type { Panel } from '../../../../shared/panel/panel.ts'
import { type Condition, type Term, isCondition } from '../../../../shared/filter/checked-filter.ts'
import { evaluateFilter } from '../../../../shared/filter/evaluate-filter.ts'
import { GENE_COLUMNS, PANEL_RATINGS, type VariantColumn } from '../../../../shared/variant/variant-column.ts'
import type { Cell, Database } from '../store/database.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import { integerValue, joined, type Sql, sql } from './sql-fragment.ts'

type Rating = (typeof PANEL_RATINGS)[number]

/** What the panels in use say of a gene. */
type PanelWord = { readonly panel: string; readonly rating: Rating; readonly moi: string | null }

/** The panels in use, by gene. */
export type GeneColumns = {
  /** The value of one of {@link GENE_COLUMNS} for a gene as the file names it. */
  valueOf(column: VariantColumn, gene: string | null): Cell
  /** A condition about one of those columns, asked of the rows' genes; null when it is about anything else. */
  conditionSql(condition: Condition, signal?: AbortSignal): Promise<Sql | null>
  /** What rows are sorted by, worst or missing last: the value's place among all that the panels have, whatever the file. */
  orderSql(column: VariantColumn, signal?: AbortSignal): Promise<string>
}

/** A panel that is in use, by its name on the screen. */
export type PanelInUse = Pick<Panel, 'name' | 'genes'>

const ratingOf = (confidence: Panel['genes'][number]['confidence']): Rating =>
  confidence === 'none' ? 'unrated' : confidence

function wordsOf(panels: readonly PanelInUse[]): Map<string, PanelWord> {
  const words = new Map<string, PanelWord>()
  for (const { name, genes } of panels)
    for (const { symbol, confidence, modeOfInheritance } of genes) {
      const rating = ratingOf(confidence)
      const before = words.get(symbol)
      if (!before) words.set(symbol, { panel: name, rating, moi: modeOfInheritance })
      else
        words.set(symbol, {
          panel: `${before.panel};${name}`,
          rating:
            PANEL_RATINGS.indexOf(rating) > PANEL_RATINGS.indexOf(before.rating) ? rating : before.rating,
          moi:
            modeOfInheritance === null
              ? before.moi
              : [before.moi, modeOfInheritance].filter(Boolean).join(';'),
        })
    }
  return words
}

/**
 * @param symbolOf the symbol that panels have for a gene as the file names it
 * @param hasGenes the store has genes at all
 */
export function createGeneColumns(
  panels: readonly PanelInUse[],
  symbolOf: (gene: string) => string,
  database: Database,
  hasGenes: boolean,
): GeneColumns {
  const words = wordsOf(panels)
  let found: Promise<ReadonlyMap<number, PanelWord>> | undefined

  /** The genes of the file that are on a panel, by their numbers in the store. */
  const genes = (signal?: AbortSignal): Promise<ReadonlyMap<number, PanelWord>> => {
    found ??= (async () => {
      const byCode = new Map<number, PanelWord>()
      if (!hasGenes || words.size === 0) return byCode
      for (const [code, gene] of await database.rows(
        `SELECT code, text FROM "${dictionaryTable('gene')}"`,
        [],
      )) {
        const word = words.get(symbolOf(String(gene)))
        if (word) byCode.set(Number(code), word)
      }
      return byCode
    })()
    signal?.throwIfAborted()
    return found
  }

  const valueIn = ({ name }: VariantColumn, word: PanelWord | undefined): Cell => {
    if (!word) return null
    return name === 'panel' ? word.panel : name === 'panel_confidence' ? word.rating : word.moi
  }

  const codeList = (codes: readonly number[]): Sql =>
    joined(codes.length === 0 ? [integerValue(-1)] : codes.map(integerValue), ', ')

  return {
    valueOf: (column, gene) => valueIn(column, gene === null ? undefined : words.get(symbolOf(gene))),
    async conditionSql(condition, signal) {
      const column = geneColumnOf(condition)
      if (!column) return null
      const isTrue: number[] = []
      const isFalse: number[] = []
      for (const [code, word] of await genes(signal)) {
        const truth = evaluateFilter(condition, (asked) => valueIn(asked, word))
        if (truth === true) isTrue.push(code)
        else if (truth === false) isFalse.push(code)
      }
      if (!hasGenes) return condition.kind === 'missing' ? sql`TRUE` : sql`CAST(NULL AS BOOLEAN)`
      // A gene on no panel has no value: whether it is missing is then certain, and all else is not.
      if (condition.kind === 'missing') return sql`coalesce(v.gene NOT IN (${codeList(isFalse)}), TRUE)`
      return sql`CASE WHEN v.gene IN (${codeList(isTrue)}) THEN TRUE WHEN v.gene IN (${codeList(isFalse)}) THEN FALSE END`
    },
    async orderSql(column, signal) {
      const codes = new Map<string, number[]>()
      for (const [code, word] of await genes(signal)) {
        const value = valueIn(column, word)
        if (value === null) continue
        const text = String(value)
        codes.set(text, [...(codes.get(text) ?? []), code])
      }
      if (codes.size === 0) return 'CAST(NULL AS INTEGER)'
      const all = new Set([...words.values()].map((word) => String(valueIn(column, word))))
      const texts = [...all].toSorted((a, b) =>
        column.type === 'word' ? column.words.indexOf(a) - column.words.indexOf(b) : a < b ? -1 : 1,
      )
      // Whole numbers of ours, none of it typed.
      const places = texts.flatMap((text, place) => {
        const ofText = codes.get(text)
        return ofText ? [`WHEN v.gene IN (${ofText.join(', ')}) THEN ${place}`] : []
      })
      return `CASE ${places.join(' ')} END`
    },
  }
}

/** The gene's column that a condition is about, when it is about nothing else. */
function geneColumnOf(condition: Condition): VariantColumn | undefined {
  const isGene = ({ name }: VariantColumn): boolean => GENE_COLUMNS.includes(name)
  const columnIn = (term: Term): VariantColumn | undefined =>
    !isCondition(term) && 'column' in term && isGene(term.column) ? term.column : undefined
  const isTyped = (term: Term): boolean => term.kind === 'text' || term.kind === 'word'
  switch (condition.kind) {
    case 'missing':
    case 'search':
      return isGene(condition.column) ? condition.column : undefined
    case 'compare':
      if (isTyped(condition.right)) return columnIn(condition.left)
      return isTyped(condition.left) ? columnIn(condition.right) : undefined
    case 'in':
      return condition.list.every(isTyped) ? columnIn(condition.item) : undefined
    case 'truth':
    case 'flag':
    case 'not':
    case 'and':
    case 'or':
      return undefined
  }
}
