/**
 * The Human Phenotype Ontology as columns, one row a term in the order of their numbers: small enough to keep, and
 * cheap to send between threads.
 */
export type Ontology = {
  /** `hp/releases/2024-12-12` as in the file; null when it does not say. */
  readonly version: string | null
  /** `2024-12-12`, from the version; null when it names no date. */
  readonly date: string | null
  /** HP numbers, ascending. */
  readonly numbers: Int32Array
  readonly names: readonly string[]
  /** Synonyms of row r are `synonymFirst[r]` up to `synonymFirst[r + 1]`. */
  readonly synonyms: readonly string[]
  readonly synonymFirst: Uint32Array
  /** Rows of the terms that are directly below (is_a), row by row as the synonyms. */
  readonly children: Uint32Array
  readonly childFirst: Uint32Array
  readonly obsolete: Uint8Array
  /** Numbers that are no longer in use, ascending, and the row that stands for each: merged or replaced. */
  readonly formerNumbers: Int32Array
  readonly formerRows: Uint32Array
  /** Rows to consider in place of an obsolete one, row by row. */
  readonly considered: Uint32Array
  readonly consideredFirst: Uint32Array
}

/** A term as read. */
export type TermDraft = {
  readonly number: number
  name: string
  readonly synonyms: string[]
  /** Numbers of the terms above. */
  readonly parents: number[]
  /** Former numbers (`alt_id`). */
  readonly former: number[]
  obsolete: boolean
  replacedBy: number | null
  readonly consider: number[]
}

/** Index of the first of ascending values that is not below `value`. */
export function lowerBound(values: Int32Array, value: number): number {
  let low = 0
  let high = values.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Index of `value` among ascending values, or -1. */
function indexOf(values: Int32Array, value: number): number {
  const at = lowerBound(values, value)
  return values[at] === value ? at : -1
}

/** Lists of rows as one column and where each list begins. */
function packed(lists: readonly (readonly number[])[]): [Uint32Array, Uint32Array] {
  const first = new Uint32Array(lists.length + 1)
  lists.forEach((list, i) => (first[i + 1] = (first[i] ?? 0) + list.length))
  return [Uint32Array.from(lists.flat()), first]
}

/** Packs terms. Of terms with one number the first counts; links to terms that are not there lead nowhere. */
export function buildOntology(drafts: readonly TermDraft[], version: string | null): Ontology {
  const unique = new Map<number, TermDraft>()
  for (const draft of drafts) if (!unique.has(draft.number)) unique.set(draft.number, draft)
  const terms = [...unique.values()].toSorted((a, b) => a.number - b.number)
  const numbers = Int32Array.from(terms, (t) => t.number)
  const rowsOf = (list: readonly number[]): number[] =>
    list.map((number) => indexOf(numbers, number)).filter((row) => row >= 0)

  const childLists: number[][] = terms.map(() => [])
  const former = new Map<number, number>()
  terms.forEach((term, row) => {
    for (const parent of rowsOf(term.parents)) childLists[parent]?.push(row)
    // A term that was merged may still be there, as an obsolete one.
    for (const number of term.former) if (unique.get(number)?.obsolete !== false) former.set(number, row)
  })
  for (const { number, obsolete, replacedBy } of terms) {
    const [replacement] = rowsOf(replacedBy === null ? [] : [replacedBy])
    if (obsolete && replacement !== undefined) former.set(number, replacement)
  }
  const formerOrdered = [...former].toSorted((a, b) => a[0] - b[0])
  const [children, childFirst] = packed(childLists)
  const [considered, consideredFirst] = packed(terms.map((t) => rowsOf(t.consider)))
  const [, synonymFirst] = packed(terms.map((t) => t.synonyms.map(() => 0)))
  return {
    version,
    date: /(\d{4}-\d\d-\d\d)/.exec(version ?? '')?.[1] ?? null,
    numbers,
    names: terms.map((t) => t.name),
    synonyms: terms.flatMap((t) => t.synonyms),
    synonymFirst,
    children,
    childFirst,
    obsolete: Uint8Array.from(terms, (t) => Number(t.obsolete)),
    formerNumbers: Int32Array.from(formerOrdered, ([number]) => number),
    formerRows: Uint32Array.from(formerOrdered, ([, row]) => row),
    considered,
    consideredFirst,
  }
}

/** Row of the term with exactly this number, obsolete or not; -1 when there is none. */
export function rowOfTerm(ontology: Ontology, number: number): number {
  return indexOf(ontology.numbers, number)
}

/**
 * Row of the term that stands for a number today: itself, what it was merged into, or what replaced it. Obsolete terms
 * that nothing replaced, and unknown numbers, are -1.
 */
export function currentRow(ontology: Ontology, number: number): number {
  let row = -1
  let wanted = number
  // A replacement may have been replaced in its turn; a circle of them leads nowhere.
  for (let steps = 0; steps < 10; steps++) {
    const former = indexOf(ontology.formerNumbers, wanted)
    row = former < 0 ? indexOf(ontology.numbers, wanted) : (ontology.formerRows[former] ?? -1)
    if (row < 0 || ontology.obsolete[row] !== 1) return row
    if (former < 0) return -1
    wanted = ontology.numbers[row] ?? -1
  }
  return -1
}

/** The rows and all below them, each once, ascending. */
export function withDescendants(ontology: Ontology, rows: readonly number[]): number[] {
  const seen = new Set(rows)
  const open = [...seen]
  for (let row = open.pop(); row !== undefined; row = open.pop())
    for (let c = ontology.childFirst[row] ?? 0; c < (ontology.childFirst[row + 1] ?? 0); c++) {
      const child = ontology.children[c] ?? 0
      if (seen.has(child)) continue
      seen.add(child)
      open.push(child)
    }
  return [...seen].toSorted((a, b) => a - b)
}
