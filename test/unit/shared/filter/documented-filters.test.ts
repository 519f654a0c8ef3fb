import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { trioScope } from '../../../support/filter-scope.ts'

const text = readFileSync(new URL('../../../../docs/filters.md', import.meta.url), 'utf8')
const examples = [...(text.split('## Examples')[1] ?? '').matchAll(/^\| `(.+?)` +\|/gm)].map(
  ([, filter]) => filter ?? '',
)

describe('docs/filters.md', () => {
  it('has twelve examples', () => {
    expect(examples).toHaveLength(12)
  })

  it.each(examples)('%s is right', (filter) => {
    const family = trioScope()
    const pair = trioScope({
      roles: new Map([
        ['kid', 'tumour'],
        ['mum', 'normal'],
      ]),
    })
    const scope = filter.includes('tumour') ? pair : family
    expect(() => checkFilter(parseFilter(filter), scope)).not.toThrow()
  })
})
