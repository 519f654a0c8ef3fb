import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parsePedLine, readPedigree } from '../../../../../electron/engine/files/text/ped.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()

test('sex, phenotype and parents', () => {
  expect(parsePedLine('F1\tchild one\tdad\t0\t2\t2\tA A', 'a.ped', 1)).toEqual({
    family: 'F1',
    id: 'child one',
    father: 'dad',
    mother: null,
    sex: 'female',
    affected: 'affected',
  })
  expect(parsePedLine('F1 x 0 0 0 -9', 'a.ped', 1)).toMatchObject({ sex: 'unknown', affected: 'unknown' })
  expect(parsePedLine('F1 x 0 0 1 1', 'a.ped', 1)).toMatchObject({ sex: 'male', affected: 'unaffected' })
})

test.each(['', '# comment', '#FID\tIID', 'FID IID PAT MAT SEX PHENO', 'family_id\tx\ty\tz\ta\tb'])(
  '%j holds no individual',
  (line) => expect(parsePedLine(line, 'a.ped', 1)).toBeNull(),
)

test('a family named Family1 is one', () => {
  expect(parsePedLine('Family1 x 0 0 1 1', 'a.ped', 1)?.family).toBe('Family1')
})

test('too few columns names the line', async () => {
  const path = join(folder, 'short.ped')
  writeFileSync(path, 'F a 0 0 1 2\nF b 0 0 1 1\nF c 0\n')
  // Not every line has the columns of a PED: it is not taken for one.
  await expect(readPedigree(path)).rejects.toMatchObject({ error: { kind: 'file/unknown-kind' } })
  expect(() => parsePedLine('F c 0', 'a.ped', 3)).toThrow(/text\/bad-line.*"line":3/)
})

test('an individual twice', async () => {
  const path = join(folder, 'twice.ped')
  writeFileSync(path, 'F a 0 0 1 2\nF a 0 0 1 1\n')
  await expect(readPedigree(path)).rejects.toMatchObject({
    error: { kind: 'text/bad-line', format: 'PED', line: 2 },
  })
})

test('the public trio', async () => {
  const path = publicFile('slivar/ashk-trio.ped')
  if (path === null) return
  expect(await readPedigree(path)).toEqual([
    { family: 'ash', id: 'HG002', father: 'HG003', mother: 'HG004', sex: 'male', affected: 'affected' },
    { family: 'ash', id: 'HG003', father: null, mother: null, sex: 'male', affected: 'unknown' },
    { family: 'ash', id: 'HG004', father: null, mother: null, sex: 'female', affected: 'unknown' },
  ])
})
