import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { buildBcfIndexJob } from '../../electron/engine/indexing/build-bcf-index.ts'
import { buildCramIndexJob } from '../../electron/engine/indexing/build-cram-index.ts'
import { readIndexFile } from '../../electron/engine/indexing/index-file.ts'
import { openVcfRegions } from '../../electron/engine/indexing/vcf-region-reader.ts'
import { openCram } from '../../electron/engine/reads/cram-reader.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { copyInto, fixture, publicFile } from '../support/bam-files.ts'
import { cramFixture, cramReference } from '../support/cram-files.ts'
import { haveTool, randomRegions, regionText, run } from '../support/index-oracle.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const folder = temporaryFolder()
const lines = (text: string): string[] => text.split('\n').filter((line) => line !== '')

const crams = [
  ...['v21', 'v30', 'v31', 'multi'].map(
    (name) => [cramFixture(`${name}.cram`), cramFixture('small.fa')] as const,
  ),
  [publicFile('minigenome/alignments.cram'), publicFile('minigenome/minigenome.fa')] as const,
].filter(([path]) => existsSync(path))

describe.runIf(haveTool('samtools'))('CRAM: our index and that of samtools, 500 regions', () => {
  test.each(crams)('%s', async (file, fasta) => {
    const index = crams.findIndex(([path]) => path === file)
    const ours = copyInto(folder, file, `ours-${index}.cram`)
    const theirs = copyInto(folder, file, `theirs-${index}.cram`)
    await buildCramIndexJob({ path: ours, cacheFolder: folder }, unobserved)
    run('samtools', ['index', theirs])
    const text = (path: string): string => gunzipSync(readFileSync(`${path}.crai`)).toString()
    expect(text(ours)).toBe(text(theirs))
    const reader = await openCram(ours, { cacheFolder: folder, reference: cramReference(fasta) })
    const view = (...args: string[]): string[] => lines(run('samtools', ['view', '-T', fasta, ...args]))
    const places = view(theirs).flatMap((line) => {
      const [, , contig = '*', position] = line.split('\t')
      return contig === '*' ? [] : [{ contig, position: Number(position) - 1 }]
    })
    const regions = [...randomRegions(reader.header.references, places, index + 1)]
    const names: string[] = []
    for (const region of regions) for await (const record of reader.records(region)) names.push(record.name)
    const witness = view(theirs, ...regions.map(regionText)).map((line) => line.split('\t')[0])
    expect(names).toEqual(witness)
    await reader.close()
  })
})

const bcfs = [
  fixture('bcf/many.bcf'),
  fixture('bcf/types.bcf'),
  publicFile('minigenome/variants.bcf'),
].filter((path) => existsSync(path))

describe.runIf(haveTool('bcftools') && haveTool('tabix'))(
  'BCF: our index and that of bcftools, 500 regions',
  () => {
    test.each(bcfs)('%s', async (file) => {
      const ours = join(folder, `ours-${bcfs.indexOf(file)}.bcf`)
      const theirs = join(folder, `theirs-${bcfs.indexOf(file)}.bcf`)
      for (const copy of [ours, theirs]) copyFileSync(file, copy)
      await buildBcfIndexJob({ path: ours, cacheFolder: folder }, unobserved)
      run('bcftools', ['index', theirs])
      const content = (path: string) => readIndexFile(path, `${path}.csi`)
      expect(await content(ours)).toEqual(await content(theirs))
      const open = (path: string) =>
        openVcfRegions(
          { path: ours, compression: 'bgzf', kind: 'bcf' },
          { path: `${path}.csi`, format: 'csi' },
        )
      const readers = [await open(ours), await open(theirs)]
      const places = lines(run('bcftools', ['view', '-H', ours])).map((line) => {
        const [contig = '', position] = line.split('\t')
        return { contig, position: Number(position) - 1 }
      })
      const contigs = [...new Set(places.map(({ contig }) => contig))].map((name) => ({
        name,
        length:
          Math.max(...places.flatMap((place) => (place.contig === name ? [place.position] : []))) + 2000,
      }))
      const regions = [...randomRegions(contigs, places, 4)]
      const texts = regions.map(({ contig, start, end }) => `${contig}:${start + 1}-${end}`)
      const witness = lines(run('tabix', [theirs, ...texts]))
      expect(lines(run('tabix', [ours, ...texts]))).toEqual(witness)
      for (const reader of readers) {
        const found: string[] = []
        for (const region of regions)
          for await (const batch of reader.lines(region))
            for (const { line } of batch) found.push(Buffer.from(line.bytes).toString('utf8'))
        expect(found).toEqual(witness)
      }
      for (const reader of readers) await reader.close()
    })
  },
)
