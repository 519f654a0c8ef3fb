import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describeFile } from '../../electron/engine/files/describe.ts'
import { buildFastaIndexes, findFastaIndexes } from '../../electron/engine/files/fasta/fasta-index.ts'
import { openFasta } from '../../electron/engine/files/fasta/reference-file.ts'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { buildBcfIndexJob } from '../../electron/engine/indexing/build-bcf-index.ts'
import { buildCramIndexJob } from '../../electron/engine/indexing/build-cram-index.ts'
import { buildVcfIndexJob } from '../../electron/engine/indexing/vcf-index-builder.ts'
import { openVcfRegions } from '../../electron/engine/indexing/vcf-region-reader.ts'
import type { AlignmentReader } from '../../electron/engine/reads/alignment-reader.ts'
import { openCram } from '../../electron/engine/reads/cram-reader.ts'
import { cramCoverage } from '../../electron/engine/reads/index-coverage/cram-coverage.ts'
import { recordToJson } from '../../electron/engine/reads/json.ts'
import { openBam } from '../../electron/engine/reads/region-reader.ts'
import { openVariantList } from '../../electron/engine/variants/variant-list.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { manyReads, smallBam, smallVcf } from './broken-files.ts'
import { cramFixture, cramReference } from './cram-files.ts'
import { type Attempt, attempt, seededDraw } from './mutations.ts'
import { bgzip } from './vcf-text.ts'

/** A file that gets damaged, and everything the engine does with it. */
type Subject = {
  readonly what: string
  readonly path: string
  /** As it is sound. */
  readonly bytes: Buffer
  readonly use: readonly (() => Promise<unknown>)[]
}

type Draw = (below: number) => number

/** A copy with one byte changed, or cut off. */
function singleFault(bytes: Buffer, draw: Draw): Buffer {
  const at = draw(bytes.length)
  if (draw(2) === 0) return bytes.subarray(0, at)
  const copy = Buffer.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ (1 + draw(255))
  return copy
}

async function readAll(opening: Promise<AlignmentReader>): Promise<void> {
  const reader = await opening
  try {
    const { references } = reader.header
    for (const { name, length } of references.slice(0, 3))
      for await (const record of reader.records({ contig: name, start: 0, end: length }))
        recordToJson(record, references)
  } finally {
    await reader.close()
  }
}

async function listAll(path: string, kind: 'vcf' | 'bcf'): Promise<void> {
  const list = await openVariantList({ file: 'f1', path, kind, compression: 'bgzf' })
  try {
    await list.loaded
    const { rows } = await list.page(0, 200, new AbortController().signal)
    if (rows[0]) await list.record(0, new AbortController().signal)
  } finally {
    await list.close()
  }
}

async function readRegions(path: string, kind: 'vcf' | 'bcf', format: 'tbi' | 'csi'): Promise<void> {
  const reader = await openVcfRegions(
    { path, compression: 'bgzf', kind },
    { path: `${path}.${format}`, format },
  )
  try {
    for (const contig of reader.contigs.slice(0, 3))
      for await (const lines of reader.lines({ contig, start: 0, end: 1_000_000 }))
        if (lines.length > 10_000) return
  } finally {
    await reader.close()
  }
}

const fixture = (path: string): string => fileURLToPath(new URL(`../fixtures/${path}`, import.meta.url))

async function readBases(path: string, cacheFolder: string): Promise<void> {
  const input = { path, compression: 'bgzf', cacheFolder } as const
  const file = await openFasta(path, (await findFastaIndexes(input)) ?? (await buildFastaIndexes(input)))
  try {
    await file.bases('chr7', 0, 1500)
    await file.bases('chrM', 100, 130)
  } finally {
    await file.close()
  }
}

