import { createHash } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { digestFile } from '../../../../electron/engine/files/digest-file.ts'
import { identifyFile } from '../../../../electron/engine/files/identity.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()

it('of FIPS 180-4’s example of one block', async () => {
  const path = join(folder, 'small')
  writeFileSync(path, 'abc')
  expect(await digestFile({ identity: await identifyFile(path), phase: 'small' }, unobserved)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})

it('of a file of several pieces, saying how far it is', async () => {
  const path = join(folder, 'large')
  const bytes = Buffer.alloc(9_000_001, 'casement')
  writeFileSync(path, bytes)
  const said: number[] = []
  const digest = await digestFile(
    { identity: await identifyFile(path), phase: 'large' },
    { signal: new AbortController().signal, progress: ({ done }) => said.push(done) },
  )
  expect(digest).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(said).toEqual([4 << 20, 8 << 20, bytes.length])
})

it('refuses a file that is written to meanwhile, and ends when it is cancelled', async () => {
  const path = join(folder, 'growing')
  writeFileSync(path, Buffer.alloc(9_000_000))
  const identity = await identifyFile(path)
  const growing = digestFile(
    { identity, phase: 'growing' },
    { signal: new AbortController().signal, progress: () => appendFileSync(path, 'x') },
  )
  await expect(growing).rejects.toMatchObject({ error: { kind: 'file/changed' } })

  const controller = new AbortController()
  const now = await identifyFile(path)
  const cancelled = digestFile(
    { identity: now, phase: 'growing' },
    { signal: controller.signal, progress: () => controller.abort() },
  )
  await expect(cancelled).rejects.toMatchObject({ error: { kind: 'task/cancelled' } })
})
