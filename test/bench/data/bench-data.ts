import { createReadStream, existsSync, mkdirSync, renameSync, statSync } from 'node:fs'
import os from 'node:os'
import { join } from 'node:path'
import { outputOf } from '../processes.ts'
import { writeAmplicon } from './amplicon.ts'
import { contigsForSize, writeBenchBam } from './bam-file.ts'
import type { BenchContig } from './genome.ts'
import { writeReference } from './reference-file.ts'
import { writeSvVcf } from './sv-vcf.ts'
import { writeBenchVcf } from './vcf-file.ts'

/** Part of every folder's name: raise it when the generators change what they write. */
const VERSION = 1

export const SAMPLES = ['CHILD', 'FATHER', 'MOTHER'] as const
type Sample = (typeof SAMPLES)[number]

/** The files that are measured, made when first asked for and kept for later runs. */
export type BenchData = {
  readonly contigs: readonly [BenchContig, BenchContig]
  bam(sample: Sample): Promise<string>
  vcf(): Promise<string>
  /** Five times as many rows: a genome's variants. */
  genomeVcf(): Promise<string>
  /** 20,000 structural variants of the child and an aunt. */
  svVcf(): Promise<string>
  /** 20,000 pairs on 200 bp. */
  amplicon(): Promise<string>
  /** Needs samtools. */
  cram(): Promise<{ readonly path: string; readonly reference: string }>
}

/** Reads a file once, so that what is measured finds it in the page cache. */
async function warm(path: string): Promise<void> {
  const stream = createReadStream(path, { highWaterMark: 1 << 20 })
  for await (const _ of stream) void _
}

/** @param say takes a line about what is made and how long it took */
export function createBenchData(sizeMb: number, rows: number, say: (line: string) => void): BenchData {
  const contigs = contigsForSize(sizeMb)
  const folder = (key: string): string => {
    const path = join(os.tmpdir(), 'casement-bench', `v${VERSION}-${key}`)
    mkdirSync(path, { recursive: true })
    return path
  }
  const ready = new Set<string>()
  const made = async (path: string, make: () => Promise<void>): Promise<string> => {
    if (ready.has(path)) return path
    if (!existsSync(path)) {
      const start = performance.now()
      await make()
      const seconds = ((performance.now() - start) / 1000).toFixed(1)
      say(`made ${path}: ${(statSync(path).size / 1e6).toFixed(1)} MB in ${seconds} s`)
    }
    await warm(path)
    ready.add(path)
    return path
  }
  const reads = `${sizeMb}mb`
  const bam = (sample: Sample): Promise<string> => {
    const path = join(folder(reads), `${sample.toLowerCase()}.bam`)
    return made(path, () => writeBenchBam(path, sample, contigs))
  }
  return {
    contigs,
    bam,
    vcf() {
      const path = join(folder(`${rows}rows`), 'trio.vcf.gz')
      return made(path, () => writeBenchVcf(path, rows, SAMPLES))
    },
    genomeVcf() {
      const path = join(folder(`${rows * 5}rows`), 'trio.vcf.gz')
      return made(path, () => writeBenchVcf(path, rows * 5, SAMPLES))
    },
    svVcf() {
      const path = join(folder('sv'), 'sv.vcf.gz')
      return made(path, () => writeSvVcf(path, 20_000, ['CHILD', 'AUNT']))
    },
    amplicon() {
      const path = join(folder('amplicon'), 'amplicon.bam')
      return made(path, () => writeAmplicon(path, 20_000))
    },
    async cram() {
      const reference = join(folder(reads), 'reference.fa')
      await made(reference, () => writeReference(reference, contigs))
      if (!existsSync(`${reference}.fai`)) outputOf('samtools', ['faidx', reference])
      const source = await bam('CHILD')
      const path = join(folder(reads), 'child.cram')
      await made(path, async () => {
        // Under another name until it is whole.
        const threads = String(os.availableParallelism())
        outputOf('samtools', ['view', '-C', '-@', threads, '-T', reference, '-o', `${path}.part`, source])
        renameSync(`${path}.part`, path)
      })
      if (!existsSync(`${path}.crai`)) outputOf('samtools', ['index', path])
      return { path, reference }
    },
  }
}
