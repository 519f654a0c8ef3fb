import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeCsi } from '../../../../electron/engine/indexing/csi.ts'
import { createIndexBuilder } from '../../../../electron/engine/indexing/index-builder.ts'
import { readIndexFile } from '../../../../electron/engine/indexing/index-file.ts'
import { errorFrom, scratch } from '../../../support/bam-files.ts'
import { bgzip } from '../../../support/vcf-text.ts'

const csi = (): Uint8Array => {
  const builder = createIndexBuilder('csi', { minShift: 14, depth: 5 })
  for (let i = 0; i < 200; i++) builder.push(0, i * 50_000, i * 50_000 + 100, true, i * 40_000, i)
  return encodeCsi(builder.finish(1, { block: 8_000_000, within: 0 }))
}

test('whatever is wrong with the bytes of an index is said of the index', async () => {
  using folder = scratch()
  const file = join(folder.path, 'a.vcf.gz')
  const index = `${file}.csi`
  const good = await bgzip(csi())
  const changed = (at: number): Buffer => {
    const copy = Buffer.from(good)
    copy[at] = (copy[at] ?? 0) ^ 0xff
    return copy
  }
  const size = good.readUInt16LE(16) + 1
  const cases: Array<[string, Uint8Array, string]> = [
    ['its magic', changed(0), 'index/bad-magic'],
    ['its deflate data', changed(200), 'index/damaged'],
    ['its checksum', changed(size - 8), 'index/damaged'],
    ['its length', changed(size - 4), 'index/damaged'],
    ['its second block', changed(size), 'index/damaged'],
    ['its end', good.subarray(0, 300), 'index/truncated'],
    ['everything', Buffer.alloc(0), 'index/truncated'],
  ]
  for (const [what, bytes, kind] of cases) {
    writeFileSync(index, bytes)
    expect({ what, ...(await errorFrom(readIndexFile(file, index))) }).toMatchObject({
      what,
      kind,
      file,
      index,
    })
  }
  writeFileSync(index, good)
  expect((await readIndexFile(file, index)).format).toBe('csi')
})

test('a depth that bin numbers cannot have is damage', async () => {
  using folder = scratch()
  const bytes = Buffer.from(csi())
  bytes.writeInt32LE(2_000_000_000, 8)
  const index = join(folder.path, 'a.csi')
  writeFileSync(index, await bgzip(bytes))
  expect(await errorFrom(readIndexFile('a.bam', index))).toMatchObject({ kind: 'index/damaged' })
})
