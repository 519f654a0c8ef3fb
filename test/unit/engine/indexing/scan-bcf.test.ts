import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { bcfDictionaries } from '../../../../electron/engine/files/bcf/dictionaries.ts'
import { readBcfHeader } from '../../../../electron/engine/files/bcf/header.ts'
import { EOF_BLOCK } from '../../../../electron/engine/files/bgzf/bgzf-block.ts'
import { deflateBlock } from '../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { openByteSource } from '../../../../electron/engine/files/byte-source.ts'
import { textBlocks } from '../../../../electron/engine/files/text/text-blocks.ts'
import { indexRecords } from '../../../../electron/engine/indexing/build-bcf-index.ts'
import { scanBcf } from '../../../../electron/engine/indexing/scan-bcf.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { inflated } from '../../../support/mutations.ts'
import { seededRandom } from '../../../support/random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const fixture = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/bcf/${name}`, import.meta.url))
const BINNING = { minShift: 14, depth: 6 }

/** The index of both ways; `scanned` null where the quick one gave up, `walked` an error where there is one. */
async function bothWays(path: string) {
  const source = await openByteSource(path)
  const text = textBlocks(source, 'bgzf')
  const header = await readBcfHeader(text)
  const { contigs } = bcfDictionaries(header)
  const scanned = await scanBcf(source, header.end, contigs.length, BINNING, unobserved)
  const walked = await indexRecords(text, header, contigs, BINNING, unobserved).catch(errorOf)
  await source.close()
  return { scanned, walked }
}

/** The same bytes in blocks of random small sizes, empty ones among them. */
function inSmallBlocks(bytes: Uint8Array, path: string, seed: number): string {
  const random = seededRandom(seed)
  const blocks: Uint8Array[] = []
  for (let at = 0; at < bytes.length;) {
    const size = random() < 0.1 ? 0 : 1 + Math.floor(random() ** 3 * 900)
    blocks.push(deflateBlock(bytes.subarray(at, at + size), 1))
    at += size
  }
  writeFileSync(path, Buffer.concat([...blocks, EOF_BLOCK]))
  return path
}

it.each(['types.bcf', 'many.bcf'])('is the index of the records one by one: %s', async (name) => {
  const { scanned, walked } = await bothWays(fixture(name))
  expect(scanned).not.toBeNull()
  expect(scanned).toEqual(walked)
  const inside = await inflated(readFileSync(fixture(name)))
  for (let seed = 0; seed < 6; seed++) {
    const small = await bothWays(inSmallBlocks(inside, join(folder, `${seed} ${name}`), seed))
    expect(small.scanned).not.toBeNull()
    expect(small.scanned).toEqual(small.walked)
  }
})

it('leaves to the other way what is not as it should be', async () => {
  const inside = await inflated(readFileSync(fixture('many.bcf')))
  const cut = await bothWays(inSmallBlocks(inside.subarray(0, -5), join(folder, 'cut.bcf'), 1))
  expect(cut).toMatchObject({ scanned: null, walked: { kind: 'bcf/bad-record' } })
  const bytes = readFileSync(fixture('many.bcf'))
  const at = bytes.length >> 1
  bytes[at] = (bytes[at] ?? 0) ^ 0x55
  writeFileSync(join(folder, 'damaged.bcf'), bytes)
  const damaged = await bothWays(join(folder, 'damaged.bcf'))
  expect(damaged.scanned).toBeNull()
  expect(damaged.walked).toHaveProperty('kind')
})

it('stops when it is cancelled', async () => {
  const source = await openByteSource(fixture('many.bcf'))
  const header = await readBcfHeader(textBlocks(source, 'bgzf'))
  const { contigs } = bcfDictionaries(header)
  const controller = new AbortController()
  controller.abort()
  const context = { ...unobserved, signal: controller.signal }
  const scanning = scanBcf(source, header.end, contigs.length, BINNING, context)
  await expect(scanning).rejects.toMatchObject({ error: { kind: 'task/cancelled' } })
  await source.close()
})
