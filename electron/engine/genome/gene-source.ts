import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { type ContigAlias, contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../context.ts'
import { BUNDLED_BUILD, BUNDLED_GENES, type BundledGenome } from './bundled.ts'
import { caseContigs } from './case-contigs.ts'
import type { GeneTable } from './gene-table.ts'

/** The genes a case is shown with. */
export type GeneSource = {
  readonly table: GeneTable
  /** What to call it on the screen. */
  readonly name: string
  /** Between the case's contig names and the table's. */
  readonly alias: ContigAlias
}

/** Finds and keeps the genes of the open case. */
export type GeneSources = {
  /**
   * The case's own GTF or GFF3, the last one added; without one the bundled genes when the case is GRCh38; else null.
   * @throws Fault what reading the case's file throws
   */
  of(state: CaseState): Promise<GeneSource | null>
}

/** The case's own GTF or GFF3, the last one added. */
export function modelFile(
  state: Pick<CaseState, 'files'>,
): (CaseFile & { kind: 'gtf' | 'gff3' }) | undefined {
  return state.files.findLast(
    (f): f is CaseFile & { kind: 'gtf' | 'gff3' } => f.kind === 'gtf' || f.kind === 'gff3',
  )
}

const made = new WeakMap<EngineContext, GeneSources>()

/** The one that belongs to this engine: whoever asks, a file is read once. */
export function geneSourcesOf(context: EngineContext): GeneSources {
  const sources = made.get(context) ?? geneSources(context, context.bundled)
  made.set(context, sources)
  return sources
}

export function geneSources(
  { pool, tasks }: Pick<EngineContext, 'pool' | 'tasks'>,
  bundled: BundledGenome,
): GeneSources {
  /** The one file that was read last: a GENCODE table is tens of megabytes. */
  let read: { key: string; table: Promise<GeneTable> } | undefined
  const tableOf = (file: CaseFile & { kind: 'gtf' | 'gff3' }): Promise<GeneTable> => {
    const key = JSON.stringify(file.identity)
    if (read?.key === key) return read.table
    const input = { path: file.identity.path, compression: file.compression, format: file.kind }
    const { result } = tasks.start(`Reading genes of ${file.name}`, file.id, async (context) => {
      const table = await pool.run('readGeneModel', input, context)
      return {
        value: table,
        outcome: `${table.symbols.length.toLocaleString('en-GB')} ${table.symbols.length === 1 ? 'gene' : 'genes'}`,
      }
    })
    const entry = { key, table: result }
    read = entry
    result.catch((thrown: unknown) => {
      // Cancelled by the user: the next view asks again. A bad file stays bad, and is not read for every view.
      if (isCancelled(thrown) && read === entry) read = undefined
    })
    return result
  }
  const aliases = new WeakMap<CaseState, { table: GeneTable; alias: ContigAlias }>()
  const source = (state: CaseState, table: GeneTable, name: string): GeneSource => {
    const known = aliases.get(state)
    if (known?.table === table) return { table, name, alias: known.alias }
    const contigs = table.contigs.map((contig) => ({ name: contig, length: 0 }))
    const alias = contigAlias(caseContigs(state), contigs, state.build)
    aliases.set(state, { table, alias })
    return { table, name, alias }
  }
  return {
    async of(state) {
      const file = modelFile(state)
      if (file) return source(state, await tableOf(file), file.name)
      return state.build === BUNDLED_BUILD ? source(state, await bundled.genes(), BUNDLED_GENES) : null
    },
  }
}

function isCancelled(thrown: unknown): boolean {
  return thrown instanceof Fault && thrown.error.kind === 'task/cancelled'
}
