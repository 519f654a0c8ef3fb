import type { CaseFile } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { EngineContext } from '../context.ts'
import { caseContigs } from '../genome/case-contigs.ts'
import { installedReference } from './installed-reference.ts'
import { assertUnchanged } from '../files/identity.ts'
import type { AlignmentReader } from './alignment-reader.ts'
import { type KeptFile, keptReaderOf } from './open-readers.ts'

/** A file of reads as a worker opens it, with the case's names of its contigs. */
export type ReadsInput = KeptFile & {
  readonly names: ReadonlyMap<string, string>
}

/** The reader of a file, kept open by the worker. @throws Fault `file/changed`, and as `openBam`, `openCram` */
export async function readerOf(file: KeptFile): Promise<AlignmentReader> {
  await assertUnchanged(file.identity)
  return keptReaderOf(file)
}

/** The same without the case's names, for work that has its own. Errors as those of {@link readsOf}. */
export function keptFileOf(context: Parameters<typeof readsOf>[0], id: string): KeptFile {
  const { identity, kind, reference, cacheFolder } = readsOf(context, id).input
  return { identity, kind, reference, cacheFolder }
}

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
