import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Random, randomStream } from '../../electron/engine/demo/random.ts'
import { vcfLines } from '../../electron/engine/variants/export/export-vcf.ts'
import { openByteSource } from '../../electron/engine/files/byte-source.ts'
import type { OpenVariants } from '../../electron/engine/variants/open-variants.ts'
import { unobserved } from '../../electron/engine/work/job.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { TIDY_SAMPLES, tidyVcf } from '../support/tidy-vcf.ts'
import { importHere, openedStore } from '../support/variant-stores.ts'
import { bgzip } from '../support/vcf-text.ts'

/*
 * Random filters that mean the same to bcftools, over 20,000 records: the same records must pass. bcftools asks a record,
 * we ask each of its alleles: a record passes when one of its alleles does, which is the same for one comparison of a
 * value that each allele has, and for any number of others.
 */
const FILTERS = 200
const hasBcftools = spawnSync('bcftools', ['--version']).status === 0
if (!hasBcftools) console.log('skipped: bcftools is not installed, so there is nothing to compare with')
const folder = temporaryFolder()

/** A comparison in both languages. */
type Pair = { readonly ours: string; readonly theirs: string }

type Texts = readonly [ours: string, theirs: string]
type Pairs = readonly [Texts, ...Texts[]]

const OPERATORS = ['<', '<=', '>', '>='] as const
const GENOTYPES: Pairs = [
  ['hom-ref', 'RR'],
  ['hemizygous-ref', 'R'],
]
/** What only one of several alleles may be. */
const OF_ALLELE: Pairs = [
  ['het', 'RA'],
  ['hom-alt', 'AA'],
  ['hemizygous', 'A'],
  ['het-alt', 'aA'],
]
const TYPES: Pairs = [
  ['type == "snv"', 'TYPE~"snp"'],
  ['type in ["insertion", "deletion"]', 'TYPE~"indel"'],
  ['type == "mnv"', 'TYPE~"mnp"'],
  ['type == "breakend"', 'TYPE~"bnd"'],
  ['type == "spanning-deletion"', 'TYPE~"overlap"'],
]

function ofAllele(random: Random): Pair {
  const operator = random.pick(OPERATORS)
  switch (random.integer(0, 3)) {
    case 0: {
      const value = random.integer(0, 16) / 16
      return { ours: `info.AF ${operator} ${value}`, theirs: `INFO/AF${operator}${value}` }
    }
    case 1: {
      // bcftools 1.16 takes a missing integer of a list for the smallest there is: only what is larger can be asked.
      const larger = random.pick(['>', '>='])
      const value = random.integer(0, 6)
      return { ours: `info.AC ${larger} ${value}`, theirs: `INFO/AC${larger}${value}` }
    }
    case 2: {
      const [ours, theirs] = random.pick(TYPES)
      return { ours, theirs }
    }
    default: {
      const sample = random.integer(0, 2)
      const [ours, theirs] = random.pick(OF_ALLELE)
      return { ours: `gt(${TIDY_SAMPLES[sample]}) == "${ours}"`, theirs: `GT[${sample}]="${theirs}"` }
    }
  }
}

function ofRecord(random: Random): Pair {
  const operator = random.pick(OPERATORS)
  const sample = random.integer(0, 2)
  const name = TIDY_SAMPLES[sample] ?? ''
  const numbers: [ours: string, theirs: string, value: number][] = [
    ['qual', 'QUAL', random.integer(0, 400) / 4],
    ['info.DP', 'INFO/DP', random.integer(0, 200)],
    ['info.MQ', 'INFO/MQ', random.integer(0, 240) / 4],
    ['pos', 'POS', random.integer(1000, 4_000_000)],
    [`dp(${name})`, `FMT/DP[${sample}]`, random.integer(0, 120)],
    [`gq(${name})`, `FMT/GQ[${sample}]`, random.integer(0, 99)],
    [`ad_ref(${name})`, `FMT/AD[${sample}:0]`, random.integer(0, 40)],
    ['alts', 'N_ALT', random.integer(1, 2)],
  ]
  const [ours, theirs, value] = numbers[random.integer(0, numbers.length - 1)] ?? ['pos', 'POS', 0]
  switch (random.integer(0, 6)) {
    case 0: {
      const filter = random.pick(['PASS', 'q10', 'q10;lowdp'])
      return { ours: `filter == "${filter}"`, theirs: `FILTER="${filter}"` }
    }
    case 1: {
      const [state, code] = random.pick(GENOTYPES)
      return { ours: `gt(${name}) == "${state}"`, theirs: `GT[${sample}]="${code}"` }
    }
    case 2:
      return ours === 'pos' || ours === 'alts'
        ? { ours: 'info.DB', theirs: 'INFO/DB=1' }
        : { ours: `missing(${ours})`, theirs: `${theirs}="."` }
    case 3:
      return { ours: `gt(${name}) in ["not-called", "partial"]`, theirs: `GT[${sample}]="mis"` }
    default:
      return { ours: `${ours} ${operator} ${value}`, theirs: `${theirs}${operator}${value}` }
  }
}

