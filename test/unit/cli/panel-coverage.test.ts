import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { copyInto, fixture } from '../../support/bam-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import { runCasement } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const at = (name: string): string => join(folder, name)
const bam = at('reads.bam')

const exon = (contig: string, gene: string, start: number, end: number): string =>
  `${contig}\tx\texon\t${start}\t${end}\t.\t+\t.\tgene_id "${gene}"; gene_name "${gene}"; transcript_id "${gene}.1";`

beforeAll(() => {
  copyInto(folder, fixture('panel-coverage/reads.bam'))
  copyInto(folder, fixture('panel-coverage/reads.bam.bai'))
  copyInto(folder, fixture('panel-coverage/reads.bam'), 'again.bam')
  copyInto(folder, fixture('panel-coverage/reads.bam.bai'), 'again.bam.bai')
  writeFileSync(at('genes.gtf'), [exon('plain', 'AAA', 101, 300), exon('bare', 'CCC', 501, 600)].join('\n'))
  writeFileSync(at('wanted.bed'), 'plain\t100\t250\tfirst\nbare\t10\t60\n')
  writeFileSync(at('ward.txt'), 'CCC\nBRCA1\n')
})

const rowsOf = (out: string): string[][] =>
  out
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))

it('prints a table of genes, what is not counted on standard error', async () => {
  const { status, out, err } = await runCasement(
    ['coverage', bam, at('genes.gtf'), '--genes', 'AAA,CCC,ZZZ'],
    folder,
  )
  expect({ status, err }).toEqual({
    status: 0,
    err: 'casement: ZZZ is not counted: the annotation has no gene of this name\n',
  })
  const [head, ...rows] = rowsOf(out)
  expect(head?.slice(0, 2)).toEqual(['sample', 'gene'])
  expect(rows.map(([sample, gene, , contig]) => [sample, gene, contig])).toEqual([
    ['panel', 'AAA', 'plain'],
    ['panel', 'CCC', 'bare'],
    ['panel', 'ZZZ', 'NA'],
  ])
  // 200 bp and 15 on either side.
  expect(rows[0]?.[8]).toBe('230')
})

it('prints exons, gaps and JSON', async () => {
  const genes = ['coverage', bam, at('genes.gtf'), '--genes', 'CCC']
  const exons = await casementHere([...genes, '--exons'], folder)
  expect(rowsOf(exons.out)[1]?.slice(0, 7)).toEqual(['panel', 'CCC', 'CCC.1', '1', 'bare', '485', '615'])
  const gaps = await casementHere([...genes, '--gaps', '--below', '30'], folder)
  expect(gaps.out).toContain('# Stretches below 30x in panel')
  expect(rowsOf(gaps.out)).toEqual([['bare', '485', '615', 'CCC:exon1', '0', '0.00']])
  const json = await casementHere(['coverage', bam, '--bed', at('wanted.bed'), '--json'], folder)
  const answer: unknown = JSON.parse(json.out)
  expect(answer).toMatchObject({
    plan: { name: 'wanted.bed', intervals: 2 },
    samples: [{ sample: 'panel', result: { bases: 200 } }],
    genes: [{ symbol: 'first' }, { symbol: 'bare:11-60' }],
  })
})

it('counts the panels of a case file, or those that are named in their place', async () => {
  const made = await casementHere(['case', 'create', bam, at('genes.gtf'), '--out', at('a.casement')], folder)
  expect(made.status).toBe(0)
  const none = await casementHere(['coverage', at('a.casement')], folder)
  expect(none.status).toBe(1)
  expect(none.err).toContain('No gene panel is in use.')
  const { out, err } = await casementHere(['coverage', at('a.casement'), '--panel', at('ward.txt')], folder)
  expect(err).toContain('BRCA1 is not counted')
  expect(
    rowsOf(out)
      .slice(1)
      .map(([, gene]) => gene),
  ).toEqual(['BRCA1', 'CCC'])
})

it('says what is wrong with the command line, and with a file', async () => {
  const bed = ['--bed', at('wanted.bed')]
  for (const args of [
    [bam, ...bed, '--genes', 'AAA'],
    [bam, ...bed, '--gaps', '--json'],
    [bam, ...bed, '--below', '12'],
    [bam, ...bed, '--transcripts', 'some'],
    [bam, at('genes.gtf'), '--genes', ','],
    [bam, at('again.bam'), ...bed, '--gaps'],
    [bam, ...bed, '--gaps', '--sample', 'NOBODY'],
  ])
    expect((await casementHere(['coverage', ...args], folder)).status).toBe(2)
  copyInto(folder, fixture('panel-coverage/reads.bam'), 'bare.bam')
  const { status, err } = await casementHere(['coverage', at('bare.bam'), ...bed], folder)
  expect(status).toBe(1)
  expect(err).toContain('bare.bam has no index')
})
