import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type CallInput, engineCalls } from '../../../../../shared/contract.ts'
import { ALL_FILES } from '../../../../../shared/variant/joint-columns.ts'
import { ALL_VARIANTS } from '../../../../../shared/variant/variant-query.ts'
import { scratch } from '../../../../support/bam-files.ts'
import { type RunningEngine, runningEngine } from '../../../../support/running-engine.ts'
import { vcfText, writeText } from '../../../../support/vcf-text.ts'

const META = ['##contig=<ID=chr1,length=248956422>', '##FORMAT=<ID=GT,Number=1,Type=String,Description="x">']
const SMALL = vcfText(
  [10, 30, 50].map((pos) => ['chr1', pos, `s${pos}`, 'A', 'G', pos, 'PASS', '.', 'GT', '0/1', '1/1']),
  { meta: META, samples: ['kid', 'mum'] },
)
const STRUCTURAL = vcfText(
  [20, 40].map((pos) => ['chr1', pos, `v${pos}`, 'N', '<DEL>', pos, 'PASS', '.', 'GT', '0/0', './.']),
  { meta: META, samples: ['dad', 'kid'] },
)

async function opened(texts: Readonly<Record<string, string>>, ready = Object.keys(texts).length) {
  const folder = scratch()
  const engine = runningEngine()
  onTestFinished(async () => {
    await engine[Symbol.asyncDispose]()
    folder[Symbol.dispose]()
  })
  const paths = Object.entries(texts).map(([name, text]) => writeText(join(folder.path, name), text))
  await engine.call('case.open', { paths })
  await engine.until((state) => state.files.filter(({ store }) => store?.state === 'ready').length === ready)
  return engine
}
const page = (engine: RunningEngine, input: Partial<CallInput<'variants.page'>> = {}) =>
  engine.call('variants.page', { file: ALL_FILES, offset: 0, limit: 10, ...input })

