import { type CaseFile, type Compression, hasVariants } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { AnnotationFile } from './import/annotation-file.ts'
import type { CaseSession } from '../case/case-session.ts'
import type { VariantKind } from '../files/variant-lines.ts'
import { copyOfIndex } from '../indexing/vcf-bgzip-copy.ts'

/** What the variants of a file are read from: the file, or the bgzip copy of a gzip one once it is indexed. */
export type VariantData = {
  readonly path: string
  readonly compression: Compression
  readonly kind: VariantKind
}

export function dataOf({ identity, kind: of, compression, index }: CaseFile): VariantData {
  const kind = of === 'bcf' ? 'bcf' : 'vcf'
  if (kind === 'vcf' && compression === 'gzip' && index.state === 'ready' && index.format !== 'offsets')
    return { path: copyOfIndex(index.path), compression: 'bgzf', kind }
  return { path: identity.path, compression, kind }
}

/** The annotation files of the open case, as an import takes them. */
export function annotationsOf({ annotations }: Pick<CaseState, 'annotations'>): AnnotationFile[] {
  return annotations.map(({ identity, name, kind, compression }) => ({
    identity,
    path: identity.path,
    name,
    kind,
    compression,
  }))
}

/** A file of the open case that has variants. @throws Fault `case/unknown-file`, `call/invalid` */
export function variantFileOf(session: Pick<CaseSession, 'file'>, id: string): CaseFile {
  const file = session.file(id)
  if (hasVariants(file)) return file
  throw new Fault({ kind: 'call/invalid', call: 'variants', detail: `${id} is a ${file.kind}` })
}
