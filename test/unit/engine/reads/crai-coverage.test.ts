import { copyFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readCrai } from '../../../../electron/engine/indexing/crai.ts'
import { craiCoverage } from '../../../../electron/engine/reads/index-coverage/crai-coverage.ts'
import { decodeDepthColumn } from '../../../../shared/genome/depth-column.ts'
import { fixture } from '../../../support/bam-files.ts'
import { runCasement } from '../../../support/run-casement.ts'
import { runningEngine, settled } from '../../../support/running-engine.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { againstDepth, contigOf, DEPTH_CONTIGS, depthsWithin } from './depth-goldens.ts'

const folder = temporaryFolder()
const cram = (name: string): string =>
  fileURLToPath(new URL(`../../../fixtures/cram/${name}`, import.meta.url))

const coverageOf = async (kind: string) =>
  craiCoverage(await readCrai({ file: 'x.cram', index: fixture(`depth/${kind}.crai`) }), DEPTH_CONTIGS)

/** The CRAI is of samtools, the depth too (test/fixtures/depth/make-goldens.sh). */
describe('a CRAM at 30x, from samtools’ CRAI', () => {
  it('gives each window about the depth samtools finds', async () => {
    const { correlation, error } = await againstDepth('short', await coverageOf('short'))
    expect(correlation).toBeGreaterThan(0.95)
    expect(error).toBeLessThan(0.02)
  })

  it('shows steps, contigs of half the depth, and contigs without reads', async () => {
    const coverage = await coverageOf('short')
    // Slices are 25 kb long here, and may begin before the step.
    for (const depth of depthsWithin(coverage, 'chr1', 1_050_000, 1_150_000))
      expect(Math.abs(depth - 2)).toBeLessThan(0.2)
    for (const depth of depthsWithin(coverage, 'chr1', 0, 900_000))
      expect(Math.abs(depth - 1)).toBeLessThan(0.15)
    expect(contigOf(coverage, 'chr2').median).toBeCloseTo(1, 1)
    expect(Math.abs((contigOf(coverage, 'chrX').median ?? 0) - 0.5)).toBeLessThan(0.06)
    expect(contigOf(coverage, 'chrY')).toMatchObject({ median: null, mean: 0, withoutSignal: 1 })
    expect(coverage).toMatchObject({ windowSize: 16_384, windows: 306 + 123 + 92 + 62 + 2 })
  })
})

it.each(['shallow', 'long'])('%s reads: the depth of contigs', async (kind) => {
  const coverage = await coverageOf(kind)
  const [chr1, chr2, chrX, chrY] = coverage.contigs.map(({ median }) => median)
  expect(Math.abs((chr1 ?? 0) - 1)).toBeLessThan(0.1)
  expect(Math.abs((chr2 ?? 0) - 1)).toBeLessThan(0.1)
  expect(Math.abs((chrX ?? 0) - 0.5)).toBeLessThan(0.15)
  expect(chrY).toBeNull()
})

describe('bytes of slices', () => {
  const contigs = [
    { name: 'chr1', length: 65_536 },
    { name: 'chr2', length: 65_536 },
  ]
  const entry = (refId: number, start: number, span: number, container: number, size: number) => ({
    refId,
    start,
    span,
    container,
    slice: 1,
    size,
  })

  it('are spread over their stretch, and those of slices that overlap are added', () => {
    const { relativeDepth, medianBytes } = craiCoverage(
      [entry(0, 1, 65_536, 0, 4_000), entry(0, 16_385, 32_768, 5_000, 2_000)],
      contigs,
    )
    expect([...relativeDepth].map((depth) => Math.round(depth * medianBytes))).toEqual([
      1_000, 2_000, 2_000, 1_000, 0, 0, 0, 0,
    ])
  })

  it('of several contigs are shared by length; reads without a place have no part', () => {
    const { relativeDepth, medianBytes } = craiCoverage(
      [entry(0, 1, 65_536, 0, 5_000), entry(1, 1, 16_384, 0, 5_000), entry(-1, 0, 1, 0, 5_000)],
      contigs,
    )
    expect([...relativeDepth].map((depth) => Math.round(depth * medianBytes))).toEqual([
      1_000, 1_000, 1_000, 1_000, 1_000, 0, 0, 0,
    ])
  })

  it('past the end of a contig are on its last base, and one without reads has none', () => {
    const { relativeDepth } = craiCoverage([entry(0, 90_000, 100, 0, 10)], contigs)
    expect(relativeDepth[3]).toBe(1)
    expect(craiCoverage([], contigs)).toMatchObject({ medianBytes: 0, withoutSignal: 1 })
  })
})

describe('a CRAM with its index', () => {
  const paths = (name: string): string => {
    const path = join(folder, name)
    copyFileSync(cram('noref.cram'), path)
    copyFileSync(cram('noref.cram.crai'), `${path}.crai`)
    return path
  }

  it('is answered by the command line', async () => {
    const path = paths('a.cram')
    const { status, out, err } = await runCasement(['coverage', path, '--index-only'], folder)
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(out).toMatch(/^\S+\t0\t\d+\t\d+\.\d{4}\n/)
    const json = await runCasement(['coverage', path, '--index-only', '--json'], folder)
    expect(JSON.parse(json.out)).toMatchObject({ windowSize: 16_384 })
  })

  it('is answered by the engine, with its column', async () => {
    const path = paths('b.cram')
    await using engine = runningEngine()
    await engine.call('case.open', { paths: [path] })
    await engine.until(settled)
    const { id } = await engine.file('b.cram')
    const summary = await engine.call('coverage.ofIndex', { file: id })
    expect(summary.medianBytes).toBeGreaterThan(0)
    const response = await engine.bulk(`coverage/${id}`)
    expect(decodeDepthColumn(await response.arrayBuffer())?.relativeDepth).toHaveLength(summary.windows)
  })

  it('says that an index is missing, or another file’s', async () => {
    const path = paths('c.cram')
    writeFileSync(`${path}.crai`, '77\t1\t100\t26\t1\t100\n')
    const other = await runCasement(['coverage', path, '--index-only'], folder)
    expect(other).toMatchObject({ status: 1, out: '' })
    expect(other.err).toMatch(/does not belong to c\.cram.*contig number 77/)
    writeFileSync(`${path}.crai`, '0\t1\t100\t99000000\t1\t100\n')
    const beyond = await runCasement(['coverage', path, '--index-only'], folder)
    expect(beyond.err).toMatch(/points to byte 99000000/)
    const bare = join(folder, 'd.cram')
    copyFileSync(cram('noref.cram'), bare)
    expect((await runCasement(['coverage', bare, '--index-only'], folder)).err).toMatch(/no index/i)
  })
})
