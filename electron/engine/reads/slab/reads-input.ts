import type { CaseFile } from '../../../../shared/case/case-file.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { contigAlias } from '../../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../../context.ts'
import { caseContigs } from '../../genome/case-contigs.ts'
import { installedReference } from '../installed-reference.ts'
import type { ReadsInput } from './job.ts'

/** A file of reads of the open case, as a worker opens it, and its names of the case's contigs. */
export function readsOf(
  { session, cacheFolder }: Pick<EngineContext, 'session' | 'cacheFolder'>,
  id: string,
) {
  const file: CaseFile = session.file(id)
  const { identity, kind } = file
  if (kind !== 'bam' && kind !== 'cram')
    throw new Fault({ kind: 'bam/other-kind', file: identity.path, what: `a ${kind.toUpperCase()} file` })
  const state = session.require()
  const contigs = caseContigs(state)
  const alias = contigAlias(contigs, file.contigs, state.build)
  const names = new Map(file.contigs.map(({ name }) => [name, alias.toCase(name) ?? name]))
  const reference = installedReference(file, state)
  const input: ReadsInput = { identity, kind, reference, cacheFolder, names }
  return { file, input, toFile: (contig: string) => alias.toFile(contig), contigs }
}
