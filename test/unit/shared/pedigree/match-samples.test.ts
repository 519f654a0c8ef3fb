import { describe, expect, test } from 'vitest'
import { type NamingFile, placeFiles } from '../../../../shared/pedigree/match-samples.ts'
import { namesFitting } from '../../../../shared/pedigree/file-name-fit.ts'
import { matchPeople } from '../../../../shared/pedigree/match-people.ts'
import { person } from '../../../support/pedigrees.ts'

/** A file as it names its samples; a BAM that names none has its own name for one, and says so. */
function file(name: string, ...samples: string[]): NamingFile {
  const isBam = name.endsWith('.bam')
  const path = `/data/${name}`
  const stem = name.replace(/\.bam$/, '')
  const isUnnamed = isBam && samples.length === 0
  return {
    id: name,
    name,
    kind: isBam ? 'bam' : 'vcf',
    samples: isUnnamed ? [stem] : samples,
    notices: isUnnamed ? [{ kind: 'sample/from-file-name', file: path, sample: stem }] : [],
    identity: { path, size: 1, mtimeMs: 0, headDigest: '' },
  }
}
const place = (files: NamingFile[], people: string[] = [], byUser: Record<string, string> = {}) => {
  const { placed, notes } = placeFiles(files, people, new Map(Object.entries(byUser)))
  return { placed: placed.map((one) => `${one.file} ${one.sample} ${one.by}`), notes }
}

describe('reads and columns', () => {
  test('the @RG SM comes first, whatever the file is called', () => {
    const { placed, notes } = place([file('x.bam', 'kim'), file('trio.vcf', 'kim', 'mum')])
    expect(placed).toEqual(['x.bam kim read-group', 'trio.vcf kim column', 'trio.vcf mum column'])
    expect(notes).toEqual([])
  })

  test('an SM that nobody is called by: the file name is the last resort, and it is kept', () => {
    const { placed } = place([file('NA12878.final.bam', 'S1'), file('a.vcf', 'NA12878', 'NA12891')])
    expect(placed[0]).toBe('NA12878.final.bam NA12878 file-name')
  })

  test('no SM at all: the file name', () => {
    expect(place([file('NA12878.bam'), file('a.vcf', 'NA12878')]).placed[0]).toBe(
      'NA12878.bam NA12878 file-name',
    )
  })

  test('NA12878 is no part of NA128781', () => {
    expect(place([file('NA128781.bam', 'S1'), file('a.vcf', 'NA12878')]).placed[0]).toBe(
      'NA128781.bam S1 read-group',
    )
  })

  test('an SM that contradicts the file’s name is followed, and said', () => {
    const { placed, notes } = place([file('mum.bam', 'dad'), file('a.vcf', 'mum', 'dad')])
    expect(placed[0]).toBe('mum.bam dad read-group')
    expect(notes).toEqual([
      { kind: 'sample/other-file-name', file: '/data/mum.bam', sample: 'dad', other: 'mum' },
    ])
  })

  test('a strange SM is not merged into a column whose reads there are already, and it is said', () => {
    const { placed, notes } = place([file('kim.bam', 'S9'), file('k2.bam', 'kim'), file('a.vcf', 'kim')])
    expect(placed.slice(0, 2)).toEqual(['kim.bam S9 read-group', 'k2.bam kim read-group'])
    expect(notes).toMatchObject([{ kind: 'sample/other-file-name', sample: 'S9', other: 'kim' }])
  })

  test('an ambiguous match is not made: two columns for a file, or two samples for a column', () => {
    const two = place([file('kim-and-mum.bam', 'S1'), file('a.vcf', 'kim', 'mum')])
    expect(two.placed[0]).toBe('kim-and-mum.bam S1 read-group')
    expect(two.notes).toEqual([
      { kind: 'sample/ambiguous', file: '/data/kim-and-mum.bam', sample: 'S1', candidates: ['kim', 'mum'] },
    ])
    const both = place([file('kim.1.bam', 'S1'), file('kim.2.bam', 'S2'), file('a.vcf', 'kim')])
    expect(both.placed.slice(0, 2)).toEqual(['kim.1.bam S1 read-group', 'kim.2.bam S2 read-group'])
    expect(both.notes).toHaveLength(2)
  })

  test('a VCF of one column called SAMPLE is that of the reads its file is called by', () => {
    expect(place([file('x.bam', 'kim'), file('kim.vcf.gz', 'SAMPLE')]).placed[0]).toBe(
      'x.bam SAMPLE file-name',
    )
  })

  test('columns of somatic callers take reads by their files, either way it is spelt', () => {
    const { placed } = place([
      file('pt1.tumour.bam', 'T1'),
      file('pt1.normal.bam', 'N1'),
      file('s.vcf', 'NORMAL', 'TUMOR'),
    ])
    expect(placed.slice(0, 2)).toEqual(['pt1.tumour.bam TUMOR file-name', 'pt1.normal.bam NORMAL file-name'])
  })

  test('columns of somatic callers take reads by their @RG SM, and by a last letter where there is its counterpart', () => {
    const words = place([
      file('x.bam', 'HCC1395_tumor'),
      file('y.bam', 'HCC1395_normal'),
      file('s.vcf', 'NORMAL', 'TUMOR'),
    ])
    expect(words.placed.slice(0, 2)).toEqual(['x.bam TUMOR read-group', 'y.bam NORMAL read-group'])
    const letters = place([
      file('LP1_T.bam', 'LP1_T'),
      file('LP1_N.bam', 'LP1_N'),
      file('s.vcf', 'NORMAL', 'TUMOR'),
    ])
    expect(letters.placed.slice(0, 2)).toEqual(['LP1_T.bam TUMOR read-group', 'LP1_N.bam NORMAL read-group'])
    expect(letters.notes).toEqual([])
    const unnamed = place([file('LP1_T.bam'), file('LP1_N.bam'), file('s.vcf', 'NORMAL', 'TUMOR')])
    expect(unnamed.placed.slice(0, 2)).toEqual(['LP1_T.bam TUMOR file-name', 'LP1_N.bam NORMAL file-name'])
  })

  test('two tumours are not both one column', () => {
    const { placed, notes } = place([
      file('a.bam', 'P1_tumor'),
      file('b.bam', 'P2_tumor'),
      file('s.vcf', 'NORMAL', 'TUMOR'),
    ])
    expect(placed.slice(0, 2)).toEqual(['a.bam P1_tumor read-group', 'b.bam P2_tumor read-group'])
    expect(notes).toHaveLength(2)
  })

  test('what a person said comes before all', () => {
    const { placed, notes } = place([file('mum.bam', 'dad'), file('a.vcf', 'mum', 'dad')], [], {
      'mum.bam': 'mum',
    })
    expect(placed[0]).toBe('mum.bam mum user')
    expect(notes).toEqual([])
  })

  test('of kim and kim-2 the one that has the other in it', () => {
    expect(namesFitting('kim-2.bam', ['kim', 'kim-2'])).toEqual(['kim-2'])
    expect(namesFitting('kim.bam', ['kim', 'kim-2'])).toEqual(['kim'])
  })
})

