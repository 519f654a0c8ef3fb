import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { whoNotices } from '../../../../shared/pedigree/case-samples.ts'
import { scratch } from '../../../support/bam-files.ts'
import { writePed, writeVcf } from '../../../support/case-files.ts'
import { runningEngine } from '../../../support/running-engine.ts'

type Member = { readonly id: string; readonly father?: number; readonly mother?: number; readonly sex?: string; readonly affected?: string } // prettier-ignore

/** Writes a Genomics England pedigree of members 1, 2, …, the first of them the proband, with samples `LP-1`, `LP-2`, …. */
function writePedigree(folder: string, name: string, members: readonly Member[], family = 'F1'): string {
  const path = join(folder, name)
  const stated = members.map(({ id, father, mother, sex = 'UNDETERMINED', affected = 'UNAFFECTED' }, i) => ({
    pedigreeId: i + 1,
    participantId: id,
    isProband: i === 0,
    sex,
    fatherId: father ?? null,
    motherId: mother ?? null,
    lifeStatus: 'ALIVE',
    affectionStatus: affected,
    samples: [{ sampleId: `LP-${i + 1}`, source: 'BLOOD' }],
    hpoTermList: i === 0 ? [{ term: 'HP:0001250', termPresence: 'yes' }] : [],
  }))
  writeFileSync(path, JSON.stringify({ familyId: family, members: stated }, null, 1))
  return path
}
const TRIO: readonly Member[] = [
  { id: '100', father: 2, mother: 3, sex: 'MALE', affected: 'AFFECTED' },
  { id: '200', sex: 'MALE' },
  { id: '300', sex: 'FEMALE' },
]
const people = ({ pedigree }: CaseState): string[] =>
  (pedigree?.individuals ?? []).map(({ id, father, mother, samples }) =>
    [id, father ?? '-', mother ?? '-', ...(samples ?? ['*'])].join(' '),
  )
const roles = ({ samples }: CaseState): string[] => samples.map(({ name, role }) => `${name} ${role}`)
const said = (state: CaseState): string[] => whoNotices(state).map(({ kind }) => kind)

test('what a pedigree of Genomics England states and cannot be is left out and said, as of a PED', async () => {
  using folder = scratch()
  await writeVcf(folder.path, 'a.vcf', { samples: ['LP-1', 'LP-2', 'LP-3'] })
  writePedigree(folder.path, 'pedigree.json', [
    { id: '100', father: 1, mother: 3, affected: 'AFFECTED' },
    { id: '200', father: 9 },
    { id: '300', sex: 'MALE' },
  ])
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  expect(people(opened)).toEqual(['100 - - LP-1', '200 9 - LP-2', '300 - - LP-3', '9 - - *'])
  // Nobody is their own father.
  expect(roles(opened)).toEqual(['LP-1 proband', 'LP-2 other', 'LP-3 other'])
  expect(said(opened)).toEqual(['pedigree/own-ancestor', 'pedigree/parent-sex', 'pedigree/parent-not-listed'])
  expect(whoNotices(opened).map(sentence).join(' ')).toContain('pedigree.json names 9 as father of 200')
  expect(opened.familySources?.map(({ name }) => name)).toEqual(['pedigree.json'])
})

test('the proband that is stated is so without parents, and who shares parents is a sibling', async () => {
  using folder = scratch()
  await writeVcf(folder.path, 'a.vcf', { samples: ['LP-1', 'LP-2'] })
  const sibs: Member[] = [
    { id: '100', father: 9, affected: 'AFFECTED' },
    { id: '200', father: 9, affected: 'AFFECTED' },
  ]
  writePedigree(folder.path, 'pedigree.json', sibs)
  await using engine = runningEngine()
  expect(roles(await engine.call('case.open', { paths: [folder.path] }))).toEqual([
    'LP-1 proband',
    'LP-2 sibling',
  ])
  // More files do not take that back.
  const more = await writeVcf(folder.path, 'b.vcf', { samples: ['LP-1', 'LP-2'] })
  expect(roles(await engine.call('case.add', { paths: [more] }))).toEqual(['LP-1 proband', 'LP-2 sibling'])
})