describe('the calls, asked of all files', () => {
  it('list the rows of all, each with a place for every sample', async () => {
    const engine = await opened({ 'small.vcf': SMALL, 'sv.vcf': STRUCTURAL })
    const answer = await page(engine, { query: ALL_VARIANTS, columns: ['file', 'chrom', 'gt(mum)'] })
    expect(engineCalls['variants.page'].output.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      files: ['f1', 'f2'],
      available: 5,
      variants: 5,
      samples: ['kid', 'mum', 'dad'],
    })
    expect(answer.rows.map(({ file, row, id }) => `${file} ${row} ${id}`)).toEqual([
      'f1 0 s10',
      'f2 0 v20',
      'f1 1 s30',
      'f2 1 v40',
      'f1 2 s50',
    ])
    const states = answer.rows.map(({ genotypes }) => genotypes.map(({ state }) => state))
    expect(states.slice(0, 2)).toEqual([
      ['het', 'hom-alt', 'not-in-file'],
      ['not-called', 'not-in-file', 'hom-ref'],
    ])
    expect(answer.cells?.slice(0, 2)).toEqual([
      ['small.vcf', 'chr1', 'hom-alt'],
      ['sv.vcf', 'chr1', null],
    ])
    const second = answer.rows[1]
    const record = await engine.call('variants.record', { file: second?.file ?? '', row: second?.row ?? -1 })
    expect(record.row.id).toBe('v20')
  })

  it('count, find places and variants, and export a table but no VCF', async () => {
    const engine = await opened({ 'small.vcf': SMALL, 'sv.vcf': STRUCTURAL })
    const query = { filters: [{ expression: 'qual >= 30', missing: 'drop' as const }], sort: [] }
    const list = { file: ALL_FILES, query }
    expect(await engine.call('variants.count', list)).toMatchObject({ passing: 3, total: 5 })
    expect(await engine.call('variants.placeOf', { ...list, rowOf: 'f2', row: 1 })).toEqual({
      place: 1,
      before: 1,
    })
    expect(await engine.call('variants.placeOf', { ...list, rowOf: 'f2', row: 0 })).toEqual({
      place: null,
      before: 0,
    })
    const facet = await engine.call('variants.facet', { ...list, column: 'file', limit: 5 })
    expect(facet.values.map(({ value, count }) => [value, count])).toEqual([
      ['small.vcf', 2],
      ['sv.vcf', 1],
    ])
    const found = await engine.call('variants.find', { file: ALL_FILES, text: 'chr1-30-A-G', limit: 5 })
    expect(found.rows.map(({ file, id }) => [file, id])).toEqual([['f1', 's30']])
    const asked = `query=${encodeURIComponent(JSON.stringify(query))}&columns=${encodeURIComponent('["file","pos"]')}`
    const table = await (await engine.bulk(`export/${ALL_FILES}?format=tsv&${asked}`)).text()
    expect(table.split('\n').filter((line) => !line.startsWith('##'))).toEqual([
      '#file\tpos',
      'small.vcf\t30',
      'sv.vcf\t40',
      'small.vcf\t50',
      '',
    ])
    expect(table).toContain('##casement_file=small.vcf, sv.vcf')
    const refused = await engine.bulk(`export/${ALL_FILES}?format=vcf&${asked}`)
    expect(await refused.json()).toMatchObject({ kind: 'variants/several-headers' })
  })

  it('list what is marked in any of them, as it is now', async () => {
    const engine = await opened({ 'small.vcf': SMALL, 'sv.vcf': STRUCTURAL })
    const marked = { filters: [{ expression: 'marked', missing: 'drop' as const }], sort: [] }
    const listed = async (): Promise<unknown[]> =>
      (await page(engine, { query: marked, columns: ['marked'] })).rows.map(({ id }) => id)
    const mark = async (file: string, position: number, alt: string, on = true): Promise<unknown> =>
      engine.call('variants.mark', {
        variant: { file, contig: 'chr1', position, ref: alt === 'G' ? 'A' : 'N', alt },
        marked: on,
      })
    expect(await listed()).toEqual([])
    await mark('f1', 30, 'G')
    await mark('f2', 20, '<DEL>')
    await mark('f2', 99, '<DEL>')
    expect(await listed()).toEqual(['v20', 's30'])
    expect(await engine.call('variants.lostMarks', { file: ALL_FILES })).toMatchObject([
      { file: 'f2', position: 99 },
    ])
    const facet = await engine.call('variants.facet', {
      file: ALL_FILES,
      query: ALL_VARIANTS,
      column: 'marked',
      limit: 5,
    })
    expect(facet.values).toEqual([
      { value: false, count: 3 },
      { value: true, count: 2 },
    ])
    await mark('f1', 30, 'G', false)
    expect(await listed()).toEqual(['v20'])
    const sorted = await page(engine, {
      query: { filters: [], sort: [{ column: 'marked', descending: true }] },
    })
    expect(sorted.rows[0]?.id).toBe('v20')
  })

  it('leave out a file whose import failed, and say so when there is none', async () => {
    const broken = SMALL.replaceAll(/^chr1\t\d+/gm, 'chr1\t?')
    const engine = await opened({ 'broken.vcf': broken, 'sv.vcf': STRUCTURAL }, 1)
    const answer = await page(engine, { query: ALL_VARIANTS })
    expect(answer).toMatchObject({ files: ['f2'], variants: 2 })
    const none = await opened({ 'broken.vcf': broken }, 0)
    const refusal = await none.refusal('variants.page', { file: ALL_FILES, offset: 0, limit: 10 })
    expect(refusal).toEqual({ kind: 'variants/none-imported' })
  })

  it('list more once another file has been added', async () => {
    const engine = await opened({ 'small.vcf': SMALL })
    expect(await page(engine)).toMatchObject({ files: ['f1'], variants: 3 })
    const folder = scratch()
    onTestFinished(() => folder[Symbol.dispose]())
    await engine.call('case.add', { paths: [writeText(join(folder.path, 'small.vcf'), STRUCTURAL)] })
    await engine.until((state) => state.files.every(({ store }) => store?.state === 'ready'))
    const answer = await page(engine, { query: ALL_VARIANTS, columns: ['file'] })
    expect(answer).toMatchObject({ files: ['f1', 'f2'], variants: 5 })
    // Of one name: told apart by their folders.
    expect(new Set(answer.cells?.map(([label]) => String(label).split('/').length))).toEqual(new Set([2]))
  })
})
