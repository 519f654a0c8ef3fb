import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { smallBam } from '../../support/broken-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import { CLI, type Ran, runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { tidyVcf } from '../../support/tidy-vcf.ts'
import { bgzip, vcfText } from '../../support/vcf-text.ts'

const folder = temporaryFolder()
const cache = temporaryFolder()
const place = (name: string, bytes: string | Uint8Array): string => {
  writeFileSync(join(folder, name), bytes)
  return join(folder, name)
}
const meta = [
  '##contig=<ID=chr1,length=1000>',
  '##INFO=<ID=AC,Number=A,Type=Integer,Description="x">',
  '##INFO=<ID=NOTE,Number=1,Type=String,Description="x">',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="x">',
]
const RECORDS = [
  ['chr1', 10, 'rs1', 'A', 'C', 50, 'PASS', 'AC=1', 'GT:DP', '0/1:7', '0/0:9'],
  ['chr1', 20, '.', 'A', 'G,T', '.', 'PASS', 'AC=2,1', 'GT:DP', '1/2:30', '0/1:3'],
  ['chr1', 30, '.', 'CT', 'C', 12.5, 'low', 'AC=3;NOTE=say "what"', 'GT', '1/1', './.'],
  ['chr2', 5, 'rs9', 'G', '<DEL>', 99, '.', 'NOTE=a b', 'GT:DP', '0|1:8', '.'],
] as const
const SAMPLES = ['child', 'Mrs.M']
const text = vcfText(RECORDS, { meta, samples: SAMPLES })
let vcf = ''

const here = (...args: string[]): Promise<Ran> => casementHere(['variants', ...args], cache)
const run = (...args: string[]): Promise<Ran> => here(vcf, ...args)

/** One after the other: they share this process's output. */
async function inTurn<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const found: T[] = []
  for (const work of works) found.push(await work())
  return found
}
const lines = (out: string): string[] => out.trimEnd().split('\n')
const stores = (): string[] =>
  existsSync(join(cache, 'variants')) ? readdirSync(join(cache, 'variants')).toSorted() : []

beforeAll(async () => {
  vcf = place('a.vcf.gz', await bgzip(text))
  await run('--count')
}, 60_000)

describe('a table', () => {
  it('has the usual columns, a row for each alternate, and each genotype', async () => {
    const { status, out, err } = await run()
    expect({ status, err }).toEqual({ status: 0, err: '' })
    const [head, ...rows] = lines(out)
    expect(head).toBe(
      ['#chrom', 'pos', 'id', 'ref', 'alt', 'type', 'qual', 'filter', 'gene', 'consequence', 'impact', 'hgvsc', 'hgvsp', 'popmax_af', 'gt(child)', 'gt(Mrs.M)'].join('\t'), // prettier-ignore
    )
    const nothing = ['.', '.', '.', '.', '.', '.']
    expect(rows.map((row) => row.split('\t'))).toEqual([
      ['chr1', '10', 'rs1', 'A', 'C', 'snv', '50', 'PASS', ...nothing, 'het', 'hom-ref'],
      ['chr1', '20', '.', 'A', 'G', 'snv', '.', 'PASS', ...nothing, 'het-alt', 'het'],
      ['chr1', '20', '.', 'A', 'T', 'snv', '.', 'PASS', ...nothing, 'het-alt', 'other-allele'],
      ['chr1', '30', '.', 'CT', 'C', 'deletion', '12.5', 'low', ...nothing, 'hom-alt', 'not-called'],
      ['chr2', '5', 'rs9', 'G', '<DEL>', 'DEL', '99', '.', ...nothing, 'het', 'not-called'],
    ])
  })

  it('of chosen columns, some rows, in an order', async () => {
    const columns = 'pos,info.AC,dp(child),gt(Mrs.M),phased(child),info.NOTE'
    const { out } = await run('--columns', columns, '--sort', 'info.AC:desc', '--sort', 'alt', '--limit', '3')
    expect(lines(out)).toEqual([
      `#${columns.replaceAll(',', '\t')}`,
      '30\t3\t.\tnot-called\tfalse\tsay "what"',
      '20\t2\t30\thet\tfalse\t.',
      '10\t1\t7\thom-ref\tfalse\t.',
    ])
  })

  it('as JSON: numbers are numbers, missing values null', async () => {
    const { out } = await run(
      '--format',
      'json',
      '--columns',
      'pos,qual,info.NOTE,phased(child)',
      '--where',
      'pos >= 20',
    )
    expect(JSON.parse(out)).toEqual([
      { pos: 20, qual: null, 'info.NOTE': null, 'phased(child)': false },
      { pos: 20, qual: null, 'info.NOTE': null, 'phased(child)': false },
      { pos: 30, qual: 12.5, 'info.NOTE': 'say "what"', 'phased(child)': false },
    ])
    expect(JSON.parse((await run('--format', 'json', '--where', 'pos > 9000')).out)).toEqual([])
  })

  it('of none is its head alone', async () => {
    expect((await run('--where', 'pos > 9000', '--columns', 'pos')).out).toBe('#pos\n')
  })
})

