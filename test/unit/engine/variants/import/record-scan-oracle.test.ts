import { gunzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { publicFile } from '../../../../support/public-data.ts'
import { type Annotated, randomVcf } from '../../../../support/random-vcf.ts'
import { linesOf, type ScannedRow, scanText } from '../../../../support/scanned-rows.ts'
import { slowRows } from '../../../../support/slow-rows.ts'

/** Columns that say where a row is rather than what: the slow readers have no part in them. */
const PLACES: ReadonlySet<string> = new Set(['block', 'within', 'line', 'pointer', 'panel'])

const without = (row: ScannedRow, left: ReadonlySet<string>): ScannedRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !left.has(name)))

/** Every row, every column; columns that nothing can fill are missing in both. */
async function expectSame(text: string): Promise<number> {
  const { header, rows, plan, counts } = await scanText(text)
  const slow = slowRows(header, await linesOf(text))
  const empty = new Set([...PLACES, ...plan.empty])
  expect(counts.malformed).toBe(0)
  rows.forEach((row, i) => {
    expect(without(row, PLACES), `row ${i}, line ${String(row['line'])}`).toEqual(
      without(slow[i] ?? {}, empty),
    )
  })
  expect(rows).toHaveLength(slow.length)
  return rows.length
}

describe('the scanner and the slow readers have the same rows', () => {
  const cases: [Annotated, number][] = [
    ['numbered CSQ', 400],
    ['CSQ', 300],
    ['ANN and BCSQ', 300],
  ]
  test.each(cases)('of random records with %s', async (annotated, count) => {
    expect(await expectSame(randomVcf(`scan ${annotated}`, count, annotated))).toBeGreaterThan(count)
  })

  test('of random records without samples', async () => {
    await expectSame(randomVcf('scan sites', 100, 'CSQ', []))
  })

  test.each([
    'slivar/ashk-trio.vcf.gz',
    'slivar/with-bcsq.vcf',
    'annotated/consensus.filtered.ann.vcf',
    'annotated/test.snpeff.vcf',
    'igv-reports/variants.vcf.gz',
    'igv-reports/SKBR3_Sniffles_tra.vcf',
    'igvjs/svtype_BND.vcf',
    'igvjs/gvcf_mixed.vcf',
    'igvjs/gvcf_non_ref.vcf',
  ])('of %s', async (name) => {
    const path = publicFile(name)
    if (path === null) return
    const bytes = readFileSync(path)
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
    const lines = text.split('\n')
    // The first thousand records say as much as all of them.
    const first = lines.findIndex((line) => !line.startsWith('#'))
    await expectSame(`${lines.slice(0, first + 1000).join('\n')}\n`)
  })
})
