import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { type CaseFile, hasVariants } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { fileLabels } from '../../../shared/variant/joint-columns.ts'
import type { Shortlist } from '../../../shared/shortlist/shortlist.ts'
import type { VariantKey } from '../../../shared/variant/variant-key.ts'
import type { EngineContext } from '../context.ts'
import type { GeneTable } from '../genome/gene-table.ts'
import { caseContigs } from '../genome/case-contigs.ts'
import { resolveSymbol } from '../genome/resolve-symbol.ts'
import { type OpenVariants, openVariants } from './open-variants.ts'
import { storeOf } from './import/import-variants.ts'
import { type JointFile, type JointVariants, openJoint } from './joint/open-joint.ts'
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
const NO_SHORTLISTS: readonly Shortlist[] = []

/** Events after which a list of all files is what it was: marks and shortlists are asked for with each query. */
const SAME_LIST: ReadonlySet<CaseEvent['kind']> = new Set([
  'list-set',
  'index-changed',
  'variant-marked',
  'variant-noted',
  'shortlist-added',
  'shortlist-removed',
  'label-set',
  'identifiers-set',
  'checks-found',
  'check-acknowledged',
  'acknowledgement-withdrawn',
  'file-digested',
  'record-placed',
  'record-changed',
])

/** The stores of the open case's files, opened when first asked for. */
export type Stores = {
  /** Null while the file's variants have not been imported. */
  of(file: CaseFile): Promise<OpenVariants | null>
  /** Those of all files that have been imported as one list. @throws Fault `variants/none-imported` */
  all(): Promise<JointVariants>
}

const rolesIn = (state: CaseState | null): string =>
  JSON.stringify(state?.samples.map(({ name, role }) => [name, role]) ?? null)

export function createStores({
  session,
  cacheFolder,
  bundled,
}: Pick<EngineContext, 'session' | 'cacheFolder' | 'bundled'>): Stores {
  const open = new Map<string, Promise<OpenVariants | null>>()
  let joint: Promise<JointVariants> | undefined
  /** Which sample has which role, as the open stores know it. */
  let known = rolesIn(session.state())

  const closeJoint = (): void => {
    joint?.then(
      (variants) => variants.close(),
      () => undefined,
    )
    joint = undefined
  }

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
    const shortlists = {
      shortlists: () => session.state()?.shortlists ?? NO_SHORTLISTS,
      build: () => session.state()?.build ?? 'unknown',
      contigs: file.contigs,
    }
    if (store === null) return null
    const symbolOf = panels.length === 0 ? undefined : symbolsOf(await bundled.genes())
    return openVariants(store, file.id, roles, marks, panels, symbolOf, shortlists)
  }

  const of: Stores['of'] = async (file) => {
    if (file.store?.state !== 'ready') return null
    const known = open.get(file.id)
    if (known) return known
    const opening = opened(file)
    open.set(file.id, opening)
    opening.catch(() => open.delete(file.id))
    return opening
  }

  const openedTogether = async (): Promise<JointVariants> => {
    const state = session.require()
    const all = state.files.filter(hasVariants)
    // By all there are: a file keeps its name when another has been imported.
    const labels = fileLabels(all.map(({ identity }) => identity.path))
    const files: JointFile[] = []
    for (const [i, file] of all.entries()) {
      const variants = await of(file)
      const { id, name, contigs } = file
      if (variants) files.push({ file: id, label: labels[i] ?? name, contigs, variants })
    }
    if (files.length === 0) throw new Fault({ kind: 'variants/none-imported' })
    const roles = new Map(state.samples.map(({ name, role }) => [name, role]))
    return openJoint(files, { contigs: caseContigs(state), build: state.build, roles })
  }

  session.onLoad((_log, state) => (known = rolesIn(state)))
  session.onChange((event, state) => {
    // Whatever else happens to a case may change what is listed, or the order of its contigs.
    if (!SAME_LIST.has(event.kind)) closeJoint()
    if (event.kind === 'case-opened' || event.kind === 'case-closed') for (const id of open.keys()) close(id)
    if (event.kind === 'store-changed') close(event.file)
    const isPanel =
      event.kind === 'panel-added' || event.kind === 'panel-used' || event.kind === 'panel-removed'
    const isOfThePast = event.kind === 'event-undone' || event.kind === 'event-redone'
    // A filter may name a sample by its role, whatever gave it that: a store knows those of when it was opened.
    if (rolesIn(state) !== known || isPanel || isOfThePast) for (const id of open.keys()) close(id)
    known = rolesIn(state)
  })

  return {
    of,
    all() {
      if (joint) return joint
      const opening = openedTogether()
      joint = opening
      opening.catch(() => {
        if (joint === opening) joint = undefined
      })
      return opening
    },
  }
}
