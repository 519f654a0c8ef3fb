import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseSession, createCaseSession } from '../../../../electron/engine/case/case-session.ts'
import type { EngineContext } from '../../../../electron/engine/context.ts'
import { dataSources } from '../../../../electron/engine/genome/data-sources.ts'
import { bundledGenome } from '../../../../electron/engine/genome/bundled.ts'
import { referenceBulk } from '../../../../electron/engine/genome/bulk.ts'
import { genomeCalls } from '../../../../electron/engine/genome/calls.ts'
import { createTasks } from '../../../../electron/engine/work/tasks.ts'
import { createWorkerPool } from '../../../../electron/engine/work/worker-pool.ts'
import { buildGenome } from '../../../../scripts/genome/build.ts'
import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { Build } from '../../../../shared/genome/build.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { FIXTURES, fixture } from './tables.ts'

const worker = new URL('../../../../electron/engine/work/worker.ts', import.meta.url)
const pool = createWorkerPool(worker, 1)
let folder = ''
const at = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casement-genome-'))
  buildGenome(at('resources/genome'))
  for (const name of ['small.fa', 'small.fa.gz', 'md.bam', 'md.bam.bai'])
    await copyFile(join(FIXTURES, name), at(name))
}, 60_000)
const opened: CaseSession[] = []
afterAll(async () => {
  for (const session of opened) session.append({ kind: 'case-closed' })
  await pool.close()
  await rm(folder, { recursive: true, force: true })
})

const SMALL: Contig[] = [
  { name: 'chr7', length: 1500 },
  { name: 'chrM', length: 130 },
  { name: 'HLA-A*01:01:01:01', length: 61 },
]

function caseFile(
  name: string,
  kind: CaseFile['kind'],
  contigs: Contig[],
  more: Partial<CaseFile> = {},
): CaseFile {
  const path = name.includes('/') ? name : at(name)
  return {
    id: name,
    identity: { path, size: 1, mtimeMs: 1, headDigest: name },
    name,
    kind,
    compression: 'none',
    samples: [],
    contigs,
    build: 'unknown',
    index: { state: 'not-needed' },
    notices: [],
    ...more,
  }
}
const ready: CaseFile['index'] = {
  state: 'ready',
  format: 'bai',
  path: '',
  where: 'beside',
  stale: false,
  built: false,
}

/** An engine context with a case of these files. */
function open(files: CaseFile[], build: Build = 'unknown') {
  const session = createCaseSession()
  opened.push(session)
  session.append({ kind: 'case-opened', id: 'c', label: '', synthetic: true, paths: [] })
  session.append({ kind: 'build-set', build })
  for (const file of files) session.append({ kind: 'file-added', file })
  const context: EngineContext = {
    cacheFolder: at('cache'),
    casesFolder: null,
    resources: at('resources'),
    roots: null,
    version: '0',
    workers: 1,
    pool,
    tasks: createTasks(() => {}),
    session,
    bundled: bundledGenome(at('resources')),
    workerFile: new URL('../../../../electron/engine/work/worker.ts', import.meta.url),
    emit: () => {},
  }
  const bulk = referenceBulk(context)
  return {
    session,
    calls: genomeCalls(context),
    get: async (path: string, range?: string, method = 'GET') => {
      const headers = range === undefined ? {} : { range }
      const url = new URL(`http://host/bulk/${path}`)
      const response = await bulk(new Request(url, { headers, method }), url.pathname.replace('/bulk/', ''))
      if (response === null) throw new Error('not a path of the reference')
      return response
    },
  }
}
const signal = new AbortController().signal

/** Bases by way of the virtual FASTA: through its .fai and a Range request, as igv.js reads them. */
async function bases({ calls, get }: ReturnType<typeof open>, contig: string, start: number, end: number) {
  const { fastaPath, faiPath } = await calls['reference.state']({}, signal)
  const fai = await (await get(faiPath)).text()
  const line = fai.split('\n').find((l) => l.startsWith(`${contig}\t`)) ?? ''
  const [offset = 0, lineBases = 1, lineWidth = 1] = line.split('\t').slice(2).map(Number)
  const byteOf = (i: number) => offset + Math.floor(i / lineBases) * lineWidth + (i % lineBases)
  const response = await get(fastaPath, `bytes=${byteOf(start)}-${byteOf(end - 1)}`)
  expect(response.status).toBe(206)
  return (await response.text()).replaceAll('\n', '')
}

const chr7 = fixture('small.fa').split('>')[1]?.split('\n').slice(1).join('') ?? ''

