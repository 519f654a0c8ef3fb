import VCFParser from '@gmod/vcf'
import { describe, expect, it } from 'vitest'
import { contigIndex, GRCH38_CONTIGS } from '../../../../electron/engine/demo/contigs.ts'
import { CSQ_FIELDS } from '../../../../electron/engine/demo/csq.ts'
import { MEMBERS, SAMPLE_NAME } from '../../../../electron/engine/demo/family.ts'
import { demoSites } from '../../../../electron/engine/demo/sites.ts'
import { syntheticReference } from '../../../../electron/engine/demo/synthetic-reference.ts'
import { DEMO_TRUTHS, truthNamed } from '../../../../electron/engine/demo/truths.ts'
import { siteCounts, vcfText } from '../../../../electron/engine/demo/vcf-text.ts'
import { readsOf } from './family-reads.ts'

const text = vcfText({ proband: readsOf('proband'), mother: readsOf('mother'), father: readsOf('father') })
const header = text.split('\n').filter((line) => line.startsWith('#'))
const rows = text
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))

type Row = {
  contig: string
  position: number
  ref: string
  alts: string[]
  filter: string
  info: Map<string, string>
  samples: Map<string, string>[]
}
const parsed: Row[] = rows.map((columns) => {
  const [
    contig = '',
    position = '',
    ,
    ref = '',
    alt = '',
    ,
    filter = '',
    info = '',
    format = '',
    ...samples
  ] = columns
  return {
    contig,
    position: Number(position),
    ref,
    alts: alt.split(','),
    filter,
    info: new Map(
      info.split(';').map((entry): [string, string] => {
        const at = entry.indexOf('=')
        return [entry.slice(0, at), entry.slice(at + 1)]
      }),
    ),
    samples: samples.map((s) => {
      const values = s.split(':')
      return new Map(format.split(':').map((key, i): [string, string] => [key, values[i] ?? '']))
    }),
  }
})
const rowAt = (contig: string, position: number): Row => {
  const row = parsed.find((r) => r.contig === contig && r.position === position)
  if (!row) throw new RangeError(`${contig}:${position}`)
  return row
}