describe('filters', () => {
  const count = async (...args: string[]): Promise<string> => {
    const { out, err } = await run('--count', ...args)
    return out.trim() + err
  }

  it('count, and what becomes of what they cannot tell', async () => {
    const counts = await inTurn([
      () => count(),
      () => count('--where', 'qual > 20'),
      () => count('--where', 'qual > 20', '--missing', 'keep'),
      () => count('--where', 'type == "snv" and info.AC == 1'),
      () => count('--limit', '2'),
      () => count('--limit', '0'),
    ])
    expect(counts).toEqual(['5', '2', '4', '2', '2', '0'])
  })

  it('by preset, alone and with another; named without regard to case', async () => {
    const counts = await inTurn([
      () => count('--preset', 'All PASS'),
      () => count('--preset', 'structural'),
      () => count('--preset', 'STRUCTURAL', '--where', 'pos == 10'),
    ])
    expect(counts).toEqual(['4', '1', '0'])
  })

  it('by role, from the command line and from a pedigree', async () => {
    const ped = place('family.ped', 'F\tchild\t0\tMrs.M\t1\t2\nF\tMrs.M\t0\t0\t2\t1\n')
    const expression = 'gt(proband) == "het" and gt(mother) == "hom-ref"'
    const counts = await inTurn([
      () => count('--role', 'child=proband', '--role', 'Mrs.M=mother', '--where', expression),
      () => count('--ped', ped, '--where', expression),
      () => count('--ped', ped, '--role', 'child=mother', '--role', 'Mrs.M=proband', '--where', expression),
    ])
    expect(counts).toEqual(['1', '1', '0'])
    const shown = await run('--ped', ped, '--columns', 'gt(proband),gt(mother)', '--limit', '1')
    expect(lines(shown.out)[1]).toBe('het\thom-ref')
  })
})

describe('a VCF', () => {
  it('has whole records, once each and in the order of the file, and says what was filtered', async () => {
    const { out } = await run('--format', 'vcf', '--where', 'pos >= 20 and\npos < 100', '--sort', 'pos:desc')
    const body = text.split('\n')
    const head = body.slice(
      0,
      body.findIndex((line) => line.startsWith('#CHROM')),
    )
    expect(lines(out)).toEqual([
      ...head,
      '##casement_filter=pos >= 20 and pos < 100',
      ...body.filter((line) => line.startsWith('#CHROM') || /^chr1\t[23]0/.test(line)),
    ])
  })

  it('of the whole is the file, be it bgzip, gzip or plain with CRLF', async () => {
    const files = [
      vcf,
      place('gzip.vcf.gz', gzipSync(text)),
      place('crlf.vcf', text.replaceAll('\n', '\r\n')),
    ]
    const ran = await inTurn(files.map((file) => () => here(file, '--format', 'vcf')))
    for (const { out, err } of ran) expect({ out, err }).toEqual({ out: text, err: '' })
  })

  it('of a BCF is what bcftools says of it', async () => {
    const bcf = join(import.meta.dirname, '../../fixtures/bcf/types.bcf')
    const { out } = await here(bcf, '--format', 'vcf', '--where', 'alts > 1')
    const expected = lines(
      readFileSync(join(import.meta.dirname, '../../fixtures/bcf/types.view.txt'), 'utf8'),
    )
    const several = expected.filter((line) => (line.split('\t')[4] ?? '').includes(','))
    expect(several.length).toBeGreaterThan(0)
    expect(lines(out).filter((line) => !line.startsWith('#'))).toEqual(several)
  })
})

