import { basename } from 'node:path'
import type { AnnotationSource } from '../../../shared/case/annotation-source.ts'
import type { CallOutput, Handlers } from '../../../shared/contract.ts'
import { errorOf, Fault } from '../../../shared/errors/fault.ts'
import type { EngineContext } from '../context.ts'
import { assertReachable } from '../files/access.ts'
import { describeFile } from '../files/describe.ts'
import { whatItBrings } from '../variants/import/annotation-file.ts'

type AnnotationCall = 'annotation.add' | 'annotation.remove'

/** @throws Fault `variants/other-kind`, `annotation/no-field`, those of opening */
async function sourceAt(path: string): Promise<AnnotationSource> {
  const { identity, kind, compression } = await describeFile(path)
  if (kind !== 'vcf' && kind !== 'bcf' && kind !== 'bed')
    throw new Fault({ kind: 'variants/other-kind', file: path, what: `a ${kind.toUpperCase()} file` })
  const file = { identity, path, name: basename(path), kind, compression }
  const { clinvar, frequency, release } = await whatItBrings(file)
  const brings = clinvar ? 'clinvar' : frequency ? 'frequency' : 'regions'
  return { identity, name: file.name, kind, compression, brings, release }
}

/** The files whose content is joined to the open case's variants. */
export function annotationCalls({ session, roots }: EngineContext): Handlers<AnnotationCall> {
  return {
    'annotation.add': async ({ paths }) => {
      const { id } = session.require()
      const added: string[] = []
      const failed: CallOutput<'annotation.add'>['failed'] = []
      for (const path of paths) {
        try {
          await assertReachable(path, roots)
          const source = await sourceAt(path)
          if (session.state()?.id !== id) break
          session.append({ kind: 'annotation-added', source })
          added.push(source.name)
        } catch (thrown) {
          failed.push({ path, error: errorOf(thrown) })
        }
      }
      return { added, failed }
    },
    'annotation.remove': async ({ path }) => {
      session.require()
      session.append({ kind: 'annotation-removed', path })
      return {}
    },
  }
}
