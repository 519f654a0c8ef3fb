import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { readBamHeader } from '../../../electron/engine/files/bam/header.ts'
import { readRecords } from '../../../electron/engine/files/bam/record-stream.ts'
import { byteSourceOf } from '../../../electron/engine/files/byte-source.ts'
import { recordToJson } from '../../../electron/engine/reads/json.ts'
import { cramFixture, samLine } from '../../support/cram-files.ts'
import { runCasement } from '../../support/run-casement.ts'
import { type RunningEngine, runningEngine, settled } from '../../support/running-engine.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const view = readFileSync(cramFixture('view.sam'), 'utf8').trimEnd().split('\n')
const ofTwo = view.filter((line) => line.split('\t')[2] === 'two')

function engineForTest(): RunningEngine {
  const engine = runningEngine()
  onTestFinished(() => engine[Symbol.asyncDispose]())
  return engine
}

const slice = (engine: RunningEngine, file: string): Promise<Response> =>
  engine.bulk(`htsget/blocks/${file}?referenceName=two&start=0&end=3000`)

it('opens a CRAM as a BAM is opened, and shows its reads once its reference is there', async () => {
  const path = join(folder, 'ann.cram')
  const fasta = join(folder, 'small.fa')
  copyFileSync(cramFixture('v31.cram'), path)
  copyFileSync(cramFixture('small.fa'), fasta)
  const engine = engineForTest()
  await engine.call('case.open', { paths: [path] })
  const state = await engine.until(settled)
  const [file] = state.files
  expect(file).toMatchObject({
    kind: 'cram',
    samples: ['ann'],
    contigs: [
      { name: 'one', length: 6000 },
      { name: 'two', length: 3000 },
      { name: 'none', length: 500 },
    ],
    index: { state: 'ready', format: 'crai', where: 'beside', built: true },
    notices: [],
  })
  expect(state.samples).toMatchObject([{ name: 'ann', alignments: [file?.id] }])
  const refused = await slice(engine, file?.id ?? '')
  expect(refused.ok).toBe(false)
  expect(await refused.json()).toMatchObject({ kind: 'cram/needs-reference', contig: 'two' })

  await engine.call('case.add', { paths: [fasta] })
  const response = await slice(engine, file?.id ?? '')
  expect(response.ok).toBe(true)
  const bam = byteSourceOf(new Uint8Array(await response.arrayBuffer()), 'slice.bam')
  const header = await readBamHeader(bam)
  const lines: string[] = []
  for await (const record of readRecords(bam, header))
    lines.push(samLine(recordToJson(record, header.references)))
  expect(lines).toEqual(ofTwo)
})

it('refuses a wrong reference with its reason', async () => {
  const path = join(folder, 'wrong.cram')
  const fasta = join(folder, 'wrong.fa')
  copyFileSync(cramFixture('v30.cram'), path)
  writeFileSync(fasta, readFileSync(cramFixture('small.fa'), 'utf8').replaceAll('ACG', 'ACT'))
  const engine = engineForTest()
  await engine.call('case.open', { paths: [path, fasta] })
  const state = await engine.until(settled)
  const file = state.files.find((f) => f.kind === 'cram')
  expect(await (await slice(engine, file?.id ?? '')).json()).toMatchObject({
    kind: 'cram/wrong-reference',
    reference: fasta,
    contig: 'two',
  })
})

it('is indexed, counted and printed on the command line', async () => {
  const path = join(folder, 'x.cram')
  const fasta = cramFixture('small.fa')
  copyFileSync(cramFixture('v30.cram'), path)
  expect(await runCasement(['index', path], folder)).toMatchObject({ status: 0, out: `${path}.crai\n` })
  const count = await runCasement(['reads', path, 'two', '--count', '--reference', fasta], folder)
  expect(count).toMatchObject({ status: 0, out: `${ofTwo.length}\n` })
  const json = await runCasement(['reads', path, 'two:1-3000', '--json', '--reference', fasta], folder)
  expect(JSON.parse(json.out)).toHaveLength(ofTwo.length)
  const coverage = await runCasement(
    ['reads', path, 'two:101-103', '--coverage', '--reference', fasta],
    folder,
  )
  // samtools depth -r two:101-103 --reference small.fa v30.cram
  expect(
    coverage.out
      .trimEnd()
      .split('\n')
      .map((line) => line.split('\t').slice(0, 3)),
  ).toEqual(DEPTH.map((depth, i) => ['two', String(101 + i), String(depth)]))
  const without = await runCasement(['reads', path, 'two', '--json'], folder)
  expect(without).toMatchObject({ status: 1 })
  expect(without.err).toMatch(/differences to a reference.*Add the FASTA or 2bit/)
})

const DEPTH = [0, 0, 0]
