import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { assertReachable } from '../../../../electron/engine/files/access.ts'
import { isInside } from '../../../../electron/engine/files/is-inside.ts'
import { errorFrom, scratch } from '../../../support/bam-files.ts'

test('a folder holds itself and what lies below it, also below a name that starts with dots', () => {
  expect(isInside('/data', '/data')).toBe(true)
  expect(isInside('/data', '/data/a/b.bam')).toBe(true)
  expect(isInside('/data', '/data/..2024/b.bam')).toBe(true)
  for (const outside of ['/', '/database/b.bam', '/data/../etc/passwd', '/etc'])
    expect(isInside('/data', outside)).toBe(false)
})

test('links are followed before the roots are asked', async () => {
  using folder = scratch()
  const root = join(folder.path, 'shown')
  const hidden = join(folder.path, 'hidden.bam')
  mkdirSync(root)
  writeFileSync(hidden, 'x')
  writeFileSync(join(root, 'own.bam'), 'x')
  symlinkSync(hidden, join(root, 'link.bam'))
  symlinkSync(root, join(folder.path, 'other-way'))

  await assertReachable(join(root, 'own.bam'), [root])
  // A root that is itself reached through a link.
  await assertReachable(join(root, 'own.bam'), [join(folder.path, 'other-way')])
  await assertReachable(hidden, null)
  for (const path of [hidden, join(root, 'link.bam'), join(root, '../hidden.bam')])
    expect(await errorFrom(assertReachable(path, [root]))).toMatchObject({ kind: 'file/outside-roots' })
})

test('what is outside does not tell whether it is there; what is inside is left to opening it', async () => {
  using folder = scratch()
  const root = join(folder.path, 'shown')
  mkdirSync(root)
  expect(await errorFrom(assertReachable(join(folder.path, 'none.bam'), [root]))).toMatchObject({
    kind: 'file/outside-roots',
  })
  await assertReachable(join(root, 'none.bam'), [root])
})
