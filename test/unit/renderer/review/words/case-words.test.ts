import { expect, it } from 'vitest'
import { eventWords } from '../../../../../renderer/review/words/case-words.ts'
import { indexWords } from '../../../../../renderer/review/words/index-words.ts'

it('says in the history that checks were made, and what is to be looked at', () => {
  const found = (verdict: 'passes' | 'warns' | 'fails') => ({ check: 'sex', verdict, finding: '' }) as const
  const made = (verdict: 'passes' | 'warns' | 'fails') =>
    eventWords({ kind: 'checks-found', found: [found(verdict), { ...found('passes'), check: 'files' }] })
  expect(made('passes')).toBe('made the checks: nothing to look at')
  expect(made('fails')).toBe('made the checks; to look at: sex')
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
