import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeAtomically } from '../../../../electron/engine/files/atomic-write.ts'
import { ioFault } from '../../../../electron/engine/files/io-fault.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { errorFrom, scratch } from '../../../support/bam-files.ts'

test('the file appears whole, under a name of 255 characters too', async () => {
  using folder = scratch()
  const path = join(folder.path, 'x'.repeat(255))
  await writeAtomically(path, async (sink) => {
    for (let i = 0; i < 300; i++) await sink.write(new Uint8Array(10_000).fill(i))
    expect(existsSync(path)).toBe(false)
  })
  const bytes = readFileSync(path)
  expect(bytes).toHaveLength(3_000_000)
  expect(bytes[2_999_999]).toBe(299 & 0xff)
  expect(readdirSync(folder.path)).toHaveLength(1)
})

test('a failure leaves nothing new and the old file as it was', async () => {
  using folder = scratch()
  const path = join(folder.path, 'f')
  writeFileSync(path, 'old')
  const failing = writeAtomically(path, async (sink) => {
    await sink.write(new Uint8Array(3 << 20))
    throw new Error('broken')
  })
  await expect(failing).rejects.toThrow('broken')
  expect(readdirSync(folder.path)).toEqual(['f'])
  expect(readFileSync(path, 'utf8')).toBe('old')
})

test('abort removes what was written', async () => {
  using folder = scratch()
  const controller = new AbortController()
  const work = writeAtomically(
    join(folder.path, 'f'),
    async (sink) => {
      await sink.write(new Uint8Array(3 << 20))
      expect(readdirSync(folder.path)).toHaveLength(1)
      controller.abort()
      await sink.write(new Uint8Array(1))
    },
    controller.signal,
  )
  expect(await errorFrom(work)).toMatchObject({ kind: 'task/cancelled' })
  expect(readdirSync(folder.path)).toEqual([])
})

test('a target that cannot be written says why', async () => {
  using folder = scratch()
  const nothing = async (): Promise<void> => {}
  mkdirSync(join(folder.path, 'd'))
  expect(await errorFrom(writeAtomically(join(folder.path, 'none/f'), nothing))).toMatchObject({
    kind: 'file/not-found',
  })
  // Renaming over a folder fails at the very end.
  await errorFrom(writeAtomically(join(folder.path, 'd'), nothing))
  expect(readdirSync(folder.path)).toEqual(['d'])
})

test.runIf(existsSync('/dev/full'))('a full disk is file/disk-full', () => {
  let thrown: unknown
  try {
    writeFileSync('/dev/full', 'x')
  } catch (caught) {
    thrown = caught
  }
  expect(errorOf(ioFault('f', thrown))).toEqual({ kind: 'file/disk-full', file: 'f' })
})
