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
  /**
   * The value of one of {@link GENE_COLUMNS} for a row's gene as the file names it; of a row without one for the genes it
   * overlaps (joined by ";"), as of a structural variant that nobody annotated.
   */
  valueOf(column: VariantColumn, gene: string | null, overlapped: string | null): Cell
  /** The columns of the store that genes stand in: the row's, and those it overlaps. */
  readonly stored: { readonly gene: boolean; readonly genes: boolean }
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

/** What the panels say of several genes: all of their panels, the highest rating. */
function together(all: readonly PanelWord[]): PanelWord | undefined {
  const [first, ...others] = all
  if (!first) return undefined
  const each = (texts: readonly (string | null)[]): string[] => [
    ...new Set(texts.flatMap((text) => text?.split(';') ?? [])),
  ]
  const panels = each(all.map(({ panel }) => panel))
  const modes = each(all.map(({ moi }) => moi))
  const rating = others.reduce(
    (best, word) => (PANEL_RATINGS.indexOf(word.rating) > PANEL_RATINGS.indexOf(best) ? word.rating : best),
    first.rating,
  )
  return { panel: panels.join(';'), rating, moi: modes.length === 0 ? null : modes.join(';') }
}

const CODED_IN = ['gene', 'genes'] as const

/** Numbers of the store's words, by where they stand: a row's own gene, or the genes it overlaps. */
type Codes = { readonly gene: readonly number[]; readonly genes: readonly number[] }

/**
 * @param symbolOf the symbol that panels have for a gene as the file names it
 * @param stored what the store has of genes
 */
export function createGeneColumns(
  panels: readonly PanelInUse[],
  symbolOf: (gene: string) => string,
  database: Database,
  stored: GeneColumns['stored'],
): GeneColumns {
  const words = wordsOf(panels)
  const wordOf = (gene: string): PanelWord | undefined => words.get(symbolOf(gene))
  // The bundled genes are named as panels are.
  const wordOfAll = (genes: string): PanelWord | undefined =>
    together(genes.split(';').flatMap((gene) => words.get(gene) ?? []))
  let found: Promise<Record<keyof Codes, ReadonlyMap<number, PanelWord>>> | undefined

  const onPanels = async (column: keyof Codes): Promise<ReadonlyMap<number, PanelWord>> => {
    const byCode = new Map<number, PanelWord>()
    if (!stored[column] || words.size === 0) return byCode
    for (const [code, text] of await database.rows(
      `SELECT code, text FROM "${dictionaryTable(column)}"`,
      [],
    )) {
      const word = column === 'gene' ? wordOf(String(text)) : wordOfAll(String(text))
      if (word) byCode.set(Number(code), word)
    }
    return byCode
  }
  /** What of the file is on a panel, by its number in the store. */
  const known = (signal?: AbortSignal): Promise<Record<keyof Codes, ReadonlyMap<number, PanelWord>>> => {
    found ??= Promise.all([onPanels('gene'), onPanels('genes')]).then(([gene, genes]) => ({ gene, genes }))
    signal?.throwIfAborted()
    return found
  }

  const valueIn = ({ name }: VariantColumn, word: PanelWord | undefined): Cell => {
    if (!word) return null
    return name === 'panel' ? word.panel : name === 'panel_confidence' ? word.rating : word.moi
  }

  /** True of rows whose gene is among some, or that have none and overlap one of some; false, never NULL, of all others. */
  const among = ({ gene, genes }: Codes): Sql => {
    const list = (codes: readonly number[]): Sql => joined(codes.map(integerValue), ', ')
    const conditions: Sql[] = []
    if (gene.length > 0) conditions.push(sql`coalesce(v.gene IN (${list(gene)}), FALSE)`)
    if (genes.length > 0) {
      const overlaps = sql`coalesce(v.genes IN (${list(genes)}), FALSE)`
      conditions.push(stored.gene ? sql`(v.gene IS NULL AND ${overlaps})` : overlaps)
    }
    return conditions.length === 0 ? sql`FALSE` : sql`(${joined(conditions, ' OR ')})`
  }

  return {
    stored,
    valueOf(column, gene, overlapped) {
      if (gene !== null) return valueIn(column, wordOf(gene))
      return valueIn(column, overlapped === null ? undefined : wordOfAll(overlapped))
    },
    async conditionSql(condition, signal) {
      const column = geneColumnOf(condition)
      if (!column) return null
      const isTrue = { gene: [] as number[], genes: [] as number[] }
      const isFalse = { gene: [] as number[], genes: [] as number[] }
      const all = await known(signal)
      for (const where of CODED_IN)
        for (const [code, word] of all[where]) {
          const truth = evaluateFilter(condition, (asked) => valueIn(asked, word))
          if (truth === true) isTrue[where].push(code)
          else if (truth === false) isFalse[where].push(code)
        }
      // A gene on no panel has no value: whether it is missing is then certain, and all else is not.
      if (condition.kind === 'missing') return sql`(NOT ${among(isFalse)})`
      return sql`CASE WHEN ${among(isTrue)} THEN TRUE WHEN ${among(isFalse)} THEN FALSE END`
    },
    async orderSql(column, signal) {
      const codes = new Map<string, { gene: number[]; genes: number[] }>()
      const all = await known(signal)
      for (const where of CODED_IN)
        for (const [code, word] of all[where]) {
          const value = valueIn(column, word)
          if (value === null) continue
          const text = String(value)
          const ofText = codes.get(text) ?? { gene: [], genes: [] }
          ofText[where].push(code)
          codes.set(text, ofText)
        }
      if (codes.size === 0) return 'CAST(NULL AS INTEGER)'
      const values = new Set([...words.values()].map((word) => String(valueIn(column, word))))
      for (const text of codes.keys()) values.add(text)
      const texts = [...values].toSorted((a, b) =>
        column.type === 'word' ? column.words.indexOf(a) - column.words.indexOf(b) : a < b ? -1 : 1,
      )
      // Whole numbers of ours, none of it typed.
      const isOf = ({ gene, genes }: Codes): string =>
        [
          ...(gene.length > 0 ? [`v.gene IN (${gene.join(', ')})`] : []),
          ...(genes.length > 0
            ? [`${stored.gene ? 'v.gene IS NULL AND ' : ''}v.genes IN (${genes.join(', ')})`]
            : []),
        ].join(' OR ')
      const places = texts.flatMap((text, place) => {
        const ofText = codes.get(text)
        return ofText ? [`WHEN ${isOf(ofText)} THEN ${place}`] : []
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
