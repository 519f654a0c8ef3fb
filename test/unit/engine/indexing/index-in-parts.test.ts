import fc from 'fast-check'
import {
  copyFileSync,
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { withThisThread } from '../../../../electron/cli/with-this-thread.ts'
import { EOF_BLOCK } from '../../../../electron/engine/files/bgzf/bgzf-block.ts'
import { deflateBlock } from '../../../../electron/engine/files/bgzf/bgzf-writer.ts'
import { encodeRecord, type NewRecord } from '../../../../electron/engine/files/bam/record-encoder.ts'
import { encodeHeader } from '../../../../electron/engine/files/bam/writer.ts'
import { buildBamIndexJob } from '../../../../electron/engine/indexing/build-bam-index.ts'
import { scanBamPart } from '../../../../electron/engine/indexing/parts/scan-bam-part.ts'
import {
  indexBamInParts,
  indexVcfInParts,
  type Scanning,
} from '../../../../electron/engine/indexing/parts/scan-parts.ts'
import { scanVcfPart } from '../../../../electron/engine/indexing/parts/scan-vcf-part.ts'
import { buildVcfIndexJob } from '../../../../electron/engine/indexing/vcf-index-builder.ts'
import { type JobContext, unobserved } from '../../../../electron/engine/work/job.ts'
import { jobs } from '../../../../electron/engine/work/jobs.ts'
import { createWorkerPool } from '../../../../electron/engine/work/worker-pool.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { fixture, newRecord } from '../../../support/bam-files.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { runs } from '../../../support/thorough.ts'

const folder = temporaryFolder()
const cacheFolder = join(folder, 'cache')

/** The jobs in this thread, so that what they found can be looked at; the crossing is cloned as it is in a pool. */
function scanningHere(workers: number, partSize: number) {
  const seen = { parts: 0, joined: false }
  const pool: Scanning['pool'] = {
    async run(job, input, context) {
      const work = (await jobs[job]()) as (input: unknown, context: JobContext) => Promise<never>
      if (job === 'scanBamPart' || job === 'scanVcfPart') seen.parts++
      else seen.joined = typeof input === 'object' && 'scanned' in input && input.scanned !== undefined
      return structuredClone(await work(structuredClone(input), context))
    },
  }
  return { scanning: { pool, workers, partSize }, seen }
}

type Outcome = { readonly bytes: string | null; readonly error: unknown }

async function outcomeOf(work: Promise<{ path: string; format: string }>): Promise<Outcome> {
  try {
    const { path, ...rest } = await work
    const bytes = readFileSync(path).toString('base64')
    rmSync(path)
    return { bytes, error: rest }
  } catch (thrown) {
    return { bytes: null, error: errorOf(thrown) }
  }
}

/** Builds the index of the file both ways. `joined` tells whether its parts were all regular. */
async function bothWays(
  path: string,
  workers: number,
  partSize: number,
  format: 'bai' | 'csi' | 'tbi' | 'auto',
) {
  const { scanning, seen } = scanningHere(workers, partSize)
  if (path.endsWith('.bam')) {
    const input = { path, cacheFolder, format: format === 'tbi' ? ('auto' as const) : format }
    const serial = await outcomeOf(buildBamIndexJob(input, unobserved))
    const inParts = await outcomeOf(indexBamInParts(scanning, input, unobserved))
    return { serial, inParts, ...seen }
  }
  const input = { path, cacheFolder, format: format === 'bai' ? ('auto' as const) : format }
  const serial = await outcomeOf(buildVcfIndexJob(input, unobserved))
  const inParts = await outcomeOf(indexVcfInParts(scanning, input, unobserved))
  return { serial, inParts, ...seen }
}

/** The two outcomes when they are not the same. */
async function differenceOf(...args: Parameters<typeof bothWays>) {
  const { serial, inParts } = await bothWays(...args)
  return isDeepStrictEqual(serial, inParts) ? null : { serial, inParts }
}

/** Data as BGZF, stored so that there are bytes to split, in blocks of the sizes given, over and over, whatever they cut. */
function bgzf(data: Uint8Array, sizes: readonly number[]): Buffer {
  const blocks: Uint8Array[] = []
  for (let at = 0, i = 0; at < data.length; i++) {
    const size = sizes[i % sizes.length] ?? 1
    blocks.push(deflateBlock(data.subarray(at, at + size), 0))
    at += size
  }
  return Buffer.concat([...blocks, EOF_BLOCK])
}

const REFERENCES = [
  { name: 'one', length: 400_000_000 },
  { name: 'empty', length: 1000 },
  { name: 'two', length: 50_000 },
]

const bamBytes = (records: readonly NewRecord[]): Buffer =>
  Buffer.concat([
    encodeHeader({ text: '@HD\tVN:1.6\n', references: REFERENCES }),
    ...records.map((record) => encodeRecord(record)),
  ])

/** Sorted reads: on two contigs, with and without a place, long ones and such that span bins. */
const readsArbitrary = fc
  .array(
    fc.record({
      refId: fc.constantFrom(0, 0, 0, 2),
      start: fc.oneof(fc.integer({ min: 0, max: 40_000 }), fc.integer({ min: 0, max: 390_000_000 })),
      span: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 40_000 })),
      flags: fc.constantFrom(0, 16, 4),
    }),
    { maxLength: 250, size: 'max' },
  )
  .map((reads) =>
    reads
      .map((read) => (read.refId === 2 ? { ...read, start: read.start % 49_000 } : read))
      .toSorted((a, b) => a.refId - b.refId || a.start - b.start)
      .map(({ refId, start, span, flags }, i) => {
        const cigar = flags === 4 ? new Uint32Array(0) : Uint32Array.of(4 << 4, (span << 4) | 3)
        return newRecord({ name: `read${i}`, refId, start, flags, cigar })
      }),
  )

