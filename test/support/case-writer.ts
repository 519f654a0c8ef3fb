/**
 * A process that writes to a case file until it is killed, or for as many events as it is told, and says each event's number
 * once it is confirmed. Arguments: path of the case file, number of events.
 */
import { existsSync, writeSync } from 'node:fs'
import os from 'node:os'
import { createCaseRecord, openCaseRecord } from '../../electron/engine/case/record/case-record.ts'

const [path = '', count = '0'] = process.argv.slice(2)
const owner = { user: 'writer', machine: os.hostname(), app: '0', since: '2026-01-01T00:00:00.000Z' } // prettier-ignore
const record = existsSync(path)
  ? openCaseRecord(path, owner, { takeOver: true })
  : createCaseRecord(path, owner, [])
if (record.readOnly) {
  writeSync(1, `read-only ${record.readOnly.error.kind}\n`)
  process.exit(0)
}
for (let i = 0; i < Number(count); i++) {
  const [written] = record.append([{ kind: 'label-set', label: `label ${i} ${'x'.repeat(i % 300)}` }])
  // Straight to the descriptor: what is said has been said when the process is killed.
  writeSync(1, `${written?.sequence ?? 0}\n`)
}
record.close()
