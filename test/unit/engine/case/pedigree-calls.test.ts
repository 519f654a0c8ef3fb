import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { matchNotes } from '../../../../shared/pedigree/case-samples.ts'
import { scratch } from '../../../support/bam-files.ts'
import { TRIO, writeBam, writePed, writeVcf } from '../../../support/case-files.ts'
import { runningEngine } from '../../../support/running-engine.ts'

const people = ({ pedigree }: CaseState): string[] =>
  (pedigree?.individuals ?? []).map(({ id, father, mother, samples }) =>
    [id, father ?? '-', mother ?? '-', ...(samples ?? ['*'])].join(' '),
  )
const samples = (state: CaseState): string[] =>
  state.samples.map(({ name, role, alignments }) => `${name} ${role} ${alignments.length}`)

test('a trio is proposed from its PED, changed, confirmed and undone', async () => {
  using folder = scratch()
  await writeBam(folder.path, 'kim.bam', { samples: ['S1'] })
  await writeVcf(folder.path, 'trio.vcf', { samples: ['S1', 'mum', 'dad'] })
  writePed(folder.path, 'trio.ped', [...TRIO, 'F gran 0 0 2 1'])
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  expect(people(opened)).toEqual(['kim dad mum S1', 'dad - - *', 'mum - - *', 'gran - - *'])
  expect(samples(opened)).toEqual(['S1 proband 1', 'mum mother 0', 'dad father 0'])
  expect(opened.samples[0]).toMatchObject({ affected: 'affected', sex: 'male' })
  expect((await engine.refusal('case.undo', {})).kind).toBe('case/nothing-to-undo')

  const confirmed = await engine.call('case.confirmAssembly', {})
  expect(confirmed.confirmed?.by).not.toBe('')
  const { pedigree } = confirmed
  if (pedigree === null) throw new Error('no pedigree')
  const well = pedigree.individuals.map((one) =>
    one.id === 'kim' ? { ...one, affected: 'unaffected' as const, mother: null } : one,
  )
  const changed = await engine.call('case.setPedigree', { pedigree: { ...pedigree, individuals: well } })
  expect(changed.samples.find(({ name }) => name === 'S1')?.affected).toBe('unaffected')
  expect(samples(changed)).toEqual(['S1 proband 1', 'dad father 0', 'mum other 0'])
  expect(changed.confirmed).toBeUndefined()

  const undone = await engine.call('case.undo', {})
  expect(undone.samples).toEqual(confirmed.samples)
  expect(undone.confirmed).toEqual(confirmed.confirmed)

  const own = pedigree.individuals.map((one) => (one.id === 'dad' ? { ...one, father: 'kim' } : one))
  expect(
    await engine.refusal('case.setPedigree', { pedigree: { ...pedigree, individuals: own } }),
  ).toMatchObject({
    kind: 'pedigree/own-ancestor',
  })
})

test('roles that a person gives link the family that no PED states', async () => {
  using folder = scratch()
  await writeVcf(folder.path, 'a.vcf', { samples: ['a', 'b', 'c'] })
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  expect(people(opened)).toEqual(['a - - a', 'b - - b', 'c - - c'])
  await engine.call('case.setRole', { sample: 'b', role: 'mother' })
  const linked = await engine.call('case.setRole', { sample: 'a', role: 'proband' })
  expect(people(linked)).toEqual(['a - b a', 'b - - b', 'c - - c'])
  expect(samples(linked)).toEqual(['a proband 0', 'b mother 0', 'c other 0'])
  const undone = await engine.call('case.undo', {})
  expect(people(undone)).toEqual(people(opened))
})

test('samples that a person makes tumour and normal are of one person, and of two again when that is undone', async () => {
  using folder = scratch()
  await writeBam(folder.path, 'a.bam', { samples: ['A1'] })
  await writeBam(folder.path, 'b.bam', { samples: ['B2'] })
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  expect(people(opened)).toEqual(['A1 - - A1', 'B2 - - B2'])
  const one = await engine.call('case.setRole', { sample: 'A1', role: 'tumour' })
  expect(people(one)).toEqual(people(opened))
  const both = await engine.call('case.setRole', { sample: 'B2', role: 'normal' })
  expect(people(both)).toEqual(['B2 - - B2 A1'])
  expect(samples(both)).toEqual(['A1 tumour 1', 'B2 normal 1'])
  expect(people(await engine.call('case.undo', {}))).toEqual(people(opened))
})