const sizesArbitrary = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 })
const splitArbitrary = fc.record({
  workers: fc.integer({ min: 1, max: 7 }),
  partSize: fc.integer({ min: 100, max: 6000 }),
})

describe('BAM: in parts or in one go, the same index to the byte', () => {
  test('any reads, any blocks, any split', async () => {
    let joinedOfMany = 0
    await fc.assert(
      fc.asyncProperty(
        readsArbitrary,
        fc.integer({ min: 0, max: 20 }),
        sizesArbitrary,
        splitArbitrary,
        fc.constantFrom('bai' as const, 'csi' as const),
        async (reads, tail, sizes, { workers, partSize }, format) => {
          const unplaced = Array.from({ length: tail }, (_, i) =>
            newRecord({ name: `u${i}`, refId: -1, start: -1, flags: 4, cigar: new Uint32Array(0) }),
          )
          const path = join(folder, 'any.bam')
          writeFileSync(path, bgzf(bamBytes([...reads, ...unplaced]), sizes))
          const { serial, inParts, joined, parts } = await bothWays(path, workers, partSize, format)
          expect(inParts).toEqual(serial)
          if (joined && parts > 1) joinedOfMany++
        },
      ),
      { numRuns: runs(120), seed: 3 },
    )
    // Blocks that cut records are no reason to go back to one part.
    expect(joinedOfMany).toBeGreaterThan(runs(40))
  })

  test.each([
    ['edge-bai.bam', 'bai'],
    ['edge-bai.bam', 'csi'],
    ['edge.bam', 'auto'],
    ['no-reads.bam', 'bai'],
    ['unsorted.bam', 'bai'],
  ] as const)('%s as %s, in parts of every size', async (name, format) => {
    const path = join(folder, name)
    copyFileSync(fixture(`bam/${name}`), path)
    for (const partSize of [100, 700, 3000, 9000, 1 << 20]) {
      const { serial, inParts } = await bothWays(path, 3, partSize, format)
      expect(inParts).toEqual(serial)
    }
  })

  test('a read out of order across a border is refused as in one go', async () => {
    const reads = Array.from({ length: 200 }, (_, i) => newRecord({ name: `r${i}`, start: i * 100 }))
    for (const cut of [20, 100, 150]) {
      const path = join(folder, 'unsorted.bam')
      const moved = reads.map((read, i) => (i === cut ? newRecord({ name: 'early', start: 5 }) : read))
      // A record to a block: every border is one between records.
      const header = encodeHeader({ text: '', references: REFERENCES })
      const blocks = [header, ...moved.map((record) => encodeRecord(record))].map((data) =>
        deflateBlock(data),
      )
      writeFileSync(path, Buffer.concat([...blocks, EOF_BLOCK]))
      const { serial, inParts } = await bothWays(path, 4, 90, 'bai')
      expect(inParts).toEqual(serial)
      expect(serial.error).toMatchObject({ kind: 'bam/unsorted', readName: 'early', ordinal: cut + 1 })
    }
  })

  test('a CIGAR in the CG tag counts', async () => {
    const cigar = Uint32Array.from({ length: 70_000 }, (_, i) => (1 << 4) | (i % 2 === 0 ? 0 : 2))
    const sequence = 'A'.repeat(35_000)
    const long = [0, 50_000, 120_000].map((start) => newRecord({ name: 'long', start, cigar, sequence }))
    const path = join(folder, 'long.bam')
    const short = newRecord({ name: 'short', start: 130_000 })
    writeFileSync(path, bgzf(bamBytes([...long, short]), [60_000]))
    const { serial, inParts, joined } = await bothWays(path, 2, 400_000, 'bai')
    expect(inParts).toEqual(serial)
    expect(serial.bytes).not.toBeNull()
    expect(joined).toBe(true)
  })

  test('cut and damaged files fail as in one go', async () => {
    const whole = readFileSync(fixture('bam/edge-bai.bam'))
    const path = join(folder, 'damaged.bam')
    for (let i = 0; i < 40; i++) {
      const at = Math.floor((whole.length * i) / 40)
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      writeFileSync(path, bytes)
      expect(await differenceOf(path, 3, 4000, 'bai')).toBeNull()
      truncateSync(path, at + 1)
      expect(await differenceOf(path, 3, 4000, 'bai')).toBeNull()
      writeFileSync(path, Buffer.concat([whole.subarray(0, at), EOF_BLOCK]))
      expect(await differenceOf(path, 3, 4000, 'bai')).toBeNull()
    }
  })
})

