import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readOntology } from '../../../../electron/engine/phenotype/obo.ts'
import {
  type TermDraft,
  buildOntology,
  currentRow,
  withDescendants,
} from '../../../../electron/engine/phenotype/ontology.ts'
import { createTermSearch } from '../../../../electron/engine/phenotype/term-search.ts'
import { hpoId, hpoNumber } from '../../../../shared/phenotype/hpo-id.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { SMALL_OBO, obo } from './small-ontology.ts'

const folder = temporaryFolder()
const small = await obo(SMALL_OBO)
const idOf = (row: number): string => hpoId(small.numbers[row] ?? 0)
const current = (id: number): string | null => {
  const row = currentRow(small, id)
  return row < 0 ? null : idOf(row)
}

it.each([
  ['HP:0001250', 1250],
  [' hp:1250 ', 1250],
  ['HP_0001250', 1250],
  ['0001250', 1250],
  ['1250', null],
  ['HP:', null],
  ['seizure', null],
])('%j is term %s', (text, number) => expect(hpoNumber(text)).toBe(number))

describe('hp.obo', () => {
  it('gives terms, synonyms, version and date', () => {
    expect(small.version).toBe('hp/releases/2024-12-12')
    expect(small.date).toBe('2024-12-12')
    expect([...small.numbers]).toEqual([1, 118, 707, 957, 1250, 2391, 2432, 7359, 9999])
    const row = small.numbers.indexOf(1250)
    expect(small.names[row]).toBe('Seizure')
    expect(small.synonyms.slice(small.synonymFirst[row], small.synonymFirst[row + 1])).toEqual([
      'Epileptic seizure',
      'Seizures',
      'Fits "so called"',
    ])
  })

  it('knows what is below a term and what replaced one', () => {
    expect(withDescendants(small, [small.numbers.indexOf(707)]).map(idOf)).toEqual([
      'HP:0000707',
      'HP:0001250',
      'HP:0007359',
    ])
    // Itself, merged, merged and still there as an obsolete term, replaced, obsolete without replacement, unknown.
    expect([1250, 2279, 2391, 2432, 9999, 5].map(current)).toEqual([
      'HP:0001250',
      'HP:0001250',
      'HP:0001250',
      'HP:0001250',
      null,
      null,
    ])
  })

  it('is refused when it is something else', async () => {
    await expect(obo('hpo_id\thpo_name\n')).rejects.toMatchObject({
      error: { kind: 'text/other-format', detail: 'there are no [Term] stanzas in it' },
    })
    await expect(obo('[Term]\nid: GO:0000001\nname: x\n')).rejects.toMatchObject({
      error: { kind: 'text/other-format', detail: 'none of its terms is an HP: term' },
    })
    await expect(obo('[Term]\nid: HP:0000001\nname: x\nsynonym: none\n')).rejects.toMatchObject({
      error: { kind: 'text/bad-line', line: 4 },
    })
  })

  it('is read from a file', async () => {
    const path = join(folder, 'hp.obo')
    writeFileSync(path, SMALL_OBO)
    expect(await readOntology({ path, compression: 'none' })).toEqual(small)
  })
})

