import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { type VariantKey, variantKey } from '../../../shared/variant/variant-key.ts'
import type { VariantQuery } from '../../../shared/variant/variant-query.ts'
import { GRCH37, writeVcf } from '../../support/case-files.ts'
import { type RunningEngine, runningEngine } from '../../support/running-engine.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { vcfText, writeBgzip, writeText } from '../../support/vcf-text.ts'

const root = temporaryFolder()
let folder: string
let engine: RunningEngine

const GENOTYPES = ['GT', '0/1', '0/0']
const RECORDS = [
  ['chr1', 100, '.', 'A', 'G', 50, 'PASS', '.', ...GENOTYPES],
  // GEL's file has a base of padding more.
  ['chr1', 200, '.', 'CTT', 'C,CT', 50, 'PASS', '.', ...GENOTYPES],
  ['chr1', 5000, '.', 'C', 'T', 50, 'PASS', '.', ...GENOTYPES],
  ['chrM', 3243, '.', 'A', 'G', 50, 'PASS', '.', ...GENOTYPES],
]
const META = [
  '##contig=<ID=chr1,length=248956422>',
  '##contig=<ID=chrM,length=16569>',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="GT">',
]

const fixture = (name: string): string => join('test/fixtures/inputs', name)
const take = (name: string, as = name): void => copyFileSync(fixture(name), join(folder, as))
const writeFamily = (name = 'family.vcf.gz', samples = ['kim', 'mum']): Promise<string> =>
  writeBgzip(join(folder, name), vcfText(RECORDS, { meta: META, samples }))
const ready = ({ files }: CaseState): boolean =>
  files.every(({ kind, store }) => kind !== 'vcf' || store?.state === 'ready')
const shortlisted = (expression = 'shortlisted'): VariantQuery => ({
  filters: [{ expression, missing: 'drop' }],
  sort: [],
})
async function listed(query: VariantQuery, file = ALL_FILES): Promise<string[]> {
  const page = await engine.call('variants.page', {
    file,
    offset: 0,
    limit: 50,
    query,
    columns: ['shortlisted'],
  })
  expect(page.cells).toEqual(
    page.rows.map((row) => [query.filters[0]?.expression === 'shortlisted' || row.position < 0]),
  )
  return page.rows.map(({ contig, position, ref, alt }) => `${contig}:${position} ${ref}>${alt}`)
}
const state = async (): Promise<CaseState> => {
  const now = await engine.call('case.state', {})
  if (now === null) throw new Error('no case is open')
  return now
}

beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
  engine = runningEngine()
})
afterEach(() => engine[Symbol.asyncDispose]())

describe('a folder with a VCF and an InterpretedGenome', () => {
  test('is a case with a shortlist: its variants are found, whatever they are called there', async () => {
    await writeFamily()
    take('interpreted-genome-6.json')
    writeText(join(folder, 'settings.json'), '{"colour": "blue"}')
    await engine.call('case.open', { paths: [folder] })
    const { shortlists, refused } = await engine.until(ready)
    expect(refused).toEqual([])
    expect(shortlists.map(({ name, entries }) => [name, entries.length])).toEqual([
      ['interpreted-genome-6.json', 4],
    ])
    const found = ['chr1:100 A>G', 'chr1:200 CTT>C', 'chrM:3243 A>G']
    const { id } = await engine.file('family.vcf.gz')
    expect(await listed(shortlisted(), id)).toEqual(found)
    expect(await listed(shortlisted())).toEqual(found)
    expect(await listed(shortlisted('not shortlisted'), id)).toEqual(['chr1:200 CTT>CT', 'chr1:5000 C>T'])
    expect(
      await engine.call('variants.facet', {
        file: id,
        query: { filters: [], sort: [] },
        column: 'shortlisted',
        limit: 9,
      }),
    ).toMatchObject({
      values: [
        { value: true, count: 3 },
        { value: false, count: 2 },
      ],
    })
    // What no record of the VCF is, is named and not dropped.
    expect(await engine.call('shortlist.absent', {})).toEqual({
      lists: [{ digest: shortlists[0]?.digest, absent: [3] }],
    })
  })

  test('the list follows when a shortlist comes, goes and comes back', async () => {
    const vcf = await writeFamily()
    await engine.call('case.open', { paths: [vcf] })
    await engine.until(ready)
    expect(await listed(shortlisted())).toEqual([])
    await engine.call('case.add', { paths: [fixture('exomiser-14.json')] })
    expect(await listed(shortlisted())).toEqual(['chr1:100 A>G'])
    await engine.call('case.add', { paths: [fixture('exomiser-14.variants.tsv')] })
    expect(await listed(shortlisted())).toEqual(['chr1:100 A>G', 'chr1:200 CTT>C'])
    const [, second] = (await state()).shortlists
    await engine.call('shortlist.remove', { digest: second?.digest ?? '' })
    expect(await listed(shortlisted())).toEqual(['chr1:100 A>G'])
    await engine.call('case.undo', {})
    expect(await listed(shortlisted())).toEqual(['chr1:100 A>G', 'chr1:200 CTT>C'])
    // The same file again is the same shortlist.
    await engine.call('case.add', { paths: [fixture('exomiser-14.json')] })
    expect((await state()).shortlists).toHaveLength(2)
  })

  test('a shortlist of another build is refused, with the case or alone, and nothing of it is used', async () => {
    const vcf = await writeFamily()
    take('interpreted-genome-5.json')
    await engine.call('case.open', { paths: [folder] })
    const { shortlists, refused } = await engine.until(ready)
    expect(shortlists).toEqual([])
    expect(refused.map(({ error }) => error)).toMatchObject([
      { kind: 'shortlist/wrong-build', build: 'GRCh37', caseBuild: 'GRCh38' },
    ])
    await engine.call('case.open', { paths: [vcf] })
    expect(await engine.refusal('case.add', { paths: [fixture('interpreted-genome-5.json')] })).toMatchObject(
      {
        kind: 'shortlist/wrong-build',
      },
    )
    expect((await state()).shortlists).toEqual([])
  })

  test('nor can files of another build be added to a case with a shortlist', async () => {
    await engine.call('case.open', { paths: [fixture('interpreted-genome-6.json')] })
    expect((await state()).shortlists).toHaveLength(1)
    expect(await engine.call('shortlist.absent', {})).toEqual({ lists: null })
    const other = await writeVcf(folder, 'other.vcf.gz', { contigs: GRCH37 })
    expect(await engine.refusal('case.add', { paths: [other] })).toMatchObject({
      kind: 'shortlist/wrong-build',
      build: 'GRCh38',
      caseBuild: 'GRCh37',
    })
    expect((await state()).files).toEqual([])
  })

  test('a damaged one is refused with the place, and the case opens without it', async () => {
    await writeFamily()
    const text = readFileSync(fixture('interpreted-genome-6.json'), 'utf8')
    writeText(join(folder, 'tiering.json'), text.slice(0, -20))
    await engine.call('case.open', { paths: [folder] })
    const { shortlists, refused } = await engine.until(ready)
    expect(shortlists).toEqual([])
    expect(refused).toMatchObject([{ error: { kind: 'input/bad-json' } }])
  })
})