describe('the virtual FASTA', () => {
  it.each([
    ['small.fa', 'none'],
    ['small.fa.gz', 'bgzf'],
  ] as const)('has the bases of %s unchanged: soft mask, N and IUPAC codes', async (name, compression) => {
    const engine = open([caseFile(name, 'fasta', SMALL, { compression })])
    expect(await engine.calls['reference.state']({}, signal)).toMatchObject({
      source: 'file',
      file: name,
      contigs: SMALL,
    })
    expect(await bases(engine, 'chr7', 0, 1500)).toBe(chr7)
    expect(await bases(engine, 'chr7', 690, 760)).toBe(chr7.slice(690, 760))
    expect(await bases(engine, 'HLA-A*01:01:01:01', 49, 61)).toBe('AGGTTCCAGCTT')
  })

  it('rebuilds from MD tags exactly what reads cover, through a homozygous SNV and deletion, else N', async () => {
    const engine = open([caseFile('md.bam', 'bam', SMALL, { index: ready })])
    expect(await engine.calls['reference.state']({}, signal)).toMatchObject({ source: 'reads', file: null })
    const rebuilt = await bases(engine, 'chr7', 0, 1500)
    // Every read says otherwise at 250; the deletion is 1000-1002; reads cover 100-1249.
    expect(rebuilt[250]).toBe(chr7[250]?.toUpperCase())
    expect(rebuilt.slice(1000, 1003)).toBe(chr7.slice(1000, 1003))
    const known = rebuilt.replaceAll('N', '').length
    expect(known).toBeGreaterThan(1050)
    expect(rebuilt.split('').filter((base, i) => base !== 'N' && base !== chr7[i]?.toUpperCase())).toEqual([])
    expect(rebuilt.slice(0, 100)).toBe('N'.repeat(100))
    expect(await bases(engine, 'chrM', 0, 130)).toBe('N'.repeat(130))
  })

  it('takes what an installed reference lacks from the reads', async () => {
    const half = caseFile('small.fa', 'fasta', SMALL.slice(1))
    const engine = open([half, caseFile('md.bam', 'bam', SMALL, { index: ready })])
    expect((await bases(engine, 'chr7', 240, 260)).toUpperCase()).toBe(chr7.slice(240, 260).toUpperCase())
  })

  it('is N without a reference and without reads that prove one', async () => {
    const engine = open([caseFile('x.vcf', 'vcf', SMALL)])
    expect(await engine.calls['reference.state']({}, signal)).toMatchObject({ source: 'none', file: null })
    expect(await bases(engine, 'chr7', 5, 300)).toBe('N'.repeat(295))
  })

  it('uses the names of the case where the reference has others', async () => {
    const vcf = caseFile('x.vcf', 'vcf', [{ name: '7', length: 1500 }])
    const engine = open([vcf, caseFile('md.bam', 'bam', SMALL, { index: ready })])
    const { contigs } = await engine.calls['reference.state']({}, signal)
    expect(contigs.map((c) => c.name)).toEqual(['chr7', 'chrM', 'HLA-A*01:01:01:01'])
  })

  it('answers ranges as HTTP says, and never 403, 404 or 410', async () => {
    const engine = open([caseFile('small.fa', 'fasta', SMALL)])
    const { fastaPath, faiPath } = await engine.calls['reference.state']({}, signal)
    const whole = await (await engine.get(fastaPath)).text()
    expect(whole.replaceAll('\n', '')).toContain(chr7)
    const part = await engine.get(fastaPath, 'bytes=6-15')
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 6-15/${whole.length}`])
    expect(await part.text()).toBe(whole.slice(6, 16))
    expect(await (await engine.get(fastaPath, 'bytes=-5')).text()).toBe(whole.slice(-5))
    const beyond = await engine.get(fastaPath, `bytes=${whole.length}-`)
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`])
    const head = await engine.get(fastaPath, undefined, 'HEAD')
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(whole.length)])
    expect((await engine.get(faiPath, 'bytes=0-3')).status).toBe(206)
    expect((await engine.get('reference/0123.fa')).status).toBe(422)
  })

  it('refuses a genome in one piece with 413', async () => {
    const engine = open([caseFile('x.vcf', 'vcf', [{ name: 'chr1', length: 248956422 }])])
    const { fastaPath } = await engine.calls['reference.state']({}, signal)
    expect((await engine.get(fastaPath)).status).toBe(413)
    expect((await engine.get(fastaPath, 'bytes=0-')).status).toBe(413)
  })

  it('has another address when its content changes, and serves the new content at the old one', async () => {
    const engine = open([caseFile('md.bam', 'bam', SMALL, { index: { state: 'missing' } })])
    const before = await engine.calls['reference.state']({}, signal)
    expect(before.source).toBe('none')
    engine.session.append({ kind: 'index-changed', file: 'md.bam', index: ready })
    const after = await engine.calls['reference.state']({}, signal)
    expect([after.source, after.fastaPath === before.fastaPath]).toEqual(['reads', false])
    const at250 = 'bytes=258-258'
    expect(await (await engine.get(before.fastaPath, at250)).text()).toBe(chr7[250]?.toUpperCase())
    engine.session.append({ kind: 'role-set', sample: 'A', role: 'mother' })
    expect((await engine.calls['reference.state']({}, signal)).fastaPath).toBe(after.fastaPath)
  })
})