/** Small sound files of every kind in `folder`, each index beside a file of its own. */
async function subjects(folder: string): Promise<Subject[]> {
  const cacheFolder = join(folder, 'cache')
  const made: Subject[] = []
  const place = (name: string): string => {
    mkdirSync(join(folder, name.replace(/\W/g, '-')), { recursive: true })
    return join(folder, name.replace(/\W/g, '-'), name.replace(/^.* /, 'x.'))
  }
  const subject = (what: string, path: string, ...use: (() => Promise<unknown>)[]): void => {
    made.push({ what, path, bytes: readFileSync(path), use })
  }

  const bam = await smallBam(manyReads(200))
  for (const format of ['bai', 'csi'] as const) {
    const path = place(`${format} bam`)
    writeFileSync(path, bam)
    await buildBamIndexJob({ path, cacheFolder, format }, unobserved)
    subject(format.toUpperCase(), `${path}.${format}`, () => readAll(openBam(path, { cacheFolder })))
    if (format === 'bai')
      subject(
        'BAM',
        path,
        () => describeFile(path),
        () => readAll(openBam(path, { cacheFolder })),
      )
  }
  const unindexedBam = place('unindexed bam')
  writeFileSync(unindexedBam, bam)
  subject('BAM to index', unindexedBam, () =>
    buildBamIndexJob({ path: unindexedBam, cacheFolder }, unobserved),
  )

  const cram = place('indexed cram')
  const reference = cramReference(cramFixture('small.fa'))
  copyFileSync(cramFixture('v30.cram'), cram)
  copyFileSync(cramFixture('v30.cram.crai'), `${cram}.crai`)
  const readCram = () => readAll(openCram(cram, { cacheFolder, reference }))
  subject('CRAM', cram, () => describeFile(cram), readCram)
  subject('CRAI', `${cram}.crai`, readCram, () => cramCoverage(cram, cacheFolder))
  const unindexedCram = place('unindexed cram')
  copyFileSync(cramFixture('v30.cram'), unindexedCram)
  subject('CRAM to index', unindexedCram, () =>
    buildCramIndexJob({ path: unindexedCram, cacheFolder }, unobserved),
  )

  const vcf = place('vcf gz')
  writeFileSync(vcf, await bgzip(smallVcf))
  await buildVcfIndexJob({ path: vcf, cacheFolder, format: 'tbi' }, unobserved)
  const readVcf = () => readRegions(vcf, 'vcf', 'tbi')
  subject('TBI', `${vcf}.tbi`, readVcf)
  subject(
    'VCF.gz',
    vcf,
    () => describeFile(vcf),
    () => listAll(vcf, 'vcf'),
    readVcf,
  )
  const unindexedVcf = place('unindexed gz')
  writeFileSync(unindexedVcf, await bgzip(smallVcf))
  subject('VCF.gz to index', unindexedVcf, () =>
    buildVcfIndexJob({ path: unindexedVcf, cacheFolder }, unobserved),
  )

  const bcf = place('indexed bcf')
  copyFileSync(fixture('bcf/types.bcf'), bcf)
  copyFileSync(fixture('bcf/types.bcf.csi'), `${bcf}.csi`)
  const readBcf = () => readRegions(bcf, 'bcf', 'csi')
  subject('CSI of BCF', `${bcf}.csi`, readBcf)
  subject('BCF', bcf, () => listAll(bcf, 'bcf'), readBcf)
  const unindexedBcf = place('unindexed bcf')
  copyFileSync(fixture('bcf/types.bcf'), unindexedBcf)
  subject('BCF to index', unindexedBcf, () =>
    buildBcfIndexJob({ path: unindexedBcf, cacheFolder }, unobserved),
  )

  const fasta = place('fasta gz')
  for (const ending of ['', '.fai', '.gzi'])
    copyFileSync(fixture(`genome/small.fa.gz${ending === '.fai' ? '' : ending}`), `${fasta}${ending}`)
  copyFileSync(fixture('genome/small.fa.fai'), `${fasta}.fai`)
  for (const ending of ['fai', 'gzi'])
    subject(ending.toUpperCase(), `${fasta}.${ending}`, () => readBases(fasta, cacheFolder))
  return made
}

/** The kinds of file and index that get damaged. */
export const KINDS = [
  'BAM',
  'BAM to index',
  'BAI',
  'CSI',
  'CRAM',
  'CRAM to index',
  'CRAI',
  'VCF.gz',
  'VCF.gz to index',
  'TBI',
  'BCF',
  'BCF to index',
  'CSI of BCF',
  'FAI',
  'GZI',
] as const

/**
 * Changes one byte of a small sound file of a kind, or cuts it off, `rounds` times, and does with it all that the engine
 * does: each must end in a result or in an error of the domain. The same seed gives the same faults.
 */
export async function* singleFaults(
  kind: (typeof KINDS)[number],
  rounds: number,
  seed: number,
  folder: string,
): AsyncGenerator<Attempt> {
  const subject = (await subjects(folder)).find(({ what }) => what === kind)
  if (subject === undefined) throw new Error(`no small ${kind}`)
  const { path, bytes, use } = subject
  const draw = seededDraw(seed)
  for (let round = 0; round < rounds; round++) {
    writeFileSync(path, singleFault(bytes, draw))
    for (const work of use) yield attempt(`${kind}, ${round}`, work)
    if (!kind.endsWith('to index')) continue
    for (const ending of ['bai', 'csi', 'crai', 'tbi']) rmSync(`${path}.${ending}`, { force: true })
    rmSync(join(folder, 'cache'), { recursive: true, force: true })
  }
}
