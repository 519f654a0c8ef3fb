import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { describeFile } from '../../../../../electron/engine/files/describe.ts'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import type { GenotypeColumn } from '../../../../../electron/engine/quality/genotypes/genotype-columns.ts'
import { pileUpJob } from '../../../../../electron/engine/quality/genotypes/pile-up-job.ts'
import { type SwapAlignment, swapCheck } from '../../../../../electron/engine/quality/genotypes/swap-check.ts'
import { evenly } from '../../../../../electron/engine/quality/genotypes/evenly.ts'
import { swapSites } from '../../../../../electron/engine/quality/genotypes/swap-sites.ts'
import { type JobContext, unobserved } from '../../../../../electron/engine/work/job.ts'
import type { WorkerPool } from '../../../../../electron/engine/work/worker-pool.ts'
import { chromosomeLength } from '../../../../../shared/genome/chromosome-length.ts'
import { SWAP_THRESHOLDS } from '../../../../../shared/quality/genotype-thresholds.ts'
import { swapCheckSchema } from '../../../../../shared/quality/sample-swap.ts'
import { familyRecords, recordsVcf, singleVcfs } from '../../../../support/generated-family.ts'
import { writeSiteReads } from '../../../../support/site-reads.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { storeOf } from '../../../../support/variant-stores.ts'
import { vcfText } from '../../../../support/vcf-text.ts'
import { columnsOf } from './families.ts'

const folder = temporaryFolder()
const contigs = ['17', '18', '19', '20', '21', '22'].map((key) => ({
  name: `chr${key}`,
  length: chromosomeLength('GRCh38', key) ?? 0,
}))
/** Sequenced again: what the reads are drawn from is not what the variants were called from. */
const AGAIN = {
  CHILD: 'CHILD',
  SISTER: 'SISTER',
  MOTHER: 'MOTHER',
  FATHER: 'FATHER',
  AGAIN: 'CHILD',
  OTHER: 'STRANGER',
} as const
const genome = familyRecords({ columns: AGAIN })
const family = {
  ...genome,
  records: genome.records.filter(({ chromosome }) => contigs.some(({ name }) => name === `chr${chromosome}`)),
}
const SAMPLES = ['CHILD', 'SISTER', 'MOTHER', 'FATHER']

let last: Promise<unknown> = Promise.resolve()

/** The jobs in this thread, one at a time as in a worker. */
const pool = {
  run: (_: string, input: Parameters<typeof pileUpJob>[0], context: JobContext) => {
    const run = () => pileUpJob(structuredClone(input), context)
    const result = last.then(run, run)
    last = result
    return result
  },
} as unknown as Pick<WorkerPool, 'run'>

let columns: GenotypeColumn[] = []
const alignments = new Map<string, SwapAlignment>()

beforeAll(async () => {
  const { store } = await storeOf(recordsVcf(family.columns, family.records), folder)
  columns = columnsOf(store).filter(({ column }) => SAMPLES.includes(column))
  for (const [column, tags] of [
    ['CHILD', ['CHILD']],
    ['MOTHER', ['MOTHER']],
    ['FATHER', ['dad']],
    ['AGAIN', []],
    ['OTHER', ['a', 'b']],
  ] as const) {
    const path = join(folder, `${column}.bam`)
    await writeSiteReads(path, family.records, family.columns.indexOf(column), contigs, tags)
    await buildBamIndexJob({ path, cacheFolder: folder }, unobserved)
    const { identity, samples } = await describeFile(path)
    alignments.set(column, {
      id: column,
      file: { identity, kind: 'bam', reference: null, cacheFolder: folder },
      contigs,
      sample: column,
      tags: samples,
    })
  }
}, 60_000)

/** The file of a column, taken for a sample. */
function taken(column: string, sample: string | null): SwapAlignment {
  const alignment = alignments.get(column)
  if (!alignment) throw new Error(`no reads of ${column}`)
  return { ...alignment, sample }
}

const check = (...files: readonly SwapAlignment[]) => swapCheck(files, columns, pool, unobserved)

test('the result is what its schema says', async () => {
  const result = await check(taken('CHILD', 'CHILD'))
  expect(swapCheckSchema.parse(result)).toEqual(result)
})

test('reads of whom they are taken for pass, with every sample beside them', async () => {
  const { verdict, rows, sites } = await check(taken('CHILD', 'CHILD'), taken('MOTHER', 'MOTHER'))
  expect(sites.length).toBeGreaterThanOrEqual(100)
  expect(sites.length).toBeLessThanOrEqual(200)
  expect(new Set(sites.map(({ chromosome }) => chromosome))).toEqual(
    new Set(['17', '18', '19', '20', '21', '22']),
  )
  expect(verdict).toBe('passes')
  expect(rows.map(({ reason, best, tags }) => [reason, best, tags.reason])).toEqual([
    ['same-sample', 'CHILD', 'same'],
    ['same-sample', 'MOTHER', 'same'],
  ])
  const [child] = rows
  expect(child?.concordances.map(({ sample }) => sample)).toEqual(['CHILD', 'SISTER', 'MOTHER', 'FATHER'])
  const [own = 0, ...others] = (child?.concordances ?? []).map(({ share }) => share ?? 0)
  expect(own).toBeGreaterThan(0.98)
  expect(Math.max(...others)).toBeLessThan(0.75)
})

