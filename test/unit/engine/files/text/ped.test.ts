import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFile } from '../../../../../electron/engine/files/describe.ts'
import { parsePedLine, readPedigree } from '../../../../../electron/engine/files/text/ped.ts'
import { sentence } from '../../../../../shared/errors/sentence.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()

const person = (line: string) => parsePedLine(line, 'a.ped', 1)?.individual

test('sex, phenotype and parents', () => {
  expect(person('F1\tchild one\tdad\t0\t2\t2\tA A')).toEqual({
    family: 'F1',
    id: 'child one',
    father: 'dad',
    mother: null,
    sex: 'female',
    affected: 'affected',
  })
  expect(person('F1 x 0 0 0 -9')).toMatchObject({ sex: 'unknown', affected: 'unknown' })
  expect(person('F1 x 0 0 1 1')).toMatchObject({ sex: 'male', affected: 'unaffected' })
  expect(person('F1 x 0 0 F affected')).toMatchObject({ sex: 'female', affected: 'affected' })
  expect(person('F1 x 0 0 other unaffected')).toMatchObject({ sex: 'unknown', affected: 'unaffected' })
  expect(person('F1\tx\t\t\t1\t2')).toMatchObject({ father: null, mother: null })
})

test.each([
  '',
  '# comment',
  '#FID\tIID',
  'FID IID PAT MAT SEX PHENO',
  'family_id\tx\ty\tz\ta\tb',
  'Kindred_ID Sample_ID Paternal_ID Maternal_ID Sex Affected',
])('%j holds no individual', (line) => expect(parsePedLine(line, 'a.ped', 1)).toBeNull())

test('a family named Family1 is one', () => {
  expect(person('Family1 x 0 0 1 1')?.family).toBe('Family1')
})

test('too few columns names the line', async () => {
  const path = join(folder, 'short.ped')
  writeFileSync(path, 'F a 0 0 1 2\nF b 0 0 1 1\nF c 0\n')
  await expect(readPedigree(path)).rejects.toMatchObject({ error: { kind: 'text/bad-line', line: 3 } })
})

test('an individual twice is left to whoever makes a family of them', async () => {
  const path = join(folder, 'twice.ped')
  writeFileSync(path, 'F a 0 0 1 2\nF a 0 0 1 1\n')
  expect((await readPedigree(path)).individuals.map(({ id, affected }) => `${id} ${affected}`)).toEqual([
    'a affected',
    'a unaffected',
  ])
  expect((await describeFile(path)).notices).toMatchObject([{ kind: 'pedigree/id-twice', id: 'a' }])
})

test('who is nobody in other programs is no parent of everybody', async () => {
  const path = join(folder, 'nobody.ped')
  writeFileSync(path, 'F\tkid\t.\tNA\t1\t2\nF\tdad\t-9\t-9\t1\t1\n')
  const { individuals } = await readPedigree(path)
  expect(individuals.map(({ father, mother }) => [father, mother])).toEqual([
    [null, null],
    [null, null],
  ])
  // Unless somebody is called so.
  writeFileSync(path, 'F\tkid\tNA\t0\t1\t2\nF\tNA\t0\t0\t1\t1\n')
  expect((await readPedigree(path)).individuals[0]?.father).toBe('NA')
})

test('a phenotype that is a measure is known for a PED, and said', async () => {
  const path = join(folder, 'measured.ped')
  writeFileSync(path, 'F kid dad mum 1 3.25\nF dad 0 0 1 1.5\nF mum 0 0 2 0.5\n')
  const { kind, notices } = await describeFile(path)
  expect(kind).toBe('ped')
  expect(notices).toMatchObject([
    { kind: 'pedigree/other-phenotype', id: 'kid', phenotype: '3.25', people: 3 },
  ])
  expect(notices.map(sentence)[0]).toContain('“3.25” of kid, and others of 2 more')
})

test.each([
  ['M and F', 'F kid dad mum M 2\nF dad 0 0 M 1\nF mum 0 0 F 1\n', 'ped'],
  ['a header without #', 'Kindred Sample_ID PAT MAT Sex Affected\nF kid 0 0 1 2\n', 'ped'],
  ['a BED of numbers', '1 100 200 0 1 3.5\n1 300 400 0 1 2.5\n', 'bed'],
])('%s is told by its columns', async (_, text, kind) => {
  const path = join(folder, 'told.txt')
  writeFileSync(path, text)
  expect((await describeFile(path)).kind).toBe(kind)
})

test('a table of numbers is no PED', async () => {
  const path = join(folder, 'numbers.txt')
  writeFileSync(path, 'a b 17 18 1 3.5\nc d 19 20 2 4.5\n')
  await expect(describeFile(path)).rejects.toMatchObject({ error: { kind: 'file/unknown-kind' } })
})

test('names that are not UTF-8 are not guessed', async () => {
  const path = join(folder, 'latin.ped')
  writeFileSync(path, Buffer.from('F\tkid\t0\t0\t1\t2\nF\tM\xfcller\t0\t0\t1\t1\n', 'latin1'))
  await expect(readPedigree(path)).rejects.toMatchObject({ error: { kind: 'text/bad-line', line: 2 } })
})

test('the public trio', async () => {
  const path = publicFile('slivar/ashk-trio.ped')
  if (path === null) return
  expect((await readPedigree(path)).individuals).toEqual([
    { family: 'ash', id: 'HG002', father: 'HG003', mother: 'HG004', sex: 'male', affected: 'affected' },
    { family: 'ash', id: 'HG003', father: null, mother: null, sex: 'male', affected: 'unknown' },
    { family: 'ash', id: 'HG004', father: null, mother: null, sex: 'female', affected: 'unknown' },
  ])
})
