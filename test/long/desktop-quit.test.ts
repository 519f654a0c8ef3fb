import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import type { ElectronDouble } from '../support/electron/electron-double.ts'
import { startMain } from '../support/electron/start-main.ts'

describe.skipIf(process.platform === 'win32')('quitting', () => {
  const home = mkdtempSync(path.join(os.tmpdir(), 'casement quit '))
  let app: ElectronDouble | undefined
  afterAll(async () => {
    await app?.dispose()
    vi.unstubAllEnvs()
    vi.doUnmock('electron')
    rmSync(home, { recursive: true, force: true })
  })

  it('does not wait for ever for an engine that can neither answer nor be ended', async () => {
    app = await startMain(home)
    // A stopped process: a request to end, even SIGTERM, waits until it goes on.
    app.engines[0]?.kill('SIGSTOP')
    const start = performance.now()
    app.window().close()
    expect(await app.app.ended).toBe(0)
    expect(performance.now() - start).toBeLessThan(8000)
  })
})
