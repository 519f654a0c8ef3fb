import { execFile } from 'node:child_process'
import { expect, expectErrors, openDemo, record, selectedRow, test, variants } from './support/casement.ts'

/** Process ids of the children of a process. */
function childrenOf(pid: number): Promise<number[]> {
  return new Promise((resolve) => {
    // ps ends with status 1 when there are none: that is an answer, not a failure.
    execFile('ps', ['-o', 'pid=', '--ppid', String(pid)], (_, out) => {
      resolve(
        out
          .split(/\s+/)
          .map(Number)
          .filter((n) => n > 0),
      )
    })
  })
}

test.skip(process.platform === 'win32', 'finding the engine among the processes needs ps')

test('survives the death of its engine: the case and the views come back', async ({ app, host }) => {
  expectErrors(app, /500|Failed to load resource/)
  await openDemo(app)
  await app.keyboard.press('j')
  const before = await record(app).innerText()
  const [engine] = await childrenOf(host.process.pid ?? 0)
  if (engine === undefined) throw new Error('no engine process found')
  process.kill(engine, 'SIGKILL')
  await expect(app.getByText(/engine (was )?restarted|starting again|engine ready/i).first()).toBeVisible()
  await expect
    .poll(async () => (await childrenOf(host.process.pid ?? 0)).filter((pid) => pid !== engine).length)
    .toBeGreaterThan(0)
  // While the list is read anew there is nothing to step through.
  const row = await selectedRow(app).innerText()
  const change = await selectedRow(app).locator('.cell-change').innerText()
  await expect(async () => {
    await app.keyboard.press('k')
    expect(await selectedRow(app).innerText({ timeout: 1000 })).not.toBe(row)
  }).toPass()
  await variants(app).getByText(change, { exact: true }).click()
  await expect.poll(() => record(app).innerText()).toBe(before)
  await expect(app.getByText(/175 of 175 variants/).first()).toBeVisible()
})
