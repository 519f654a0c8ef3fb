import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CHROMOSOMES, chromosomeLength } from '../../../../../shared/genome/chromosome-length.ts'
import type { CheckId } from '../../../../../shared/quality/check-id.ts'
import type { CheckResult, GateCheck } from '../../../../../shared/quality/gate.ts'
import { writePed } from '../../../../support/case-files.ts'
import { checked } from '../../../../support/family-case.ts'
import { familyRecords, recordsVcf } from '../../../../support/generated-family.ts'
import { runningEngine } from '../../../../support/running-engine.ts'
import { writeSiteReads } from '../../../../support/site-reads.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const FIXTURES = join(import.meta.dirname, '../../../../fixtures/genome')

function resultOf<K extends CheckResult['check']>(
  checks: readonly GateCheck[],
  id: CheckId,
  kind: K,
): Extract<CheckResult, { check: K }> {
  const progress = checks.find((check) => check.id === id)?.progress
  if (progress?.state !== 'done' || progress.result.check !== kind)
    throw new Error(`${id} is ${JSON.stringify(progress)}`)
  return progress.result as Extract<CheckResult, { check: K }>
}

const CONTIGS = CHROMOSOMES.map((key) => ({
  name: `chr${key}`,
  length: chromosomeLength('GRCh38', key) ?? 0,
}))

it('finds reads that were exchanged, and passes those that were not', async () => {
  const { columns, records } = familyRecords({
    columns: { CHILD: 'CHILD', MOTHER: 'MOTHER', FATHER: 'FATHER' },
  })
  const some = records.filter(({ chromosome }) => Number(chromosome) >= 17)
  const into = join(folder, 'exchanged')
  mkdirSync(into)
  writeFileSync(join(into, 'family.vcf'), recordsVcf(columns, some))
  writePed(into, 'family.ped', ['F CHILD FATHER MOTHER 1 2', 'F MOTHER 0 0 2 1', 'F FATHER 0 0 1 1'])
  // The child's file has the mother's reads and the other way round; each names the sample it is taken for.
  for (const [name, of] of [
    ['CHILD', 'MOTHER'],
    ['MOTHER', 'CHILD'],
    ['FATHER', 'FATHER'],
  ] as const)
    // prettier-ignore
    await writeSiteReads(join(into, `${name}.bam`), some, columns.indexOf(of), CONTIGS, [name])
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [into] })
  const { rows, verdict } = resultOf(await checked(engine), 'swap', 'sample-swap')
  expect(verdict).toBe('fails')
  expect(Object.fromEntries(rows.map((row) => [row.sample, `${row.reason} ${row.best}`]))).toEqual({
    CHILD: 'other-sample MOTHER',
    MOTHER: 'other-sample CHILD',
    FATHER: 'same-sample FATHER',
  })
}, 60_000)

/** `small.fa`, whose reads `md.bam` has: the bases of a contig. */
function basesOf(contig: string): string {
  const [, found = ''] = readFileSync(join(FIXTURES, 'small.fa'), 'utf8').split(`>${contig}`)
  return (found.split('>')[0] ?? '').split('\n').slice(1).join('').toUpperCase()
}

it.each([
  ['those', 'passes', false],
  ['others', 'fails', true],
] as const)(
  'holds REF bases against the reads’ MD tags: %s',
  async (name, verdict, isOther) => {
    const into = join(folder, name)
    mkdirSync(into)
    for (const file of ['md.bam', 'md.bam.bai']) copyFileSync(join(FIXTURES, file), join(into, file))
    const bases = basesOf('chr7')
    const records = bases.split('').flatMap((base, i) => {
      if (!'ACGT'.includes(base)) return []
      const ref = isOther ? ('ACGT'.replace(base, '')[0] ?? 'A') : base
      const alt = 'ACGT'.replace(ref, '').at(-1)
      return [`chr7\t${i + 1}\t.\t${ref}\t${alt}\t50\tPASS\t.\tGT\t0/1`]
    })
    const head = ['##fileformat=VCFv4.2', `##contig=<ID=chr7,length=${bases.length}>`, '##source=Some caller', '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tkim'] // prettier-ignore
    writeFileSync(join(into, 'calls.vcf'), `${[...head, ...records].join('\n')}\n`)
    await using engine = runningEngine({ workers: 2 })
    await engine.call('case.open', { paths: [into] })
    const checks = await checked(engine)
    const { reference, bases: found } = resultOf(checks, 'build', 'build')
    expect(reference.source).toBe('reads')
    expect(found[0]).toMatchObject({ verdict, name: 'calls.vcf' })
    const { compared = 0, different = 0 } = found[0] ?? {}
    expect(compared).toBeGreaterThan(100)
    expect(different).toBe(isOther ? compared : 0)
    // What the headers and ends of the files say is there, too.
    const { files } = resultOf(checks, 'files', 'files')
    expect(files.find((file) => file.name === 'md.bam')).toMatchObject({
      end: 'there',
      sortOrder: 'coordinate',
    })
    expect(files.find((file) => file.name === 'calls.vcf')).toMatchObject({
      programs: ['Some caller'],
      readGroups: null,
    })
  },
  60_000,
)
