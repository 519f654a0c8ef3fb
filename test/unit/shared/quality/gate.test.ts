import { describe, expect, it } from 'vitest'
import { bamPrograms, vcfPrograms } from '../../../../electron/engine/quality/gate/header-programs.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import type { IndexCoverageSummary } from '../../../../shared/genome/index-coverage.ts'
import { judgeRefBases } from '../../../../shared/quality/build-check.ts'
import { CHECK_IDS } from '../../../../shared/quality/check-id.ts'
import { type FileFacts, judgeFile } from '../../../../shared/quality/file-health.ts'
import { findingOf } from '../../../../shared/quality/gate-finding.ts'
import {
  checkLine,
  failureLines,
  fileHealthSentence,
  gateWords,
} from '../../../../shared/quality/gate-words.ts'
import {
  type CheckProgress,
  type CheckResult,
  type GateCheck,
  openChecks,
  standingOf,
} from '../../../../shared/quality/gate.ts'
import { judgeGenomeCoverage } from '../../../../shared/quality/genome-coverage.ts'
import { CONTAMINATION_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'

const contaminated = (offBalance: number): Extract<CheckResult, { check: 'contamination' }> => ({
  check: 'contamination',
  verdict: 'warns',
  thresholds: CONTAMINATION_THRESHOLDS,
  samples: ['KIM', 'MUM'].map((sample) => ({
    check: 'contamination',
    sample,
    file: 'f1',
    verdict: sample === 'KIM' ? 'warns' : 'passes',
    reason: sample === 'KIM' ? 'off-balance' : 'as-expected',
    thresholds: CONTAMINATION_THRESHOLDS,
    sites: 1000,
    offBalance,
    share: offBalance / 1000,
    minorReads: 0.01,
  })),
})

const checkOf = (progress: CheckProgress, id: GateCheck['id'] = 'contamination'): GateCheck => ({
  id,
  blocks: id === 'build',
  progress,
})
const done = (result: CheckResult): CheckProgress => ({
  state: 'done',
  result,
  verdict: result.verdict,
  finding: findingOf(result),
  at: '2026-01-01T00:00:00Z',
})

describe('a finding', () => {
  it('names who and why, and is the same when numbers are others', () => {
    expect(findingOf(contaminated(80))).toBe('warns: KIM f1 off-balance')
    expect(findingOf(contaminated(81))).toBe(findingOf(contaminated(80)))
  })

  it('is another with another verdict', () => {
    const { samples, ...rest } = contaminated(80)
    const worse = samples.map((one) => (one.sample === 'KIM' ? { ...one, verdict: 'fails' as const } : one))
    expect(findingOf({ ...rest, samples: worse })).not.toBe(findingOf(contaminated(80)))
  })
})

describe('how a check stands', () => {
  const acknowledged = {
    check: 'contamination',
    finding: 'warns: KIM f1 off-balance',
    reason: 'Known.',
    by: { user: 'a', machine: 'b' },
    at: '2026-01-01T00:00:00Z',
  } as const

  it('is acknowledged for its finding and its check alone', () => {
    const check = checkOf(done(contaminated(80)))
    expect(standingOf(check, [])).toBe('warns')
    expect(standingOf(check, [acknowledged])).toBe('acknowledged')
    expect(standingOf(check, [{ ...acknowledged, check: 'sex' }])).toBe('warns')
    expect(standingOf(check, [{ ...acknowledged, finding: 'fails: KIM f1 off-balance' }])).toBe('warns')
  })

  it('is open when it could not be made, or was cancelled', () => {
    const gate = [
      checkOf({ state: 'failed', error: { kind: 'internal', detail: 'x' } }, 'sex'),
      checkOf({ state: 'cancelled' }, 'swap'),
      checkOf({ state: 'not-possible', reason: 'no-reads' }, 'coverage'),
      checkOf({ state: 'waiting', on: 'variants' }, 'mendelian'),
    ]
    expect(openChecks(gate, []).map(({ id }) => id)).toEqual(['sex', 'swap'])
    expect(gateWords(gate.map((check) => standingOf(check, [])))).toEqual({ whole: 'to-look-at', words: '2 checks' }) // prettier-ignore
  })

  it('as a whole has passed only as far as checks were possible', () => {
    expect(gateWords(['passes', 'pending']).words).toBe('Checking…')
    expect(gateWords(['passes', 'passes']).words).toBe('All checks passed')
    expect(gateWords(['passes', 'not-possible', 'acknowledged']).words).toBe('1 of 3 checks passed')
    expect(gateWords(['not-possible'])).toEqual({ whole: 'not-possible', words: 'No check possible' })
  })

  it('says in one line what is wrong, and of how many', () => {
    expect(checkLine(checkOf(done(contaminated(80))), (id) => id)).toMatch(/^KIM: at 8\.0 % of 1,000 sites/)
    expect(CHECK_IDS).toHaveLength(9)
  })
})

it('says why nothing could be said, not that the rest passed', () => {
  const build = {
    check: 'build',
    verdict: 'not-possible',
    thresholds: {},
    build: 'GRCh38',
    lengths: [{ file: 'f1', name: 'kim.vcf', build: 'GRCh38', contigs: 24, compared: 0 }],
    reference: { source: 'none', name: null },
    bases: [
      {
        file: 'f1',
        name: 'kim.vcf',
        verdict: 'not-possible',
        reason: 'no-reference',
        positions: 1000,
        compared: 0,
        different: 0,
        examples: [],
      },
    ],
  } satisfies CheckResult
  expect(checkLine(checkOf(done(build), 'build'), (id) => id)).toMatch(/^kim\.vcf: No reference is installed/)
})

it('tells two failures one by one, and counts those beyond', () => {
  const { samples, ...rest } = contaminated(80)
  const [kim] = samples
  if (kim === undefined) throw new Error('no sample')
  const failing = (names: string[]): GateCheck => {
    const all = names.map((sample) => ({ ...kim, sample, verdict: 'fails' as const }))
    return checkOf(done({ ...rest, verdict: 'fails', samples: all }))
  }
  const who = (names: string[]): string[] =>
    failureLines(failing(names), (id) => id).map((line) => line.split(':')[0] ?? '')
  expect(who(['KIM', 'MUM'])).toEqual(['KIM', 'MUM'])
  expect(who(['KIM', 'MUM', 'DAD', 'SIS'])).toEqual(['KIM', 'MUM', 'And 2 more.'])
  // Of one that does not fail, what it says in one line.
  expect(failureLines(checkOf({ state: 'running' }), (id) => id)).toEqual(['Being checked…'])
})

it('says first which chromosomes are off, then what that may be', () => {
  const coverage = {
    check: 'coverage',
    verdict: 'warns',
    thresholds: {},
    files: [
      {
        file: 'f1',
        name: 'kim.bam',
        sample: 'KIM',
        verdict: 'warns',
        reason: 'autosomes-off',
        off: [
          { contig: 'chr18', median: 0.52 },
          { contig: 'chr21', median: 1.5 },
        ],
        steps: [
          { contig: 'chr5', start: 30_015_488, end: 40_009_728, median: 0.52, usual: 1 },
          { contig: 'chrX', start: 0, end: 9_994_240, median: 1, usual: 0.5 },
        ],
        coverage: null,
        error: null,
      },
    ],
  } satisfies CheckResult
  expect(checkLine(checkOf(done(coverage), 'coverage'), (id) => id)).toMatch(
    /^KIM: chr18 at 0\.52, chr21 at 1\.50, chr5:30–40 Mb at 0\.52, chrX:0–10 Mb at 1\.00 \(all of it 0\.50\) of the usual depth\. A chromosome may be lost or gained/,
  )
})

it.each([
  [{ compared: 1000, different: 0 }, 'file', 'passes', 'as-reference'],
  [{ compared: 1000, different: 10 }, 'file', 'warns', 'some-different'],
  [{ compared: 1000, different: 11 }, 'reads', 'fails', 'other-reference'],
  [{ compared: 5, different: 0 }, 'reads', 'not-possible', 'too-few-known'],
  [{ compared: 5, different: 1 }, 'reads', 'warns', 'some-different'],
  [{ compared: 0, different: 0 }, 'none', 'not-possible', 'no-reference'],
] as const)('judges REF bases %j by %s', (counts, source, verdict, reason) => {
  expect(judgeRefBases(counts, source)).toEqual({ verdict, reason })
})

const FACTS: FileFacts = {
  file: 'f1',
  name: 'kim.bam',
  kind: 'bam',
  end: 'there',
  index: 'newer',
  sortOrder: 'coordinate',
  readGroups: { count: 1, withoutSample: 0 },
  samples: ['KIM'],
  programs: [],
  indexError: null,
  unreachable: null,
  notices: [],
}

it.each<[Partial<FileFacts>, string, readonly string[]]>([
  [{}, 'passes', []],
  [{ sortOrder: null }, 'passes', []],
  [
    { end: 'missing', notices: [{ kind: 'bgzf/no-eof-block', file: 'kim.bam', size: 3 }] },
    'warns',
    ['no-end-mark'],
  ],
  [{ index: 'older' }, 'warns', ['index-old']],
  [{ index: 'failed' }, 'fails', ['index-failed']],
  [{ sortOrder: 'queryname' }, 'warns', ['not-by-coordinate']],
  [{ readGroups: { count: 0, withoutSample: 0 }, samples: [] }, 'warns', ['no-read-groups']],
  [{ readGroups: { count: 2, withoutSample: 1 } }, 'warns', ['read-group-without-sample']],
  [{ samples: ['KIM', 'MUM'] }, 'warns', ['several-samples']],
  [{ unreachable: { kind: 'file/not-found', file: 'kim.bam' } }, 'fails', ['unreachable']],
  [{ notices: [{ kind: 'bam/header-note', file: 'kim.bam', note: 'Odd.' }] }, 'warns', ['notice']],
])('judges a file with %j', (change, verdict, concerns) => {
  const found = judgeFile({ ...FACTS, ...change })
  expect([found.verdict, found.concerns]).toEqual([verdict, concerns])
  expect(fileHealthSentence(found)).toMatch(/^kim\.bam/)
})

it('says why there is no index, not to build what cannot be built', () => {
  const indexError = { kind: 'file/not-found', file: 'kim.bam.bai' } as const
  const said = fileHealthSentence(judgeFile({ ...FACTS, index: 'failed', indexError }))
  expect(said).toBe(`kim.bam has no index that can be used. ${sentence(indexError)}`)
})

it('finds autosomes that are lost or gained, and says nothing of targets', () => {
  const none = new Float32Array(0)
  const coverage = (medians: readonly (number | null)[], withoutSignal = 0): IndexCoverageSummary => ({
    windowSize: 16_384,
    resolution: 16_384,
    windows: 0,
    medianBytes: 1,
    withoutSignal,
    contigs: medians.map((median, i) => ({
      name: ['chr1', 'chr21', 'chrX'][i] ?? '',
      length: 1,
      firstWindow: 0,
      windows: 0,
      median,
      mean: median ?? 0,
      withoutSignal: 0,
      usual: true,
    })),
  })
  expect(judgeGenomeCoverage(coverage([1, 1, 0.5]), none).verdict).toBe('passes')
  expect(judgeGenomeCoverage(coverage([1, 1.5, 1]), none)).toEqual({
    verdict: 'warns',
    reason: 'autosomes-off',
    off: [{ contig: 'chr21', median: 1.5 }],
    steps: [],
  })
  // A file that was cut off has chromosomes without any reads.
  expect(judgeGenomeCoverage(coverage([1, null, 1]), none).off).toEqual([{ contig: 'chr21', median: 0 }])
  expect(judgeGenomeCoverage(coverage([1, 1.5, 1], 0.9), none).verdict).toBe('not-possible')
})

it('lists what made a file', () => {
  expect(
    bamPrograms(
      '@HD\tVN:1.6\n@PG\tID:bwa\tPN:bwa\tVN:0.7.17\n@PG\tID:MarkDuplicates\n@PG\tID:bwa.1\tPN:bwa\tVN:0.7.17\n',
    ),
  ).toEqual(['bwa 0.7.17', 'MarkDuplicates'])
  expect(
    vcfPrograms(
      [
        '##fileformat=VCFv4.2',
        '##GATKCommandLine=<ID=HaplotypeCaller,CommandLine="x",Version="4.2.0.0",Date="y">',
        '##source=HaplotypeCaller',
        '##bcftools_callVersion=1.16+htslib-1.16',
        '##VEP="v110" time="2024"',
        '##contig=<ID=chr1>',
      ].join('\n'),
    ),
  ).toEqual(['HaplotypeCaller 4.2.0.0', 'HaplotypeCaller', 'bcftools_call 1.16+htslib-1.16', 'VEP v110'])
})
