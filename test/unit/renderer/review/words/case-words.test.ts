import { expect, it } from 'vitest'
import { eventWords } from '../../../../../renderer/review/words/case-words.ts'
import { indexWords } from '../../../../../renderer/review/words/index-words.ts'
import { fakeFile } from '../../../../support/fake-case.ts'

it('says in the history that checks were made, and what is to be looked at', () => {
  const found = (verdict: 'passes' | 'warns' | 'fails') => ({ check: 'sex', verdict, finding: '' }) as const
  const made = (verdict: 'passes' | 'warns' | 'fails') =>
    eventWords({ kind: 'checks-found', found: [found(verdict), { ...found('passes'), check: 'files' }] })
  expect(made('passes')).toBe('made the checks: nothing to look at')
  expect(made('warns')).toBe('made the checks; to look at: sex')
  const all = [{ ...found('warns'), check: 'files' as const }, found('fails'), { ...found('fails'), check: 'mendelian' as const }] // prettier-ignore
  // What failed is not only something to look at.
  expect(eventWords({ kind: 'checks-found', found: all })).toBe(
    'made the checks; fails: sex, Mendelian errors; to look at: file health',
  )
})

it('says in the history whose releases the app’s own data are, and where a file was found with which date', () => {
  const sources = [
    { name: 'Genes', release: 'Ensembl 110, through ideogram 1.53.0', date: '2023-07' },
    { name: 'ClinVar', release: '2024-12', date: '2024-12' },
  ]
  expect(eventWords({ kind: 'bundled-found', sources })).toBe(
    'used the app’s own data: Genes of Ensembl 110, through ideogram 1.53.0; ClinVar of 2024-12',
  )
  const { identity } = fakeFile('kim.bam')
  const again = { ...identity, path: '/data/kim.bam', mtimeMs: Date.parse('2026-03-04T05:06:00Z') }
  expect(eventWords({ kind: 'file-relinked', file: 'f1', identity: again })).toMatch(
    /^found kim\.bam again: it is \/data\/kim\.bam, dated 4 Mar 2026, /,
  )
})

it('says of an index of lines where it is without the words of programmers', () => {
  const index = {
    state: 'ready',
    path: '/c/x',
    format: 'offsets',
    where: 'cache',
    built: true,
    stale: false,
  } as const
  expect(indexWords(index)).toBe('Index of its lines in the cache folder, built by Casement')
})
