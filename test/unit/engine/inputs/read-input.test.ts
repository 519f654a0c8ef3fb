import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, test } from 'vitest'
import { type CaseInput, readInput } from '../../../../electron/engine/inputs/read-input.ts'
import { MOST_ENTRIES, type Shortlist } from '../../../../shared/shortlist/shortlist.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { errorFrom } from '../../../support/bam-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { writeText } from '../../../support/vcf-text.ts'

const FIXTURES = 'test/fixtures/inputs'
const fixture = (name: string): string => join(FIXTURES, name)
const folder = temporaryFolder()

const listOf = (input: CaseInput | null): Shortlist => {
  if (input?.kind !== 'shortlist') throw new Error(`not a shortlist: ${JSON.stringify(input)?.slice(0, 200)}`)
  return input.shortlist
}
const read = async (name: string): Promise<Shortlist> => listOf(await readInput({ path: fixture(name) }))
const familyOf = async (name: string) => {
  const input = await readInput({ path: fixture(name) })
  if (input?.kind !== 'family') throw new Error('not a family')
  return input.family
}
const written = (name: string, text: string): string => writeText(join(folder, name), text)
const places = ({ entries }: Shortlist): string[] =>
  entries.map(({ contig, position, ref, alt }) => `${contig}:${position} ${ref}>${alt}`)

