import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type BamIndexInput, buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import { readIndexFile } from '../../../../electron/engine/indexing/index-file.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import {
  copyInto,
  errorFrom,
  fixture,
  golden,
  havePublicData,
  publicFile,
  scratch,
} from '../../../support/bam-files.ts'

async function build(bam: string, format: BamIndexInput['format'] = 'auto', name?: string) {
  using folder = scratch()
  const path = copyInto(folder.path, bam, name)
  const cacheFolder = join(folder.path, 'cache')
  const result = await buildBamIndexJob({ path, cacheFolder, format }, unobserved)
  return { result, index: await readIndexFile(path, result.path), files: readdirSync(folder.path) }
}

describe('the index is the one samtools builds: bins, chunks, linear index, metadata, counts', () => {
  test.each([
    ['edge-bai.bam', 'bai'],
    ['edge-bai.bam', 'csi'],
    ['edge.bam', 'csi'],
    ['no-reads.bam', 'bai'],
  ] as const)('%s as %s', async (name, format) => {
    const { index } = await build(fixture(`bam/${name}`), format)
    const expected = await readIndexFile(name, fixture(`index/${name}.${format}`))
    expect({ ...index, auxiliary: 0 }).toEqual({ ...expected, auxiliary: 0 })
  })

  test.runIf(havePublicData()).each([
    ['minigenome/alignments', 'alignments', 'bai'],
    ['minigenome/alignments', 'alignments', 'csi'],
    ['gmod/volvox-sorted', 'volvox-sorted', 'bai'],
    ['gmod/volvox-sorted', 'volvox-sorted', 'csi'],
    ['igv-reports/SKBR3_translocations.ill', 'SKBR3_translocations.ill', 'csi'],
  ] as const)('%s as %s.%s', async (path, name, format) => {
    const { index } = await build(publicFile(`${path}.bam`), format)
    const expected = await readIndexFile(path, fixture(`index/${name}.${format}`))
    expect({ ...index, auxiliary: 0 }).toEqual({ ...expected, auxiliary: 0 })
  })
})

test('counts per contig equal samtools idxstats', async () => {
  const wanted = (await golden('index/idxstats.tsv')).filter(([file]) => file === 'fixtures/edge.bam')
  const { index } = await build(fixture('bam/edge.bam'))
  expect(
    index.references.map(({ metadata }) => [String(metadata?.mapped ?? 0), String(metadata?.unmapped ?? 0)]),
  ).toEqual(wanted.map(([, , , mapped, unmapped]) => [mapped, unmapped]))
  expect(index.unplaced).toBe(11)
})

test('CSI is chosen when a contig is longer than BAI can hold; BAI is then refused', async () => {
  expect((await build(fixture('bam/edge-bai.bam'))).result).toMatchObject({ format: 'bai', where: 'beside' })
  expect((await build(fixture('bam/edge.bam'))).result).toMatchObject({ format: 'csi', where: 'beside' })
  expect(await errorFrom(build(fixture('bam/edge.bam'), 'bai'))).toMatchObject({
    kind: 'index/out-of-reach',
  })
})

test('nothing but the index appears; a name of 255 bytes goes to the cache', async () => {
  const { files } = await build(fixture('bam/edge-bai.bam'), 'bai', 'sample 1 é.bam')
  expect(files.toSorted()).toEqual(['sample 1 é.bam', 'sample 1 é.bam.bai'])
  const long = await build(fixture('bam/edge-bai.bam'), 'bai', `${'x'.repeat(251)}.bam`)
  expect(long.result.where).toBe('cache')
  expect(long.files).toContain('cache')
})

test('an unsorted file is refused by its first record out of order, whatever the header says', async () => {
  const kind = 'bam/unsorted'
  expect(await errorFrom(build(fixture('bam/unsorted.bam')))).toMatchObject({
    kind,
    ordinal: 35,
    readName: 'r192',
    contig: 'one',
    position: 943,
    previousContig: 'one',
    previousPosition: 1043,
  })
})

test('a cut file is refused wherever it is cut, and leaves nothing behind', async () => {
  const whole = readFileSync(fixture('bam/edge-bai.bam'))
  using folder = scratch()
  const path = join(folder.path, 'cut.bam')
  const kinds = new Set<string>()
  for (const length of [
    1,
    10,
    100,
    200,
    5000,
    20_000,
    whole.length - 29,
    whole.length - 28,
    whole.length - 1,
  ]) {
    writeFileSync(path, whole.subarray(0, length))
    const error = await errorFrom(buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved))
    kinds.add(error.kind)
    expect([length, ...readdirSync(folder.path)]).toEqual([length, 'cut.bam'])
  }
  expect([...kinds].toSorted()).toEqual(['bgzf/no-eof-block', 'bgzf/truncated'])
  writeFileSync(path, whole.subarray(0, whole.length - 28))
  expect(await errorFrom(buildBamIndexJob({ path, cacheFolder: folder.path }, unobserved))).toEqual({
    kind: 'bgzf/no-eof-block',
    file: path,
    size: whole.length - 28,
  })
})

test('cancelling leaves nothing behind', async () => {
  using folder = scratch()
  const path = copyInto(folder.path, fixture('bam/edge-bai.bam'))
  const controller = new AbortController()
  const context = { signal: controller.signal, progress: () => controller.abort() }
  expect(await errorFrom(buildBamIndexJob({ path, cacheFolder: folder.path }, context))).toMatchObject({
    kind: 'task/cancelled',
  })
  expect(readdirSync(folder.path)).toEqual(['edge-bai.bam'])
})

test('progress rises to the size of the file', async () => {
  using folder = scratch()
  const path = copyInto(folder.path, fixture('bam/edge-bai.bam'))
  const seen: number[] = []
  const context = {
    ...unobserved,
    progress: ({ done, total }: { done: number; total: number | null }) => {
      expect(total).toBe(28_408)
      seen.push(done)
    },
  }
  await buildBamIndexJob({ path, cacheFolder: folder.path }, context)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  expect(seen.at(-1)).toBe(28_408)
})

test.runIf(havePublicData())(
  'reads past the length the header gives still get an index, and a notice',
  async () => {
    const { result, index } = await build(publicFile('gmod/large_coords.bam'))
    expect(result).toMatchObject({ format: 'csi', notices: [{ kind: 'bam/header-note' }] })
    expect(index.references[0]?.metadata).toMatchObject({ mapped: 9596, unmapped: 0 })
    expect(index.unplaced).toBe(404)
  },
)
