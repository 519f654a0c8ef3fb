import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
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

test('sweeps what a killed process left a day ago, and nothing else', async () => {
  using folder = scratch()
  const put = (name: string, hoursAgo: number): void => {
    const path = join(folder.path, name)
    writeFileSync(path, 'x')
    const then = Date.now() / 1000 - hoursAgo * 3600
    utimesSync(path, then, then)
  }
  put('.casement-0123456789abcdef.tmp', 25)
  put('.casement-fedcba9876543210.tmp', 23)
  put('.casement-0123456789ABCDEF.tmp', 99)
  put('.casement-0123456789abcdef0.tmp', 99)
  put('casement-0123456789abcdef.tmp', 99)
  put('.casement-0123456789abcdef.tmp.bam', 99)
  mkdirSync(join(folder.path, '.casement-00000000000000aa.tmp'))
  symlinkSync('nowhere', join(folder.path, '.casement-00000000000000bb.tmp'))
  await writeAtomically(join(folder.path, 'a.bai'), (sink) => sink.write(new Uint8Array(1)))
  expect(readdirSync(folder.path).toSorted()).toEqual([
    '.casement-00000000000000aa.tmp',
    '.casement-00000000000000bb.tmp',
    '.casement-0123456789ABCDEF.tmp',
    '.casement-0123456789abcdef.tmp.bam',
    '.casement-0123456789abcdef0.tmp',
    '.casement-fedcba9876543210.tmp',
    'a.bai',
    'casement-0123456789abcdef.tmp',
  ])
})