/** A fixture as a value that can be changed before it is written. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const parsed = (name: string): any => JSON.parse(readFileSync(fixture(name), 'utf8'))

describe('an InterpretedGenome', () => {
  test('of models 6: tier, inheritance, panel and the rest of each report event', async () => {
    const list = await read('interpreted-genome-6.json')
    expect(list).toMatchObject({
      format: 'interpreted-genome',
      tool: 'genomics_england_tiering',
      version: '2.0',
      date: null,
      build: 'GRCh38',
      name: 'interpreted-genome-6.json',
      leftOut: [{ what: 'structural variants', count: 1 }],
    })
    expect(places(list)).toEqual(['1:100 A>G', '1:199 ACTT>AC', 'MT:3243 A>G', '2:5000 C>T'])
    const [first] = list.entries
    expect(first?.zygosities).toEqual([
      { sample: 'kim', zygosity: 'heterozygous' },
      { sample: 'mum', zygosity: 'reference_homozygous' },
    ])
    expect(first?.hgvs).toEqual(['ENST00000303395:c.2134C>T'])
    expect(first?.statements).toEqual([
      {
        tier: 'TIER1',
        rank: null,
        score: 0,
        modeOfInheritance: 'monoallelic_not_imprinted',
        segregation: 'deNovo',
        penetrance: 'complete',
        panel: { name: 'Intellectual disability', version: '2.1034' },
        gene: 'SCN1A',
        phenotypes: ['Intellectual disability'],
        classification: 'pathogenic',
        justification: null,
      },
      expect.objectContaining({
        tier: 'TIER3',
        modeOfInheritance: 'biallelic',
        segregation: 'CompoundHeterozygous',
        panel: null,
        phenotypes: ['Seizure'],
        classification: null,
      }),
    ])
  })

  test('of models 5: phenotypes as a list, changes beside the coordinates', async () => {
    const list = await read('interpreted-genome-5.json')
    expect(list).toMatchObject({ build: 'GRCh37', version: 'tiering 1.0, annotator 3.2' })
    expect(list.entries[0]).toMatchObject({
      contig: '1',
      position: 100,
      hgvs: ['ENST00000303395:c.2134C>T', 'ENSP00000303540:p.Arg712Ter'],
      statements: [
        { tier: 'TIER1', modeOfInheritance: 'monoallelic', phenotypes: ['Intellectual disability'] },
      ],
    })
  })

  test.each(['interpreted-genome-4.json', 'interpreted-genome-3.json'])(
    '%s: coordinates of its own, the panel in the event, no assembly',
    async (name) => {
      const list = await read(name)
      expect(list).toMatchObject({ build: 'unknown', tool: 'genomics_england_tiering', version: null })
      expect(places(list)).toEqual(['X:2000 G>GT'])
      expect(list.entries[0]).toMatchObject({
        zygosities: [{ sample: 'kim', zygosity: 'alternate_hemizigous' }],
        statements: [
          {
            tier: 'TIER1',
            gene: 'CDKL5',
            score: 0.8,
            penetrance: 'incomplete',
            panel: { name: 'Genetic Epilepsy Syndromes', version: '1.0' },
            phenotypes: ['Epileptic encephalopathy'],
            justification: 'In a green gene',
          },
        ],
      })
    },
  )

  test('as an archive wraps it, with the date it was made', async () => {
    const genome = parsed('interpreted-genome-6.json')
    const wrapped = { created_at: '2023-05-01T10:11:12Z', interpreted_genome_data: genome }
    const list = listOf(await readInput({ path: written('wrapped.json', JSON.stringify(wrapped)) }))
    expect(list.date).toBe('2023-05-01')
    expect(list.entries).toHaveLength(4)
  })

  test('is known by content and read compressed, whatever its name', async () => {
    const path = join(folder, 'no-name')
    writeFileSync(path, gzipSync(readFileSync(fixture('interpreted-genome-6.json'))))
    expect(listOf(await readInput({ path })).entries).toHaveLength(4)
  })

  it('of no variants is a list without any', async () => {
    const genome = { ...parsed('interpreted-genome-6.json'), variants: [] }
    expect(listOf(await readInput({ path: written('none.json', JSON.stringify(genome)) })).entries).toEqual(
      [],
    )
  })

  it('says where a variant lacks what it needs', async () => {
    const genome = parsed('interpreted-genome-6.json')
    delete genome.variants[2].variantCoordinates.position
    const error = await errorFrom(readInput({ path: written('lacks.json', JSON.stringify(genome)) }))
    expect(error).toMatchObject({ kind: 'input/bad-entry', where: 'variants[2].variantCoordinates.position' })
    expect(sentence(error)).toMatch(
      /^lacks\.json cannot be read as an InterpretedGenome: variants\[2\]\.variantCoordinates\.position is missing/,
    )
    const old = parsed('interpreted-genome-4.json')
    old.reportedVariants[0].reportEvents = 'none'
    expect(await errorFrom(readInput({ path: written('old.json', JSON.stringify(old)) }))).toMatchObject({
      where: 'reportedVariants[0].reportEvents',
    })
  })

  it('says at which line its JSON breaks off', async () => {
    const text = readFileSync(fixture('interpreted-genome-6.json'), 'utf8')
    const cut = text.slice(0, text.indexOf('"MT"'))
    expect(await errorFrom(readInput({ path: written('cut.json', cut) }))).toMatchObject({
      kind: 'input/bad-json',
      line: cut.split('\n').length,
    })
  })

  it('of two assemblies is refused, and so is one that is no shortlist any more', async () => {
    const genome = parsed('interpreted-genome-6.json')
    genome.variants[1].variantCoordinates.assembly = 'GRCh37'
    expect(await errorFrom(readInput({ path: written('two.json', JSON.stringify(genome)) }))).toMatchObject({
      kind: 'input/bad-entry',
      where: 'assembly',
    })
    // Whatever the other is called.
    genome.variants[1].variantCoordinates.assembly = 'hs37d5'
    expect(await errorFrom(readInput({ path: written('two.json', JSON.stringify(genome)) }))).toMatchObject({
      where: 'assembly',
    })
    const one = genome.variants[0]
    genome.variants = Array.from({ length: MOST_ENTRIES + 1 }, (_, i) => ({
      ...one,
      variantCoordinates: { ...one.variantCoordinates, position: i + 1 },
    }))
    expect(await errorFrom(readInput({ path: written('long.json', JSON.stringify(genome)) }))).toMatchObject({
      kind: 'shortlist/too-long',
      entries: MOST_ENTRIES + 1,
    })
  })
})

describe('Exomiser', () => {
  test('13 and 14 as a table: one variant with all it was ranked under, what does not contribute counted', async () => {
    const list = await read('exomiser-14.variants.tsv')
    expect(list).toMatchObject({ format: 'exomiser', tool: 'Exomiser', build: 'unknown' })
    expect(places(list)).toEqual(['1:100 A>G', '1:200 CTT>C'])
    expect(list.leftOut).toEqual([{ what: 'variants that do not contribute to a gene’s score', count: 1 }])
    expect(list.entries[0]).toMatchObject({
      hgvs: ['SCN1A:ENST00000303395.9:c.2134C>T:p.(Arg712Ter)'],
      zygosities: [{ sample: null, zygosity: '0/1' }],
      statements: [
        {
          rank: 1,
          score: 0.9921,
          modeOfInheritance: 'AD',
          gene: 'SCN1A',
          classification: 'LIKELY_PATHOGENIC',
          phenotypes: ['Dravet syndrome'],
        },
        { rank: 2, score: 0.5, modeOfInheritance: 'AR', classification: null, phenotypes: [] },
      ],
    })
  })

  test('12 as a table of one mode of inheritance, which its name says', async () => {
    const list = await read('exomiser-12_AD.variants.tsv')
    expect(places(list)).toEqual(['chr1:100 A>G'])
    expect(list.entries[0]?.statements).toMatchObject([
      { rank: null, score: 0.9921, modeOfInheritance: 'AD' },
    ])
  })

  test.each([
    ['exomiser-12.json', 'GRCh37', ['AUTOSOMAL_DOMINANT'], 1],
    ['exomiser-14.json', 'GRCh38', ['AUTOSOMAL_DOMINANT', 'AUTOSOMAL_RECESSIVE'], 1],
    ['exomiser-15.jsonl', 'GRCh38', ['AUTOSOMAL_DOMINANT'], 2],
  ])('%s as JSON', async (name, build, modes, count) => {
    const list = await read(name)
    expect(list.build).toBe(build)
    expect(list.entries).toHaveLength(count)
    expect(list.entries[0]).toMatchObject({
      contig: '1',
      position: 100,
      hgvs: ['ENST00000303395.9:c.2134C>T:p.(Arg712Ter)'],
      statements: modes.map((modeOfInheritance) => ({ modeOfInheritance, gene: 'SCN1A' })),
    })
  })

  it('says in which line of a table, or of JSON, something is wrong', async () => {
    const text = readFileSync(fixture('exomiser-14.variants.tsv'), 'utf8')
    const broken = text.replace('\t200\t202\t', '\tmany\t202\t')
    expect(await errorFrom(readInput({ path: written('broken.tsv', broken) }))).toMatchObject({
      kind: 'input/bad-entry',
      where: 'line 4',
    })
    const lines = readFileSync(fixture('exomiser-15.jsonl'), 'utf8').split('\n')
    const cut = [lines[0], lines[1]?.slice(0, 40)].join('\n')
    expect(await errorFrom(readInput({ path: written('cut.jsonl', cut) }))).toMatchObject({
      kind: 'input/bad-json',
      line: 2,
    })
  })
})

describe('a pedigree of Genomics England', () => {
  test.each(['pedigree-1.0.json', 'pedigree-1.3.json'])(
    '%s: members, couples, proband and terms',
    async (name) => {
      const { pedigree, proband, terms } = await familyOf(name)
      const [father, mother, child, sib] = pedigree.individuals
      expect(father).toEqual({
        family: 'F1',
        id: 'P2',
        father: null,
        mother: null,
        sex: 'male',
        affected: 'unaffected',
        samples: ['LP1-DNA_A02'],
      })
      expect(mother?.sex).toBe('female')
      expect(child).toMatchObject({ id: 'P1', father: 'P2', mother: 'P3', affected: 'affected' })
      // Without participantId a member goes by the number it has in the pedigree.
      expect(sib).toEqual({
        family: 'F1',
        id: '4',
        father: 'P2',
        mother: 'P3',
        sex: 'unknown',
        affected: 'unknown',
        deceased: true,
      })
      expect(pedigree.consanguineous).toEqual([['P2', 'P3']])
      expect(proband).toBe('P1')
      // What is said to be absent is no term of the case.
      expect(terms).toEqual(['HP:0001250', 'HP:0001249'])
    },
  )

  it('says which member is without a name, and refuses one that is there twice', async () => {
    const family = parsed('pedigree-1.3.json')
    family.members[1].participantId = 'P2'
    expect(await errorFrom(readInput({ path: written('twice.json', JSON.stringify(family)) }))).toMatchObject(
      {
        kind: 'input/bad-entry',
        where: 'members',
      },
    )
    family.members[1] = { ...family.members[1], participantId: null, pedigreeId: null }
    expect(
      await errorFrom(readInput({ path: written('nobody.json', JSON.stringify(family)) })),
    ).toMatchObject({
      where: 'members[1]',
    })
  })
})

describe('what is none of these', () => {
  mkdirSync(join(folder, 'others'))
  test.each([
    ['other JSON', '{"name": "x", "members": [1, 2]}'],
    ["PanelApp's JSON", '{"id": 1, "name": "Epilepsy", "version": "1.0", "genes": []}'],
    ['text', 'members pedigreeId'],
    ['another table', '#RANK\tGENE\n1\tSCN1A\n'],
  ])('%s is passed over', async (name, text) => {
    expect(await readInput({ path: written(join('others', name), text) })).toBeNull()
  })

  test("Exomiser's table of genes has no variants", async () => {
    expect(await readInput({ path: fixture('exomiser-14.genes.tsv') })).toBeNull()
  })
})