test('the same person sequenced again fits; exchanged files are told, with whose they are', async () => {
  const { rows } = await check(
    taken('AGAIN', 'CHILD'),
    taken('CHILD', 'MOTHER'),
    taken('MOTHER', 'CHILD'),
    taken('OTHER', 'FATHER'),
  )
  expect(
    rows.map(({ verdict, reason, best, tags }) => [verdict, reason, best, tags.verdict, tags.reason]),
  ).toEqual([
    ['passes', 'same-sample', 'CHILD', 'warns', 'none'],
    ['fails', 'other-sample', 'CHILD', 'warns', 'other'],
    ['fails', 'other-sample', 'MOTHER', 'warns', 'other'],
    ['fails', 'no-sample-fits', expect.any(String), 'warns', 'several'],
  ])
})

test('reads of nobody in the case, and a tag of another name', async () => {
  const { rows } = await check(taken('CHILD', null), taken('FATHER', 'FATHER'))
  expect(rows.map(({ verdict, reason, best }) => [verdict, reason, best])).toEqual([
    ['warns', 'no-column', 'CHILD'],
    ['passes', 'same-sample', 'FATHER'],
  ])
  expect(rows[1]?.tags).toEqual({ verdict: 'warns', reason: 'other', found: ['dad'] })
})

test('one VCF per sample', async () => {
  const single = await Promise.all(
    [...singleVcfs({ columns: AGAIN })]
      .filter(([column]) => column === 'CHILD' || column === 'MOTHER' || column === 'FATHER')
      .map(async ([column, text]) => ({
        store: (await storeOf(text, folder)).store,
        column,
        sample: column,
      })),
  )
  const { rows } = await swapCheck(
    [taken('AGAIN', 'CHILD'), taken('MOTHER', 'FATHER')],
    single,
    pool,
    unobserved,
  )
  expect(rows.map(({ reason, best }) => [reason, best])).toEqual([
    ['same-sample', 'CHILD'],
    ['other-sample', 'MOTHER'],
  ])
})

test('sites: passed SNVs of clear genotypes that differ, alone in their place, within all files of reads', async () => {
  const site = (
    position: number,
    child = '0/1:15,15:60',
    mother = '0/0:30,0:60',
    filter = 'PASS',
    chrom = '1',
    alt = 'C',
  ) => [chrom, position, '.', 'A', alt, 50, filter, '.', 'GT:AD:GQ', child, mother]
  const text = vcfText(
    [
      site(1000),
      site(2000, '0/1:15,15:60', '0/1:15,15:60'),
      site(3000, '0/1:15,15:49'),
      site(4000, '0/1:9,9:60'),
      site(5000, './.:15,15:60'),
      site(6000, '0/1:15,15:60', '0/0:30,0:60', 'LowQual'),
      site(7000),
      site(7010),
      site(8000),
      site(8011),
      site(9000, '1/1:0,30:60', '0/1:15,15:60'),
      site(9500, '0/1:15,15:60', '0/0:30,0:60', 'PASS', '1', 'AC'),
      site(20_000),
      site(1000, '0/1:15,15:60', '0/0:30,0:60', 'PASS', 'X'),
      site(1000, '0/1:15,15:60', '0/0:30,0:60', 'PASS', '2'),
    ],
    { samples: ['c', 'm'] },
  )
  const own = columnsOf((await storeOf(text, folder)).store)
  const places = async (...extents: { name: string; length: number }[][]) =>
    (await swapSites(own, extents)).map(({ chromosome, position }) => `${chromosome}:${position}`)
  expect(await places()).toEqual(['1:1000', '1:8000', '1:8011', '1:9000', '1:20000', '2:1000'])
  expect(
    await places(
      [
        { name: 'chr1', length: 10_000 },
        { name: 'chr2', length: 5 },
      ],
      [{ name: '1', length: 8005 }],
    ),
  ).toEqual(['1:1000', '1:8000'])
  const [first, ...others] = await swapSites(own, [])
  expect(first).toEqual({ chromosome: '1', position: 1000, ref: 'A', alt: 'C', genotypes: [1, 0] })
  expect(others.find(({ position }) => position === 9000)?.genotypes).toEqual([2, 1])
})

test('as many as are wanted, spread', () => {
  const all = Array.from({ length: 100 }, (_, i) => i)
  expect(evenly(all, 4)).toEqual([12, 37, 62, 87])
  expect(evenly(all, 200)).toEqual(all)
})

test('a CRAM’s sites are fewer, and read in parts whose order does not matter', async () => {
  let parts = 0
  // What is asked of a CRAM is answered from the BAM, and the first part last.
  const later = {
    run: async (name: 'pileUpSites', input: Parameters<typeof pileUpJob>[0], context: JobContext) => {
      const part = parts++
      const counts = await pool.run(name, { ...input, kind: 'bam' }, context)
      await new Promise((resolve) => setTimeout(resolve, 100 - 20 * part))
      return counts
    },
  } as unknown as Pick<WorkerPool, 'run'>
  const child = taken('CHILD', 'CHILD')
  const asCram: SwapAlignment = { ...child, file: { ...child.file, kind: 'cram' } }
  const found = await swapCheck([asCram], columns, later, unobserved)
  expect(found.sites).toHaveLength(100)
  expect(parts).toBe(4)
  const fewer = { ...SWAP_THRESHOLDS, sites: SWAP_THRESHOLDS.cramSites }
  expect(found.rows).toEqual((await swapCheck([child], columns, pool, unobserved, fewer)).rows)
})