describe('fields of FORMAT', () => {
  const gatk = (): string =>
    place(
      'gatk.vcf',
      vcfText(
        [
          ['chr1', 10, '.', 'A', 'C', 50, 'PASS', '.', 'GT:AD:DP:GQ:PGT:PID:PL:SB', '0|1:5,6:11:99:0|1:10_A_C:0,1,2:2,3,4,2', '0/0:9,0:9:27:.:.:0,1,2:.'],
          ['chr1', 20, '.', 'A', 'G,T', 60, 'PASS', '.', 'GT:AD:MIN_DP', '1/2:1,2,3:7', '0/1'],
        ],
        {
          meta: [
            '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths for the ref and alt alleles in the order listed">',
            '##FORMAT=<ID=MIN_DP,Number=1,Type=Integer,Description="Minimum DP observed within the GVCF block">',
            '##FORMAT=<ID=PGT,Number=1,Type=String,Description="Physical phasing haplotype information">',
            '##FORMAT=<ID=PID,Number=1,Type=String,Description="Physical phasing ID information">',
            '##FORMAT=<ID=PL,Number=G,Type=Integer,Description="Normalized, Phred-scaled likelihoods for genotypes">',
            '##FORMAT=<ID=SB,Number=4,Type=Integer,Description="Per-sample component statistics which comprise the Fisher\'s Exact Test to detect strand bias.">',
          ],
          samples: SAMPLES,
        },
      ),
    ) // prettier-ignore

  it('are columns by sample and role: shown, sorted by, filtered by', async () => {
    const columns = 'pos,format.SB(proband),format["PGT"](child),format.MIN_DP(Mrs.M)'
    const role = ['--role', 'child=proband']
    const { status, out, err } = await here(gatk(), ...role, '--columns', columns, '--sort', 'format.MIN_DP(proband):desc') // prettier-ignore
    expect(status).toBe(0)
    expect(lines(out).map((line) => line.split('\t'))).toEqual([
      ['#pos', 'format.SB(child)', 'format.PGT(child)', 'format.MIN_DP(Mrs.M)'],
      ['20', '.', '.', '.'],
      ['20', '.', '.', '.'],
      ['10', '2,3,4,2', '0|1', '.'],
    ])
    expect(err).toBe('')
    const json = await here(gatk(), '--format', 'json', '--columns', 'pos,format.MIN_DP(child)', '--where', 'format.MIN_DP(child) >= 7', '--limit', '1') // prettier-ignore
    expect(JSON.parse(json.out)).toEqual([{ pos: 20, 'format.MIN_DP(child)': 7 }])
    const counts = await inTurn(
      [
        ['--where', 'missing(format.PID(child))'],
        ['--where', 'format.PGT(child) != "1|0"'],
        ['--where', 'format.PGT(child) != "1|0"', '--missing', 'keep'],
      ].map((args) => () => here(gatk(), '--count', ...args)),
    )
    expect(counts.map((ran) => ran.out)).toEqual(['2\n', '1\n', '3\n'])
  })

  it('that there are none of are told at the place, with what may be meant', async () => {
    const { status, err } = await here(gatk(), '--where', 'qual > 3 and format.PGTT(child) == "0|1"')
    expect(status).toBe(1)
    expect(err).toContain(
      'At character 14 of the filter: there is no column format.PGTT(child). Perhaps format.PGT(child) is meant.',
    )
  })
})

