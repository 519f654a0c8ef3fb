import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBamHeader } from '../../electron/engine/files/bam/header.ts'
import { readRecords } from '../../electron/engine/files/bam/record-stream.ts'
import { openByteSource } from '../../electron/engine/files/byte-source.ts'
import { samLine } from '../../electron/engine/reads/detail/sam-line.ts'
import { bamOf, fixture, newRecord, publicFile, scratch } from '../support/bam-files.ts'

const run = (tool: string, args: readonly string[]): string =>
  execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 2 ** 29 })

function view(path: string): string[] {
  return run('samtools', ['view', '--no-PG', path]).trimEnd().split('\n')
}

function haveSamtools(): boolean {
  try {
    run('samtools', ['--version'])
    return true
  } catch {
    console.info('skipped: samtools is not installed')
    return false
  }
}

async function lines(path: string): Promise<string[]> {
  const source = await openByteSource(path)
  const header = await readBamHeader(source)
  const found: string[] = []
  for await (const record of readRecords(source, header)) found.push(samLine(record, header.references))
  await source.close()
  return found
}

const FILES = [
  fixture('bam/edge.bam'),
  fixture('bam/long-cigar.bam'),
  ...[
    'gmod/large_coords.bam',
    'gmod/test_deletion_2_0.snps.bwa_align.sorted.grouped.bam',
    'gmod/volvox-sorted.bam',
    'igv-reports/SKBR3_translocations.ill.bam',
    'igv-reports/recalibrated.bam',
    'igvjs/cigar-64k.bam',
    'igvjs/gstt1_sample.bam',
    'igvjs/na12889.bam',
    'minigenome/alignments.bam',
  ].map(publicFile),
].filter((path) => existsSync(path))

describe.runIf(haveSamtools())('a line of SAM is the one samtools prints', () => {
  test.each(FILES)('of every record of %s', async (path) => {
    expect(await lines(path)).toEqual(view(path))
  })

  test('of floats of every size', async () => {
    using folder = scratch()
    const path = join(folder.path, 'floats.bam')
    const values = fc.sample(fc.float({ noNaN: true }), { numRuns: 5000, seed: 1 })
    const decimals = Array.from({ length: 3000 }, (_, i) => i / 1000)
    const records = [...values, ...decimals].map((value) =>
      newRecord({
        tags: [
          { name: 'XF', type: 'f', value },
          { name: 'XB', type: 'B', element: 'f', value: [value, -value] },
        ],
      }),
    )
    const header = { text: '', references: [{ name: 'a', length: 1000 }] }
    const source = await bamOf(header, records)
    await writeFile(path, await source.read(0, source.size))
    expect(await lines(path)).toEqual(view(path))
  })
})
