import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { bundledGenome } from '../../../../../electron/engine/genome/bundled.ts'
import { geneAt, genesOverlapping } from '../../../../../electron/engine/genome/gene-query.ts'
import { foldLog } from '../../../../../shared/case/case-state.ts'
import { CHROMOSOMES } from '../../../../../shared/genome/chromosome-length.ts'
import type { CheckId } from '../../../../../shared/quality/check-id.ts'
import { type GateCheck, standingOf } from '../../../../../shared/quality/gate.ts'
import { writePed, writeVcf } from '../../../../support/case-files.ts'
import { type DeepPlace, writeDepthBam } from '../../../../support/depth-bam.ts'
import {
  checked,
  CLEAN,
  familyChecks,
  findingIn,
  standings,
  writeFamily,
} from '../../../../support/family-case.ts'
import { SCENARIOS } from '../../../../support/family-scenarios.ts'
import { type FamilyRecord, familyRecords, recordsVcf } from '../../../../support/generated-family.ts'
import { runningEngine } from '../../../../support/running-engine.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()

// What is planted in other families is found in test/long/gate-families.test.ts.
it('flags nothing in the clean family', async () => {
  expect(standings(await familyChecks(folder, 'clean'))).toEqual(CLEAN)
}, 60_000)

it('finds a sex that is stated wrongly, and nothing else', async () => {
  const checks = await familyChecks(folder, 'clean', 'female')
  expect(standings(checks)).toEqual({ ...CLEAN, sex: 'fails' })
  expect(findingIn(checks, 'sex')).toContain('CHILD')
}, 60_000)

it('finds a sex that is stated wrongly by the depth of a file of targets alone', async () => {
  const resources = join(import.meta.dirname, '../../../../../resources')
  const table = await bundledGenome(resources).genes()
  const exons = (contig: string, count: number, depth: number): DeepPlace[] => {
    const rows = genesOverlapping(table, contig, 3_000_000, 150_000_000).flatMap((row) =>
      geneAt(table, row, `chr${contig}`),
    )
    const marked = rows.flatMap(({ transcripts }) => transcripts.filter(({ canonical }) => canonical))
    const coding = marked.filter(({ coding: part }) => part !== null).flatMap((one) => one.exons)
    return coding.slice(0, count).map((exon) => ({ ...exon, contig: `chr${contig}`, depth }))
  }
  const into = join(folder, 'targets')
  mkdirSync(into)
  await writeDepthBam(join(into, 'kim.bam'), 'kim', [...exons('21', 120, 30), ...exons('X', 200, 15)])
  await writeVcf(into, 'kim.vcf', { samples: ['kim'] })
  writePed(into, 'kim.ped', ['F kim 0 0 2 2'])
  await using engine = runningEngine({ workers: 2, resources })
  await engine.call('case.open', { paths: [into] })
  const checks = await checked(engine)
  const sex = checks.find(({ id }) => id === 'sex')?.progress
  const result = sex?.state === 'done' && sex.result.check === 'sex' ? sex.result : null
  expect(result?.byGenotypes).toMatchObject([{ verdict: 'not-possible' }])
  expect(result?.byCoverage).toMatchObject([
    { sample: 'kim', by: 'reads', seen: 'male', verdict: 'fails', index: { reason: 'targeted' } },
  ])
  expect(standings(checks).sex).toBe('fails')
  expect(findingIn(checks, 'sex')).toContain('kim')
}, 60_000)

it('takes an acknowledgement of what was found, until that is something else, and gives it up when undone', async () => {
  const path = writeFamily(join(folder, 'acknowledged'), SCENARIOS.clean, 'female')
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [path] })
  const checks = await checked(engine)
  // A check that was made again when the index came is one check.
  const done = (await engine.call('task.list', {})).filter(({ title }) => title === 'Checking the case')
  for (const { outcome } of done)
    expect(Number.parseInt(outcome ?? '0', 10)).toBeLessThanOrEqual(checks.length)
  const finding = findingIn(checks, 'sex')
  const wrong = { check: 'sex', finding: `${finding} and more`, reason: 'Confirmed.' } as const
  expect(await engine.refusal('quality.acknowledge', wrong)).toEqual({
    kind: 'quality/other-finding',
    check: 'sex',
  })
  const state = await engine.call('quality.acknowledge', { ...wrong, finding })
  const [given] = state.acknowledgements
  expect(given).toMatchObject({ check: 'sex', finding, reason: 'Confirmed.' })
  expect(given?.by.user).not.toBe('')
  expect(Date.parse(given?.at ?? '')).toBeGreaterThan(0)
  const sex = checks.find(({ id }) => id === 'sex')
  expect(sex && standingOf(sex, state.acknowledgements)).toBe('acknowledged')
  // Of another finding of the same check it says nothing.
  const other = { ...sex, progress: { ...sex?.progress, finding: 'fails: another' } } as GateCheck
  expect(standingOf(other, state.acknowledgements)).toBe('fails')
  // It is in the case file, with what was found.
  const kept = foldLog(engine.log)
  expect(kept?.acknowledgements).toEqual(state.acknowledgements)
  expect(kept?.checksFound.find(({ check }) => check === 'sex')).toEqual({
    check: 'sex',
    verdict: 'fails',
    finding,
  })
  const undone = await engine.call('case.undo', {})
  expect(undone.acknowledgements).toEqual([])
}, 60_000)

