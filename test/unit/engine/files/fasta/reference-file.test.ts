import { copyFile, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  buildFastaIndexes,
  findFastaIndexes,
} from '../../../../../electron/engine/files/fasta/fasta-index.ts'
import { openFasta, openTwoBit } from '../../../../../electron/engine/files/fasta/reference-file.ts'
import { fastaContigs } from '../../../../../electron/engine/files/fasta/contigs.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import { GENOME_FIXTURES, faidxOutput } from './fixtures.ts'
import { encodeTwoBit } from './two-bit-writer.ts'

let folder = ''
const at = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'casement reference ü '))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const contigs = [
  { name: 'chr7', length: 1500 },
  { name: 'chrM', length: 130 },
  { name: 'HLA-A*01:01:01:01', length: 61 },
]

async function opened(name: string, compression: 'none' | 'bgzf') {
  const input = { path: at(name), compression, cacheFolder: at('cache') }
  const indexes = (await findFastaIndexes(input)) ?? (await buildFastaIndexes(input))
  return { indexes, file: await openFasta(input.path, indexes) }
}

describe('a FASTA', () => {
  it.each([
    ['plain.fa', 'small.fa', 'none', 'faidx.txt'],
    ['packed.fa.gz', 'small.fa.gz', 'bgzf', 'faidx.txt'],
    ['blocks.fa.gz', 'blocks.fa.gz', 'bgzf', 'blocks-faidx.txt'],
  ] as const)(
    '%s without an index has the bases samtools reads',
    async (name, fixture, compression, golden) => {
      await copyFile(join(GENOME_FIXTURES, fixture), at(name))
      const { indexes, file } = await opened(name, compression)
      expect(indexes).toMatchObject({ where: 'cache', built: true })
      for (const { contig, start, end, bases } of faidxOutput(golden))
        expect(Buffer.from(await file.bases(contig, start, end)).toString()).toBe(bases)
      await file.close()
      expect(await findFastaIndexes({ path: at(name), compression, cacheFolder: at('cache') })).toEqual(
        indexes,
      )
    },
  )

  it('lists the blocks as bgzip does', async () => {
    await copyFile(join(GENOME_FIXTURES, 'blocks.fa.gz'), at('gzi.fa.gz'))
    const { indexes, file } = await opened('gzi.fa.gz', 'bgzf')
    await file.close()
    const golden = await readFile(join(GENOME_FIXTURES, 'blocks.fa.gz.gzi'))
    expect(await readFile(indexes.gzi ?? '')).toEqual(golden)
    expect(await readFile(indexes.fai, 'utf8')).toBe(
      await readFile(join(GENOME_FIXTURES, 'blocks.fa.gz.fai'), 'utf8'),
    )
  })

  it('uses the indexes beside it when they fit, and not those of another file', async () => {
    for (const name of ['small.fa', 'small.fa.fai', 'blocks.fa.gz', 'blocks.fa.gz.fai', 'blocks.fa.gz.gzi'])
      await cp(join(GENOME_FIXTURES, name), at(name))
    const find = (name: string, compression: 'none' | 'bgzf') =>
      findFastaIndexes({ path: at(name), compression, cacheFolder: at('cache 2') })
    expect(await find('small.fa', 'none')).toMatchObject({
      where: 'beside',
      fai: at('small.fa.fai'),
      gzi: null,
    })
    expect(await find('blocks.fa.gz', 'bgzf')).toMatchObject({ where: 'beside' })
    // One base more in the first contig shifts everything after it.
    await writeFile(at('shifted.fa'), (await readFile(at('small.fa'), 'utf8')).replace('\n', '\nA'))
    await cp(at('small.fa.fai'), at('shifted.fa.fai'))
    expect(await find('shifted.fa', 'none')).toBeNull()
    await cp(at('small.fa.fai'), at('blocks.fa.gz.fai'))
    expect(await find('blocks.fa.gz', 'bgzf')).toBeNull()
  })

  it('says its contigs with and without an index', async () => {
    expect(await fastaContigs(join(GENOME_FIXTURES, 'small.fa'), 'none')).toEqual(contigs)
    await copyFile(join(GENOME_FIXTURES, 'small.fa.gz'), at('unindexed.fa.gz'))
    expect(await fastaContigs(at('unindexed.fa.gz'), 'bgzf')).toEqual(contigs)
  })

  it('cuts at the contig, and names the contig it does not have', async () => {
    await copyFile(join(GENOME_FIXTURES, 'small.fa'), at('cut.fa'))
    const { file } = await opened('cut.fa', 'none')
    expect(await file.bases('chrM', 120, 999)).toHaveLength(10)
    expect(await file.bases('chrM', 500, 999)).toHaveLength(0)
    expect(errorOf(await file.bases('chr8', 0, 5).catch((e: unknown) => e))).toMatchObject({
      kind: 'reference/contig-missing',
      contig: 'chr8',
    })
    await file.close()
  })

  it('leaves nothing behind when building is cancelled, and refuses plain gzip', async () => {
    await copyFile(join(GENOME_FIXTURES, 'small.fa'), at('cancel.fa'))
    const input = { path: at('cancel.fa'), compression: 'none' as const, cacheFolder: at('cache 3') }
    const context = { signal: AbortSignal.abort(), progress: () => {} }
    const cancelled = await buildFastaIndexes(input, context).catch((e: unknown) => errorOf(e))
    expect(cancelled).toMatchObject({ kind: 'task/cancelled' })
    expect(await findFastaIndexes(input)).toBeNull()
    const gzip = await buildFastaIndexes({ ...input, compression: 'gzip' }).catch((e: unknown) => errorOf(e))
    expect(gzip).toMatchObject({ kind: 'index/not-indexable' })
  })
})