const vcfHeader = (samples: readonly string[]): string =>
  `##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO${samples.length > 0 ? `\tFORMAT\t${samples.join('\t')}` : ''}\n`

const linesArbitrary = fc
  .array(
    fc.record({
      contig: fc.constantFrom('1', '1', '2', 'X'),
      position: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 400_000 })),
      ref: fc.constantFrom('A', 'ACGT', 'AC'),
      info: fc.constantFrom('.', 'DP=3', 'END=90000', 'DP=4;END=200000;X', 'BEND=7', 'A;END', 'ENDS=5', ''),
      end: fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\n#note\n'),
    }),
    { minLength: 1, maxLength: 300, size: 'max' },
  )
  .map((lines) =>
    lines.toSorted(
      (a, b) => Number(a.contig > b.contig) - Number(a.contig < b.contig) || a.position - b.position,
    ),
  )

describe('VCF: in parts or in one go, the same index to the byte', () => {
  test('any lines, any blocks, any split', async () => {
    let joinedOfMany = 0
    await fc.assert(
      fc.asyncProperty(
        linesArbitrary,
        fc.boolean(),
        sizesArbitrary,
        splitArbitrary,
        fc.constantFrom('tbi' as const, 'csi' as const),
        async (lines, sites, sizes, { workers, partSize }, format) => {
          const text = lines.map(
            ({ contig, position, ref, info, end }) =>
              `${contig}\t${position}\t.\t${ref}\tG\t.\tPASS\t${info}${sites ? '' : '\tGT\t0/1\t./.'}${end}`,
          )
          const path = join(folder, 'any.vcf.gz')
          writeFileSync(path, bgzf(Buffer.from(vcfHeader(sites ? [] : ['a', 'b']) + text.join('')), sizes))
          const { serial, inParts, joined, parts } = await bothWays(path, workers, partSize, format)
          expect(inParts).toEqual(serial)
          if (joined && parts > 1) joinedOfMany++
        },
      ),
      { numRuns: runs(150), seed: 5 },
    )
    expect(joinedOfMany).toBeGreaterThan(runs(40))
  })

  test('unsorted, misshapen, cut and damaged files fail as in one go', async () => {
    const path = join(folder, 'bad.vcf.gz')
    const rows = Array.from({ length: 300 }, (_, i) => `1\t${i * 10 + 10}\t.\tA\tG\t.\tPASS\tDP=${i}`)
    const kinds = new Set<unknown>()
    const bad = [
      '1\t3\t.\tA\tG\t.\tPASS\t.',
      '2\t3\t.\tA\tG\t.\tPASS\t.',
      '1\t5',
      '1\tx\t.\tA\tG\t.\tPASS\t.',
      '1\t9999999999\t.\tA\tG\t.\tPASS\t.',
    ]
    for (const line of bad)
      for (const at of [50, 150, 300]) {
        writeFileSync(
          path,
          bgzf(Buffer.from(`${vcfHeader([])}${rows.toSpliced(at, 0, line).join('\n')}\n`), [400]),
        )
        const { serial, inParts } = await bothWays(path, 3, 300, 'tbi')
        expect(inParts).toEqual(serial)
        if (serial.bytes === null) kinds.add((serial.error as { kind: string }).kind)
      }
    expect(kinds).toEqual(
      new Set(['vcf/unsorted', 'vcf/too-few-columns', 'vcf/bad-line', 'index/out-of-reach']),
    )
    const whole = bgzf(Buffer.from(`${vcfHeader([])}${rows.join('\n')}`), [300])
    for (let i = 0; i < 30; i++) {
      const at = Math.floor((whole.length * i) / 30)
      const bytes = Buffer.from(whole)
      bytes[at] = (bytes[at] ?? 0) ^ 0x55
      writeFileSync(path, bytes)
      expect(await differenceOf(path, 3, 500, 'tbi')).toBeNull()
    }
    // No line feed at the end.
    writeFileSync(path, whole)
    const unended = await bothWays(path, 3, 500, 'tbi')
    expect(unended.serial.bytes).not.toBeNull()
    expect(unended.inParts).toEqual(unended.serial)
  })
})

