import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import type { OpenVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import type { VariantQuery } from '../../../../../shared/variant/variant-query.ts'
import { importHere, openedStore } from '../../../../support/variant-stores.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { vcfText, writeText } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()
const QUALS = [50, 10, 40, 20, 60, 30]
let variants: OpenVariants

beforeAll(async () => {
  const path = join(folder, 'quals.vcf')
  writeText(path, vcfText(QUALS.map((qual, i) => ['1', 100 + i, '.', 'A', 'G', qual, 'PASS', '.'])))
  variants = await openedStore(await importHere(path, folder))
})

const query = (expression: string | null, descending: boolean | null): VariantQuery => ({
  filters: expression === null ? [] : [{ expression, missing: 'drop' }],
  sort: descending === null ? [] : [{ column: 'qual', descending }],
})
const places = (asked: VariantQuery) =>
  Promise.all(
    QUALS.map(async (_, row) => {
      const { place, before } = await variants.results.placeOf(asked, row)
      return place === null ? `(${before})` : place
    }),
  )

it('says where each variant is, and of those that are hidden how many come before them', async () => {
  expect(await places(query(null, null))).toEqual([0, 1, 2, 3, 4, 5])
  expect(await places(query('qual > 25', null))).toEqual([0, '(1)', 1, '(2)', 2, 3])
  // 60 50 40 30 | 20 10
  expect(await places(query('qual > 25', true))).toEqual([1, '(4)', 2, '(4)', 0, 3])
  // 10 20 | 30 40 50 60
  expect(await places(query('qual > 25', false))).toEqual([2, '(0)', 1, '(0)', 3, 0])
  expect(await places(query('qual in [10, 40]', false))).toEqual(['(2)', 0, 1, '(1)', '(2)', '(1)'])
})