describe('several files', () => {
  const others = [
    ['1', 15, 'sv1', 'N', '<DEL>', 70, 'PASS', 'NOTE=a', 'GT', '0/1'],
    ['2', 1, 'sv2', 'N', '<DUP>', 20, 'PASS', 'AC=two', 'GT', '1/1'],
  ] as const
  const other = (length: number): string =>
    vcfText(others, {
      meta: [
        `##contig=<ID=1,length=${length}>`,
        '##INFO=<ID=AC,Number=1,Type=String,Description="x">',
        '##FORMAT=<ID=GT,Number=1,Type=String,Description="x">',
      ],
      samples: ['father'],
    })

  it('are one list in the order of the genome, with the file and the samples of all', async () => {
    const sv = place('sv.vcf', other(1000))
    const { status, out, err } = await here(vcf, sv, '--columns', 'file,chrom,pos,alt,gt(father)')
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(lines(out).map((line) => line.split('\t'))).toEqual([
      ['#file', 'chrom', 'pos', 'alt', 'gt(father)'],
      ['a.vcf.gz', 'chr1', '10', 'C', '.'],
      ['sv.vcf', 'chr1', '15', '<DEL>', 'het'],
      ['a.vcf.gz', 'chr1', '20', 'G', '.'],
      ['a.vcf.gz', 'chr1', '20', 'T', '.'],
      ['a.vcf.gz', 'chr1', '30', 'C', '.'],
      ['sv.vcf', 'chr2', '1', '<DUP>', 'hom-alt'],
      ['a.vcf.gz', 'chr2', '5', '<DEL>', '.'],
    ])
    expect((await here(vcf, sv, '--count', '--where', 'file == "sv.vcf" or qual > 90')).out).toBe('3\n')
    const usual = lines((await here(vcf, sv, '--limit', '1')).out)[0]?.split('\t')
    expect(usual?.[0]).toBe('#file')
    expect(usual?.slice(-3)).toEqual(['gt(child)', 'gt(Mrs.M)', 'gt(father)'])
  })

  it('are refused where a field is of two types, or the files are of two builds', async () => {
    const field = await here(vcf, place('sv.vcf', other(1000)), '--where', 'info.AC == 2')
    expect(field).toMatchObject({ status: 1, out: '' })
    expect(field.err).toContain('there is no column info.AC')
    const builds = await here(vcf, place('sv37.vcf', other(999)), '--count')
    expect(builds).toMatchObject({ status: 1, out: '' })
    expect(builds.err).toMatch(/chr1|build/)
  })
})

it('imports a file once, and again when it has changed', async () => {
  const path = place('once.vcf', text)
  const before = stores()
  await here(path, '--count')
  const [made = '', ...more] = stores().filter((name) => !before.includes(name))
  expect(more).toEqual([`${made}.places`])
  const { mtimeMs, ino } = statSync(join(cache, 'variants', made))
  await here(path, '--count')
  expect(stores()).toHaveLength(before.length + 2)
  expect(statSync(join(cache, 'variants', made))).toMatchObject({ mtimeMs, ino })
  writeFileSync(path, vcfText(RECORDS.slice(1), { meta, samples: SAMPLES }))
  expect((await here(path, '--count')).out).toBe('4\n')
})

describe('what is wrong with a file or a filter is said in a sentence, with status 1', () => {
  const cases: [string, () => Promise<Ran>, RegExp][] = [
    ['no such column in a filter', () => run('--where', 'quall > 3'), /there is no column quall.*qual/],
    ['no such column to show', () => run('--columns', 'pos,nonsense'), /There is no column "nonsense"/],
    ['no such column to sort by', () => run('--sort', 'nonsense'), /There is no column "nonsense"/],
    ['a filter that ends early', () => run('--where', 'qual >'), /filter/],
    ['no such word', () => run('--where', 'type == "snvv"'), /type is never "snvv"/],
    ['nobody in the role', () => run('--where', 'gt(father) == "het"'), /no sample of the file is the father/],
    ['no such sample', () => run('--role', 'stranger=mother'), /stranger/],
    ['a file that is not there', () => here(join(folder, 'none.vcf')), /none\.vcf is not there/],
    ['a pedigree that is not there', () => run('--ped', join(folder, 'none.ped')), /none\.ped is not there/],
    ['no VCF', async () => here(place('a.bam', await smallBam())), /a\.bam is a BAM file, which has no variants/],
    ['no known file', () => here(place('a.txt', 'hello\n')), /a\.txt/],
    ['more than one malformed line in a hundred', () => here(place('bad.vcf', `${text}chr1\tx\n`)), /bad\.vcf is damaged: 1 of its 5 records cannot be read.*line 11 \(2 columns where 11 are needed\)/],
  ] // prettier-ignore
  it.each(cases)('%s', async (_, ran, says) => {
    const { status, out, err } = await ran()
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(says)
    expect(lines(err)).toHaveLength(1)
    expect(err).not.toMatch(/^\s+at |Unhandled|internal/m)
  })

  it('a filter with a slip is refused before the file is imported', async () => {
    const before = stores()
    const { status } = await here(place('unread.vcf', text), '--where', '(qual > 3')
    expect({ status, stores: stores() }).toEqual({ status: 1, stores: before })
  })

  it('a file that is cut off: what comes before is printed, and the status is 1', async () => {
    const bytes = await bgzip(tidyVcf('cut', 500))
    const path = place('cut.vcf.gz', bytes.subarray(0, bytes.length / 2))
    const { status, out, err } = await here(path, '--count')
    expect(status).toBe(1)
    expect(Number(out)).toBeGreaterThan(100)
    expect(err).toMatch(/only what comes before this was read: cut\.vcf\.gz is cut off/)
  })
})

