import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { Fault, errorOf } from '../../../shared/errors/fault.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../context.ts'
import { caseContigs } from '../genome/case-contigs.ts'
import { type RegionTable, rowAt, rowsOverlapping } from './region-table.ts'

/** The intervals of the open case's BED files, read when they are first looked at. */
export function regionCalls({ session, tasks, pool }: EngineContext): Handlers<'regions.inRegion'> {
  const tables = new Map<string, Promise<RegionTable>>()
  session.onChange((event) => {
    if (event.kind === 'case-opened' || event.kind === 'case-closed') tables.clear()
  })

  const tableOf = (file: CaseFile): Promise<RegionTable> => {
    const known = tables.get(file.id)
    if (known) return known
    const { path } = file.identity
    const { result } = tasks.start(`Reading ${file.name}`, file.id, async (context) => {
      const table = await pool.run('readBed', { path, compression: file.compression }, context)
      const count = table.starts.length
      return {
        value: table,
        outcome: `${count.toLocaleString('en-GB')} ${count === 1 ? 'interval' : 'intervals'}`,
      }
    })
    tables.set(file.id, result)
    result.catch((thrown: unknown) => {
      // What the user cancelled is read again when it is looked at again; a bad file stays bad.
      if (errorOf(thrown).kind === 'task/cancelled') tables.delete(file.id)
    })
    return result
  }

  return {
    'regions.inRegion': async ({ file: id, contig, start, end, limit }) => {
      const file = session.file(id)
      if (file.kind !== 'bed')
        throw new Fault({ kind: 'call/invalid', call: 'regions.inRegion', detail: `${id} is a ${file.kind}` })
      const table = await tableOf(file)
      const state = session.require()
      const own = table.contigs.map((name) => ({ name, length: 0 }))
      const alias = contigAlias(caseContigs(state), own, state.build).toFile(contig)
      const rows = alias === undefined ? [] : rowsOverlapping(table, alias, start, end)
      return {
        regions: rows.slice(0, limit).map((row) => ({ contig, ...rowAt(table, row) })),
        total: rows.length,
      }
    },
  }
}
