import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeFile } from '../../electron/engine/files/describe.ts'
import { readBgzfBlocks } from '../../electron/engine/files/bgzf/bgzf-reader.ts'
import { byteSourceOf } from '../../electron/engine/files/byte-source.ts'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { buildVcfIndexJob } from '../../electron/engine/indexing/vcf-index-builder.ts'
import { openVcfRegions } from '../../electron/engine/indexing/vcf-region-reader.ts'
import { readCoverage } from '../../electron/engine/reads/coverage.ts'
import { recordToJson } from '../../electron/engine/reads/json.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { openVariantList } from '../../electron/engine/variants/variant-list.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { casementErrorSchema } from '../../shared/errors/casement-error.ts'
import { errorOf } from '../../shared/errors/fault.ts'
import { manyReads, smallBam, smallVcf } from './broken-files.ts'
import { seededRandom } from './random.ts'
import { bgzip } from './vcf-text.ts'

type Draw = (below: number) => number

/** Lengths and counts that damage likes to produce. */
const INTEGERS = [-1, 0, 2 ** 31 - 1, -(2 ** 31), 1 << 16, 1 << 20, 1 << 28]

/** Numbers below a bound, the same for the same seed. */
export function seededDraw(seed: number): Draw {
  const random = seededRandom(seed)
  return (below) => Math.floor(random() * below)
}

/** A copy with one to four bytes, bits or integers changed, half of them near the start, now and then cut off. */
export function mutated(bytes: Uint8Array, draw: Draw): Buffer {
  const copy = Buffer.from(bytes)
  for (let left = 1 + draw(4); left > 0; left--) {
    const at = draw(draw(2) === 0 ? copy.length : Math.min(copy.length, 300))
    const how = draw(4)
    if (how === 0) copy[at] = draw(256)
    else if (how === 1) copy[at] = (copy[at] ?? 0) ^ (1 << draw(8))
    else if (how === 2 && at + 4 <= copy.length) copy.writeInt32LE(INTEGERS[draw(INTEGERS.length)] ?? 0, at)
    else copy[at] = 0xff
  }
  return draw(8) === 0 ? copy.subarray(0, draw(copy.length)) : copy
}

export async function inflated(bytes: Uint8Array): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const { data } of readBgzfBlocks(byteSourceOf(bytes, 'x'))) parts.push(data)
  return Buffer.concat(parts)
}

async function readWhole(path: string, cacheFolder: string): Promise<void> {
  const reader = await openBam(path, { cacheFolder })
  try {
    const { references } = reader.header
    for (const { name, length } of references.slice(0, 3)) {
      const whole = { contig: name, start: 0, end: length }
      for await (const record of reader.records(whole)) recordToJson(record, references)
      await readCoverage(reader, { contig: name, start: 1000, end: 3000 })
    }
  } finally {
    await reader.close()
  }
}

async function readRegions(path: string, index: string): Promise<void> {
  const format = index.endsWith('.csi') ? 'csi' : 'tbi'
  const reader = await openVcfRegions({ path, compression: 'bgzf' }, { path: index, format })
  try {
    for (const contig of reader.contigs.slice(0, 3))
      for (const [start, end] of [
        [0, 1_000_000],
        [500, 600],
      ] as const)
        for await (const lines of reader.lines({ contig, start, end })) if (lines.length > 10_000) return
  } finally {
    await reader.close()
  }
}

async function listVariants(path: string): Promise<void> {
  const { kind, compression } = await describeFile(path)
  if (kind !== 'vcf') return
  const list = await openVariantList({ file: 'f1', path, compression })
  const { signal } = new AbortController()
  try {
    await list.loaded
    const { rows } = await list.page(0, 200, signal)
    if (rows.length > 0) await list.record(0, signal)
  } finally {
    await list.close()
  }
}

/** How one damaged file ended: a kind of error or `ok`; `defect` says what is wrong with that. */
export type Attempt = {
  readonly what: string
  readonly outcome: string
  readonly ms: number
  readonly defect: string | null
}