it('withdraws an acknowledgement in a later session, until that is undone', async () => {
  const casesFolder = join(folder, 'withdrawn cases')
  const path = writeFamily(join(folder, 'withdrawn'), SCENARIOS.clean, 'female')
  const saved = join(folder, 'withdrawn.casement')
  {
    await using engine = runningEngine({ workers: 2, casesFolder })
    await engine.call('case.open', { paths: [path] })
    const finding = findingIn(await checked(engine), 'sex')
    await engine.call('case.saveAs', { path: saved })
    await engine.call('quality.acknowledge', { check: 'sex', finding, reason: 'Confirmed.' })
  }
  await using engine = runningEngine({ workers: 2, casesFolder })
  const opened = await engine.call('case.open', { paths: [saved] })
  expect(opened.acknowledgements).toHaveLength(1)
  const state = await engine.call('quality.withdraw', { check: 'sex' })
  expect(state.acknowledgements).toEqual([])
  const event = engine.log.find((one) => one.event.kind === 'acknowledgement-withdrawn')?.event
  expect(event).toMatchObject({ check: 'sex', by: { user: opened.acknowledgements[0]?.by.user } })
  expect(await engine.refusal('quality.withdraw', { check: 'sex' })).toEqual({
    kind: 'quality/not-acknowledged',
    check: 'sex',
  })
  expect((await engine.call('case.undo', {})).acknowledgements).toEqual(opened.acknowledgements)
}, 60_000)

it('checks again what a change is of, and nothing else', async () => {
  const path = writeFamily(join(folder, 'again'), SCENARIOS.clean)
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [path] })
  const before = await checked(engine)
  await engine.call('case.setRole', { sample: 'CHILD', role: 'tumour' })
  await engine.call('case.setRole', { sample: 'MOTHER', role: 'normal' })
  await expect.poll(async () => standings(await checked(engine))['tumour-normal']).toBe('fails')
  const after = await checked(engine)
  const at = (checks: readonly GateCheck[], id: CheckId): unknown =>
    checks.find((check) => check.id === id)?.progress
  expect(at(after, 'files')).toEqual(at(before, 'files'))
}, 60_000)

const FASTA_LINE = 60
/** A contig of 600 bases, its FASTA and a VCF whose REF bases are of it, the `wrong` first of them not. */
function writeSmallGenome(name: string, wrong: number): string[] {
  const into = join(folder, name)
  mkdirSync(into)
  const bases = Array.from({ length: 600 }, (_, i) => 'ACGT'[(i * 7 + Math.floor(i / 5)) % 4]).join('')
  const lines = Array.from({ length: 10 }, (_, i) => bases.slice(i * FASTA_LINE, (i + 1) * FASTA_LINE))
  writeFileSync(join(into, 'reference.fa'), `>chrA\n${lines.join('\n')}\n`)
  const records = Array.from({ length: 100 }, (_, i) => {
    const position = 5 * i + 1
    const own = bases[position - 1] ?? 'N'
    const others = ['A', 'C', 'G', 'T'].filter((base) => base !== own)
    const ref = i < wrong ? others[0] : own
    return `chrA\t${position}\t.\t${ref}\t${others[1]}\t50\tPASS\t.\tGT\t0/1`
  })
  const head = [
    '##fileformat=VCFv4.2',
    '##contig=<ID=chrA,length=600>',
    '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tkim',
  ]
  writeFileSync(join(into, 'calls.vcf'), `${[...head, ...records].join('\n')}\n`)
  return [into]
}

async function buildOf(name: string, wrong: number) {
  const engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: writeSmallGenome(name, wrong) })
  const checks = await checked(engine)
  const build = checks.find(({ id }) => id === 'build')?.progress
  const result = build?.state === 'done' && build.result.check === 'build' ? build.result : null
  return { engine, checks, result }
}

it.each([
  ['the reference', 0, 'passes', 'as-reference'],
  ['the reference but one', 1, 'warns', 'some-different'],
  ['another reference', 60, 'blocks', 'other-reference'],
] as const)(
  'holds REF bases of %s against it',
  async (name, wrong, standing, reason) => {
    const { engine, checks, result } = await buildOf(name, wrong)
    await using _ = engine
    expect(standings(checks).build).toBe(standing)
    expect(result?.bases[0]).toMatchObject({ compared: 100, different: wrong, reason, name: 'calls.vcf' })
    expect(result?.reference).toEqual({ source: 'file', name: 'reference.fa' })
  },
  60_000,
)

