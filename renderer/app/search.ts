import type { CaseState } from '../../shared/case/case-state.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import { ALL_FILES } from '../../shared/variant/joint-columns.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import { readVariantSearch } from '../../shared/variant/variant-search.ts'
import { goToText } from './commands.ts'
import { listScope } from './list/list-scope.ts'
import type { Session } from './session.ts'

/** Puts a variant under review, in the list where its filters let it through. Where they do not, the list says so. */
export function showVariant(session: Session, row: VariantRow): void {
  const { variants, selection, view } = session
  const { file, row: before } = selection.getState()
  view.getState().setLocusError(null)
  if (variants.getState().of !== 'variants') void variants.getState().list('variants')
  // The browser follows the selection; it may have been moved away from the one that is selected already.
  if (file === row.file && before === row.row) session.browser()?.showSelection()
  else selection.getState().select(row.file, row.row, row)
}

/** Why a text that has a place is not looked for among the variants: nothing to say, its place is shown. */
const NO_LIST: ReadonlySet<CasementError['kind']> = new Set(['search/no-variants', 'variants/not-imported'])

/**
 * What is entered in the search box: a variant of the case by its rs number, HGVS or alleles, else a gene, a region, a
 * position. False when it names nothing, or several variants: why is kept for the box.
 */
export async function search(session: Session, text: string): Promise<boolean> {
  const kind = readVariantSearch(text)?.kind
  if (kind === undefined) return goToText(session, text)
  const found = await findOne(session, text)
  if ('row' in found) {
    showVariant(session, found.row)
    return true
  }
  // Alleles have a place, whether anybody has them or not.
  if (kind === 'allele') {
    if (!(await goToText(session, text))) return false
    if (NO_LIST.has(found.error.kind)) return true
  }
  session.view.getState().setLocusError(found.error)
  return false
}

/** What a list is called where its variants are spoken of; undefined when there is none. */
export const listName = (state: CaseState | null, file: string | null): string | undefined =>
  file === ALL_FILES ? 'the list' : state?.files.find(({ id }) => id === file)?.name

type One = { readonly row: VariantRow } | { readonly error: CasementError }

/** The one variant that a text names. */
async function findOne({ client, cases, variants }: Session, text: string): Promise<One> {
  const { file: id } = variants.getState()
  const { current } = cases.getState()
  const file = listName(current, id)
  if (id === null || file === undefined) return { error: { kind: 'search/no-variants', text } }
  if (listScope(current, id) === null) return { error: { kind: 'variants/not-imported', file } }
  try {
    const { rows } = await client.call('variants.find', { file: id, text, limit: 2 })
    const [row, other] = rows
    if (row === undefined) return { error: { kind: 'search/not-found', text, file } }
    return other === undefined ? { row } : { error: { kind: 'search/several', text, file } }
  } catch (thrown) {
    return { error: errorOf(thrown) }
  }
}
