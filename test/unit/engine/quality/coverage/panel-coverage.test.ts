import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { bedTargets } from '../../../../../electron/engine/quality/coverage/bed-targets.ts'
import { panelCoverage } from '../../../../../electron/engine/quality/coverage/panel-coverage.ts'
import type { JobProgress } from '../../../../../electron/engine/work/job.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { createWorkerPool } from '../../../../../electron/engine/work/worker-pool.ts'
import { sentence } from '../../../../../shared/errors/sentence.ts'
import { contigAlias } from '../../../../../shared/genome/contig-alias.ts'
import type { CoverageTargets, PanelCoverage } from '../../../../../shared/quality/panel-coverage.ts'
import { copyInto, errorFrom, fixture, scratch } from '../../../../support/bam-files.ts'
import { countedOf, countingHere, coverageSample } from '../../../../support/coverage-oracle.ts'
import { cramFixture, cramReference } from '../../../../support/cram-files.ts'

const PATH = fixture('panel-coverage/reads.bam')
const sample = await coverageSample(PATH, 'unused')
const { contigs } = sample

const targetsOn = (names: readonly string[]): CoverageTargets => {
  const given = names.flatMap((contig) =>
    Array.from({ length: 12 }, (_, i) => ({
      contig,
      start: i * 150,
      end: i * 150 + 100,
      name: `${contig}${i}`,
    })),
  )
  const own = names.map((name) => ({ name, length: 3000 }))
  return bedTargets(given, { source: 'x.bed', alias: contigAlias(own, own, 'unknown'), contigs: own })
}
const targets = targetsOn(['plain', 'gapped', 'bare'])

const pool = createWorkerPool(new URL('../../../../../electron/engine/work/worker.ts', import.meta.url), 2)
afterAll(() => pool.close())

const errorsOf = ({ samples }: PanelCoverage) =>
  samples.map(({ result }) => ('error' in result ? result.error : undefined))

test('worker threads count the same as this one, file by file, with progress up to all', async () => {
  const reports: JobProgress[] = []
  const context = { signal: unobserved.signal, progress: (report: JobProgress) => void reports.push(report) }
  const asked = { build: 'unknown', contigs, samples: [sample, { ...sample, sample: 'again' }] } as const
  const found = await panelCoverage({ pool, workers: 2, partSize: 1 }, asked, targets, context)
  const here = await panelCoverage(countingHere(), asked, targets, unobserved)
  expect(found).toEqual(here)
  expect(found.samples.map((one) => one.sample)).toEqual(['panel', 'again'])
  expect(countedOf(found).total.bases[0]).toBe(3600)
  const done = reports.map((report) => report.done)
  expect(done).toEqual(done.toSorted((a, b) => a - b))
  expect(reports.at(-1)).toEqual({ phase: 'Counting coverage', done: 6, total: 6, unit: 'steps' })
})

test('a cancel ends it with task/cancelled', async () => {
  const controller = new AbortController()
  const context = { signal: controller.signal, progress: () => controller.abort() }
  const asked = { build: 'unknown', contigs, samples: [sample, sample] } as const
  const work = panelCoverage({ pool, workers: 1, partSize: 1 }, asked, targets, context)
  expect((await errorFrom(work)).kind).toBe('task/cancelled')
  const late = panelCoverage(countingHere(), asked, targets, context)
  expect((await errorFrom(late)).kind).toBe('task/cancelled')
})