it('takes no reason for variants of another reference, and says where they differ', async () => {
  const { engine, checks, result } = await buildOf('refused', 60)
  await using _ = engine
  expect(result?.bases[0]?.examples[0]).toMatchObject({ contig: 'chrA', position: 1 })
  const acknowledged = { check: 'build', finding: findingIn(checks, 'build'), reason: 'It is late.' } as const
  expect(await engine.refusal('quality.acknowledge', acknowledged)).toEqual({
    kind: 'quality/blocks',
    check: 'build',
  })
}, 60_000)

it('takes nobody’s genotypes from a file of somatic variants', async () => {
  const into = join(folder, 'somatic')
  mkdirSync(into)
  const { records } = familyRecords({ columns: { NORMAL: 'CHILD' } })
  writeFileSync(join(into, 'germline.vcf'), recordsVcf(['NORMAL'], records))
  const call = (genotype: number[], reads: number[]) => ({ genotype, reads, quality: 99 })
  const somatic = familyRecords({ seed: 9, columns: { TUMOUR: 'STRANGER' } }).records.slice(0, 300)
  const calls = [call([0, 1], [40, 20]), call([0, 0], [30, 0])]
  writeFileSync(
    join(into, 'somatic.vcf'),
    recordsVcf(
      ['TUMOUR', 'NORMAL'],
      somatic.map((record) => ({ ...record, alleles: record.alleles.slice(0, 2), calls })),
    ),
  )
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [into] })
  await engine.call('case.setRole', { sample: 'TUMOUR', role: 'tumour' })
  await engine.call('case.setRole', { sample: 'NORMAL', role: 'normal' })
  const resultOf = async () => {
    const pair = (await checked(engine)).find(({ id }) => id === 'tumour-normal')?.progress
    return pair?.state === 'done' && pair.result.check === 'tumour-normal' ? pair.result.pairs[0] : null
  }
  await expect.poll(resultOf).toMatchObject({
    concordance: { verdict: 'not-possible', reason: 'no-germline-sites' },
    tumourInNormal: { reason: 'as-expected' },
  })
  expect(standings(await checked(engine)).relatedness).toBe('not-possible')
}, 120_000)

it('takes a child’s genotypes from the file that has its parents, not from a larger one of its own', async () => {
  const into = writeFamily(join(folder, 'of one child too'), SCENARIOS.clean)
  const { records } = familyRecords({ ...SCENARIOS.clean, columns: { CHILD: 'CHILD' } })
  const { records: more } = familyRecords({ seed: 20, columns: { CHILD: 'STRANGER' } })
  const at = ({ chromosome }: FamilyRecord): number => CHROMOSOMES.indexOf(chromosome)
  const both = [...records, ...more].toSorted((a, b) => at(a) - at(b) || a.position - b.position)
  writeFileSync(join(into, 'child.vcf'), recordsVcf(['CHILD'], both))
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [into] })
  expect(standings(await checked(engine))).toEqual(CLEAN)
}, 60_000)

it('looks at REF bases all over a file', async () => {
  const into = join(folder, 'end of a file')
  mkdirSync(into)
  const length = 10_000
  const bases = Array.from({ length }, (_, i) => 'ACGT'[(i * 7 + Math.floor(i / 5)) % 4] ?? 'A')
  writeFileSync(join(into, 'reference.fa'), `>chrA\n${bases.join('')}\n`)
  // Another reference for the last third: beyond the first thousand of 1,900 records.
  const records = Array.from({ length: 1900 }, (_, i) => {
    const own = bases[5 * i] ?? 'N'
    const [first = 'N', second = 'N'] = ['A', 'C', 'G', 'T'].filter((base) => base !== own)
    return `chrA\t${5 * i + 1}\t.\t${i < 1300 ? own : first}\t${second}\t50\tPASS\t.\tGT\t0/1`
  })
  const head = ['##fileformat=VCFv4.2', `##contig=<ID=chrA,length=${length}>`, '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tkim'] // prettier-ignore
  writeFileSync(join(into, 'calls.vcf'), `${[...head, ...records].join('\n')}\n`)
  await using engine = runningEngine({ workers: 2 })
  await engine.call('case.open', { paths: [into] })
  const checks = await checked(engine)
  expect(standings(checks).build).toBe('blocks')
  const build = checks.find(({ id }) => id === 'build')?.progress
  const result = build?.state === 'done' && build.result.check === 'build' ? build.result : null
  expect(result?.bases[0]?.compared).toBe(1000)
}, 60_000)