test('worker threads do it; a cancelled one leaves nothing and ends soon', async () => {
  const reads = Array.from({ length: 120_000 }, (_, i) => newRecord({ name: `r${i}`, start: i * 10 }))
  const path = join(folder, 'threads.bam')
  writeFileSync(path, bgzf(bamBytes(reads), [0xff00]))
  const pool = createWorkerPool(new URL('../../../../electron/engine/work/worker.ts', import.meta.url), 2)
  const scanning = { pool, workers: 2, partSize: 100_000 }
  try {
    const input = { path, cacheFolder, format: 'bai' as const }
    const done: number[] = []
    const progress: JobContext['progress'] = (report) => void done.push(report.done)
    const serial = await outcomeOf(buildBamIndexJob(input, unobserved))
    const context = { signal: new AbortController().signal, progress }
    expect(await outcomeOf(indexBamInParts(scanning, input, context))).toEqual(serial)
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(
      await outcomeOf(indexBamInParts({ ...scanning, pool: withThisThread(pool) }, input, context)),
    ).toEqual(serial)

    const controller = new AbortController()
    const cancelled = indexBamInParts(scanning, input, {
      signal: controller.signal,
      progress: () => controller.abort(),
    })
    expect((await outcomeOf(cancelled)).error).toMatchObject({ kind: 'task/cancelled' })
    expect(existsSync(`${path}.bai`)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.startsWith('threads'))).toEqual(['threads.bam'])
  } finally {
    await pool.close()
  }
})

test('a part of a file that is not there is irregular, not an error of its own', async () => {
  const range = {
    path: join(folder, 'none'),
    size: 1000,
    from: { block: 0, within: 0 },
    to: 1000,
    isFirst: true,
    binning: { minShift: 14, depth: 5 },
  }
  expect(await scanBamPart({ ...range, format: 'bai', referenceCount: 1 }, unobserved)).toBeNull()
  expect(await scanVcfPart({ ...range, format: 'tbi', columns: 8 }, unobserved)).toBeNull()
})
