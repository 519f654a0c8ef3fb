import { execFileSync, spawn } from 'node:child_process'
import { readdirSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EOF_BLOCK } from '../../../electron/engine/files/bgzf/bgzf-block.ts'
import { newRecord } from '../../support/bam-files.ts'
import { writeBam } from '../../support/case-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import { CLI, runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { untilOpen } from '../../support/until-open.ts'
import { writeSlowBam } from '../../e2e/support/slow-bam.ts'

const folder = temporaryFolder()
const cache = temporaryFolder()

describe('odd but sound BAM files', () => {
  const count = async (path: string, region: string): Promise<string> =>
    (await casementHere(['reads', path, region, '--count'], cache)).out.trim()

  it.each(['bai', 'csi'])(
    'without reads, with unplaced ones only, without contigs: as %s',
    async (format) => {
      const unplaced = newRecord({ flags: 4, refId: -1, start: -1, cigar: new Uint32Array(0) })
      const files = [
        await writeBam(folder, `header only ${format}.bam`, { reads: [] }),
        await writeBam(folder, `tail only ${format}.bam`, { reads: [unplaced, unplaced] }),
        await writeBam(folder, `no contigs ${format}.bam`, { contigs: [], reads: [unplaced] }),
      ]
      const ran = await casementHere(['index', '--format', format, ...files], cache)
      expect(ran).toMatchObject({ status: 0, err: '' })
      expect(ran.out.trim().split('\n')).toEqual(files.map((path) => `${path}.${format}`))
      expect(await count(files[0] ?? '', 'chr1')).toBe('0')
      expect(await count(files[1] ?? '', 'chr21:5-')).toBe('0')
    },
  )

  it('contig names with colons, asterisks and what looks like a region', async () => {
    const contigs = [
      { name: 'HLA-A*01:01:01:01', length: 3503 },
      { name: 'chr1:1-100', length: 5000 },
    ]
    const reads = [newRecord({ start: 99 }), newRecord({ refId: 1, start: 0 })]
    const path = await writeBam(folder, 'hla.bam', { contigs, reads })
    await casementHere(['index', path], cache)
    // Numbers of samtools view -c.
    expect(await count(path, 'HLA-A*01:01:01:01')).toBe('1')
    expect(await count(path, 'HLA-A*01:01:01:01:1-99')).toBe('0')
    expect(await count(path, 'HLA-A*01:01:01:01:103-103')).toBe('1')
    expect(await count(path, '{chr1:1-100}:1-1')).toBe('1')
    expect(await count(path, '{chr1:1-100}:5-')).toBe('0')
  })
})

describe('what is read all the same', () => {
  it('an index older than its file and a missing end mark are said beside the answer', async () => {
    const path = await writeBam(folder, 'old.bam')
    await casementHere(['index', path], cache)
    truncateSync(path, statSync(path).size - EOF_BLOCK.length)
    const longAgo = new Date('2020-01-01')
    utimesSync(`${path}.bai`, longAgo, longAgo)
    const ran = await casementHere(['reads', path, 'chr1', '--count'], cache)
    expect(ran).toMatchObject({ status: 0, out: '1\n' })
    expect(ran.err).toMatch(/old\.bam\.bai is older than old\.bam/)
    expect(ran.err).toMatch(/no end-of-file mark/)
  })
})

describe.skipIf(process.platform === 'win32')('what is no file', () => {
  it('a pipe or a device is refused at once instead of waited for', async () => {
    const pipe = join(folder, 'pipe.bam')
    execFileSync('mkfifo', [pipe])
    for (const args of [
      ['index', pipe],
      ['reads', pipe, 'chr1', '--count'],
      ['index', '/dev/zero'],
    ]) {
      const ran = await runCasement(args, cache)
      expect(ran.err).toMatch(/is a pipe or a device/)
      expect(ran.status).toBe(1)
    }
  })
})

describe.skipIf(process.platform === 'win32')('Ctrl-C', () => {
  /** Starts to index a file; `said` once it has ended. */
  function indexing(path: string) {
    const child = spawn(process.execPath, [CLI, 'index', path], {
      env: { ...process.env, CASEMENT_CACHE: cache },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
    return { child, ended: async () => ({ status: await ended, said }) }
  }

  it.each([
    ['by one thread', 20_000],
    ['by all cores', 60_000],
  ])('while indexing %s ends with 130 and leaves nothing behind', async (_, blocks) => {
    const path = join(folder, 'slow.bam')
    writeSlowBam(path, blocks)
    const before = readdirSync(folder).toSorted()
    const { child, ended } = indexing(path)
    await untilOpen(child.pid, path)
    child.kill('SIGINT')
    const { status, said } = await ended()
    expect(said).toMatch(/interrupted; nothing was left behind/)
    expect(status).toBe(130)
    expect(readdirSync(folder).toSorted()).toEqual(before)
  })

  it('a file that is cut while it is read is said', async () => {
    const path = join(folder, 'shrinking.bam')
    const said: string[] = []
    // What it is first opened for is to see what it is: cut just then, it is another file.
    for (let tries = 0; tries < 6 && !/changed while it was open/.test(said.at(-1) ?? ''); tries++) {
      writeSlowBam(path)
      const { child, ended } = indexing(path)
      await untilOpen(child.pid, path)
      await new Promise((resolve) => setTimeout(resolve, 50 * (tries + 1)))
      writeFileSync(path, 'x')
      const ran = await ended()
      said.push(ran.said)
      expect(ran.status).toBe(1)
    }
    expect(said.at(-1)).toMatch(/changed while it was open/)
  })
})
