import type { CaseState } from '../../../shared/case/case-state.ts'
import {
  type PlacedEntry,
  type ShortlistIndex,
  shortlistIndex,
} from '../../../shared/shortlist/shortlist-index.ts'
import type { VariantListView } from '../../../shared/variant/variant-query.ts'
import { SHORTLISTED_COLUMN } from '../../../shared/variant/variant-column.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'

/** By the case's shortlists: an index for each of its files. */
const known = new WeakMap<CaseState['shortlists'], Map<string, ShortlistIndex>>()

const NOTHING: readonly PlacedEntry[] = []

/** What the shortlists of the case say of a variant of one of its files. */
export function statedOf(
  state: Pick<CaseState, 'shortlists' | 'files' | 'build'> | null,
  { file, contig, position, ref, alt }: Pick<VariantRow, 'file' | 'contig' | 'position' | 'ref' | 'alt'>,
): readonly PlacedEntry[] {
  if (state === null || state.shortlists.length === 0) return NOTHING
  const { shortlists, files, build } = state
  const declared = files.find(({ id }) => id === file)?.contigs ?? []
  // A header need not name the contigs of its records.
  const isDeclared = declared.some(({ name }) => name === contig)
  const indexes = known.get(shortlists) ?? new Map<string, ShortlistIndex>()
  known.set(shortlists, indexes)
  const key = [file, build, isDeclared ? '' : contig].join('\t')
  const contigs = isDeclared ? declared : [...declared, { name: contig, length: 0 }]
  const index = indexes.get(key) ?? shortlistIndex(shortlists, contigs, build)
  indexes.set(key, index)
  return index.of(contig, position, ref, alt)
}

/** Whether what is listed follows from the shortlists; as `asksForMarks`. */
export function asksForShortlists({ filters, sort }: VariantListView): boolean {
  return (
    filters.some(({ expression }) => /\bshortlisted\b/i.test(expression)) ||
    sort.some(({ column }) => column === SHORTLISTED_COLUMN.name)
  )
}