/** Comparisons joined: at most one of those that are about an allele. */
function randomFilter(random: Random): Pair {
  const parts = Array.from({ length: random.integer(1, 4) }, () => ofRecord(random))
  if (random.chance(0.6)) parts[0] = ofAllele(random)
  return parts.reduce((left, right) =>
    random.chance(0.5)
      ? { ours: `(${left.ours} and ${right.ours})`, theirs: `(${left.theirs} && ${right.theirs})` }
      : { ours: `(${left.ours} or ${right.ours})`, theirs: `(${left.theirs} || ${right.theirs})` },
  )
}

const bcftools = (args: string[]): string =>
  execFileSync('bcftools', args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  })

describe.skipIf(!hasBcftools)('20,000 records', () => {
  const path = join(folder, 'large.vcf.gz')
  let variants: OpenVariants
  let lines: Int32Array

  beforeAll(async () => {
    writeFileSync(path, await bgzip(tidyVcf('oracle', 20_000)))
    variants = await openedStore(await importHere(path, folder, { partSize: 200_000 }))
    const all = Int32Array.from({ length: variants.store.meta.rows }, (_, row) => row)
    lines = Int32Array.from(await variants.rows.places(all, unobserved.signal), ({ line }) => line)
  })

  test('pass the same filters', async () => {
    const random = randomStream('filters')
    let passed = 0
    for (let i = 0; i < FILTERS; i++) {
      const { ours, theirs } = randomFilter(random)
      const rows = await variants.results.all({ filters: [{ expression: ours, missing: 'drop' }], sort: [] })
      const records = new Set(Array.from(rows, (row) => lines[row]))
      const expected = bcftools(['query', '-i', theirs, '-f', '.\n', path]).split('\n').length - 1
      expect(`${ours}: ${records.size}`).toBe(`${ours}: ${expected}`)
      if (expected > 0 && expected < 20_000) passed++
    }
    expect(passed).toBeGreaterThan(FILTERS / 2)
  })

  test('are exported as bcftools reads and exports them', async () => {
    for (const [ours, theirs] of [
      ['qual > 50 and type == "snv"', 'QUAL>50 && TYPE~"snp"'],
      ['pos > 0', 'POS>0'],
      ['pos < 0', 'POS<0'],
    ] as const) {
      const rows = await variants.results.all({ filters: [{ expression: ours, missing: 'drop' }], sort: [] })
      const source = await openByteSource(path)
      const parts: string[] = []
      const input = { source, kind: 'vcf', compression: 'bgzf', notes: ['##casement_filter=x'] } as const
      for await (const text of vcfLines(input, variants.rows, rows, unobserved.signal)) parts.push(text)
      await source.close()
      const exported = join(folder, 'exported.vcf')
      writeFileSync(exported, parts.join(''))
      const theirsText = bcftools(['view', '--no-version', '-H', '-i', theirs, path])
      expect(bcftools(['view', '--no-version', '-H', exported])).toBe(theirsText)
      expect(bcftools(['view', '--no-version', '-h', exported])).toContain('##casement_filter=x')
    }
  })

  test('are the same from BCF', async () => {
    const bcf = join(folder, 'large.bcf')
    bcftools(['view', '--no-version', '-O', 'b', '-o', bcf, path])
    const other = await openedStore(await importHere(bcf, folder))
    expect(other.store.meta).toMatchObject({ rows: variants.store.meta.rows, malformed: 0, stopped: null })
    const random = randomStream('bcf')
    for (let i = 0; i < 50; i++) {
      const query = {
        filters: [{ expression: randomFilter(random).ours, missing: 'drop' } as const],
        sort: [],
      }
      expect([...(await other.results.all(query))]).toEqual([...(await variants.results.all(query))])
    }
    expect(readFileSync(bcf).length).toBeGreaterThan(0)
  })
})
