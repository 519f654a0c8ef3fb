import { describe, expect, it, test } from 'vitest'
import {
  absentLines,
  foundWords,
  shortlistFacts,
} from '../../../../../renderer/app/overlays/shortlist-words.ts'
import { statedOf } from '../../../../../renderer/app/list/stated.ts'
import {
  asRead,
  sourceTitle,
  statedFacts,
  statedShort,
  statedWords,
  statementTitle,
} from '../../../../../renderer/review/words/stated-words.ts'
import type { Shortlist } from '../../../../../shared/shortlist/shortlist.ts'
import { fakeCase } from '../../../../support/fake-case.ts'
import { fakeShortlist } from '../../../../support/fake-shortlist.ts'

const VARIANTS = [
  ['7', 100, 'A', 'G'],
  ['7', 300, 'C', 'T'],
] as const
const tiering = fakeShortlist({ variants: VARIANTS })
const exomiser = fakeShortlist({
  variants: VARIANTS,
  statement: { tier: null, rank: 3, score: 0.98765, panel: null },
  digest: 'd2',
  format: 'exomiser',
  tool: 'Exomiser',
  version: null,
  date: null,
  build: 'unknown',
})
const row = { file: 'trio.vcf.gz', contig: 'chr7', position: 100, ref: 'A', alt: 'G' }
const said = (...shortlists: Shortlist[]) => statedOf(fakeCase({ shortlists }), row)

describe('what is stated of a variant', () => {
  it('names who says it, in full and as there is room', () => {
    expect(statedWords(said(tiering))).toBe('GEL tier 1')
    expect(statedShort(said(tiering))).toBe('GEL 1')
    expect(statedWords(said(tiering, exomiser))).toBe('GEL tier 1, Exomiser rank 3')
    expect(statedShort(said(tiering, exomiser))).toBe('GEL 1 +')
    expect(statedShort(said(exomiser))).toBe('Ex 3')
    expect(statedWords(said())).toBe('')
    expect(statedOf(fakeCase({ shortlists: [tiering] }), { ...row, alt: 'T' })).toEqual([])
  })

  it('is the best that a list says, whatever its order', () => {
    const of = (tier: string) => fakeShortlist({ variants: VARIANTS, statement: { tier } }).entries
    const statements = [...of('TIER3'), ...of('TIER2')].flatMap((entry) => entry.statements)
    const list = { ...tiering, entries: tiering.entries.map((entry) => ({ ...entry, statements })) }
    expect(statedWords(said(list))).toBe('GEL tier 2')
  })

  it('is the same list until the case changes: asking twice is no change', () => {
    const state = fakeCase({ shortlists: [tiering] })
    expect(statedOf(state, row)).toBe(statedOf(state, row))
    expect(statedOf(state, { ...row, position: 5 })).toBe(statedOf(state, { ...row, position: 6 }))
  })

  it('has source, version and date where the file gives them', () => {
    expect(sourceTitle(tiering)).toBe('Genomics England tiering 2.0, 2023-05-01')
    expect(sourceTitle(exomiser)).toBe('Exomiser')
    expect(sourceTitle({ ...tiering, tool: 'other_service', version: null })).toBe(
      'other service, 2023-05-01',
    )
  })

  it('has every field that the file gives, and none that it does not', () => {
    const [statement = expect.fail()] = tiering.entries[0]?.statements ?? []
    expect(statementTitle(statement)).toBe('Tier 1 · SCN1A')
    expect(statedFacts(statement).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Mode of inheritance: monoallelic',
      'Segregation: de novo',
      'Panel: Intellectual disability 2.1034',
      'Penetrance: complete',
      'Reported for: Intellectual disability',
    ])
    const [ranked = expect.fail()] = exomiser.entries[0]?.statements ?? []
    expect(statementTitle({ ...ranked, gene: null })).toBe('Rank 3')
    expect(statedFacts(ranked)).toContainEqual({ name: 'Score', value: '0.9877' })
  })
})

test.each([
  ['monoallelic_not_imprinted', 'monoallelic not imprinted'],
  ['deNovo', 'de novo'],
  ['InheritedAutosomalDominant', 'inherited autosomal dominant'],
  ['XLinkedMonoallelic', 'X-linked monoallelic'],
  ['AD', 'AD'],
  ['AUTOSOMAL_DOMINANT', 'AUTOSOMAL DOMINANT'],
])('%s reads %s', (written, read) => {
  expect(asRead(written)).toBe(read)
})

describe('a shortlist among the sources', () => {
  it('says what it is of, and what of it the VCF lacks', () => {
    expect(shortlistFacts(tiering)).toBe('tiering.json · 2023-05-01 · GRCh38')
    expect(shortlistFacts({ ...exomiser, leftOut: [{ what: 'karyotypes', count: 2 }] })).toBe(
      'tiering.json · date not stated · build not stated: taken to be the case’s · without 2 karyotypes',
    )
    expect(foundWords(tiering, null)).toBe(
      '2 variants: how many the VCF has is told when it has been imported.',
    )
    expect(foundWords(tiering, [])).toBe('2 variants, all in the VCF.')
    expect(foundWords(tiering, [1])).toBe('2 variants: 1 of 2 is not in the VCF.')
    expect(absentLines(tiering, [1])).toEqual(['7:300 C>T (SCN1A)'])
  })
})
