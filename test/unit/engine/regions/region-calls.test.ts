import { gzipSync } from 'node:zlib'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runningEngine } from '../../../support/running-engine.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { vcfText } from '../../../support/vcf-text.ts'

const folder = temporaryFolder()
const put = (name: string, bytes: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return path
}
const BED = 'track name=x\nchr1\t100\t200\tfirst\t0\t+\nchr1\t50\t60\nchr2\t5\t9\tother\n'
const VCF = vcfText([['1', 10, '.', 'A', 'C', 50, 'PASS', '.']], {
  meta: ['##contig=<ID=1,length=249250621>', '##contig=<ID=2,length=243199373>'],
})

it('answers in the names of the case, whatever the BED calls its contigs and however it is compressed', async () => {
  await using engine = runningEngine()
  const bed = put('targets.bed.gz', gzipSync(BED))
  await engine.call('case.open', { paths: [put('a.vcf', VCF), bed] })
  const { id } = await engine.file('targets.bed.gz')
  const ask = (limit: number) =>
    engine.call('regions.inRegion', { file: id, contig: '1', start: 0, end: 150, limit })
  expect(await ask(10)).toEqual({
    regions: [
      { contig: '1', start: 50, end: 60, name: null, strand: null },
      { contig: '1', start: 100, end: 200, name: 'first', strand: '+' },
    ],
    total: 2,
  })
  expect((await ask(1)).total).toBe(2)
})

it('says which line of a BED is wrong, and that another file is no BED', async () => {
  await using engine = runningEngine()
  // Far enough down that the file is known as a BED by the lines before it.
  const bed = put('bad.bed', `${'chr1\t1\t5\n'.repeat(20_000)}chr1\t9\t3\n`)
  await engine.call('case.open', { paths: [put('a.vcf', VCF), bed] })
  const region = { contig: '1', start: 0, end: 150, limit: 10 }
  expect(
    await engine.refusal('regions.inRegion', { file: (await engine.file('bad.bed')).id, ...region }),
  ).toMatchObject({
    kind: 'text/bad-line',
    line: 20_001,
  })
  expect(
    await engine.refusal('regions.inRegion', { file: (await engine.file('a.vcf')).id, ...region }),
  ).toMatchObject({
    kind: 'call/invalid',
  })
})