describe('a pedigree of Genomics England', () => {
  test('gives the case its family, the roles of its samples and the terms of the proband', async () => {
    await writeFamily('family.vcf.gz', ['LP1-DNA_A02', 'LP1-DNA_A01'])
    take('pedigree-1.3.json')
    await engine.call('case.open', { paths: [folder] })
    const { pedigree, samples, phenotype } = await engine.until(ready)
    expect(pedigree?.individuals.map(({ id }) => id)).toEqual(['P1', 'P2', 'P3', '4'])
    expect(pedigree?.consanguineous).toEqual([['P2', 'P3']])
    expect(samples.map(({ name, role, sex, affected }) => [name, role, sex, affected])).toEqual([
      ['LP1-DNA_A01', 'proband', 'female', 'affected'],
      ['LP1-DNA_A02', 'father', 'male', 'unaffected'],
    ])
    expect(phenotype.chosen).toEqual([
      { id: 'HP:0001250', name: null },
      { id: 'HP:0001249', name: null },
    ])
  })

  test('leaves terms alone that somebody chose', async () => {
    const vcf = await writeFamily()
    await engine.call('case.open', { paths: [vcf] })
    await engine.call('phenotype.choose', { terms: ['HP:0000118'] })
    await engine.call('case.add', { paths: [fixture('pedigree-1.3.json')] })
    const { phenotype, pedigree } = await state()
    expect(phenotype.chosen.map(({ id }) => id)).toEqual(['HP:0000118'])
    // Besides its four there are the two whose samples it does not name.
    expect(pedigree?.individuals.map(({ id }) => id)).toEqual(['P1', 'P2', 'P3', '4', 'kim', 'mum'])
  })
})

describe('a note', () => {
  const key = async (row: number): Promise<VariantKey> => {
    const { id } = await engine.file('family.vcf.gz')
    return variantKey((await engine.call('variants.record', { file: id, row })).row)
  }
  const texts = async (): Promise<string[]> => (await state()).notes.map(({ text }) => text)

  test('is of its variant, is written anew, taken back and gone when it is empty', async () => {
    await engine.call('case.open', { paths: [await writeFamily()] })
    await engine.until(ready)
    const [first, second] = [await key(0), await key(1)]
    await engine.call('variants.setNote', { variant: first, text: 'Asked the father.' })
    await engine.call('variants.setNote', { variant: second, text: 'Low depth.' })
    await engine.call('variants.setNote', { variant: first, text: 'Father: 0 of 33 reads.' })
    expect((await state()).notes).toEqual([
      { variant: first, text: 'Father: 0 of 33 reads.' },
      { variant: second, text: 'Low depth.' },
    ])
    await engine.call('case.undo', {})
    expect(await texts()).toEqual(['Asked the father.', 'Low depth.'])
    await engine.call('variants.setNote', { variant: second, text: '  ' })
    expect(await texts()).toEqual(['Asked the father.'])
    // The same text again is no event.
    const { revision } = await state()
    await engine.call('variants.setNote', { variant: first, text: 'Asked the father.' })
    expect((await state()).revision).toBe(revision)
    expect(
      await engine.refusal('variants.setNote', { variant: { ...first, file: 'f9' }, text: 'x' }),
    ).toMatchObject({ kind: 'case/unknown-file' })
    expect(
      await engine.refusal('variants.setNote', { variant: first, text: 'x'.repeat(4001) }),
    ).toMatchObject({
      kind: 'call/invalid',
    })
  })

  test('and a shortlist are in the case file, for whoever opens it next', async () => {
    await writeFamily()
    take('interpreted-genome-6.json')
    await engine.call('case.open', { paths: [folder] })
    await engine.until(ready)
    const path = join(root, 'kept.casement')
    await engine.call('variants.setNote', { variant: await key(0), text: 'Über 30 reads\nsecond line' })
    await engine.call('case.saveAs', { path })
    const { notes, shortlists } = await state()
    await engine.call('case.close', {})
    await engine.call('case.open', { paths: [path] })
    const again = await engine.until(ready)
    expect(again.notes).toEqual(notes)
    expect(again.notes[0]?.text).toBe('Über 30 reads\nsecond line')
    expect(again.shortlists).toEqual(shortlists)
    expect(await listed(shortlisted())).toHaveLength(3)
  })
})