test.each([
  [
    'a PED',
    (folder: string) =>
      writePed(folder, 'a.ped', ['F1 LP-1 LP-2 LP-3 1 2', 'F1 LP-2 0 0 1 1', 'F1 LP-3 0 0 2 1']),
    ['LP-1 LP-2 LP-3 *', 'LP-2 - - *', 'LP-3 - - *'],
  ],
  [
    'another pedigree',
    (folder: string) => writePedigree(folder, 'earlier.json', TRIO),
    ['100 200 300 LP-1', '200 - - LP-2', '300 - - LP-3'],
  ],
])(
  'of two that state one family, %s and a pedigree, the first counts and it is said',
  async (_, write, expected) => {
    using folder = scratch()
    await writeVcf(folder.path, 'a.vcf', { samples: ['LP-1', 'LP-2', 'LP-3'] })
    write(folder.path)
    writePedigree(folder.path, 'pedigree.json', TRIO)
    await using engine = runningEngine()
    const opened = await engine.call('case.open', { paths: [folder.path] })
    expect(people(opened)).toEqual(expected)
    expect(roles(opened)).toEqual(['LP-1 proband', 'LP-3 mother', 'LP-2 father'])
    expect(opened.refused.map(({ error }) => error.kind)).toEqual(['pedigree/stated-again'])
    // The terms of the proband are no matter of who is whose child.
    expect(opened.phenotype.chosen.map(({ id }) => id)).toEqual(['HP:0001250'])
  },
)

test('a pedigree that comes later takes the place of the first, is said to, and is undone in one step', async () => {
  using folder = scratch()
  const vcf = await writeVcf(folder.path, 'a.vcf', { samples: ['LP-1', 'LP-2', 'LP-3'] })
  const first = writePedigree(folder.path, 'pedigree.json', TRIO)
  mkdirSync(join(folder.path, 'new'))
  const second = writePedigree(join(folder.path, 'new'), 'second.json', [
    { id: '100', mother: 3, sex: 'MALE', affected: 'AFFECTED' },
    { id: '201', sex: 'MALE' },
    { id: '300', sex: 'FEMALE', affected: 'AFFECTED' },
  ])
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [vcf, first] })
  await engine.call('case.confirmAssembly', {})
  const added = await engine.call('case.add', { paths: [second] })
  expect(people(added)).toEqual(['100 - 300 LP-1', '201 - - LP-2', '300 - - LP-3', '200 - -'])
  expect(roles(added)).toEqual(['LP-1 proband', 'LP-3 mother', 'LP-2 other'])
  expect(added.samples[1]?.affected).toBe('affected')
  expect(added.confirmed).toBeUndefined()
  expect(said(added)).toEqual(['pedigree/stated-anew'])
  expect(whoNotices(added).map(sentence)).toEqual([
    'second.json states 100 and 300 anew: that took the place of what the case said of them. Check it; Undo takes it back.',
  ])
  const undone = await engine.call('case.undo', {})
  expect(people(undone)).toEqual(people(opened))
  expect(undone.samples).toEqual(opened.samples)
  expect(said(undone)).toEqual([])
})

test('a pedigree by other ids than the PED before it takes its place as a whole', async () => {
  using folder = scratch()
  const vcf = await writeVcf(folder.path, 'a.vcf', { samples: ['LP-1', 'LP-2', 'LP-3'] })
  const ped = writePed(folder.path, 'a.ped', [
    'F1 LP-1 LP-2 LP-3 1 2',
    'F1 LP-2 gran 0 1 1',
    'F1 LP-3 0 0 2 1',
  ])
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [vcf, ped] })
  mkdirSync(join(folder.path, 'new'))
  const added = await engine.call('case.add', {
    paths: [writePedigree(join(folder.path, 'new'), 'p.json', TRIO)],
  })
  expect(people(added)).toEqual(['100 200 300 LP-1', '200 - - LP-2', '300 - - LP-3'])
  expect(roles(added)).toEqual(roles(opened))
  expect(people(await engine.call('case.undo', {}))).toEqual(people(opened))
})

test('a PED of which nobody is a sample, and one that cannot be read, are said', async () => {
  using folder = scratch()
  await writeVcf(folder.path, 'a.vcf', { samples: ['kim', 'mum'] })
  writePed(folder.path, 'a.ped', ['F kim_1 0 mum_1 1 2', 'F mum_1 0 0 2 1'])
  writePed(folder.path, 'b.ped', ['F kim 0 mum 1'])
  writePed(folder.path, 'c.ped', ['# nobody'])
  await using engine = runningEngine()
  const opened = await engine.call('case.open', { paths: [folder.path] })
  expect(whoNotices(opened)).toMatchObject([{ kind: 'pedigree/no-sample', samples: ['kim', 'mum'] }])
  expect(opened.refused.map(({ error }) => error.kind)).toEqual(['text/bad-line', 'file/unknown-kind'])
  const { pedigree } = opened
  if (pedigree === null) throw new Error('no pedigree')
  const individuals = pedigree.individuals.map((one) =>
    one.id === 'kim_1' ? { ...one, samples: ['kim'] } : { ...one, samples: [] },
  )
  const linked = await engine.call('case.setPedigree', { pedigree: { ...pedigree, individuals } })
  expect(said(linked)).toEqual([])
})
