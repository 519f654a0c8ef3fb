import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildBamIndexJob } from '../../electron/engine/indexing/build-bam-index.ts'
import { bedTargets } from '../../electron/engine/quality/coverage/bed-targets.ts'
import type { CoverageSample } from '../../electron/engine/quality/coverage/panel-coverage.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { contigAlias } from '../../shared/genome/contig-alias.ts'
import { COVERAGE_RULES } from '../../shared/quality/panel-coverage.ts'
import { fixture } from '../support/bam-files.ts'
import {
  countedOf,
  countingHere,
  coverageOf,
  coverageSample,
  expectedCoverage,
} from '../support/coverage-oracle.ts'
import { haveTool } from '../support/index-oracle.ts'
import { seededRandom } from '../support/random.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder()
/** bp of each contig: several windows of an index. */
const BASES = 70_000
const GENES = 300

const script = (name: string): string => fixture(`panel-coverage/${name}`)

describe.skipIf(!haveTool('samtools') || !haveTool('python3'))(
  'coverage of a larger file, beside samtools',
  () => {
    let sample: CoverageSample
    /** By the columns that depths.py explains, of every base of each contig. */
    const depths = new Map<string, Map<string, number[]>>()

    beforeAll(async () => {
      const path = join(folder, 'reads.bam')
      const shell = `node ${script('make-sam.ts')} ${BASES} | samtools view -b -o ${path} -`
      execFileSync('sh', ['-c', shell], { stdio: ['ignore', 'ignore', 'inherit'] })
      await buildBamIndexJob({ path, cacheFolder: folder }, unobserved)
      sample = await coverageSample(path, folder)
      const text = execFileSync('python3', [script('depths.py'), path], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      })
      const [header = '', ...lines] = text.trimEnd().split('\n')
      for (const line of lines) {
        const [contig = '', start, end, ...values] = line.split('\t')
        for (const [i, name] of header.split('\t').slice(3).entries()) {
          const column = depths.get(name) ?? new Map<string, number[]>()
          depths.set(name, column)
          const list = column.get(contig) ?? []
          column.set(contig, list)
          for (let at = Number(start); at < Number(end); at++) list.push(Number(values[i]))
        }
      }
    })

    const targetsOf = (
      intervals: readonly { contig: string; start: number; end: number; name: string | null }[],
    ) => {
      const alias = contigAlias(sample.contigs, sample.contigs, 'unknown')
      return bedTargets(intervals, { source: 'x.bed', alias, contigs: sample.contigs })
    }

    test('every base: samtools depth where no mate has a gap, names of samtools mpileup everywhere', async () => {
      const every = sample.contigs.flatMap(({ name: contig, length }) =>
        Array.from({ length }, (_, at) => ({ contig, start: at, end: at + 1, name: null })),
      )
      const rules = { ...COVERAGE_RULES, supplementary: false }
      const found = Array.from(countedOf(await coverageOf(sample, targetsOf(every), rules)).exons.mean)
      const columns = sample.contigs.map(({ name }) => [name, depths.get('names')?.get(name) ?? []] as const)
      expect(found).toEqual(columns.flatMap(([, names]) => names))
      expect(found.slice(0, BASES)).toEqual(depths.get('once')?.get('plain'))
    })

    test('exons, genes, all of them and gaps of a panel, in parts', async () => {
      const random = seededRandom(7)
      const intervals = Array.from({ length: GENES }, (_, gene) => {
        const contig = gene % 2 === 0 ? 'plain' : 'gapped'
        const origin = Math.floor(random() * (BASES - 30_000))
        return Array.from({ length: 1 + Math.floor(random() * 12) }, () => {
          const start = origin + Math.floor(random() ** 2 * 29_000)
          return { contig, start, end: start + 40 + Math.floor(random() * 500), name: `g${gene}` }
        })
      }).flat()
      const targets = targetsOf(intervals)
      const both = new Map(
        sample.contigs.map(({ name }) => {
          const split = depths.get('split')?.get(name) ?? []
          return [
            name,
            (depths.get('names')?.get(name) ?? []).map((depth, at) => depth + (split[at] ?? 0)),
          ] as const
        }),
      )
      const expected = expectedCoverage(targets, both, COVERAGE_RULES)
      for (const partSize of [1, 60_000, 1 << 22]) {
        const counted = countedOf(
          await coverageOf(sample, targets, COVERAGE_RULES, countingHere(1, partSize)),
        )
        for (const [columns, rows] of [
          [counted.exons, expected.exons],
          [counted.genes, expected.genes],
          [counted.total, [expected.total]],
        ] as const) {
          expect(Array.from(columns.bases)).toEqual(rows.map((row) => row.bases))
          expect(Array.from(columns.atLeast)).toEqual(rows.flatMap((row) => row.atLeast))
          expect(Array.from(columns.min)).toEqual(rows.map((row) => row.min))
          expect(Array.from(columns.mean)).toEqual(rows.map((row) => row.mean))
        }
        const below = COVERAGE_RULES.thresholds.map((_, threshold) => {
          const bases = targets.genes.map(() => 0)
          const { gaps } = counted
          for (const [i, gene] of gaps.gene.entries())
            if (gaps.threshold[i] === threshold)
              bases[gene] = (bases[gene] ?? 0) + (gaps.end[i] ?? 0) - (gaps.start[i] ?? 0)
          return bases
        })
        expect(below).toEqual(expected.below.map((genes) => genes.map((bases) => bases.length)))
      }
    })
  },
)
