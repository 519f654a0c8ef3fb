import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import type { EngineContext } from '../context.ts'
import type { GeneTable } from '../genome/gene-table.ts'
import { resolveSymbol } from '../genome/resolve-symbol.ts'
import { type OpenVariants, openVariants } from './open-variants.ts'
import { storeOf } from './import/import-variants.ts'
import { openStore } from './store/open-store.ts'
import { annotationsOf, dataOf } from './variant-data.ts'

/** Genes by the symbols panels have, whatever release the file was annotated with. */
export function symbolsOf(table: GeneTable): (gene: string) => string {
  const known = new Map<string, string>()
  return (gene) => {
    let symbol = known.get(gene)
    if (symbol === undefined) {
      const found = resolveSymbol(table, gene)
      // A name that several genes have is none of them.
      symbol = 'symbol' in found ? found.symbol : gene
      known.set(gene, symbol)
    }
    return symbol
  }
}

const NO_MARKS: readonly VariantKey[] = []

/** The stores of the open case's files, opened when first asked for. */
export type Stores = {
  /** Null while the file's variants have not been imported. */
  of(file: CaseFile): Promise<OpenVariants | null>
}

export function createStores({
  session,
  cacheFolder,
  bundled,
}: Pick<EngineContext, 'session' | 'cacheFolder' | 'bundled'>): Stores {
  const open = new Map<string, Promise<OpenVariants | null>>()

  const close = (id: string): void => {
    const opening = open.get(id)
    open.delete(id)
    opening?.then(
      (variants) => variants?.close(),
      () => undefined,
    )
  }

  const opened = async (file: CaseFile): Promise<OpenVariants | null> => {
    const store = await openStore(
      storeOf({
        identity: file.identity,
        compression: dataOf(file).compression,
        cacheFolder,
        annotations: annotationsOf(session.require()),
      }),
    )
    const roles = new Map(session.require().samples.map(({ name, role }) => [name, role]))
    const panels = session.require().panels.flatMap(({ panel, inUse }) => (inUse ? [panel] : []))
    const marks = (): readonly VariantKey[] => session.state()?.marks ?? NO_MARKS
    if (store === null || panels.length === 0) return store && openVariants(store, file.id, roles, marks)
    return openVariants(store, file.id, roles, marks, panels, symbolsOf(await bundled.genes()))
  }

  session.onChange((event) => {
    if (event.kind === 'case-opened' || event.kind === 'case-closed') for (const id of open.keys()) close(id)
    if (event.kind === 'store-changed') close(event.file)
    // A filter may name a sample by its role: what is known of the order of rows is of the roles before.
    const isPanel =
      event.kind === 'panel-added' || event.kind === 'panel-used' || event.kind === 'panel-removed'
    if (event.kind === 'role-set' || event.kind === 'sample-set' || isPanel)
      for (const id of open.keys()) close(id)
  })

  return {
    async of(file) {
      if (file.store?.state !== 'ready') return null
      const known = open.get(file.id)
      if (known) return known
      const opening = opened(file)
      open.set(file.id, opening)
      opening.catch(() => open.delete(file.id))
      return opening
    },
  }
}
