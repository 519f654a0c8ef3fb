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

/** How well a text fits: 0 it is the query, 1 it begins with it, 2 every word of the query begins one of its words. */
function fit(text: string, query: string, words: readonly string[]): number | null {
  if (text === query) return 0
  if (text.startsWith(query)) return 1
  return words.every((word) => text.includes(word)) ? 2 : null
}

/** `rank` sorts first; then shorter texts. */
type Candidate = {
  readonly row: number
  readonly via: string | null
  readonly rank: number
  readonly length: number
}

/**
 * Makes a search of the terms by id, name or synonym. Names come before synonyms, whole texts before beginnings
 * before words in any order; obsolete terms that nothing replaced come last, replaced ones lead to what replaced
 * them. Takes some milliseconds.
 */
export function createTermSearch(ontology: Ontology): (text: string, limit: number) => TermMatch[] {
  const { numbers, names, synonyms, synonymFirst, obsolete } = ontology
  const nameTexts = names.map(searchable)
  const synonymTexts = synonyms.map(searchable)

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

  /** What an obsolete term leads to: its replacement, by way of its own name; else itself, ranked last. */
  const led = (row: number, via: string | null, rank: number, length: number): Candidate => {
    if (obsolete[row] !== 1) return { row, via, rank, length }
    const current = currentRow(ontology, numbers[row] ?? 0)
    return current < 0
      ? { row, via, rank: rank + 10, length }
      : { row: current, via: names[row] ?? null, rank, length }
  }

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
    const best = new Map<number, Candidate>()
    const offer = (candidate: Candidate): void => {
      const known = best.get(candidate.row)
      if (!known || compare(candidate, known) < 0) best.set(candidate.row, candidate)
    }
    nameTexts.forEach((name, row) => {
      const found = fit(name, query, words)
      if (found !== null) offer(led(row, null, found * 2, name.length))
      for (let s = synonymFirst[row] ?? 0; s < (synonymFirst[row + 1] ?? 0); s++) {
        const synonym = synonymTexts[s] ?? ''
        const fits = fit(synonym, query, words)
        if (fits !== null) offer(led(row, synonyms[s] ?? '', fits * 2 + 1, synonym.length))
      }
    })
    return [...best.values()]
      .toSorted(compare)
      .slice(0, limit)
      .map(({ row, via }) => matchOf(row, via))
  }
}

const compare = (a: Candidate, b: Candidate): number =>
  a.rank - b.rank || a.length - b.length || a.row - b.row
