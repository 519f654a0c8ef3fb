import { hpoId, hpoNumber } from '../../../shared/phenotype/hpo-id.ts'
import type { TermMatch } from '../../../shared/phenotype/hpo.ts'
import { type Ontology, currentRow, rowOfTerm } from './ontology.ts'

/** Lower case, without accents, words separated and preceded by one blank. */
function searchable(text: string): string {
  const plain = /^[ -~]*$/.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '')
  return ` ${plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()}`
}

/** All names and then all synonyms as they are searched, one a line: most of the work of making a search. */
export function searchableTexts({ names, synonyms }: Pick<Ontology, 'names' | 'synonyms'>): string {
  return [...names, ...synonyms].map(searchable).join('\n')
}

/** How well a text fits: 0 it is the query, 1 it begins with it, 2 every word of the query begins one of its words. */
function fit(text: string, query: string, words: readonly string[]): number | null {
  if (text === query) return 0
  if (text.startsWith(query)) return 1
  return words.every((word) => text.includes(word)) ? 2 : null
}

/** One number to sort by: what is said first counts before the length, the length before the row. */
const keyOf = (rank: number, length: number): number => rank * 2 ** 20 + Math.min(length, 2 ** 20 - 1)

/** What obsolete terms come after. */
const LAST = 10

/**
 * Makes a search of the terms by id, name or synonym. Names come before synonyms, whole texts before beginnings
 * before words in any order; obsolete terms that nothing replaced come last, replaced ones lead to what replaced
 * them. Takes some milliseconds when the texts are there.
 */
export function createTermSearch(
  ontology: Ontology,
  all = searchableTexts(ontology),
): (text: string, limit: number) => TermMatch[] {
  const { numbers, names, synonyms, synonymFirst, obsolete } = ontology
  const texts = all.split('\n')
  /** The row of each text. */
  const rows = new Uint32Array(texts.length)
  for (let row = 0; row < names.length; row++) {
    rows[row] = row
    rows.fill(row, names.length + (synonymFirst[row] ?? 0), names.length + (synonymFirst[row + 1] ?? 0))
  }

  const matchOf = (row: number, via: string | null): TermMatch => {
    const consider: string[] = []
    for (let i = ontology.consideredFirst[row] ?? 0; i < (ontology.consideredFirst[row + 1] ?? 0); i++)
      consider.push(hpoId(numbers[ontology.considered[i] ?? 0] ?? 0))
    return {
      id: hpoId(numbers[row] ?? 0),
      name: names[row] ?? '',
      via,
      obsolete: obsolete[row] === 1,
      consider: obsolete[row] === 1 ? consider : [],
    }
  }

  /** Where what is found of a row leads: itself, or what replaced it. */
  const ledTo = Int32Array.from(numbers, (number, row) =>
    obsolete[row] === 1 ? currentRow(ontology, number) : row,
  )

  const byId = (number: number): TermMatch[] => {
    const current = currentRow(ontology, number)
    if (current >= 0) return [matchOf(current, numbers[current] === number ? null : hpoId(number))]
    const row = rowOfTerm(ontology, number)
    return row < 0 ? [] : [matchOf(row, null)]
  }

  return (text, limit) => {
    const number = hpoNumber(text)
    if (number !== null) return byId(number).slice(0, limit)
    const query = searchable(text)
    if (query === ' ') return []
    const words = query
      .trim()
      .split(' ')
      .map((word) => ` ${word}`)
    // A letter finds half of all terms: no object is made for any of them, and the best are picked without sorting.
    const keys = new Float64Array(numbers.length).fill(Infinity)
    const vias = Array.from(numbers, (): string | null => null)
    for (const at of textsWith(all, texts, longest(words))) {
      const text = texts[at] ?? ''
      const found = fit(text, query, words)
      if (found === null) continue
      const row = rows[at] ?? 0
      const isName = at < names.length
      const led = ledTo[row] ?? -1
      const rank = found * 2 + (isName ? 0 : 1) + (led < 0 ? LAST : 0)
      const to = led < 0 ? row : led
      const key = keyOf(rank, text.length)
      if (key >= (keys[to] ?? 0)) continue
      keys[to] = key
      vias[to] = to !== row ? (names[row] ?? null) : isName ? null : (synonyms[at - names.length] ?? null)
    }
    return lowest(keys, limit).map((row) => matchOf(row, vias[row] ?? null))
  }
}

const longest = (words: readonly string[]): string =>
  words.reduce((best, word) => (word.length > best.length ? word : best))

/** Numbers of the texts that have a word, ascending: one pass over all of them at once, as searching each takes ten times as long. */
function* textsWith(all: string, texts: readonly string[], word: string): Generator<number> {
  let text = 0
  let end = texts[0]?.length ?? 0
  for (let at = all.indexOf(word); at >= 0; at = all.indexOf(word, end)) {
    while (end <= at) end += 1 + (texts[++text]?.length ?? 0)
    yield text
  }
}

/** Places of the `limit` lowest of the finite keys, the lowest first; of equal ones the first. */
function lowest(keys: Float64Array, limit: number): number[] {
  const places: number[] = []
  keys.forEach((key, place) => {
    if (key === Infinity || limit === 0) return
    const last = places.length < limit ? Infinity : (keys[places.at(-1) ?? 0] ?? 0)
    if (key >= last) return
    let at = places.length
    while (at > 0 && (keys[places[at - 1] ?? 0] ?? 0) > key) at--
    places.splice(at, 0, place)
    places.length = Math.min(places.length, limit)
  })
  return places
}