describe('the demo VCF', () => {
  it('declares what it uses: contigs with lengths, filters, fields, samples in order', () => {
    expect(header[0]).toBe('##fileformat=VCFv4.2')
    for (const { name, length } of GRCH38_CONTIGS)
      expect(header).toContain(`##contig=<ID=${name},length=${length},assembly=GRCh38>`)
    expect(header.join('\n')).toMatch(/made up/)
    expect(header.at(-1)?.split('\t').slice(9)).toEqual(MEMBERS.map((m) => SAMPLE_NAME[m]))
    const declared = (key: string): Set<string> =>
      new Set(header.flatMap((line) => new RegExp(`^##${key}=<ID=([^,]+)`).exec(line)?.[1] ?? []))
    for (const row of parsed) {
      for (const key of row.info.keys()) expect(declared('INFO').has(key)).toBe(true)
      expect([...(row.samples[0]?.keys() ?? [])].filter((key) => !declared('FORMAT').has(key))).toEqual([])
      expect(row.filter.split(';').filter((id) => id !== '.' && !declared('FILTER').has(id))).toEqual([])
    }
  })

  it('is read by @gmod/vcf with the same alleles, filters and genotypes', () => {
    const parser = new VCFParser({ header: header.join('\n') })
    expect(parser.samples).toEqual(MEMBERS.map((m) => SAMPLE_NAME[m]))
    for (const [i, columns] of rows.entries()) {
      const variant = parser.parseLine(columns.join('\t'))
      const row = parsed[i]
      expect([variant.CHROM, variant.POS, variant.REF, variant.ALT?.join(',')]).toEqual([
        row?.contig,
        row?.position,
        row?.ref,
        row?.alts.join(','),
      ])
      const genotypes = variant.GENOTYPES()
      for (const [j, member] of MEMBERS.entries())
        expect(genotypes[SAMPLE_NAME[member]]).toBe(row?.samples[j]?.get('GT'))
    }
  })

  it('is sorted, without a duplicate, REF as in the reference', () => {
    const place = (row: Row): number => contigIndex(row.contig) * 1e9 + row.position
    expect(parsed.filter((row, i) => i > 0 && place(row) <= place(parsed[i - 1] ?? row))).toEqual([])
    for (const row of parsed) {
      const start = row.position - 1
      expect(syntheticReference().slice(row.contig, start, start + row.ref.length)).toBe(row.ref)
    }
  })

  it('has 50 to 200 records, most of them ordinary', () => {
    expect(parsed.length).toBeGreaterThan(100)
    expect(parsed.length).toBeLessThan(220)
    expect(parsed.filter((r) => r.filter === 'PASS').length / parsed.length).toBeGreaterThan(0.9)
    expect(parsed.some((r) => r.filter === '.')).toBe(true)
    expect(parsed.some((r) => r.filter.includes(';'))).toBe(true)
    expect(parsed.some((r) => r.alts.length === 2)).toBe(true)
  })

  it.each(DEMO_TRUTHS.map((t) => [t.name, t] as const))('%s is in it as the table says', (_name, truth) => {
    const row = rowAt(truth.contig, truth.position)
    expect(row.ref).toBe(truth.ref)
    expect(row.alts).toContain(truth.alt)
    expect(row.filter).toBe(truth.filter)
    expect(row.samples.map((s) => s.get('GT'))).toEqual(MEMBERS.map((m) => truth.genotypes[m]))
    const { end } = truth
    const extent = end === undefined ? [undefined, undefined] : [String(end), String(truth.position - end)]
    expect([row.info.get('END'), row.info.get('SVLEN')]).toEqual(extent)
    const mane = (row.info.get('CSQ') ?? '')
      .split(',')
      .map((entry) => new Map(entry.split('|').map((value, i) => [CSQ_FIELDS[i], value])))
      .find(
        (entry) =>
          entry.get('MANE_SELECT') !== '' &&
          entry.get('ALLELE_NUM') === String(row.alts.indexOf(truth.alt) + 1),
      )
    expect(mane?.get('SYMBOL')).toBe(truth.gene)
    expect(mane?.get('Consequence')).toBe(truth.consequence)
    expect(mane?.get('HGVSc')?.endsWith(`:${truth.hgvsc}`)).toBe(true)
    expect(mane?.get('HGVSp')).toMatch(
      truth.hgvsp === null ? /^$/ : new RegExp(`:${truth.hgvsp.replaceAll('.', '\\.')}$`),
    )
  })

  it('has CSQ entries of as many fields as the header names', () => {
    const entries = parsed.flatMap((row) => row.info.get('CSQ')?.split(',') ?? [])
    expect(entries.length).toBeGreaterThan(parsed.length)
    expect(new Set(entries.map((entry) => entry.split('|').length))).toEqual(new Set([CSQ_FIELDS.length]))
    expect(header.some((line) => line.includes(`Format: ${CSQ_FIELDS.join('|')}"`))).toBe(true)
    // Several transcripts for some of them.
    expect(parsed.filter((row) => (row.info.get('CSQ') ?? '').includes(',')).length).toBeGreaterThan(20)
  })

  it('has AD and DP as counted in the reads', () => {
    for (const site of demoSites()) {
      if (site.end !== null) continue
      const row = rowAt(site.contig, site.position)
      for (const [i, member] of MEMBERS.entries()) {
        if (row.samples[i]?.get('GT') === '.') continue
        const { fragments, other } = siteCounts(readsOf(member), site)
        expect(row.samples[i]?.get('AD')).toBe(fragments.join(','))
        expect(row.samples[i]?.get('DP')).toBe(String(fragments.reduce((a, b) => a + b, other)))
      }
    }
  })

  it('has genotypes of high quality that agree with the reads (ordinary variants)', () => {
    const planted = new Set(DEMO_TRUTHS.map((t) => `${t.contig}:${t.position}`))
    const odd: string[] = []
    for (const row of parsed) {
      if (planted.has(`${row.contig}:${row.position}`)) continue
      for (const sample of row.samples) {
        const genotype = sample.get('GT') ?? ''
        if (genotype === '.') continue
        const [ref = 0, alt = 0] = (sample.get('AD') ?? '').split(',').map(Number)
        const balance = alt / (ref + alt)
        // One wrong base in 35 is a balance of 0.03: wider than clinical.md's 0.02 and 0.98.
        const [low, high] = /^0(\/0)?$/.test(genotype)
          ? [0, 0.06]
          : genotype === '0/1'
            ? [0.2, 0.8]
            : [0.94, 1]
        if (balance < low || balance > high || Number(sample.get('GQ')) < 20)
          odd.push(`${row.contig}:${row.position} ${[...sample.values()].join(':')}`)
      }
    }
    expect(odd).toEqual([])
  })

  it('is Mendelian except where planted', () => {
    const violations: string[] = []
    for (const row of parsed) {
      const [child = [], mother = [], father = []] = row.samples.map((s) => (s.get('GT') ?? '').split('/'))
      if ([child, mother, father].some((alleles) => alleles.includes('.'))) {
        // What is left to check on Y: the son's is the father's.
        if (row.contig === 'chrY' && child.join() !== father.join()) violations.push('chrY')
        continue
      }
      const consistent =
        row.contig === 'chrX'
          ? mother.includes(child[0] ?? '')
          : (mother.includes(child[0] ?? '') && father.includes(child[1] ?? '')) ||
            (mother.includes(child[1] ?? '') && father.includes(child[0] ?? ''))
      if (!consistent) violations.push(`${row.contig}:${row.position}`)
    }
    const planted = ['de-novo', 'parental-mosaic', 'strand-artefact', 'homopolymer-artefact']
      .map((name) => truthNamed(name))
      .map((truth) => `${truth.contig}:${truth.position}`)
    expect(violations.sort()).toEqual(planted.sort())
  })

  it('has haploid genotypes in the males on X and Y only', () => {
    for (const row of parsed)
      for (const [i, member] of MEMBERS.entries()) {
        const haploid = !(row.samples[i]?.get('GT') ?? '').includes('/')
        const expected = row.contig === 'chrY' || (row.contig === 'chrX' && member !== 'mother')
        expect(haploid).toBe(expected)
      }
  })
})
