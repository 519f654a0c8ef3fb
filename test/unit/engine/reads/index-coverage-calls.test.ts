import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { engineCalls } from '../../../../shared/contract.ts'
import { decodeDepthColumn } from '../../../../shared/genome/depth-column.ts'
import { manyReads, smallBam, smallVcf } from '../../../support/broken-files.ts'
import { runningEngine, settled } from '../../../support/running-engine.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()

/** Eight reads every 20 bases up to 60,100: enough for windows of many blocks. */
const deepReads = () => manyReads(24_000).map((read, i) => ({ ...read, start: 100 + Math.floor(i / 8) * 20 }))

async function opened() {
  const [bam, vcf] = [join(folder, 'a.bam'), join(folder, 'a.vcf')]
  writeFileSync(bam, await smallBam(deepReads()))
  // The VCF's own names are those of the BAM; the case is shown in the BAM's.
  writeFileSync(vcf, smallVcf)
  const engine = runningEngine()
  await engine.call('case.open', { paths: [bam, vcf] })
  await engine.until(settled)
  return engine
}

it('summarises a BAM, and gives its windows as the column that belongs to it', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  const summary = await engine.call('coverage.ofIndex', { file: id })
  expect(engineCalls['coverage.ofIndex'].output.parse(summary)).toEqual(summary)
  expect(summary).toMatchObject({ windowSize: 16_384, windows: 7 + 4 })
  expect(summary.contigs).toMatchObject([
    { name: 'chr1', length: 100_000, firstWindow: 0, windows: 7, usual: true },
    { name: 'chr2', length: 50_000, firstWindow: 7, windows: 4, median: null, withoutSignal: 1 },
  ])

  const response = await engine.bulk(`coverage/${id}`)
  expect(response.headers.get('content-length')).toBe(String(16 + 11 * 4))
  const column = decodeDepthColumn(await response.arrayBuffer())
  expect(column?.windowSize).toBe(16_384)
  const depths = [...(column?.relativeDepth ?? [])]
  for (const depth of depths.slice(0, 3)) expect(Math.abs(depth - 1)).toBeLessThan(0.1)
  expect(Math.abs((depths[3] ?? 0) - (60_100 - 3 * 16_384) / 16_384)).toBeLessThan(0.1)
  expect(depths.slice(4)).toEqual(Array.from({ length: 7 }, () => 0))
})

it('refuses what is no BAM, and what the case does not have', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.vcf')
  expect(await engine.refusal('coverage.ofIndex', { file: id })).toMatchObject({ kind: 'call/invalid' })
  expect((await engine.bulk(`coverage/${id}`)).status).toBe(422)
  expect(await (await engine.bulk('coverage/none')).json()).toMatchObject({ kind: 'case/unknown-file' })
})

it('says that a file has changed since it was opened', async () => {
  await using engine = await opened()
  const { id } = await engine.file('a.bam')
  writeFileSync(join(folder, 'a.bam'), await smallBam(manyReads(10)))
  expect(await engine.refusal('coverage.ofIndex', { file: id })).toMatchObject({ kind: 'file/changed' })
})
