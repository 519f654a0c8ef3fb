import { execFileSync } from 'node:child_process'
import { expect } from 'vitest'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { readIndexFile } from '../../electron/engine/indexing/index-file.ts'
import { countReads } from '../../electron/engine/reads/count.ts'
import { type BamReader, openBam } from '../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import type { Contig, Region } from '../../shared/genome/region.ts'
import { copyInto } from './bam-files.ts'
import { seededRandom } from './random.ts'

/** Random regions per file and index format. */
const REGIONS = 500

export const run = (tool: string, args: readonly string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 29 })

/** Says why a comparison is skipped where a tool is not installed. */
export function haveTool(name: string): boolean {
  try {
    run(name, ['--version'])
    return true
  } catch {
    console.info(`skipped: ${name} is not installed`)
    return false
  }
}

/** A record's place as a region is chosen by it. */
export type Place = { readonly contig: string; readonly position: number }

/** Regions of very different sizes, most of them near a record: the rest of a genome is empty in small files. */
export function* randomRegions(
  contigs: readonly Contig[],
  places: readonly Place[],
  seed: number,
  count = REGIONS,
): Generator<Region> {
  const random = seededRandom(seed)
  const below = (limit: number): number => Math.floor(random() * limit)
  for (let i = 0; i < count; i++) {
    const near = random() < 0.8 ? places[below(places.length)] : undefined
    const contig = contigs.find(({ name }) => name === near?.contig) ?? contigs[below(contigs.length)]
    if (contig === undefined) return
    const middle = near ? near.position - 500 + below(1000) : below(contig.length)
    const start = Math.max(0, Math.min(contig.length - 1, middle))
    const end = Math.min(contig.length, start + 1 + Math.floor(10 ** (random() * 5.5)))
    yield { contig: contig.name, start, end }
  }
}

/** As samtools writes it; a contig's name may hold colons. */
export const regionText = ({ contig, start, end }: Region): string => `{${contig}}:${start + 1}-${end}`

async function namesIn(reader: BamReader, region: Region): Promise<string[]> {
  const names: string[] = []
  for await (const record of reader.records(region)) names.push(record.name)
  return names
}

const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

/**
 * The index we make of a BAM and the one samtools makes: the same content (bins, chunks, linear index, metadata, reads
 * without a place), the same statistics, and in random regions the same reads by name and number, whoever asks with
 * whichever index.
 */
export async function expectSameIndexes(
  file: string,
  folder: string,
  format: 'bai' | 'csi',
  seed: number,
): Promise<void> {
  const ours = copyInto(folder, file, `ours-${format}.bam`)
  const theirs = copyInto(folder, file, `theirs-${format}.bam`)
  await buildBamIndexJob({ path: ours, cacheFolder: folder, format }, unobserved)
  run('samtools', ['index', format === 'csi' ? '-c' : '-b', theirs])
  const content = (path: string) => readIndexFile(path, `${path}.${format}`)
  expect(await content(ours)).toEqual(await content(theirs))
  expect(run('samtools', ['idxstats', ours])).toBe(run('samtools', ['idxstats', theirs]))

  const readers = [
    await openBam(ours, { cacheFolder: folder }),
    await openBam(theirs, { cacheFolder: folder }),
  ]
  const places = lines(run('samtools', ['view', ours])).flatMap((line) => {
    const [, , contig = '*', position] = line.split('\t')
    return contig === '*' ? [] : [{ contig, position: Number(position) - 1 }]
  })
  const regions = [...randomRegions(readers[0]?.header.references ?? [], places, seed)]
  // One process for all of them: it goes through the regions one after the other, as they are given.
  const witness = (path: string): (string | undefined)[] =>
    regions.length === 0
      ? []
      : lines(run('samtools', ['view', path, ...regions.map(regionText)])).map((line) => line.split('\t')[0])
  const expected = witness(theirs)
  expect(witness(ours)).toEqual(expected)
  for (const reader of readers) {
    const names: string[] = []
    for (const [i, region] of regions.entries()) {
      const found = await namesIn(reader, region)
      for (const name of found) names.push(name)
      // Counting goes its own way through the blocks.
      if (i % 5 === 0) expect([region, await countReads(reader, region)]).toEqual([region, found.length])
    }
    expect(names).toEqual(expected)
  }
  for (const reader of readers) await reader.close()
}
