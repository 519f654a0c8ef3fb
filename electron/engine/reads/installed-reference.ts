import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import { referenceOf } from '../genome/case-contigs.ts'
import type { CramReferenceInput } from './cram-reference.ts'

/** The installed reference as a CRAM of the case needs it; null when there is none, or the file is no CRAM. */
export function installedReference(file: CaseFile, state: CaseState): CramReferenceInput | null {
  const installed = file.kind === 'cram' ? referenceOf(state) : undefined
  if (installed === undefined) return null
  const alias = contigAlias(installed.contigs, file.contigs, state.build)
  const names = new Map(file.contigs.map(({ name }) => [name, alias.toCase(name) ?? name]))
  const { identity, kind, compression } = installed
  return { path: identity.path, kind: kind === '2bit' ? '2bit' : 'fasta', compression, names }
}
