import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DEMO_FILE_NAMES,
  demoFileNames,
  MEMBERS,
  SAMPLE_NAME,
} from '../../../../electron/engine/demo/family.ts'
import { writeDemoCase } from '../../../../electron/engine/demo/write-demo-case.ts'
import { readBamHeader } from '../../../../electron/engine/files/bam/header.ts'
import { readRecords } from '../../../../electron/engine/files/bam/record-stream.ts'
import { hasEofBlock } from '../../../../electron/engine/files/bgzf/bgzf-reader.ts'
import { openByteSource } from '../../../../electron/engine/files/byte-source.ts'
import { readPedigree } from '../../../../electron/engine/files/text/ped.ts'
import type { JobProgress } from '../../../../electron/engine/work/job.ts'
import { readsOf } from './family-reads.ts'

let root: string
let files: string[]
const progress: JobProgress[] = []

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'casement demo ü '))
  const context = {
    signal: new AbortController().signal,
    progress: (p: JobProgress) => void progress.push(p),
  }
  files = (await writeDemoCase(join(root, 'one'), context)).files
}, 60_000)
afterAll(() => rm(root, { recursive: true, force: true }))

const digest = async (path: string): Promise<string> =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

describe('writeDemoCase', () => {
  it('writes the files it names and nothing else', async () => {
    expect(files.map((file) => basename(file))).toEqual(demoFileNames)
    expect((await readdir(join(root, 'one'))).sort()).toEqual([...demoFileNames].sort())
  })

  it('writes the same bytes every time', async () => {
    const again = await writeDemoCase(join(root, 'two'), {
      signal: new AbortController().signal,
      progress: () => {},
    })
    for (const [i, file] of files.entries())
      expect(await digest(again.files[i] ?? '')).toBe(await digest(file))
  }, 60_000)

  it('reports steps that end in the whole', () => {
    const last = progress.at(-1)
    expect(last?.done).toBe(last?.total)
    expect(progress.map((p) => p.done)).toEqual([...progress.keys()])
  })

  it.each(MEMBERS)('writes a BAM of the %s that reads back as it was made', async (member) => {
    const source = await openByteSource(join(root, 'one', DEMO_FILE_NAMES.bam[member]))
    try {
      expect(await hasEofBlock(source)).toBe(true)
      const header = await readBamHeader(source)
      expect(header.samples).toEqual([SAMPLE_NAME[member]])
      expect(header.sortOrder).toBe('coordinate')
      expect(header.notes).toEqual([])
      const made = readsOf(member)
      let i = 0
      for await (const record of readRecords(source, header)) {
        const expected = made[i++]
        expect([record.name, record.flags, record.refId, record.start, record.templateLength]).toEqual([
          expected?.name,
          expected?.flags,
          expected?.refId,
          expected?.start,
          expected?.templateLength,
        ])
        expect(record.sequence).toBe(expected?.sequence)
      }
      expect(i).toBe(made.length)
    } finally {
      await source.close()
    }
  })

  it('writes the VCF as BGZF and the pedigree of a trio with an affected boy', async () => {
    const vcf = await readFile(join(root, 'one', DEMO_FILE_NAMES.vcf))
    expect(vcf.subarray(12, 14).toString()).toBe('BC')
    expect(gunzipSync(vcf).toString()).toMatch(/^##fileformat=VCFv4\.2\n/)
    expect((await readPedigree(join(root, 'one', DEMO_FILE_NAMES.ped))).individuals).toEqual([
      {
        family: 'DEMO',
        id: SAMPLE_NAME.proband,
        father: SAMPLE_NAME.father,
        mother: SAMPLE_NAME.mother,
        sex: 'male',
        affected: 'affected',
      },
      {
        family: 'DEMO',
        id: SAMPLE_NAME.mother,
        father: null,
        mother: null,
        sex: 'female',
        affected: 'unaffected',
      },
      {
        family: 'DEMO',
        id: SAMPLE_NAME.father,
        father: null,
        mother: null,
        sex: 'male',
        affected: 'unaffected',
      },
    ])
  })

  it('names samples so that their order is alphabetical', () => {
    const names = MEMBERS.map((member) => SAMPLE_NAME[member])
    expect(names.toSorted()).toEqual(names)
  })

  it('stops when cancelled and leaves no partial file', async () => {
    const controller = new AbortController()
    const folder = join(root, 'cancelled')
    const writing = writeDemoCase(folder, {
      signal: controller.signal,
      progress: ({ phase }) => {
        if (phase === 'Writing reads') controller.abort()
      },
    })
    await expect(writing).rejects.toMatchObject({ error: { kind: 'task/cancelled' } })
    expect(await readdir(folder)).toEqual([])
  })
})
