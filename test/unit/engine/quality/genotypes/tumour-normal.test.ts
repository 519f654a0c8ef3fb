import { expect, test } from 'vitest'
import { tumourNormal } from '../../../../../electron/engine/quality/genotypes/tumour-normal.ts'
import type { Store } from '../../../../../electron/engine/variants/store/open-store.ts'
import { tumourNormalCheckSchema } from '../../../../../shared/quality/tumour-normal.ts'
import { familyVcf, type Person, singleVcfs } from '../../../../support/generated-family.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()
const pair = { tumour: 'T', normal: 'N' }
const columnsIn = (store: Store) => ({
  tumour: { store, column: 'T', sample: 'T' },
  normal: { store, column: 'N', sample: 'N' },
})

async function germline(tumour: Person, normal: Person) {
  const { store } = await storeOf(familyVcf({ seed: 11, columns: { T: tumour, N: normal } }), folder)
  return tumourNormal({ ...pair, germline: columnsIn(store), somatic: null })
}

test('tumour and normal of one person are told from those of two', async () => {
  const one = await germline('MOTHER', 'MOTHER')
  expect(tumourNormalCheckSchema.parse(one)).toEqual(one)
  expect(one.concordance).toMatchObject({ verdict: 'passes', reason: 'same-person' })
  expect(one.concordance.share).toBeGreaterThan(0.99)
  const two = await germline('MOTHER', 'STRANGER')
  expect([two.verdict, two.concordance.reason]).toEqual(['fails', 'other-person'])
  // Of relatives half of the genotypes and more are the same; what is homozygous in the one is not in the other.
  const relatives = await germline('MOTHER', 'SISTER')
  expect(relatives.concordance).toMatchObject({ verdict: 'fails', reason: 'other-person' })
  const { share, homozygous, keptHomozygous } = relatives.concordance
  expect(share).toBeGreaterThan(0.5)
  expect(homozygous).toBeGreaterThan(500)
  expect(keptHomozygous / homozygous).toBeLessThan(0.75)
  expect(one.concordance.keptHomozygous).toBe(one.concordance.homozygous)
})

test('two files, each called by itself', async () => {
  const stores = new Map<string, Store>()
  for (const [column, text] of singleVcfs({ seed: 11, columns: { T: 'FATHER', N: 'FATHER', O: 'MOTHER' } }))
    stores.set(column, (await storeOf(text, folder)).store)
  const column = (name: string) => {
    const store = stores.get(name)
    if (!store) throw new Error(`no file of ${name}`)
    return { store, column: name, sample: name }
  }
  const check = (normal: string) =>
    tumourNormal({ ...pair, germline: { tumour: column('T'), normal: column(normal) }, somatic: null })
  expect((await check('N')).concordance.reason).toBe('same-person')
  expect((await check('O')).concordance.reason).toBe('other-person')
})

type Pair = readonly [tumour: string, normal: string]

/** As Mutect2 writes it: tumour and normal with GT and AD. */
const mutect = (reads: readonly Pair[]) =>
  vcfText(
    reads.map(([tumour, normal], i) => [
      '1',
      1000 + 100 * i,
      '.',
      'A',
      'C',
      '.',
      'PASS',
      '.',
      'GT:AD',
      `0/1:${tumour}`,
      `0/0:${normal}`,
    ]),
    { samples: ['T', 'N'] },
  )
/** As Strelka does: no GT, counts of each base in two tiers. */
const strelka = (reads: readonly Pair[]) => {
  const counts = (text: string) => {
    const [ref = '', alt = ''] = text.split(',')
    return `${ref},${ref}:${alt},${alt}:0,0:0,0`
  }
  return vcfText(
    reads.map(([tumour, normal], i) => [
      '1',
      1000 + 100 * i,
      '.',
      'A',
      'C',
      '.',
      'PASS',
      'SOMATIC',
      'AU:CU:GU:TU',
      counts(normal),
      counts(tumour),
    ]),
    { samples: ['NORMAL', 'TUMOR'] },
  )
}

const clean = Array.from({ length: 40 }, () => ['20,10', '30,0'] as const)
const within = clean.map(([tumour], i) => [tumour, i < 10 ? '28,2' : '30,0'] as const)

test.each([
  ['Mutect2', mutect, 'T', 'N'],
  ['Strelka', strelka, 'TUMOR', 'NORMAL'],
] as const)('reads of somatic alleles in the normal: %s', async (_, write, tumour, normal) => {
  const check = async (reads: readonly Pair[]) => {
    const { store } = await storeOf(write(reads), folder)
    return tumourNormal({ ...pair, germline: null, somatic: { store, tumour, normal } })
  }
  expect((await check(clean)).tumourInNormal).toMatchObject({
    verdict: 'passes',
    alleles: 40,
    inNormal: 0,
    share: 0,
    fraction: 0,
  })
  const found = await check(within)
  expect(found.tumourInNormal).toMatchObject({
    verdict: 'warns',
    reason: 'tumour-in-normal',
    inNormal: 10,
    inNormalTwice: 10,
    share: 0.25,
  })
  // 20 of 1,200 reads of the normal against 400 of 1,200 of the tumour.
  expect(found.tumourInNormal.fraction).toBeCloseTo(0.05)
  expect((await check(within.slice(0, 10))).tumourInNormal.reason).toBe('no-somatic-alleles')
})

test('a file of somatic variants says nothing of the person, rather than that there are two', async () => {
  const { store } = await storeOf(
    mutect(Array.from({ length: 200 }, () => ['20,10', '30,0'] as const)),
    folder,
  )
  const { concordance } = await tumourNormal({ ...pair, germline: columnsIn(store), somatic: null })
  expect(concordance).toMatchObject({ verdict: 'not-possible', reason: 'no-germline-sites', sites: 0 })
})
