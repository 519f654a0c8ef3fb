import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { closeLeftOpen } from './left-open.ts'

/** A folder of the test file's own that is removed after its tests. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casement-test-'))
  afterAll(async () => {
    await closeLeftOpen()
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}