describe('the contigs of a FASTA', () => {
  it.each([
    ['of another build', '>1\t249250621\t52\t60\t61\n'.slice(1)],
    ['that names another contig', 'chr9\t40\t6\t40\t41\n'],
    ['that is damaged', 'chr1\tx\n'],
    ['that is empty', ''],
  ])('are read from the file where the index beside it is one %s', async (name, fai) => {
    const path = at(`${name}.fa`)
    await writeFile(path, `>chr1\n${'ACGT'.repeat(10)}\n`)
    await writeFile(`${path}.fai`, fai)
    expect(await fastaContigs(path, 'none')).toEqual([{ name: 'chr1', length: 40 }])
    expect(await findFastaIndexes({ path, compression: 'none', cacheFolder: at('cache 4') })).toBeNull()
  })
})

describe('a 2bit', () => {
  const sequences = { chr7: 'NNNACGTacgtnnACGTTTGACCA', chrM: 'GATTACA'.repeat(40) }
  it('has the bases it was made of, soft mask and N included', async () => {
    await writeFile(at('x.2bit'), encodeTwoBit(sequences))
    const file = await openTwoBit(at('x.2bit'))
    expect(file.contigs).toEqual([
      { name: 'chr7', length: 24 },
      { name: 'chrM', length: 280 },
    ])
    for (const [name, text] of Object.entries(sequences))
      for (const [start, end] of [
        [0, text.length],
        [1, 9],
        [5, 6],
        [10, 23],
      ] as const)
        expect(Buffer.from(await file.bases(name, start, end)).toString()).toBe(text.slice(start, end))
    await file.close()
  })

  it('that is cut off or none at all is a bad reference', async () => {
    const whole = encodeTwoBit(sequences)
    for (const [name, bytes] of [
      ['cut.2bit', whole.subarray(0, 30)],
      ['text.2bit', Buffer.from('>chr7\nACGT\n'.repeat(9))],
    ] as const) {
      await writeFile(at(name), bytes)
      const result = await openTwoBit(at(name)).then(
        (file) => file.bases('chr7', 0, 20),
        (e: unknown) => errorOf(e),
      )
      expect(result).toMatchObject({ kind: 'reference/bad-file', file: at(name) })
    }
  })
})
