import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openCramReference } from '../../../../electron/engine/reads/cram-reference.ts'
import { cramReference } from '../../../support/cram-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()
// Longer than what is hashed at a time.
const LENGTH = 10_000_000
const letters = Buffer.alloc(LENGTH, 'acgtNRYACGT')
const md5 = createHash('md5').update(letters.toString('latin1').toUpperCase()).digest('hex')
const path = join(folder, 'long.fa')
writeFileSync(path, `>one\n${letters.toString('latin1')}\n`)

it('hashes bases in upper case, and stops when nobody waits for it any longer', async () => {
  const reference = await openCramReference('x.cram', cramReference(path), folder)
  const abort = new AbortController()
  const checked = reference.check('one', 0, LENGTH, md5, abort.signal)
  abort.abort()
  await expect(checked).rejects.toMatchObject({ error: { kind: 'task/cancelled' } })
  await reference.check('one', 0, LENGTH, md5)
  await expect(reference.check('one', 0, LENGTH - 1, md5)).rejects.toMatchObject({
    error: { kind: 'cram/wrong-reference', contig: 'one', detail: expect.stringContaining('MD5') },
  })
  expect(Buffer.from(await reference.bases('one', 2, 9)).toString()).toBe('GTNRYAC')
  await reference.close()
})
