import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type CaseSession, createCaseSession } from '../../../../electron/engine/case/case-session.ts'
import { describeFile } from '../../../../electron/engine/files/describe.ts'
import { buildVcfIndexJob } from '../../../../electron/engine/indexing/vcf-index-builder.ts'
import { variantCalls } from '../../../../electron/engine/variants/calls.ts'
import type { Stores } from '../../../../electron/engine/variants/stores.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import type { EventName, EventPayload } from '../../../../shared/contract.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { engineCalls } from '../../../../shared/contract.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vcfText, writeBgzip, writeText } from '../../../support/vcf-text.ts'

const folder = temporaryFolder()
const { signal } = new AbortController()
const records = Array.from({ length: 300 }, (_, i) => ['chr1', i * 10 + 1, `r${i}`, 'A', 'G', '.', '.', '.'])
const text = vcfText(records, { meta: ['##contig=<ID=chr1,length=248956422>'] })

const NO_STORES: Stores = {
  of: async () => null,
  all: async () => {
    throw new Fault({ kind: 'variants/none-imported' })
  },
}

function caseOf(): {
  session: CaseSession
  told: [EventName, unknown][]
  calls: ReturnType<typeof variantCalls>
} {
  const session = createCaseSession()
  const told: [EventName, unknown][] = []
  const emit = <K extends EventName>(name: K, payload: EventPayload<K>): void =>
    void told.push([name, payload])
  return { session, told, calls: variantCalls({ session, emit }, NO_STORES) }
}

async function open(session: CaseSession, path: string): Promise<void> {
  const described = await describeFile(path)
  session.append({ kind: 'case-opened', id: 'c', label: 'c', synthetic: false, paths: [path] })
  session.append({
    kind: 'file-added',
    file: {
      ...described,
      id: 'f1',
      name: 'a.vcf',
      samples: [...described.samples],
      contigs: [...described.contigs],
      notices: [],
      build: 'GRCh38',
      index: { state: 'missing' },
    },
  })
  session.append({ kind: 'build-set', build: 'GRCh38' })
}

const page = { file: 'f1', offset: 0, limit: 100 }
const region = { file: 'f1', contig: 'chr1', start: 0, end: 15, limit: 100 }

describe('the variant calls', () => {
  test('answer by the contract and announce growth', async () => {
    const { session, told, calls } = caseOf()
    await open(session, writeText(join(folder, 'plain.vcf'), text))
    const answer = await calls['variants.page'](page, signal)
    expect(engineCalls['variants.page'].output.parse(answer)).toEqual(answer)
    expect(answer.rows[0]).toMatchObject({ row: 0, file: 'f1', contig: 'chr1', position: 1 })
    const record = await calls['variants.record']({ file: 'f1', row: 5 }, signal)
    expect(engineCalls['variants.record'].output.parse(record)).toEqual(record)
    const found = await calls['variants.inRegion'](region, signal)
    expect(engineCalls['variants.inRegion'].output.parse(found)).toEqual(found)
    expect(found.rows.map((r) => r.id)).toEqual(['r0', 'r1'])
    expect(told.at(-1)).toEqual([
      'variants.grown',
      { file: 'f1', variants: 300, referenceBlocks: 0, loading: false },
    ])
    session.append({ kind: 'case-closed' })
  })

  test('a region in the case’s contig names finds the file’s', async () => {
    const { session, calls } = caseOf()
    await open(session, writeText(join(folder, 'alias.vcf'), text))
    const totals: [string, number][] = []
    for (const contig of ['1', 'NC_000001.11', 'chr1', 'NC_000001.10', 'chr7'])
      totals.push([contig, (await calls['variants.inRegion']({ ...region, contig }, signal)).total])
    expect(totals).toEqual([
      ['1', 2],
      ['NC_000001.11', 2],
      ['chr1', 2],
      // Another build's accession of chromosome 1, and a contig the file does not have.
      ['NC_000001.10', 0],
      ['chr7', 0],
    ])
    session.append({ kind: 'case-closed' })
  })

  test('work before, while and after a gzip file gets its bgzip copy', async () => {
    const { session, told, calls } = caseOf()
    const path = join(folder, 'gzip.vcf.gz')
    writeFileSync(path, gzipSync(text))
    await open(session, path)
    const before = await calls['variants.page'](page, signal)
    const built = await buildVcfIndexJob({ path, cacheFolder: join(folder, 'cache') }, unobserved)
    const { format, where } = built
    session.append({
      kind: 'index-changed',
      file: 'f1',
      index: { state: 'ready', format, path: built.path, where, stale: false, built: true },
    })
    const during = await calls['variants.page'](page, signal)
    expect(during.rows).toEqual(before.rows)
    await expect
      .poll(() => told.filter(([, p]) => JSON.stringify(p).includes('"loading":false')).length)
      .toBe(2)
    expect((await calls['variants.page'](page, signal)).rows).toEqual(before.rows)
    expect((await calls['variants.inRegion'](region, signal)).total).toBe(2)
    session.append({ kind: 'case-closed' })
  })

  test('an index of another file does not disturb a list that holds everything', async () => {
    const { session, calls } = caseOf()
    await open(session, await writeBgzip(join(folder, 'bgzip.vcf.gz'), text))
    const index = join(folder, 'missing.tbi')
    session.append({
      kind: 'index-changed',
      file: 'f1',
      index: { state: 'ready', format: 'tbi', path: index, where: 'beside', stale: false, built: false },
    })
    expect((await calls['variants.inRegion'](region, signal)).total).toBe(2)
    session.append({ kind: 'case-closed' })
  })

  test('refuse what is no VCF of the case', async () => {
    const { session, calls } = caseOf()
    await expect(calls['variants.page'](page, signal)).rejects.toMatchObject({
      error: { kind: 'case/none-open' },
    })
    await open(session, writeText(join(folder, 'a.bed'), 'chr1\t1\t2\n'))
    await expect(calls['variants.page'](page, signal)).rejects.toMatchObject({
      error: { kind: 'call/invalid' },
    })
    await expect(calls['variants.page']({ ...page, file: 'f9' }, signal)).rejects.toMatchObject({
      error: { kind: 'case/unknown-file' },
    })
  })

  test('a file that cannot be opened now may be opened later', async () => {
    const { session, calls } = caseOf()
    const path = writeText(join(folder, 'late.vcf'), text)
    await open(session, path)
    const { renameSync } = await import('node:fs')
    renameSync(path, `${path}.away`)
    await expect(calls['variants.page'](page, signal)).rejects.toMatchObject({
      error: { kind: 'file/not-found' },
    })
    renameSync(`${path}.away`, path)
    expect((await calls['variants.page'](page, signal)).rows).toHaveLength(100)
    session.append({ kind: 'case-closed' })
  })
})
