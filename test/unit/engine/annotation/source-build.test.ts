import { describe, expect, it } from 'vitest'
import type { VcfAnnotationInput } from '../../../../electron/engine/annotation/vcf-annotation.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { AF, type Records, type Row, allelesOf, annotate } from './annotate-text.ts'

describe('a file that does not belong to the case', () => {
  const failure = (
    meta: readonly string[],
    records: Records,
    rows: readonly Row[] = [],
    more: Partial<VcfAnnotationInput> = {},
  ) =>
    annotate(meta, records, [allelesOf('chr1', rows)], more).then(() => {
      throw new Error('it was read')
    }, errorOf)

  it('is refused when it has other lengths', async () => {
    const error = await failure([AF, '##contig=<ID=1,length=249250621>'], [])
    expect(error.kind).toBe('case/build-conflict')
    expect(sentence(error)).toContain('1 is 249,250,621 bp')
  })

  it.each(['GRCh37', 'file:///refs/hg19.fa', 'T2T-CHM13v2.0'])(
    'is refused when it says %s',
    async (reference) => {
      const error = await failure([AF, `##reference=${reference}`], [])
      expect(error).toMatchObject({ kind: 'annotation/wrong-build', build: 'GRCh38' })
    },
  )

  it.each(['file:///hg19/and/GRCh38.fa', 'GRCh38', 'hs38DH.fa', 'ref.fa'])(
    'is read when it says %s, which names no other build',
    async (reference) => {
      const read = await annotate([AF, `##reference=${reference}`], [], [allelesOf('chr1', [])])
      expect(read.counts.records).toBe(0)
    },
  )

  it('is refused when its bases are others', async () => {
    const rows = Array.from({ length: 20 }, (_, i): Row => [i + 1, 'ACGT'[i % 4] ?? '', 'N'])
    const same = rows.map(([position, ref]) => ['1', position, '.', ref, 'AAA', '.', '.', 'AF=0.1'])
    const other = rows.map(([position]) => ['1', position, '.', 'A', 'AAA', '.', '.', 'AF=0.1'])
    const read = await annotate([AF], same, [allelesOf('chr1', rows)])
    expect(read.counts.bases).toEqual({ agreeing: 20, disagreeing: 0 })
    expect(await failure([AF], other, rows)).toMatchObject({ kind: 'annotation/wrong-build' })
    // A single different base is an error of one of the files, not another build.
    const one = same.map((record, i) => (i === 0 ? ['1', 1, '.', 'C', 'AAA', '.', '.', 'AF=0.1'] : record))
    expect((await annotate([AF], one, [allelesOf('chr1', rows)])).counts.bases.disagreeing).toBe(1)
  })

  it('is refused when it has none of the fields', async () => {
    const error = await failure(['##INFO=<ID=DP,Number=1,Type=Integer,Description="x">'], [])
    expect(error.kind).toBe('annotation/no-field')
    expect(sentence(error)).toContain('CLNSIG, AF')
  })

  it('and a damaged line says where', async () => {
    expect(await failure([AF], [['1', 'x', '.', 'A', 'C', '.', '.', 'AF=1']], [[1, 'A', 'C']])).toMatchObject(
      {
        kind: 'vcf/bad-line',
        line: 4,
      },
    )
  })
})
