import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { bundledGenome } from '../../../../../electron/engine/genome/bundled.ts'
import { geneAt, contigOfGene } from '../../../../../electron/engine/genome/gene-query.ts'
import { genesNamed } from '../../../../../electron/engine/genome/locus-search.ts'
import { describeFile } from '../../../../../electron/engine/files/describe.ts'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import {
  isUndecided,
  sexFromCoverage,
} from '../../../../../electron/engine/quality/genotypes/sex-from-coverage.ts'
import { sexFromReads } from '../../../../../electron/engine/quality/genotypes/sex-from-reads.ts'
import { genomeWindows } from '../../../../../electron/engine/quality/genotypes/sex-stretches.ts'
import {
  coverageOfBytes,
  type IndexCoverage,
} from '../../../../../electron/engine/reads/index-coverage/index-coverage.ts'
import { indexCoverageJob } from '../../../../../electron/engine/reads/index-coverage/job.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { pseudoautosomal } from '../../../../../shared/genome/pseudoautosomal.ts'
import { type SexFromCoverage, sexFromCoverageSchema } from '../../../../../shared/quality/sex-check.ts'
import { countingHere } from '../../../../support/coverage-oracle.ts'
import { type DeepPlace, writeDepthBam } from '../../../../support/depth-bam.ts'
import { GRCH38 } from '../../../../support/full-size-index.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const RESOURCES = resolve(import.meta.dirname, '../../../../../resources')
const genes = await bundledGenome(RESOURCES).genes()

/** A genome whose index leaves X between one copy and two, and says of Y what is given. */
const between = (y: number): IndexCoverage =>
  coverageOfBytes(16_384, GRCH38, (refId, windows) => {
    const depth = refId === 22 ? 0.75 : refId === 23 ? y : 1
    return Float64Array.from({ length: windows + 1 }, (_, i) => i * 260_000 * depth)
  })

const WINDOWS = genomeWindows(GRCH38, 'GRCh38', { autosomes: 60, x: 40, y: 40 })
const deep = (places: readonly Omit<DeepPlace, 'depth'>[], depth: number, more: Partial<DeepPlace> = {}) =>
  places.map((place) => ({ ...place, depth, ...more }))

async function judge(
  name: string,
  places: readonly DeepPlace[],
  stated: 'male' | 'female',
  coverage?: IndexCoverage,
  table: typeof genes | null = genes,
): Promise<SexFromCoverage> {
  const path = join(folder, `${name}.bam`)
  await writeDepthBam(path, 's', places)
  const { identity } = await describeFile(path)
  await buildBamIndexJob({ path, cacheFolder: folder }, unobserved)
  const own = coverage ?? (await indexCoverageJob({ identity, kind: 'bam', cacheFolder: folder }))
  const byIndex = sexFromCoverage('s', own, stated, 'GRCh38')
  expect(isUndecided(byIndex)).toBe(true)
  const file = { identity, kind: 'bam', reference: null, cacheFolder: folder } as const
  const reads = { file, coverage: own, build: 'GRCh38', genes: async () => table } as const
  const found = await sexFromReads(byIndex, reads, countingHere(2), unobserved)
  expect(sexFromCoverageSchema.parse(found)).toEqual(found)
  return found
}

test('windows lie evenly over the autosomes, X and Y, outside what X and Y share', () => {
  expect([WINDOWS.autosomes, WINDOWS.x, WINDOWS.y].map(({ length }) => length)).toEqual([60, 40, 40])
  expect(new Set(WINDOWS.autosomes.map(({ contig }) => contig)).size).toBeGreaterThanOrEqual(21)
  const shared = [
    ...(pseudoautosomal('GRCh38', 'X') ?? []).map((one) => ({ ...one, contig: 'chrX' })),
    ...(pseudoautosomal('GRCh38', 'Y') ?? []).map((one) => ({ ...one, contig: 'chrY' })),
  ]
  for (const { contig, start, end } of [...WINDOWS.x, ...WINDOWS.y])
    expect(shared.filter((one) => one.contig === contig && one.start < end && start < one.end)).toEqual([])
  expect(Math.max(...WINDOWS.y.map(({ end }) => end))).toBeLessThan(26_673_214)
  expect(genomeWindows(GRCH38, 'unknown', { autosomes: 2, x: 2, y: 2 })).toMatchObject({ x: [], y: [] })
})

