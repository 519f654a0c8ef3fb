import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { readVariantSearch, type VariantSearch } from '../../../shared/variant/variant-search.ts'
import { startImport } from '../case/ensure-stores.ts'
import type { EngineContext } from '../context.ts'
import { abortSignal } from './abort-signal.ts'
import { findRows } from './find/find-rows.ts'
import { numberOf } from './joint/joint-parts.ts'
import type { OpenVariants } from './open-variants.ts'
import { facetOf } from './query/facets.ts'
import type { Stores } from './stores.ts'
import { variantFileOf } from './variant-data.ts'

type QueryCall =
  | 'variants.count'
  | 'variants.facet'
  | 'variants.find'
  | 'variants.placeOf'
  | 'variants.import'
  | 'variants.setList'

/** What is asked of imported variants. */
export function queryCalls(context: EngineContext, stores: Stores): Handlers<QueryCall> {
  const { session, tasks } = context
  const fileOf = (id: string): CaseFile => variantFileOf(session, id)
  const imported = async (id: string): Promise<OpenVariants> => {
    const file = fileOf(id)
    const variants = await stores.of(file)
    if (variants) return variants
    throw new Fault({ kind: 'variants/not-imported', file: file.name })
  }

  const found = async (
    id: string,
    search: VariantSearch,
    limit: number,
    signal: AbortSignal,
  ): Promise<VariantRow[]> => {
    const variants = await imported(id)
    const { contigs } = variants.store.meta
    const named = contigs.map((name) => ({ name, length: 0 }))
    const { build } = session.require()
    const contigOf = (name: string): string | undefined =>
      contigs.includes(name) ? name : contigAlias([{ name, length: 0 }], named, build).toFile(name)
    return variants.rows.rows(await findRows(variants, search, contigOf, limit, signal), signal)
  }

  let typed = new AbortController()
  /** Ends the search for what had been typed before. */
  const newest = (text: string): AbortSignal => {
    typed.abort(new Fault({ kind: 'task/cancelled', title: `The search for ${text}` }))
    typed = new AbortController()
    return typed.signal
  }

  return {
    'variants.count': async ({ file, query }, signal) => {
      const { results } = file === ALL_FILES ? await stores.all() : await imported(file)
      return results.count(query, abortSignal(signal))
    },
    'variants.facet': async ({ file, query, column, limit }, signal) => {
      const abort = abortSignal(signal)
      if (file === ALL_FILES) {
        const joint = await stores.all()
        return joint.facet(query, joint.column(column), limit, abort)
      }
      const { scope, store } = await imported(file)
      return facetOf(query, scope.column(column), limit, scope, store.database, abort)
    },
    'variants.find': async ({ file, text, limit, typing = false }, signal) => {
      const search = readVariantSearch(text)
      if (search === null) return { known: false, rows: [] }
      const asked = abortSignal(signal)
      const abort = typing ? AbortSignal.any([asked, newest(text)]) : asked
      if (file !== ALL_FILES) return { known: true, rows: await found(file, search, limit, abort) }
      const { parts } = await stores.all()
      const rows = await Promise.all(parts.map((part) => found(part.file, search, limit, abort)))
      return { known: true, rows: rows.flat().slice(0, limit) }
    },
    'variants.placeOf': async ({ file, query, rowOf, row }, signal) => {
      const abort = abortSignal(signal)
      if (file !== ALL_FILES) return (await imported(file)).results.placeOf(query, row, abort)
      const { parts, results } = await stores.all()
      const number = numberOf(parts, rowOf ?? '', row)
      return number === null ? { place: null, before: 0 } : results.placeOf(query, number, abort)
    },
    'variants.import': async ({ file: id }) => {
      const file = fileOf(id)
      const running = file.store?.state === 'importing' ? file.store.task : undefined
      const already = tasks.list().find((task) => task.id === running && task.state === 'running')
      return already ?? startImport(context, file)
    },
    'variants.setList': async ({ list }) => {
      session.require()
      session.append({ kind: 'list-set', list })
      return {}
    },
  }
}
