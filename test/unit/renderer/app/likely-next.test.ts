import { expect, it } from 'vitest'
import { likelyNext } from '../../../../renderer/app/likely-next.ts'
import { createSession, startSession, stepVariant } from '../../../../renderer/app/session.ts'
import { fakeAnswers, fakeCase, fakeFile, fakeRow } from '../../../support/fake-case.ts'
import { createFakeClient } from '../../../support/fake-client.ts'

const ROWS = Array.from({ length: 14 }, (_, i) => fakeRow(i))
const CONTIGS = [{ name: 'chr7', length: 159_345_973 }]
const rowAt = (row: number) => ROWS[row]
const BAMS = ['NA24385.bam', 'NA24143.bam', 'NA24149.bam']

/** The rows a hint's loci belong to. */
const rowsOf = ({ loci }: { loci: { start: number }[] }): number[] =>
  loci.map(({ start }) => ROWS.findIndex((row) => row.start - 500 === start))

it('names three variants either way, those ahead first, in every BAM that can be read', () => {
  const onwards = likelyNext(fakeCase(), CONTIGS, rowAt, 5, 4)
  expect(rowsOf(onwards)).toEqual([6, 7, 8, 4, 3, 2])
  expect(onwards.files).toEqual(BAMS)
  expect(onwards.loci[0]).toEqual({ contig: 'chr7', start: 117_565_090, end: 117_566_094 })
  expect(rowsOf(likelyNext(fakeCase(), CONTIGS, rowAt, 5, 6))).toEqual([4, 3, 2, 6, 7, 8])
  expect(rowsOf(likelyNext(fakeCase(), CONTIGS, rowAt, 0, null))).toEqual([1, 2, 3])
  expect(rowsOf(likelyNext(fakeCase(), CONTIGS, rowAt, 13, 12))).toEqual([12, 11, 10])
})

it('speaks of contigs as the case does, and not of files without an index', () => {
  const files = [
    fakeFile('trio.vcf.gz', { contigs: [{ name: '7', length: 159_345_973 }] }),
    fakeFile('a.bam', { index: { state: 'missing' } }),
    fakeFile('b.bam'),
  ]
  const rows = (row: number) => fakeRow(row, { contig: '7' })
  const hint = likelyNext(fakeCase({ files }), CONTIGS, rows, 5, 4)
  expect(new Set(hint.loci.map(({ contig }) => contig))).toEqual(new Set(['chr7']))
  expect(hint.files).toEqual(['b.bam'])
})

it('is hinted once the selection rests, for where it rests', async () => {
  const client = createFakeClient(fakeAnswers(ROWS, fakeCase()))
  client.answer('prefetch.hint', async () => ({}))
  const session = createSession(client)
  const stop = startSession(session)
  const hints = () => client.made.filter(({ name }) => name === 'prefetch.hint')
  await expect.poll(() => session.cases.getState().reference).not.toBeNull()
  await expect.poll(() => session.variants.getState().ready).toBe(true)
  const before = hints().length
  stepVariant(session, 3)
  stepVariant(session, 2)
  await expect.poll(() => hints().length).toBe(before + 1)
  expect(rowsOf(hints().at(-1)?.input as { loci: { start: number }[] })).toEqual([6, 7, 8, 4, 3, 2])
  stepVariant(session, 1)
  stop()
  await new Promise((resolve) => setTimeout(resolve, 250))
  expect(hints().length).toBe(before + 1)
})

it('makes the browser ready whatever the files, and has it forget what another case would answer', async () => {
  const current = fakeCase()
  const files = current.files.filter(({ kind }) => kind !== 'bam')
  const client = createFakeClient(fakeAnswers(ROWS, { ...current, files }))
  client.answer('prefetch.hint', async () => ({}))
  const session = createSession(client)
  const ready: string[] = []
  const nothing = (): void => undefined
  session.attachBrowser({
    goTo: async () => undefined,
    showSelection: nothing,
    zoom: nothing,
    pan: nothing,
    sortReads: nothing,
    toggleReference: nothing,
    prefetch: (regions) => ready.push(`${regions.length} ahead`),
    caseChanged: () => ready.push('case changed'),
    back: nothing,
    forward: nothing,
    reload: async () => undefined,
    svg: () => '',
  })
  const stop = startSession(session)
  await expect.poll(() => session.cases.getState().reference).not.toBeNull()
  await expect.poll(() => session.variants.getState().ready).toBe(true)
  stepVariant(session, 2)
  await expect.poll(() => ready).toContain('5 ahead')
  expect(client.made.filter(({ name }) => name === 'prefetch.hint')).toEqual([])
  const [file] = files
  if (file === undefined) throw new Error('the fake case has a VCF')
  client.emit('case.changed', {
    sequence: null,
    event: { kind: 'file-added', file },
    state: { ...current, files },
  })
  expect(ready.at(-1)).toBe('case changed')
  stop()
})