describe('people', () => {
  const match = (people: string[], files: NamingFile[]) => {
    const individuals = people.map((id) => person(id))
    const { placed } = placeFiles(files, people, new Map())
    const { matches, notes } = matchPeople(individuals, files, placed)
    return { matches: matches.map((one) => `${one.person.id} ${one.sample} ${one.by}`), notes }
  }

  test('by the @RG SM, then the column, then the file', () => {
    const files = [file('a.bam', 'kim'), file('dad.bam', 'S7'), file('a.vcf', 'kim', 'mum')]
    expect(match(['kim', 'mum', 'dad'], files).matches).toEqual([
      'kim kim read-group',
      'mum mum column',
      'dad S7 file-name',
    ])
  })

  test('by the SM of reads whose sample has the name of its column', () => {
    const files = [file('x.bam', 'kim'), file('kim.vcf', 'SAMPLE')]
    expect(match(['kim'], files).matches).toEqual(['kim SAMPLE read-group'])
  })

  test('reads that have a person’s name are not another’s because of their file’s', () => {
    const files = [file('mum.bam', 'kim'), file('a.vcf', 'mum')]
    expect(match(['kim', 'mum'], files).matches).toEqual(['kim kim read-group', 'mum mum column'])
    expect(placeFiles(files, ['kim', 'mum'], new Map()).notes).toMatchObject([
      { kind: 'sample/other-file-name', sample: 'kim', other: 'mum' },
    ])
  })

  test('in small letters or capitals, if that is one', () => {
    const files = [file('kim.bam', 'kim'), file('a.vcf', 'kim', 'mum', 'MUM')]
    expect(match(['KIM', 'Mum'], files).matches).toEqual(['KIM kim read-group'])
  })

  test('a person with tumour and normal has two samples; with two others neither', () => {
    const pair = [file('kim.tumor.bam', 'T'), file('kim.normal.bam', 'N')]
    expect(match(['kim'], pair).matches).toEqual(['kim T file-name', 'kim N file-name'])
    const two = match(['kim'], [file('kim.a.bam', 'A'), file('kim.b.bam', 'B')])
    expect(two.matches).toEqual([])
    expect(two.notes).toMatchObject([{ candidates: ['kim'] }, { candidates: ['kim'] }])
  })
})

test('a cohort of thousands takes seconds at most', () => {
  const names = Array.from({ length: 2000 }, (_, i) => `HG${i}`)
  const list = file('all.vcf', ...names)
  const people = Array.from({ length: 3000 }, (_, i) => person(`HG${i + 1000}`, { affected: 'affected' }))
  const before = performance.now()
  const { placed } = placeFiles([list], [], new Map())
  expect(matchPeople(people, [list], placed).matches).toHaveLength(1000)
  // With all people looked through for each sample it is minutes.
  expect(performance.now() - before).toBeLessThan(60_000)
})
