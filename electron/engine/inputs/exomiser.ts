import type { Shortlist, ShortlistEntry, Statement } from '../../../shared/shortlist/shortlist.ts'
import { mergeEntries } from './merge-entries.ts'

/** What Exomiser says of a variant, in either of its forms; of the rest of a statement it says nothing. */
export function exomiserStatement(said: Partial<Statement>): Statement {
  return {
    tier: null,
    rank: null,
    score: null,
    modeOfInheritance: null,
    segregation: null,
    penetrance: null,
    panel: null,
    gene: null,
    phenotypes: [],
    classification: null,
    justification: null,
    ...said,
  }
}

/**
 * A shortlist of Exomiser's, which names neither its version nor its date.
 *
 * @throws Fault `shortlist/too-long`
 */
export function exomiserShortlist(
  about: Pick<Shortlist, 'digest' | 'path' | 'name'>,
  entries: readonly ShortlistEntry[],
  { build, leftOut }: Pick<Shortlist, 'build' | 'leftOut'>,
): Shortlist {
  return {
    ...about,
    format: 'exomiser',
    tool: 'Exomiser',
    version: null,
    date: null,
    build,
    entries: mergeEntries(entries, about.path),
    leftOut,
  }
}
