import { describe, expect, it } from 'vitest'
import {
  coveragePopup,
  genePopup,
  regionPopup,
  popupItems,
  readPopup,
  transcriptPopup,
  variantPopup,
} from '../../../../renderer/browser/popup.ts'
import type { VariantRow } from '../../../../shared/variant/variant-row.ts'

const HOSTILE = `"><img src=x onerror='alert(1)'>`

/** As igv.js 3.8.10 makes HTML of popup data (`formatPopoverText`). */
function igvHtml(items: readonly unknown[]): string {
  return items
    .map((item) =>
      typeof item === 'object' && item !== null && 'name' in item && 'value' in item
        ? `<div title="${String(item.value)}"><span>${String(item.name)}</span>&nbsp&nbsp&nbsp${String(item.value)}</div>`
        : item === '<hr>'
          ? item
          : `<div title="${String(item)}">${String(item)}</div>`,
    )
    .join('')
}

const row: VariantRow = {
  row: 0,
  file: 'f',
  contig: HOSTILE,
  position: 100,
  start: 99,
  end: 100,
  id: HOSTILE,
  ref: HOSTILE,
  alt: HOSTILE,
  allele: 1,
  alleles: 2,
  type: 'snv',
  qual: null,
  filters: [HOSTILE],
  genotypes: [{ state: 'het', text: HOSTILE, phased: false }],
  consequence: null,
}
const read = {
  readName: HOSTILE,
  chr: HOSTILE,
  start: 9,
  end: 59,
  cigar: HOSTILE,
  flags: 0x900,
  mq: 60,
  strand: false,
  fragmentLength: 350,
  mate: { chr: HOSTILE, position: 300, strand: true },
  seq: 'A',
  tagDict: { RG: HOSTILE, XX: [HOSTILE], [HOSTILE]: 1, AS: 98 },
  readBaseAt: () => HOSTILE,
  readBaseQualityAt: () => 37,
}
const column = {
  posA: 1,
  negA: 2,
  posC: 0,
  negC: 0,
  posG: 0,
  negG: 0,
  posT: 6,
  negT: 1,
  posN: 0,
  negN: 0,
  total: 10,
  del: 3,
  ins: 0,
  isMismatch: () => true,
}
const transcript = {
  id: HOSTILE,
  start: 0,
  end: 300,
  strand: '-' as const,
  biotype: HOSTILE,
  exons: [
    { start: 0, end: 100 },
    { start: 200, end: 300 },
  ],
  coding: null,
  canonical: true,
}
const gene = {
  symbol: HOSTILE,
  id: null,
  contig: HOSTILE,
  start: 0,
  end: 300,
  strand: '-' as const,
  transcripts: [],
}

describe('popups', () => {
  it.each([
    ['a variant', variantPopup(row, [{ label: HOSTILE, place: 0 }])],
    ['a read', readPopup(read, 20)],
    ['a column of coverage', coveragePopup(HOSTILE, 20, column)],
    ['a gene', genePopup(gene, HOSTILE)],
    [
      'an interval',
      regionPopup([{ contig: HOSTILE, start: 1, end: 2, name: HOSTILE, strand: '+' }], HOSTILE),
    ],
    ['a transcript', transcriptPopup(gene, transcript, 250, HOSTILE)],
  ])('of %s bring no element and no attribute from a file', (_, items) => {
    const html = igvHtml(items)
    expect(html).not.toContain('<img')
    expect(
      html.match(/<[^>]*>/g)?.every((tag) => /^<(\/?(div|span)|div title="[^"<>]*"|hr)>$/.test(tag)),
    ).toBe(true)
  })

  it('say what the read is, and that it has no base where it is deleted', () => {
    const text = igvHtml(readPopup({ ...read, readName: 'r1', readBaseAt: () => undefined }, 20))
    expect(text).toContain('r1')
    expect(text).toContain('none (deleted or skipped)')
    expect(text).toContain('secondary, supplementary')
  })

  it('count both strands of a column, with positions 1-based', () => {
    const items = coveragePopup('chr7', 117_559_590, column)
    expect(items).toContainEqual({ name: 'Position', value: 'chr7:117,559,591' })
    expect(items).toContainEqual({ name: 'T', value: '7 (70%, 6+ 1−)' })
    expect(items).toContainEqual({ name: 'Deleted', value: '3' })
  })

  it('number the exon in the direction of transcription', () => {
    expect(transcriptPopup(gene, transcript, 250, null)).toContainEqual({
      name: 'Here',
      value: 'exon 1 of 2',
    })
    expect(transcriptPopup(gene, transcript, 150, null)).toContainEqual({ name: 'Here', value: 'intron' })
  })

  it('say why a gene is drawn without exons', () => {
    const text = (placement?: 'unknown') =>
      igvHtml(genePopup({ ...gene, ...(placement ? { placement } : {}) }, null))
    expect(text('unknown')).toContain('position not known in the bundled data')
    expect(text()).toContain('only where the gene lies')
  })

  it('cut a value of megabytes', () => {
    const [item] = popupItems([['SEQ', 'A'.repeat(5_000_000)]])
    expect(JSON.stringify(item).length).toBeLessThan(300)
  })
})