describe('what is wrong with one file is its result, and the others are counted', () => {
  test('no index', async () => {
    using folder = scratch()
    const bare = await coverageSample(copyInto(folder.path, PATH), folder.path)
    const asked = { build: 'unknown', contigs, samples: [bare, sample] } as const
    const coverage = await panelCoverage(countingHere(2, 1), asked, targets, unobserved)
    const [error, none] = errorsOf(coverage)
    expect(error).toMatchObject({ kind: 'index/missing', file: bare.file.identity.path })
    expect(none).toBeUndefined()
    expect(error && sentence(error)).toContain('has no index')
  })

  test('an index that is older than its file is counted with, and said', async () => {
    using folder = scratch()
    const path = join(folder.path, 'reads.bam')
    copyFileSync(`${PATH}.bai`, `${path}.bai`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    const stale = await coverageSample(copyInto(folder.path, PATH), folder.path)
    const asked = { build: 'unknown', contigs, samples: [stale] } as const
    const coverage = await panelCoverage(countingHere(), asked, targets, unobserved)
    expect(countedOf(coverage).notices).toMatchObject([{ kind: 'index/stale' }])
  })

  test('a file that was changed since the case was opened', async () => {
    const identity = { ...sample.file.identity, size: 7 }
    const changed = { ...sample, file: { ...sample.file, identity } }
    const asked = { build: 'unknown', contigs, samples: [changed] } as const
    const coverage = await panelCoverage(countingHere(), asked, targets, unobserved)
    expect(errorsOf(coverage)).toMatchObject([{ kind: 'file/changed' }])
  })

  test('a CRAM without its reference', async () => {
    const on = targetsOn(['one', 'two'])
    const bare = await coverageSample(cramFixture('small.cram'), 'unused')
    const whole = await coverageSample(
      cramFixture('small.cram'),
      'unused',
      cramReference(cramFixture('small.fa')),
    )
    const asked = { build: 'unknown', contigs: bare.contigs, samples: [bare, whole] } as const
    const [error, none] = errorsOf(await panelCoverage(countingHere(), asked, on, unobserved))
    expect(error).toMatchObject({ kind: 'cram/needs-reference' })
    expect(none).toBeUndefined()
  })

  test('contigs of another length: another build, refused before it is read', async () => {
    // One contig is enough, though reads lie on the others.
    const other = contigs.map(({ name, length }) => ({ name, length: name === 'bare' ? length + 1 : length }))
    // Were it read, a file that is not there would be what is wrong.
    const gone = { ...sample.file, identity: { ...sample.file.identity, path: '/not/there.bam' } }
    const wrong = { ...sample, contigs: other, file: gone }
    const asked = { build: 'unknown', contigs, samples: [wrong, sample] } as const
    const read: string[] = []
    const { pool: here, workers } = countingHere()
    const watched: typeof here = {
      run(name, input, context) {
        read.push(JSON.stringify(input))
        return here.run(name, input, context)
      },
    }
    const coverage = await panelCoverage({ pool: watched, workers }, asked, targets, unobserved)
    expect(read).toHaveLength(1)
    expect(read.filter((input) => input.includes('/not/there.bam'))).toEqual([])
    const [error, none] = errorsOf(coverage)
    expect(error).toMatchObject({
      kind: 'case/build-conflict',
      conflicts: [{ a: { contig: 'bare' } }],
    })
    expect(none).toBeUndefined()
  })
})

test('of a contig that the file does not have nothing is known: no depth of 0, no gap', async () => {
  const more = [...contigs, { name: 'chrX', length: 3000 }]
  const asked = { build: 'unknown', contigs: more, samples: [sample] } as const
  const on = targetsOn(['chrX', 'bare'])
  const counted = countedOf(await panelCoverage(countingHere(), asked, on, unobserved))
  expect(counted.missingContigs).toEqual(['chrX'])
  expect(Array.from(counted.genes.bases.subarray(0, 12))).toEqual(Array.from({ length: 12 }, () => 0))
  expect(counted.genes.mean[0]).toBeNaN()
  expect(counted.total.bases[0]).toBe(1200)
  const genes = new Set(Array.from(counted.gaps.gene, (gene) => on.genes[gene]?.contig))
  // Where the file has the contig and no read, all is a gap.
  expect(genes).toEqual(new Set(['bare']))
  expect(Array.from(counted.genes.atLeast)).toEqual(Array.from({ length: 24 * 4 }, () => 0))
})

test('without a file of reads there is nothing to count', async () => {
  const asked = { build: 'unknown', contigs, samples: [] } as const
  expect((await errorFrom(panelCoverage(countingHere(), asked, targets, unobserved))).kind).toBe(
    'coverage/no-reads',
  )
})