test.each([
  ['XY', 0.5, 0.5, 'male', 'passes', 'male', []],
  ['XX', 1, 0, 'female', 'passes', 'female', []],
  ['XX', 1, 0, 'male', 'fails', 'female', []],
  ['XY', 0.5, 0.5, 'female', 'fails', 'male', []],
  ['XXY', 1, 0.5, 'male', 'warns', 'male', ['XXY']],
  ['X0', 0.5, 0, 'female', 'warns', 'female', ['X0']],
] as const)(
  '%s at %d and %d, stated %s, is told by reads',
  async (name, x, y, stated, verdict, seen, hints) => {
    // More than half of Y's windows are where no read has a place of its own, and duplicates make the index say otherwise.
    const places = [
    ...deep(WINDOWS.autosomes, 10),
    ...deep(WINDOWS.x, 10 * x),
    ...deep(WINDOWS.x, 4, { isDuplicate: true }),
    ...deep(WINDOWS.y.filter((_, i) => i % 9 > 4), 10 * y),
    ...deep(WINDOWS.y.filter((_, i) => i % 9 <= 4), 10, { mapq: 0 }),
  ] // prettier-ignore
    const found = await judge(`${name}-${stated}`, places, stated, between(y))
    expect(found).toMatchObject({ verdict, seen, by: 'reads', index: { depths: { x: 0.75 } } })
    expect(found.hints.map(({ karyotype }) => karyotype)).toEqual(hints)
    expect(found.depths?.x).toBeCloseTo(x, 1)
    expect(found.depths?.y).toBeCloseTo(y, 1)
    expect(found.counted).toMatchObject({ of: 'windows', autosomes: { counted: 60, covered: 60 } })
    expect(found.counted?.autosomes.depth).toBeCloseTo(10, 0)
  },
  30_000,
)

/** Exons of genes, coding or not, with what is beside them. */
const targets = (symbols: readonly string[]): Omit<DeepPlace, 'depth'>[] =>
  symbols.flatMap((symbol) => {
    const rows = [...new Set(genesNamed(genes, symbol).map(({ gene }) => gene))]
    return rows.flatMap((row) => {
      const contig = `chr${contigOfGene(genes, row)}`
      const { transcripts } = geneAt(genes, row, contig)
      const [first] = transcripts.filter(({ canonical }) => canonical)
      return (first?.exons ?? []).map(({ start, end }) => ({ contig, start: start - 50, end: end + 50 }))
    })
  })
const AUTOSOMAL = targets(['BRCA2', 'CFTR', 'ATM', 'NF1', 'FBN1'])
const ON_X = targets(['DMD', 'ATRX', 'MECP2'])
const ON_Y = targets(['UTY', 'KDM5D'])

test.each([
  ['male', 0.5, 0.5, 'male', 'passes'],
  ['male', 0.5, 0.5, 'female', 'fails'],
  ['female', 1, 0, 'female', 'passes'],
  ['female', 1, 0, 'male', 'fails'],
] as const)(
  'a file of targets of a %s, %d and %d, is told by its exons; stated %s it %s',
  async (sex, x, y, stated, verdict) => {
    const places = [...deep(AUTOSOMAL, 40), ...deep(ON_X, 40 * x), ...deep(ON_Y, 40 * y)]
    const found = await judge(`targets-${sex}-${stated}`, places, stated)
    expect(found).toMatchObject({ verdict, seen: sex, by: 'reads', index: { reason: 'targeted' } })
    expect(found.depths?.x).toBeCloseTo(x, 1)
    // Without reads on Y the file does not say whether Y is among its targets.
    expect(found.depths?.y === null).toBe(y === 0)
    expect(found.counted?.of).toBe('exons')
  },
  30_000,
)

test('a file of targets with too few exons of X says nothing, nor where no genes are known', async () => {
  const few = [...deep(AUTOSOMAL, 40), ...deep(targets(['MECP2']), 40)]
  const found = await judge('few', few, 'female')
  expect(found).toMatchObject({
    verdict: 'not-possible',
    reason: 'too-little-covered',
    seen: null,
    depths: null,
  })
  expect(found.counted?.x.covered).toBeLessThan(20)
  // Reads beside the targets are no targets: two in each exon of X.
  const beside = [...deep(AUTOSOMAL, 40), ...deep(ON_X, 2)]
  expect(await judge('beside', beside, 'female')).toMatchObject({ reason: 'too-little-covered' })
  expect(await judge('none', few, 'female', undefined, null)).toMatchObject({
    verdict: 'not-possible',
    reason: 'no-genes',
    by: 'index',
  })
}, 30_000)

test('reads are not counted where the index alone tells', () => {
  const ofDepths = (x: number, y: number): IndexCoverage =>
    coverageOfBytes(16_384, GRCH38, (refId, windows) => {
      const depth = refId === 22 ? x : refId === 23 ? y : 1
      return Float64Array.from({ length: windows + 1 }, (_, i) => i * 260_000 * depth)
    })
  const isOpen = (x: number, y: number) => isUndecided(sexFromCoverage('s', ofDepths(x, y), 'male', 'GRCh38'))
  expect([isOpen(0.5, 0.5), isOpen(1, 0), isOpen(1, 0.5)]).toEqual([false, false, false])
  expect([isOpen(0.75, 0.5), isOpen(0.5, 0.15)]).toEqual([true, true])
})

test('of a read here and there nothing is said: a window with one has as many of one copy as of two', async () => {
  const one = (windows: readonly Omit<DeepPlace, 'depth'>[]): DeepPlace[] =>
    windows.map(({ contig, start }) => ({ contig, start: start + 1000, end: start + 1001, depth: 1 }))
  const found = await judge('sparse', one([...WINDOWS.autosomes, ...WINDOWS.x]), 'male', between(0))
  expect(found).toMatchObject({ verdict: 'not-possible', reason: 'too-little-covered' })
  expect(found.counted?.autosomes.covered).toBe(60)
})