/** Runs `work` and says how it ended. */
export async function attempt(what: string, work: () => Promise<unknown>): Promise<Attempt> {
  const start = performance.now()
  let outcome = 'ok'
  let defect: string | null = null
  try {
    await work()
  } catch (thrown) {
    const error = errorOf(thrown)
    outcome = error.kind
    if (error.kind === 'internal') defect = error.detail
    else if (!casementErrorSchema.safeParse(error).success) defect = JSON.stringify(error)
  }
  return { what, outcome, ms: performance.now() - start, defect }
}

/**
 * Damages small sound files in `rounds` times twelve ways and reads them by every way in which the engine reads:
 * each must end in a result or in an error of the domain. The same seed gives the same damage.
 */
export async function* attempts(rounds: number, seed: number): AsyncGenerator<Attempt> {
  const draw = seededDraw(seed)
  const folder = mkdtempSync(join(tmpdir(), 'casement-damage-'))
  const cacheFolder = join(folder, 'cache')
  try {
    const bam = join(folder, 'm.bam')
    const vcf = join(folder, 'm.vcf.gz')
    const records = Array.from(
      { length: 300 },
      (_, i) =>
        `chr2\t${100 + i * 7}\t.\tA\tC,<DEL>\t50\tPASS\tEND=${120 + i * 7};X=${'y'.repeat(draw(300))}\n`,
    )
    const sound = { bam: await smallBam(manyReads(400)), vcf: await bgzip(smallVcf + records.join('')) }
    const inside = { bam: await inflated(sound.bam), vcf: await inflated(sound.vcf) }
    writeFileSync(bam, sound.bam)
    writeFileSync(vcf, sound.vcf)
    const indexes: Array<{ path: string; of: 'bam' | 'vcf'; bytes: Buffer; compressed: boolean }> = []
    for (const format of ['bai', 'csi'] as const) {
      const { path } = await buildBamIndexJob({ path: bam, cacheFolder, format }, unobserved)
      indexes.push({ path, of: 'bam', bytes: readFileSync(path), compressed: format === 'csi' })
    }
    for (const format of ['tbi', 'csi'] as const) {
      const { path } = await buildVcfIndexJob({ path: vcf, cacheFolder, format }, unobserved)
      indexes.push({ path, of: 'vcf', bytes: readFileSync(path), compressed: true })
    }
    const removeIndexes = (): void => {
      for (const { path } of indexes) rmSync(path, { force: true })
    }

    const [bai] = indexes
    for (let round = 0; round < rounds; round++) {
      for (const [how, bytes] of [
        ['as it lies', mutated(sound.bam, draw)],
        ['inside', await bgzip(mutated(inside.bam, draw))],
      ] as const) {
        removeIndexes()
        writeFileSync(bam, bytes)
        yield attempt(`BAM ${how}: describe`, () => describeFile(bam))
        yield attempt(`BAM ${how}: index`, () => buildBamIndexJob({ path: bam, cacheFolder }, unobserved))
        removeIndexes()
        if (bai) writeFileSync(bai.path, bai.bytes)
        yield attempt(`BAM ${how}: read`, () => readWhole(bam, cacheFolder))
      }
      for (const [how, bytes] of [
        ['as it lies', mutated(sound.vcf, draw)],
        ['inside', await bgzip(mutated(inside.vcf, draw))],
        ['plain', mutated(inside.vcf, draw)],
      ] as const) {
        removeIndexes()
        writeFileSync(vcf, bytes)
        yield attempt(`VCF ${how}: list`, () => listVariants(vcf))
        yield attempt(`VCF ${how}: index`, () => buildVcfIndexJob({ path: vcf, cacheFolder }, unobserved))
      }
      writeFileSync(bam, sound.bam)
      writeFileSync(vcf, sound.vcf)
      for (const { path, of, bytes, compressed } of indexes) {
        const damaged: Buffer[] = [mutated(bytes, draw)]
        if (compressed) damaged.push(await bgzip(mutated(await inflated(bytes), draw)))
        for (const change of damaged) {
          removeIndexes()
          writeFileSync(path, change)
          yield attempt(`index ${path.replace(/.*m\./, '')}`, () =>
            of === 'bam' ? readWhole(bam, cacheFolder) : readRegions(vcf, path),
          )
        }
      }
      rmSync(cacheFolder, { recursive: true, force: true })
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
