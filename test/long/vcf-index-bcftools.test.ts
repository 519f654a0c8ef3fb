import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildVcfIndexJob } from '../../electron/engine/indexing/vcf-index-builder.ts'
import { type VcfRegionReader, openVcfRegions } from '../../electron/engine/indexing/vcf-region-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { publicFile } from '../support/public-data.ts'
import { seededRandom } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { bgzip } from '../support/vcf-text.ts'

/*
 * Every VCF among the public files, indexed by us and by bcftools: counts over the whole file and over 500 random
 * regions must be the same whichever index bcftools and tabix use, and whichever of them we use.
 */
const REGIONS = 500
const folder = temporaryFolder()
const hasTools = ['bcftools', 'tabix'].every((tool) => spawnSync(tool, ['--version']).status === 0)
if (!hasTools)
  console.log('skipped: bcftools and tabix are not installed, so there is nothing to compare with')
const data = publicFile('')
const files =
  data === null
    ? []
    : readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) => /\.vcf(\.gz)?$/.test(name))

function records(text: string): string[] {
  return text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
}

/** 1-based inclusive regions as the tools take them, around the records and of very different sizes. */
function randomRegions(
  lines: readonly string[],
  count: number,
): { contig: string; first: number; last: number }[] {
  const random = seededRandom(20)
  return Array.from({ length: count }, () => {
    const [contig = '', position = '1'] = (lines[Math.floor(random() * lines.length)] ?? '').split('\t')
    const size = Math.floor(10 ** (random() * 6))
    const first = Math.max(1, Number(position) - Math.floor(random() * size * 1.5))
    return { contig, first, last: first + size }
  })
}

async function ourLines(
  reader: VcfRegionReader,
  contig: string,
  first: number,
  last: number,
): Promise<string[]> {
  const found: string[] = []
  for await (const batch of reader.lines({ contig, start: first - 1, end: last }))
    for (const { line } of batch) found.push(Buffer.from(line.bytes).toString('utf8'))
  return found
}

const run = (tool: string, args: string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] })

describe.skipIf(!hasTools || data === null)('indexes of the public VCFs', () => {
  test.each(files)('%s', { timeout: 300_000 }, async (name) => {
    const bytes = readFileSync(`${data}${name}`)
    const isGzip = bytes[0] === 0x1f
    const text = (isGzip ? gunzipSync(bytes) : bytes).toString('utf8')
    const lines = records(text)
    // The tools stumble over the blank lines at the end of one of the files.
    const compressed = isGzip ? bytes : await bgzip(text.replace(/\n+$/, '\n'))
    const base = basename(name).replace(/(\.vcf)?(\.gz)?$/, '')
    const place = (by: string): string => {
      const path = join(folder, by, `${base}.vcf.gz`)
      mkdirSync(join(folder, by), { recursive: true })
      writeFileSync(path, compressed)
      return path
    }
    const plain = join(folder, `${base}.vcf`)
    writeFileSync(plain, text)
    const offsets = await buildVcfIndexJob({ path: plain, cacheFolder: folder }, unobserved)
    const overOffsets = await openVcfRegions({ path: plain, compression: 'none' }, offsets)

    for (const format of ['tbi', 'csi'] as const) {
      const ours = place(`ours-${format}`)
      const theirs = place(`theirs-${format}`)
      const built = await buildVcfIndexJob({ path: ours, cacheFolder: folder, format }, unobserved)
      expect(built.path).toBe(`${ours}.${format}`)
      run('bcftools', ['index', format === 'tbi' ? '-t' : '-c', theirs])

      expect(run('bcftools', ['index', '-n', ours])).toBe(`${lines.length}\n`)
      // bcftools names contigs of the header; without ##contig lines it cannot say.
      const stats = (path: string): string =>
        spawnSync('bcftools', ['index', '-s', path], { encoding: 'utf8' }).stdout
      expect(stats(ours)).toBe(stats(theirs))

      const readers = [
        await openVcfRegions({ path: ours, compression: 'bgzf' }, { path: built.path, format }),
        await openVcfRegions({ path: ours, compression: 'bgzf' }, { path: `${theirs}.${format}`, format }),
        overOffsets,
      ]
      const count = (path: string, region: string): number => {
        const viewed = spawnSync('bcftools', ['view', '-H', '-r', region, path], { encoding: 'utf8' })
        return viewed.status === 0 ? records(viewed.stdout).length : -1
      }
      const regions = randomRegions(lines, REGIONS)
      const texts = regions.map(({ contig, first, last }) => `${contig}:${first}-${last}`)
      // One process for all of them: it goes through the regions one after the other, as they are given.
      const witness = records(run('tabix', [theirs, ...texts]))
      expect(records(run('tabix', [ours, ...texts]))).toEqual(witness)
      for (const reader of readers) {
        const found: string[] = []
        for (const { contig, first, last } of regions)
          for (const line of await ourLines(reader, contig, first, last)) found.push(line)
        expect(found).toEqual(witness)
      }
      for (const region of texts.slice(0, 20))
        expect({ region, count: count(ours, region) }).toEqual({ region, count: count(theirs, region) })
      for (const reader of readers.slice(0, 2)) await reader.close()
    }
    await overOffsets.close()
    console.log(`${name}: ${lines.length} records, ${REGIONS} regions with TBI and CSI agree`)
  })

  test('indexes that came with the files are read', async () => {
    for (const [name, format] of [
      ['minigenome/variants.vcf.gz', 'tbi'],
      ['igv-reports/variants.vcf.gz', 'tbi'],
    ] as const) {
      const path = join(folder, basename(name))
      copyFileSync(`${data}${name}`, path)
      copyFileSync(`${data}${name}.${format}`, `${path}.${format}`)
      const reader = await openVcfRegions(
        { path, compression: 'bgzf' },
        { path: `${path}.${format}`, format },
      )
      const whole = records(run('bcftools', ['view', '-H', path])).length
      let found = 0
      for (const contig of reader.contigs) found += (await ourLines(reader, contig, 1, 2 ** 29)).length
      expect(found).toBe(whole)
      await reader.close()
    }
  })
})
