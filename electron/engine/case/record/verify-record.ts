import type { FileIdentity } from '../../../../shared/case/case-file.ts'
import { foldLog } from '../../../../shared/case/case-state.ts'
import { logOf, type Verification } from '../../../../shared/case/recorded-event.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { identifyFile } from '../../files/identity.ts'
import type { CaseRecord } from './case-record.ts'
import { findInput, type Identify, placesOf } from './inputs.ts'

/**
 * Whether a case's events are what was written, and its inputs the files it was made with. Nothing is changed.
 *
 * @param digest reads a file whole for its SHA-256 (hex), where the case has one; without it only both ends are looked at
 */
export async function verifyRecord(
  record: CaseRecord,
  identify: Identify = identifyFile,
  digest?: (identity: FileIdentity) => Promise<string>,
): Promise<Verification> {
  const events = record.events()
  const log = logOf(events)
  const files: Verification['files'] = []
  for (const file of foldLog(log)?.files ?? []) {
    const { name, identity } = file
    const found = await findInput(identity, placesOf(record.path, log, file), identify)
    if ('identity' in found) {
      const sha256 = file.sha256 === undefined ? undefined : await digest?.(found.identity)
      if (sha256 !== undefined && sha256 !== file.sha256) {
        files.push({ name, path: identity.path, state: 'differs', detail: 'its SHA-256 is another' })
        continue
      }
      const isMoved = found.identity.path !== identity.path
      files.push({ name, path: identity.path, state: isMoved ? 'moved' : 'same', detail: isMoved ? found.identity.path : null }) // prettier-ignore
    } else {
      const { error } = found
      const state = error.kind === 'case/input-differs' ? 'differs' : 'missing'
      files.push({
        name,
        path: identity.path,
        state,
        detail: 'detail' in error ? error.detail : sentence(error),
      })
    }
  }
  const { sequence, hash } = record.last()
  return { events: sequence, head: hash, broken: record.broken, files }
}