it('a wrong command line has status 2, says why and how it is used', async () => {
  const cases: [string[], RegExp][] = [
    [[], /needs a file/],
    [[vcf, vcf], /named twice/],
    [[vcf, `${vcf}.other`, '--format', 'vcf'], /writes the records of one file/],
    [[vcf, '--format', 'xml'], /There is no format "xml": it is one of tsv, json, vcf/],
    [[vcf, '--missing', 'maybe'], /--missing is keep or drop, not "maybe"/],
    [[vcf, '--limit', 'many'], /--limit is a whole number, not "many"/],
    [[vcf, '--limit', '-1'], /limit/],
    [[vcf, '--preset', 'Nonsense'], /There is no preset "Nonsense": there are "All PASS"/],
    [[vcf, '--role', 'child'], /--role is SAMPLE=ROLE/],
    [[vcf, '--role', 'child=uncle'], /--role is SAMPLE=ROLE/],
    [[vcf, '--nonsense'], /nonsense/],
  ]
  const ran = await inTurn(
    cases.map(
      ([args]) =>
        () =>
          here(...args),
    ),
  )
  for (const [i, { status, out, err }] of ran.entries()) {
    expect({ args: cases[i]?.[0], status, out }).toEqual({ args: cases[i]?.[0], status: 2, out: '' })
    expect(err).toMatch(cases[i]?.[1] ?? /never/)
  }
})

it('in a process of its own ends with the status, and with the usage where the command line is wrong', async () => {
  const [fine, bad, wrong] = await Promise.all([
    runCasement(['variants', vcf, '--count'], cache),
    runCasement(['variants', vcf, '--where', 'quall > 3'], cache),
    runCasement(['variants', vcf, '--format', 'xml'], cache),
  ])
  expect(fine).toEqual({ status: 0, out: '5\n', err: '' })
  expect(bad).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(/^casement: .*quall/) as unknown,
  })
  expect(wrong).toMatchObject({
    status: 2,
    out: '',
    err: expect.stringContaining('casement variants VCF') as unknown,
  })
})

it('Ctrl-C while importing ends with 130 and leaves nothing', async () => {
  const body = tidyVcf('interrupted', 1000)
  const records = body.slice(body.indexOf('\nchr1') + 1)
  const path = place('large.vcf', body + records.repeat(100))
  const before = stores()
  const child = spawn(process.execPath, [CLI, 'variants', path, '--count'], {
    env: { ...process.env, CASEMENT_CACHE: cache },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let err = ''
  child.stderr.on('data', (bytes: Buffer) => (err += bytes.toString()))
  const ended = new Promise<number | null>((done) => child.on('exit', done))
  // The temporary store is there once the import is under way.
  while (child.exitCode === null && stores().length === before.length)
    await new Promise((next) => setTimeout(next, 10))
  child.kill('SIGINT')
  expect(await ended).toBe(130)
  expect(err).toMatch(/interrupted; nothing was left behind/)
  expect(stores()).toEqual(before)
})

it('sorts by contig as in the header, and prints what JSON readers read', async () => {
  const { out } = await run(
    '--format',
    'json',
    '--columns',
    'chrom,pos',
    '--sort',
    'chrom:desc',
    '--sort',
    'pos',
  )
  const rows = z.array(z.object({ chrom: z.string(), pos: z.number() })).parse(JSON.parse(out))
  expect(rows.map(({ pos }) => pos)).toEqual([5, 10, 20, 20, 30])
})
