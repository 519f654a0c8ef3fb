import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ClinvarDraft,
  encodeClinvarSubset,
  openClinvarSubset,
} from '../../../../electron/engine/annotation/clinvar-subset.ts'
import { minimalAllele } from '../../../../shared/variant/minimal-allele.ts'
import { contigOrder } from '../../../../scripts/genome/contig-order.ts'
import { clinvarDate, decodeClinvar } from '../../../../scripts/genome/decode-clinvar.ts'
import { readGeneSources, tableRows } from '../../../../scripts/genome/ideogram-file.ts'

const sources = readGeneSources()
const drafts = decodeClinvar(sources.variants, sources.variantsIndex)
const bytes = encodeClinvarSubset(
  drafts,
  contigOrder(drafts.map((d) => d.contig)),
  clinvarDate(sources.variants),
)
const subset = openClinvarSubset(bytes, 'clinvar')

describe('the bundled subset', () => {
  // Witness: the pages of these Variation IDs at ncbi.nlm.nih.gov/clinvar/variation/ID, GRCh38, and their stars.
  it.each([
    ['CFTR F508del', '7', 117559590, 'ATCT', 'A', 7105, 4],
    ['HBB E7V', '11', 5227002, 'T', 'A', 15333, 2],
    ['GJB2 c.35del', '13', 20189546, 'AC', 'A', 17004, 3],
    ['BRCA2 c.5946del', '13', 32340300, 'GT', 'G', 9325, 3],
    ['BRCA1 c.68_69del', '17', 43124027, 'ACT', 'A', 17662, 3],
    ['FGFR3 G380R', '4', 1804392, 'G', 'A', 16327, 2],
    ['MT-TL1 m.3243A>G', 'MT', 3243, 'A', 'G', 9589, 2],
  ])('knows %s', (_, contig, position, ref, alt, id, stars) => {
    for (const name of contig === 'MT' ? ['MT', 'chrM', 'chrMT', 'NC_012920.1'] : [contig, `chr${contig}`])
      expect(subset.find('GRCh38', name, position, ref, alt)).toMatchObject({ id, stars })
  })

  it('says from when and where it is', () => {
    expect(subset.source).toEqual({ name: 'ClinVar subset (bundled)', date: '2024-12-15', build: 'GRCh38' })
    expect(subset.size).toBe(drafts.length)
  })

  it('finds every one of its alleles as ClinVar writes it, and says of it what the table says', () => {
    // The order of the lists in the header of the index, which the numbers of the rows are read with.
    const words = ['Likely pathogenic', 'Pathogenic/Likely pathogenic', 'Pathogenic']
    for (const row of tableRows(sources.variants)) {
      const [contig = '', position, id, ref = '', alt = '', , , status, significance] = row
      expect(subset.find('GRCh38', contig, Number(position), ref, alt)).toEqual({
        id: Number(id),
        stars: 2 + Number(status),
        significance: words[Number(significance)],
      })
    }
  })

  it('has no allele twice, and every one left-aligned: what an exact match needs', () => {
    const minimal = new Set(
      drafts.map((d) => JSON.stringify([d.contig, minimalAllele(d.position, d.ref, d.alt)])),
    )
    expect(minimal.size).toBe(drafts.length)
    const indels = drafts.filter((d) => d.ref.length !== d.alt.length)
    expect(indels.length).toBeGreaterThan(26_000)
    expect(indels.filter((d) => d.ref.at(-1) === d.alt.at(-1))).toEqual([])
  })

  it('finds an allele in another padding', () => {
    const expected = subset.find('GRCh38', '17', 43124027, 'ACT', 'A')
    expect(subset.find('GRCh38', '17', 43124025, 'NNACTC', 'NNAC')).toEqual(expected)
    expect(subset.find('GRCh38', '17', 43124028, 'CTC', 'C')).toEqual(expected)
    expect(subset.find('GRCh38', '17', 43124027, 'act', 'a')).toEqual(expected)
  })

  it('never answers for the position alone, nor for another build', () => {
    expect(subset.find('GRCh38', '11', 5227002, 'T', 'C')).toBeNull()
    expect(subset.find('GRCh38', '11', 5227002, 'TG', 'T')).toBeNull()
    expect(subset.find('GRCh38', '11', 5227002, 'T', '<DEL>')).toBeNull()
    expect(subset.find('GRCh38', '11', 5227002, 'T', '*')).toBeNull()
    expect(subset.find('GRCh38', '12', 5227002, 'T', 'A')).toBeNull()
    for (const build of ['GRCh37', 'T2T-CHM13v2', 'unknown'] as const)
      expect(subset.find(build, '11', 5227002, 'T', 'A')).toBeNull()
    // An accession of GRCh37 names another sequence.
    expect(subset.find('GRCh38', 'NC_000011.9', 5227002, 'T', 'A')).toBeNull()
    expect(subset.find('GRCh38', 'NC_000011.10', 5227002, 'T', 'A')).toMatchObject({ id: 15333 })
  })
})

const bases = fc
  .array(fc.constantFrom('A', 'C', 'G'), { minLength: 1, maxLength: 3 })
  .map((letters) => letters.join(''))
const draft = fc.record({
  contig: fc.constantFrom('1', 'X'),
  position: fc.integer({ min: 1, max: 12 }),
  ref: bases,
  alt: bases,
})

it('finds what a map of minimal alleles finds', () => {
  const key = (contig: string, position: number, ref: string, alt: string): string =>
    JSON.stringify([contig, minimalAllele(position, ref, alt)])
  fc.assert(
    fc.property(
      fc.array(draft, { maxLength: 30, size: 'max' }),
      fc.array(draft, { minLength: 5, maxLength: 30, size: 'max' }),
      (all, asked) => {
        const unique = new Map<string, ClinvarDraft>()
        all.forEach((d, i) => {
          const id = key(d.contig, d.position, d.ref, d.alt)
          if (d.ref !== d.alt && !unique.has(id))
            unique.set(id, { ...d, id: i + 1, stars: 2 + (i % 3), significance: `s${i % 2}` })
        })
        const file = encodeClinvarSubset([...unique.values()], ['1', '2', 'X'], '2024-12-15')
        const small = openClinvarSubset(file, 'clinvar')
        for (const { contig, position, ref, alt } of asked) {
          const known = ref === alt ? undefined : unique.get(key(contig, position, ref, alt))
          const found = small.find('GRCh38', contig, position, ref, alt)
          expect(found).toEqual(
            known === undefined
              ? null
              : { id: known.id, stars: known.stars, significance: known.significance },
          )
        }
      },
    ),
  )
})

it('refuses a table of other columns, or with a row that is no allele', () => {
  const header = sources.variants.split('\n').filter((line) => line.startsWith('#'))
  expect(() => decodeClinvar('#CHROM\tPOS\n1\t2', sources.variantsIndex)).toThrow('unknown columns')
  const symbolic = [...header, '1\t5\t7\tN\t<DEL>\t\t\t0\t0\t0\t0\t1'].join('\n')
  expect(() => decodeClinvar(symbolic, sources.variantsIndex)).toThrow('bad row 1 5')
  expect(() => decodeClinvar(header.join('\n'), '# none')).toThrow('no clinical_significances')
})