describe('the search', () => {
  const search = createTermSearch(small)
  const found = (text: string, limit = 20): string[] => search(text, limit).map((m) => m.id)

  it('puts the name first, then the beginning, then words in any order, and what is obsolete last', () => {
    expect(found('seizure')).toEqual(['HP:0001250', 'HP:0007359', 'HP:0009999'])
    expect(found('onset foc')).toEqual(['HP:0007359'])
    expect(search('seizure', 1)).toEqual([
      { id: 'HP:0001250', name: 'Seizure', via: null, obsolete: false, consider: [] },
    ])
  })

  it('says by which synonym, former name or former id it found a term', () => {
    expect(search('fits so', 5)).toMatchObject([{ id: 'HP:0001250', via: 'Fits "so called"' }])
    expect(search('fit disorder', 5)).toMatchObject([{ id: 'HP:0001250', via: 'obsolete Fit disorder' }])
    expect(search('HP:0002279', 5)).toMatchObject([{ id: 'HP:0001250', via: 'HP:0002279' }])
    expect(search('HP:0001250', 5)).toMatchObject([{ id: 'HP:0001250', via: null }])
    expect(search('strange', 5)).toMatchObject([
      { id: 'HP:0009999', obsolete: true, consider: ['HP:0001250', 'HP:0007359'] },
    ])
    expect(search('HP:0009999', 5)).toMatchObject([{ id: 'HP:0009999', obsolete: true }])
  })

  it('passes over case, accents and punctuation', () => {
    expect(found('CAFE AU lait')).toEqual(['HP:0000957'])
    expect(found('café-au')).toEqual(['HP:0000957'])
    expect(found('focal onset')).toEqual(['HP:0007359'])
  })

  it('finds nothing for nothing', () => {
    expect(found('')).toEqual([])
    expect(found(' - ')).toEqual([])
    expect(found('zebra')).toEqual([])
    expect(found('HP:7654321')).toEqual([])
    expect(found('seizure', 0)).toEqual([])
  })
})

it('a search finds what looking at every text finds', () => {
  const word = fc.constantFrom('ab', 'abc', 'b', 'ca', 'abca', 'Ab-b', '')
  const text = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  const terms = fc.array(fc.record({ name: text, synonyms: fc.array(text, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  const wordsOf = (of: string): string[] =>
    of
      .toLowerCase()
      .split(/[^a-z]+/)
      .filter((one) => one !== '')
  fc.assert(
    fc.property(terms, text, (named, query) => {
      const drafts = named.map(
        (term, number): TermDraft => ({ ...term, number, parents: [], former: [], obsolete: false, replacedBy: null, consider: [] }), // prettier-ignore
      )
      const asked = wordsOf(query)
      const fits = (one: string): boolean =>
        asked.every((part) => wordsOf(one).some((of) => of.startsWith(part)))
      const slow = drafts.filter(({ name, synonyms }) => asked.length > 0 && [name, ...synonyms].some(fits))
      const fast = createTermSearch(buildOntology(drafts, null))(query, 100)
      expect(fast.map(({ id }) => id).toSorted()).toEqual(slow.map(({ number }) => hpoId(number)))
    }),
  )
})

it('what is below a term is what a search upwards from every term finds', () => {
  const parents = fc.array(fc.array(fc.nat(20), { maxLength: 3 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(parents, fc.nat(25), (graph, asked) => {
      // Parents have smaller numbers, as in a directed graph without circles; some are not there.
      const drafts = graph.map((above, i): TermDraft => ({
        number: i * 2,
        name: `t${i}`,
        synonyms: [],
        parents: above.filter((p) => p < i).map((p) => (p % 5 === 4 ? 99 : p * 2)),
        former: [],
        obsolete: false,
        replacedBy: null,
        consider: [],
      }))
      const ontology = buildOntology(drafts.toReversed(), null)
      const isBelow = (number: number): boolean =>
        number === asked * 2 || (drafts[number / 2]?.parents.some(isBelow) ?? false)
      const slow = drafts.map((d) => d.number).filter(isBelow)
      const row = ontology.numbers.indexOf(asked * 2)
      const fast = row < 0 ? [] : withDescendants(ontology, [row]).map((r) => ontology.numbers[r])
      expect(fast).toEqual(row < 0 ? [] : slow)
    }),
  )
})

it('a circle of replacements leads nowhere', () => {
  const draft = (number: number, replacedBy: number): TermDraft => ({
    number,
    name: '',
    synonyms: [],
    parents: [number],
    former: [],
    obsolete: true,
    replacedBy,
    consider: [],
  })
  const ontology = buildOntology([draft(1, 2), draft(2, 1)], null)
  expect(currentRow(ontology, 1)).toBe(-1)
  expect(withDescendants(ontology, [0])).toEqual([0])
})
