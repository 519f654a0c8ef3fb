import type { CaseState } from '../../../shared/case/case-state.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { MARKED_COLUMN } from '../../../shared/variant/variant-column.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import type { VariantListView } from '../../../shared/variant/variant-query.ts'

/** The marked variants of one file, or of all that are listed together. */
export function marksOf(state: Pick<CaseState, 'marks'> | null, file: string | null): VariantKey[] {
  return state?.marks.filter((mark) => file === ALL_FILES || mark.file === file) ?? []
}

/** Whether what is listed follows from the marks. Text in quotes may say it too: asking once too often costs little. */
export function asksForMarks({ filters, sort }: VariantListView): boolean {
  return (
    filters.some(({ expression }) => /\bmarked\b/i.test(expression)) ||
    sort.some(({ column }) => column === MARKED_COLUMN.name)
  )
}
