import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { decimals, NumbersTable } from '../../../../renderer/quality/plots/numbers-table.tsx'
import { percent } from '../../../../shared/quality/percent.ts'

it('puts columns of numbers to the right, and no others', () => {
  const html = renderToStaticMarkup(
    <NumbersTable
      label="Relatedness"
      head={['Pair', 'Relatedness', 'Share', 'IBS0', 'Seen', 'Nothing']}
      rows={[
        { key: 'a', cells: ['A – B', decimals(-0.051), percent(0.0853), '395 (8.53 %)', 'unrelated', '–'] },
        { key: 'b', cells: ['A – C', decimals(null), percent(null), '0 (0.00 %)', '–', '–'] },
      ]}
    />,
  )
  const heads = [...html.matchAll(/<th scope="col"( data-numeric="")?>(\w+)/g)]
  expect(heads.filter(([, numeric]) => numeric !== undefined).map(([, , name]) => name)).toEqual([
    'Relatedness',
    'Share',
    'IBS0',
  ])
  expect(html).toContain('<td data-numeric="">−0.05</td>')
})
