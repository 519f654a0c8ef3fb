import { createHash } from 'node:crypto'
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bcfDictionaries } from '../../../../../electron/engine/files/bcf/dictionaries.ts'
import { formatFloat } from '../../../../../electron/engine/files/bcf/typed-value.ts'
import { readBgzfBlocks } from '../../../../../electron/engine/files/bgzf/bgzf-reader.ts'
import { byteSourceOf, openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { variantLines } from '../../../../../electron/engine/files/variant-lines.ts'
import { buildBcfIndexJob } from '../../../../../electron/engine/indexing/build-bcf-index.ts'
import { readIndexFile } from '../../../../../electron/engine/indexing/index-file.ts'
import { openVcfRegions } from '../../../../../electron/engine/indexing/vcf-region-reader.ts'
import { openVariantList } from '../../../../../electron/engine/variants/variant-list.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { bgzip } from '../../../../support/vcf-text.ts'

const folder = temporaryFolder()

function fixture(name: string): string {
  return fileURLToPath(new URL(`../../../../fixtures/bcf/${name}`, import.meta.url))
}

async function linesOf(path: string): Promise<string> {
  const source = await openByteSource(path)
  const { lines } = await variantLines(source, 'bcf', 'bgzf')
  let text = ''
  for await (const batch of lines.lines())
    for (const { bytes } of batch) text += `${Buffer.from(bytes).toString()}\n`
  await source.close()
  return text
}

test('records are written as bcftools writes them, whatever their types', async () => {
  expect(await linesOf(fixture('types.bcf'))).toBe(readFileSync(fixture('types.view.txt'), 'utf8'))
})

test('a public BCF is written as bcftools writes it', async () => {
  const path = publicFile('minigenome/variants.bcf')
  if (path === null) return
  // bcftools view --no-version -H variants.bcf | sha256sum
  expect(
    createHash('sha256')
      .update(await linesOf(path))
      .digest('hex'),
  ).toBe('674464a904d7c0668490576bc509e6ccfabf6a17cbffabef693abe4c4ebf14bb')
})

test('picks each record at its place again', async () => {
  const source = await openByteSource(fixture('many.bcf'))
  const { header, lines } = await variantLines(source, 'bcf', 'bgzf')
  const picker = lines.picker()
  let number = header.lines
  for await (const batch of lines.lines()) {
    expect(batch.map((line) => line.number)).toEqual(batch.map(() => ++number))
    for (const line of batch.filter((_, i) => i % 7 === 0 || i === batch.length - 1)) {
      const again = await picker.at(line.place)
      expect(again).toEqual({ ...line, number: 0, bytes: again?.bytes })
      expect(Buffer.from(again?.bytes ?? []).equals(line.bytes)).toBe(true)
    }
  }
  expect(number - header.lines).toBe(4000)
  await source.close()
})

test.each(['types', 'many'])('the CSI of %s.bcf is that of bcftools', async (name) => {
  const path = join(folder, `${name}.bcf`)
  copyFileSync(fixture(`${name}.bcf`), path)
  const built = await buildBcfIndexJob({ path, cacheFolder: join(folder, 'cache') }, unobserved)
  expect(built).toMatchObject({ path: `${path}.csi`, format: 'csi', where: 'beside' })
  const ours = await readIndexFile(path, built.path)
  const theirs = await readIndexFile(path, fixture(`${name}.bcf.csi`))
  expect(ours).toEqual(theirs)
})

test.each(['ours', 'theirs'])(
  '200 regions hold as many records as bcftools finds, by %s index',
  async (whose) => {
    const path = join(folder, `regions-${whose}.bcf`)
    copyFileSync(fixture('many.bcf'), path)
    if (whose === 'theirs') copyFileSync(fixture('many.bcf.csi'), `${path}.csi`)
    else await buildBcfIndexJob({ path, cacheFolder: join(folder, 'cache') }, unobserved)
    const reader = await openVcfRegions(
      { path, compression: 'bgzf', kind: 'bcf' },
      { path: `${path}.csi`, format: 'csi' },
    )
    expect(reader.contigs).toEqual(['1', '3'])
    for (const row of readFileSync(fixture('regions.tsv'), 'utf8').trimEnd().split('\n')) {
      const [contig = '', start, end, expected] = row.split('\t')
      let count = 0
      for await (const lines of reader.lines({ contig, start: Number(start) - 1, end: Number(end) }))
        count += lines.length
      expect(`${row}: ${count}`).toBe(`${row}: ${expected}`)
    }
    await reader.close()
  },
)

test('is listed like a VCF, with the records behind the list found by region', async () => {
  const path = join(folder, 'list.bcf')
  copyFileSync(fixture('many.bcf'), path)
  const { path: index } = await buildBcfIndexJob({ path, cacheFolder: join(folder, 'cache') }, unobserved)
  const list = await openVariantList({ file: 'f1', path, kind: 'bcf', compression: 'bgzf', limit: 1000 })
  const { signal } = new AbortController()
  await list.loaded
  const page = await list.page(995, 10, signal)
  expect(page).toMatchObject({ available: 1000, truncated: true, samples: ['S'], error: null })
  expect(page.rows).toHaveLength(5)
  const reader = await openVcfRegions(
    { path, compression: 'bgzf', kind: 'bcf' },
    { path: index, format: 'csi' },
  )
  const region = { contig: '3', start: 0, end: 900_000_000 }
  const found = await list.inRegion(region, 20, reader, signal)
  expect(found).toMatchObject({ total: 1500, atLeast: false })
  const record = await list.record(found.rows[3]?.row ?? -1, signal)
  expect(record.raw.split('\t').slice(0, 2)).toEqual(['3', String(found.rows[3]?.position)])
  await reader.close()
  await list.close()
})

test('an index of another file and records out of order are refused with their reason', async () => {
  const path = join(folder, 'other.bcf')
  copyFileSync(fixture('types.bcf'), path)
  copyFileSync(fixture('many.bcf.csi'), `${path}.csi`)
  const opening = openVcfRegions(
    { path, compression: 'bgzf', kind: 'bcf' },
    { path: `${path}.csi`, format: 'csi' },
  )
  expect(errorOf(await opening.catch((thrown: unknown) => thrown)).kind).toBe('index/other-file')

  // The two records of chr2 change places.
  const parts: Uint8Array[] = []
  const source = await openByteSource(fixture('types.bcf'))
  for await (const { data } of readBgzfBlocks(source)) parts.push(data)
  await source.close()
  const inside = Buffer.concat(parts)
  inside.writeInt32LE(2_000, inside.lastIndexOf(Buffer.from([2, 0, 0, 0, 4, 0, 0, 0])) + 4)
  inside.writeInt32LE(3, inside.lastIndexOf(Buffer.from([2, 0, 0, 0, 0x3e, 0x42, 0x0f, 0])) + 4)
  const unsorted = join(folder, 'unsorted.bcf')
  writeFileSync(unsorted, await bgzip(inside))
  const building = buildBcfIndexJob({ path: unsorted, cacheFolder: folder }, unobserved)
  expect(errorOf(await building.catch((thrown: unknown) => thrown))).toEqual({
    kind: 'bcf/unsorted',
    file: unsorted,
    contig: 'chr2',
    position: 4,
    previousContig: 'chr2',
    previousPosition: 2001,
  })
})

test('a dictionary goes by IDX where the header says it, else by order, PASS first', () => {
  const text = [
    '##FILTER=<ID=low,Description="x">',
    '##INFO=<ID=DP,Number=1,Type=Integer,Description="x",IDX=5>',
    '##FORMAT=<ID=DP,Number=1,Type=Integer,Description="x">',
    '##contig=<ID=b>',
    '##contig=<ID=a,IDX=3>',
  ].join('\n')
  const { contigs, names } = bcfDictionaries({ text })
  expect(names).toEqual(['PASS', 'low', undefined, undefined, undefined, 'DP'])
  expect(contigs).toEqual(['b', undefined, undefined, 'a'])
})

test('six significant digits say the number again', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = formatFloat(value)
      expect(Number(text) === Number(value.toPrecision(6))).toBe(true)
      expect(text).not.toMatch(/\.\d*0(e|$)|e[+-]\d$/)
    }),
  )
})

test('an empty file of blocks is no BCF', async () => {
  const source = byteSourceOf(await bgzip('BCF'), 'x.bcf')
  const reading = variantLines(source, 'bcf', 'bgzf')
  expect(errorOf(await reading.catch((thrown: unknown) => thrown)).kind).toBe('vcf/bad-header')
})