test('a tumour is not taken from somebody who has relatives', async () => {
  using folder = scratch()
  await writeVcf(folder.path, 'trio.vcf', { samples: ['kim', 'mum', 'dad'] })
  writePed(folder.path, 'trio.ped', TRIO)
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  await engine.call('case.setRole', { sample: 'kim', role: 'tumour' })
  const said = await engine.call('case.setRole', { sample: 'mum', role: 'normal' })
  expect(people(said)).toEqual(people(opened))
})

test('an ambiguous match is made by a person, and separated again', async () => {
  using folder = scratch()
  await writeBam(folder.path, 'kim-mum.bam', { samples: ['S1'] })
  await writeVcf(folder.path, 'a.vcf', { samples: ['kim', 'mum'] })
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  expect(samples(opened)).toEqual(['kim other 0', 'mum other 0', 'S1 other 1'])
  expect(matchNotes(opened)).toMatchObject([{ kind: 'sample/ambiguous', candidates: ['kim', 'mum'] }])
  const { id } = await engine.file('kim-mum.bam')
  const { id: list } = await engine.file('a.vcf')
  const matched = await engine.call('case.matchFile', { file: id, sample: 'kim' })
  expect(samples(matched)).toEqual(['kim other 1', 'mum other 0'])
  expect(people(matched)).toEqual(['kim - - kim', 'mum - - mum'])
  expect(matchNotes(matched)).toEqual([])
  expect((await engine.refusal('case.matchFile', { file: list, sample: 'kim' })).kind).toBe(
    'sample/not-alignments',
  )

  // What a person said stays when more files come.
  const more = await writeBam(folder.path, 'mum.bam')
  const added = await engine.call('case.add', { paths: [more] })
  expect(samples(added)).toEqual(['kim other 1', 'mum other 1'])
  const apart = await engine.call('case.separateFile', { file: id })
  expect(samples(apart)).toEqual(['kim other 0', 'mum other 1', 'S1 other 1'])
  expect(people(apart)).toContain('S1 - - S1')
  const undone = await engine.call('case.undo', {})
  expect(samples(undone)).toEqual(samples(added))
})

test('a PED that comes later takes the place of what was proposed, and a BAM that does joins its column', async () => {
  using folder = scratch()
  const bam = await writeBam(folder.path, 'kim.final.bam', { samples: ['S1'] })
  const vcf = await writeVcf(folder.path, 'a.vcf', { samples: ['kim', 'mum', 'dad'] })
  const ped = writePed(folder.path, 'trio.ped', TRIO)
  await using engine = runningEngine()
  expect(samples(await engine.call('case.open', { paths: [bam] }))).toEqual(['S1 single 1'])
  const both = await engine.call('case.add', { paths: [vcf] })
  expect(samples(both)).toEqual(['kim other 1', 'mum other 0', 'dad other 0'])
  const trio = await engine.call('case.add', { paths: [ped] })
  expect(samples(trio)).toEqual(['kim proband 1', 'mum mother 0', 'dad father 0'])
  expect(people(trio)).toEqual(['kim dad mum *', 'dad - - *', 'mum - - *'])
})

test('tumour and normal are one person, and a PED that makes no sense is read as far as it does', async () => {
  using folder = scratch()
  await writeVcf(folder.path, 's.vcf', { samples: ['NORMAL', 'TUMOR'] })
  const ped = join(folder.path, 'odd.ped')
  writeFileSync(ped, 'F kim kim mum 1 2\nF mum 0 0 1 1\n')
  await using engine = runningEngine()
  const pair = await engine.call('case.open', { paths: [join(folder.path, 's.vcf')] })
  expect(people(pair)).toEqual(['patient - - NORMAL TUMOR'])
  const odd = await engine.call('case.add', { paths: [ped] })
  expect((await engine.file('odd.ped')).notices.map(({ kind }) => kind)).toEqual([
    'pedigree/own-ancestor',
    'pedigree/parent-sex',
  ])
  expect(people(odd)).toEqual(['kim - - *', 'mum - - *', 'patient - - NORMAL TUMOR'])
})
