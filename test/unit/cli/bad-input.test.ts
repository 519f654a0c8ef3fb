import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type BrokenFile,
  manyReads,
  smallBam,
  smallVcf,
  writeBrokenFiles,
} from '../../support/broken-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import { type Ran, runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { bgzip, vcfText } from '../../support/vcf-text.ts'

const folder = temporaryFolder()
const cache = temporaryFolder()
const place = (name: string): string => join(folder, name)
const put = (name: string, bytes: string | Buffer): string => {
  writeFileSync(place(name), bytes)
  return place(name)
}

/** One sentence for a person, and no trace of the program. */
function expectSentence(ran: Ran, says: RegExp): void {
  expect(ran.err).toMatch(says)
  expect(ran.err.trim().split('\n')).toHaveLength(1)
  expect(ran.err).not.toMatch(/^\s+at |Unhandled|TypeError|internal/m)
  expect(ran.out).toBe('')
  expect(ran.status).toBe(1)
}

describe('casement index refuses broken files in a sentence and leaves nothing behind', () => {
  let broken: BrokenFile[] = []
  beforeAll(async () => {
    broken = await writeBrokenFiles(folder)
  })

  it('each of them', async () => {
    const before = readdirSync(folder).toSorted()
    for (const { name, says } of broken)
      expectSentence(await casementHere(['index', place(name)], cache), says)
    expect(readdirSync(folder).toSorted()).toEqual(before)
  }, 60_000)

  it('all of them, in a process of its own, which ends', async () => {
    const before = readdirSync(folder).toSorted()
    const ran = await runCasement(['index', ...broken.map(({ name }) => place(name))], cache)
    const sentences = ran.err.trim().split('\n')
    expect(sentences).toHaveLength(broken.length)
    for (const [i, { says }] of broken.entries()) expectSentence({ ...ran, err: sentences[i] ?? '' }, says)
    expect(readdirSync(folder).toSorted()).toEqual(before)
  }, 60_000)

  it('a file that is not there, and a folder', async () => {
    expectSentence(await casementHere(['index', place('missing.bam')], cache), /missing\.bam is not there/)
    mkdirSync(place('folder.bam'))
    expectSentence(await casementHere(['index', place('folder.bam')], cache), /is a folder/)
  })

  it('one broken file among good ones: the good ones are indexed, the status is 1', async () => {
    const good = put('good.bam', await smallBam())
    const ran = await casementHere(['index', place('empty.bam'), good], cache)
    expect(ran.status).toBe(1)
    expect(ran.out).toBe(`${good}.bai\n`)
    expect(ran.err).toMatch(/empty\.bam is empty/)
  })
})

describe('casement index copes with odd but good files', () => {
  const odd: Array<[string, string]> = [
    ['crlf.vcf', smallVcf.replaceAll('\n', '\r\n')],
    ['no samples.vcf', smallVcf],
    [
      '500 samples.vcf',
      vcfText([['chr1', 10, '.', 'A', 'C', 50, 'PASS', '.', 'GT', ...Array<string>(500).fill('0/1')]], {
        samples: Array.from({ length: 500 }, (_, i) => `S${i}`),
      }),
    ],
    ['5 MB INFO.vcf', vcfText([['chr1', 10, '.', 'A', 'C', 50, 'PASS', `CSQ=${'x'.repeat(5_000_000)}`]])],
  ]
  it.each(odd)('%s', async (name, text) => {
    for (const [path, bytes] of [
      [name, text],
      [`${name}.gz`, await bgzip(text)],
    ] as const) {
      const ran = await casementHere(['index', put(path, bytes)], cache)
      expect(ran.err).toBe('')
      expect(ran.status).toBe(0)
    }
  })

  it('gzip instead of bgzip: copies it into the cache and says so', async () => {
    const path = put('plain gzip.vcf.gz', gzipSync(smallVcf))
    const ran = await casementHere(['index', path], cache)
    expect(ran.status).toBe(0)
    expect(ran.out).toContain(cache)
    expect(ran.err).toMatch(/plain gzip\.vcf\.gz.*bgzip/)
  })

  it('spaces, other alphabets and a name of 250 characters', async () => {
    for (const name of ['two words.bam', 'Пациент 患者 naïve.bam', `${'n'.repeat(246)}.bam`]) {
      const path = put(name, await smallBam(manyReads(5)))
      const ran = await casementHere(['index', path], cache)
      expect(ran.err).toBe('')
      expect(ran.status).toBe(0)
      const count = await casementHere(['reads', path, 'chr1', '--count'], cache)
      expect(count.out).toBe('5\n')
    }
    // The names as a command line has them.
    const { err, out } = await runCasement(
      ['reads', place('Пациент 患者 naïve.bam'), 'chr1', '--count'],
      cache,
    )
    expect({ err, out }).toEqual({ err: '', out: '5\n' })
  })

  it('a read-only folder: the index goes into the cache', async () => {
    mkdirSync(place('read-only'))
    const path = put('read-only/a.bam', await smallBam(manyReads(5)))
    chmodSync(place('read-only'), 0o555)
    const ran = await casementHere(['index', path], cache)
    expect(ran.status).toBe(0)
    expect(ran.out).toContain(cache)
  })
})

describe('casement reads', () => {
  const index = async (name: string): Promise<string> => {
    const path = put(name, await smallBam())
    await casementHere(['index', path], cache)
    return path
  }

  it('refuses a contig that is missing, a region past the end and one it cannot read', async () => {
    const path = await index('reads.bam')
    expectSentence(
      await runCasement(['reads', path, 'chr9:1-10', '--count'], cache),
      /no contig chr9 in reads\.bam.*It has chr1, chr2/,
    )
    expectSentence(
      await casementHere(['reads', path, 'chr1:100001-100002', '--count'], cache),
      /past the end of chr1, which is 100,000 bp/,
    )
    expectSentence(await casementHere(['reads', path, 'chr1:9-2', '--count'], cache), /not a region/)
    const vcf = put('no reads.vcf', smallVcf)
    expectSentence(
      await casementHere(['reads', vcf, 'chr1', '--count'], cache),
      /no reads\.vcf is a VCF file, which has no reads/,
    )
  })

  it('refuses without an index, with a cut one and with that of another file', async () => {
    const bare = put('bare.bam', await smallBam())
    expectSentence(await casementHere(['reads', bare, 'chr1', '--count'], cache), /no index.*casement index/)

    const path = await index('cut index.bam')
    put('cut index.bam.bai', Buffer.from('BAI\x01\x02\x00\x00\x00\x01'))
    expectSentence(await casementHere(['reads', path, 'chr1', '--count'], cache), /index .* cut off/)

    const other = Buffer.alloc(8 + 3 * 8)
    other.write('BAI\x01', 'latin1')
    other.writeInt32LE(3, 4)
    put('cut index.bam.bai', other)
    expectSentence(await casementHere(['reads', path, 'chr1', '--count'], cache), /does not belong to/)
  })

  it('is told apart from a command line that is wrong: status 2 and the usage', async () => {
    for (const args of [
      [],
      ['nonsense'],
      ['reads', 'a.bam'],
      ['reads', 'a.bam', 'chr1'],
      ['index', '--wrong', 'a'],
      ['index'],
    ]) {
      const ran = await casementHere(args, cache)
      expect({ args, status: ran.status }).toEqual({ args, status: 2 })
      expect(ran.err).toContain('casement index FILE')
    }
    const { status, err } = await runCasement(['reads', 'a.bam'], cache)
    expect(status).toBe(2)
    expect(err).toContain('casement index FILE')
  })
})
