import { Fault } from '../../../shared/errors/fault.ts'
import { hpoId, hpoNumber } from '../../../shared/phenotype/hpo-id.ts'
import type { ChosenTerm, HpoTerm } from '../../../shared/phenotype/hpo.ts'
import { type Ontology, currentRow, rowOfTerm } from './ontology.ts'

/**
 * Ids as they are written everywhere, each once, in their order.
 *
 * @throws Fault `phenotype/bad-id`
 */
export function termIds(written: readonly string[]): string[] {
  const ids = written.map((text) => {
    const number = hpoNumber(text)
    if (number === null) throw new Fault({ kind: 'phenotype/bad-id', text: text.trim().slice(0, 40) })
    return hpoId(number)
  })
  return [...new Set(ids)]
}

function termAt({ numbers, names }: Ontology, row: number): HpoTerm {
  return { id: hpoId(numbers[row] ?? 0), name: names[row] ?? null }
}

/** A term by its own name, obsolete or merged as it may be. */
export function termNamed(ontology: Ontology, id: string): HpoTerm {
  const number = hpoNumber(id) ?? -1
  const own = rowOfTerm(ontology, number)
  const row = own < 0 ? currentRow(ontology, number) : own
  return { id, name: row < 0 ? null : (ontology.names[row] ?? null) }
}

/** How a term stands in the ontology: itself, what replaced it, or what to use instead. */
export function standingOf(ontology: Ontology, id: string): Omit<ChosenTerm, 'genes'> {
  const number = hpoNumber(id) ?? -1
  const named = termNamed(ontology, id)
  const row = currentRow(ontology, number)
  if (row >= 0) {
    const current = termAt(ontology, row)
    const standing = current.id === id ? 'current' : 'replaced'
    return { ...named, standing, current, consider: [] }
  }
  const own = rowOfTerm(ontology, number)
  if (own < 0) return { ...named, standing: 'unknown', current: null, consider: [] }
  const { considered, consideredFirst } = ontology
  const instead = considered.subarray(consideredFirst[own] ?? 0, consideredFirst[own + 1] ?? 0)
  const consider = Array.from(instead, (at) => termAt(ontology, at))
  return { ...named, standing: 'obsolete', current: null, consider }
}