describe('genes and bands of the open case', () => {
  const GRCH38 = [
    { name: 'chr7', length: 159345973 },
    { name: 'chr17', length: 83257441 },
    { name: 'chrM', length: 16569 },
  ]
  it('come from the bundled data in the names of a GRCh38 case', async () => {
    const { calls } = open([caseFile('x.bam', 'vcf', GRCH38)], 'GRCh38')
    const { genes, source } = await calls['genes.inRegion'](
      { contig: 'chr17', start: 43050000, end: 43050100 },
      signal,
    )
    expect(source).toContain('Ensembl 110')
    expect(genes).toMatchObject([{ symbol: 'BRCA1', contig: 'chr17', strand: '-', placement: 'gene-ends' }])
    const bands = await calls['bands.ofBuild']({}, signal)
    expect(new Set(bands.map((b) => b.contig))).toEqual(new Set(['chr7', 'chr17']))
    expect(await calls['locus.resolve']({ query: 'cftr' }, signal)).toMatchObject({
      contig: 'chr7',
      label: 'CFTR',
    })
    expect(await calls['locus.complete']({ query: 'BRC', limit: 1 }, signal)).toMatchObject([
      { label: 'BRCA1' },
    ])
  })

  it('come from the GTF of a GRCh37 case, and are none without one', async () => {
    const vcf = caseFile('x.vcf', 'vcf', [{ name: 'chr7', length: 159138663 }])
    const without = open([vcf], 'GRCh37')
    const region = { contig: 'chr7', start: 117120000, end: 117120100 }
    expect(await without.calls['genes.inRegion'](region, signal)).toEqual({ genes: [], source: null })
    await expect(without.calls['locus.resolve']({ query: 'CFTR' }, signal)).rejects.toThrow('GRCh38 only')
    expect((await without.calls['bands.ofBuild']({}, signal)).length).toBeGreaterThan(20)

    const gtf = caseFile(join(FIXTURES, 'ensembl.gtf'), 'gtf', [])
    const { calls } = open([vcf, gtf], 'GRCh37')
    const { genes, source } = await calls['genes.inRegion'](region, signal)
    expect(source).toBe(gtf.name)
    expect(genes).toMatchObject([
      { symbol: 'CFTR', contig: 'chr7', transcripts: [{ id: 'ENST00000003084.6' }, {}] },
    ])
    expect(await calls['locus.resolve']({ query: 'CFTR' }, signal)).toMatchObject({
      contig: 'chr7',
      start: 117105837,
    })
  })

  it('need an open case', async () => {
    const { calls, session } = open([])
    session.append({ kind: 'case-closed' })
    await expect(calls['bands.ofBuild']({}, signal)).rejects.toThrow('case/none-open')
    await expect(calls['reference.state']({}, signal)).rejects.toThrow('case/none-open')
  })
})

describe('the genome resources', () => {
  it('are the same bytes every time', async () => {
    buildGenome(at('again'))
    for (const name of ['genes-GRCh38.bin', 'bands.json', 'sources.json'])
      expect(
        (await readFile(at(`again/${name}`))).equals(await readFile(at(`resources/genome/${name}`))),
      ).toBe(true)
  })

  it('say where they come from, and that they may be bundled', async () => {
    const sources = await dataSources(at('resources'))
    expect(sources.length).toBeGreaterThanOrEqual(3)
    for (const source of sources)
      expect(source).toMatchObject({
        licence: 'CC0-1.0',
        release: expect.stringContaining('ideogram 1.') as unknown,
      })
    await expect(dataSources(at('nowhere'))).rejects.toThrow('file/not-found')
  })
})
