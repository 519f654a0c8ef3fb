import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type AlleleCounts, countAlleles } from '../../../../electron/engine/demo/allele-count.ts'
import { deletionEvidence } from '../../../../electron/engine/demo/deletion-evidence.ts'
import { DEMO_FILE_NAMES, type Member, MEMBERS } from '../../../../electron/engine/demo/family.ts'
import { demoSites } from '../../../../electron/engine/demo/sites.ts'
import { syntheticReference } from '../../../../electron/engine/demo/synthetic-reference.ts'
import type { DemoTruth } from '../../../../electron/engine/demo/truth.ts'
import { DEMO_TRUTHS, truthNamed } from '../../../../electron/engine/demo/truths.ts'
import { siteCounts } from '../../../../electron/engine/demo/vcf-text.ts'
import { CIGAR_M, formatCigar } from '../../../../electron/engine/files/bam/cigar.ts'
import type { NewRecord } from '../../../../electron/engine/files/bam/record-encoder.ts'
import { readsIn, readsOf, tagOf } from './family-reads.ts'

const within = (value: number, [low, high]: readonly [number, number]): boolean =>
  value >= low && value <= high

function countsAt(truth: DemoTruth, member: Member): { counts: AlleleCounts; allele: number } {
  const start = truth.position - 1
  const alts = DEMO_TRUTHS.filter((t) => t.contig === truth.contig && t.position === truth.position).map(
    (t) => t.alt,
  )
  const following = syntheticReference().slice(truth.contig, start, start + 60)
  const counts = countAlleles(readsIn(member, truth.contig, start - 400, start + 1), {
    start,
    ref: truth.ref,
    alts,
    following,
  })
  return { counts, allele: alts.indexOf(truth.alt) + 1 }
}

const small = DEMO_TRUTHS.filter((truth) => truth.reads !== null)

describe.each(small.map((truth) => [truth.name, truth] as const))('reads at %s', (_name, truth) => {
  it.each(MEMBERS)('show in the %s what is promised', (member) => {
    const promised = truth.reads?.[member]
    if (!promised) throw new RangeError(truth.name)
    const { counts, allele } = countsAt(truth, member)
    const total = counts.fragments.reduce((a, b) => a + b, 0)
    const fraction = total === 0 ? 0 : (counts.fragments[allele] ?? 0) / total
    const forward = counts.forward[allele] ?? 0
    const reverse = counts.reverse[allele] ?? 0
    const seen = { total, fraction, forward, reverse, all: counts }
    expect(seen).toSatisfy(() => within(total, promised.depth) && within(fraction, promised.altFraction))
    // Where the alternate is biased the reference is not: it is the allele, not the site.
    const balanced = Math.min(counts.forward[0] ?? 0, counts.reverse[0] ?? 0) > 3
    const kept = {
      any: true,
      both: Math.min(forward, reverse) > 0,
      none: forward === 0 && reverse === 0,
      reverse: forward === 0 && reverse > 3 && balanced,
    }[promised.strands]
    expect(seen).toSatisfy(() => kept)
  })
})

/** Base and quality of a read at a 0-based position; undefined when it has none there. */
function baseAt(
  record: NewRecord,
  position: number,
): { base: string; quality: number; index: number } | undefined {
  let at = record.start
  let query = 0
  for (const op of record.cigar) {
    const [code, length] = [op & 15, op >>> 4]
    if (code === CIGAR_M && position >= at && position < at + length) {
      const index = query + position - at
      return { base: record.sequence[index] ?? '', quality: record.qualities?.[index] ?? 0, index }
    }
    if (code === CIGAR_M || code === 2) at += length
    if (code === CIGAR_M || code === 1 || code === 4) query += length
  }
  return undefined
}

describe('phase', () => {
  /** Alleles of fragments that cover both single-base sites. */
  function together(a: DemoTruth, b: DemoTruth, member: Member): Map<string, number> {
    const fragments = new Map<string, Map<DemoTruth, string>>()
    for (const record of readsIn(member, a.contig, a.position - 400, b.position)) {
      if ((record.flags & 0xf04) !== 0) continue
      for (const truth of [a, b]) {
        const seen = baseAt(record, truth.position - 1)
        if (!seen) continue
        const known = fragments.get(record.name) ?? new Map<DemoTruth, string>()
        fragments.set(record.name, known.set(truth, seen.base === truth.alt ? 'alt' : 'ref'))
      }
    }
    const pairs = new Map<string, number>()
    for (const known of fragments.values()) {
      if (known.size < 2) continue
      const key = `${known.get(a)}-${known.get(b)}`
      pairs.set(key, (pairs.get(key) ?? 0) + 1)
    }
    return pairs
  }

  it.each([
    ['cis-first', 'cis-second'],
    ['mnv-first', 'mnv-second'],
  ])('%s and %s lie on one copy', (first, second) => {
    const pairs = together(truthNamed(first), truthNamed(second), 'proband')
    expect([...pairs.keys()].sort()).toEqual(['alt-alt', 'ref-ref'])
    expect(pairs.get('alt-alt')).toBeGreaterThan(5)
    expect(pairs.get('ref-ref')).toBeGreaterThan(5)
  })

  it('the compound heterozygote’s halves never share a fragment', () => {
    const [snv, deletion] = [truthNamed('trans-paternal'), truthNamed('trans-maternal')]
    let [onlySnv, onlyDeletion] = [0, 0]
    for (const record of readsIn('proband', snv.contig, snv.position - 150, snv.position)) {
      if ((record.flags & 0xf04) !== 0) continue
      const hasSnv = baseAt(record, snv.position - 1)?.base === snv.alt
      const hasDeletion = formatCigar(record.cigar).includes('3D')
      expect(hasSnv && hasDeletion).toBe(false)
      // Only reads long enough on both sides to have shown the other.
      if (!baseAt(record, snv.position - 1) || !baseAt(record, deletion.position + 20)) continue
      if (hasSnv) onlySnv++
      if (hasDeletion) onlyDeletion++
    }
    expect(Math.min(onlySnv, onlyDeletion)).toBeGreaterThan(2)
  })
})

describe('the strand artefact', () => {
  it.each(['strand-artefact', 'filtered-artefact'])(
    '%s: poor bases near the ends of reverse reads',
    (name) => {
      const truth = truthNamed(name)
      const member = name === 'strand-artefact' ? 'proband' : 'father'
      const start = truth.position - 1
      const starts = new Set<number>()
      for (const record of readsIn(member, truth.contig, start - 400, start + 1)) {
        const seen = baseAt(record, start)
        if (seen?.base !== truth.alt || (record.flags & 0xf00) !== 0) continue
        expect(record.flags & 0x10).toBe(0x10)
        expect(seen.index).toBeLessThan(30)
        expect(seen.quality).toBeLessThan(20)
        starts.add(record.start)
      }
      // Not copies of one molecule.
      expect(starts.size).toBeGreaterThan(4)
    },
  )
})

describe('the parental mosaic', () => {
  it('is good reads in the mother: no artefact', () => {
    const truth = truthNamed('parental-mosaic')
    const start = truth.position - 1
    const alts = readsIn('mother', truth.contig, start - 400, start + 1)
      .filter((r) => (r.flags & 0xf04) === 0)
      .flatMap((r) => {
        const seen = baseAt(r, start)
        return seen?.base === truth.alt ? [{ ...seen, mapq: r.mapq }] : []
      })
    expect(alts.length).toBeGreaterThanOrEqual(2)
    for (const { quality, mapq } of alts) {
      expect(quality).toBeGreaterThan(20)
      expect(mapq).toBeGreaterThan(20)
    }
  })
})

describe('the homopolymer', () => {
  it('slips to several lengths in everyone', () => {
    const truth = truthNamed('homopolymer-artefact')
    for (const member of MEMBERS) {
      const gaps = readsIn(member, truth.contig, truth.position - 140, truth.position - 10)
        .filter((r) => (r.flags & 0xf04) === 0)
        .flatMap((r) => /\d+M(\d[ID])\d+M/.exec(formatCigar(r.cigar))?.[1] ?? [])
      expect(gaps).toContain('1D')
      expect(new Set(gaps).size).toBeGreaterThan(1)
    }
  })
})

describe('the deletion', () => {
  const truth = truthNamed('deletion')
  const end = truth.end ?? 0

  it.each(MEMBERS)('shows in the %s what is promised', (member) => {
    const promised = truth.deletionReads?.[member]
    if (!promised) throw new RangeError('deletion')
    const near = readsIn(member, truth.contig, truth.position - 3_000, end + 3_000)
    const found = deletionEvidence(near, truth.position, end)
    expect(found).toSatisfy(() => within(found.split, promised.splitFragments))
    expect(found).toSatisfy(() => within(found.pairs.alt, promised.discordantPairs))
    expect(found).toSatisfy(() => within(found.depthRatio, promised.depthRatio))
  })

  it('is split into records that name each other', () => {
    for (const member of ['proband', 'father'] as const) {
      const near = readsIn(member, truth.contig, truth.position - 3_000, end + 3_000)
      const supplementary = near.filter((r) => (r.flags & 0x800) !== 0)
      expect(supplementary.length).toBeGreaterThan(2)
      for (const record of supplementary) {
        const place = (r: NewRecord): string =>
          `${truth.contig},${r.start + 1},${(r.flags & 0x10) === 0 ? '+' : '-'},${formatCigar(r.cigar).replaceAll('H', 'S')},${r.mapq},${String(tagOf(r, 'NM'))};`
        const primary = near.find(
          (r) =>
            r.name === record.name &&
            (r.flags & 0x9c0) === (record.flags & 0xc0) &&
            tagOf(r, 'SA') !== undefined,
        )
        expect(primary).toBeDefined()
        if (!primary) continue
        expect(tagOf(primary, 'SA')).toBe(place(record))
        expect(tagOf(record, 'SA')).toBe(place(primary))
        expect(formatCigar(record.cigar)).toMatch(/^(\d+H\d+M|\d+M\d+H)$/)
        expect(primary.sequence).toContain(record.sequence)
        // Both parts end exactly at the breakpoints.
        const spans = [primary, record].sort((a, b) => a.start - b.start)
        expect(spans[1]?.start).toBe(end)
      }
    }
    expect(readsOf('mother').some((r) => (r.flags & 0x800) !== 0)).toBe(false)
  })
})

describe('counts against samtools', () => {
  const golden = readFileSync(new URL('../../../fixtures/demo/pileup.tsv', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
  const LETTERS = 'ACGTacgt'

  it('agree at every single-base site, strand by strand', () => {
    const sites = demoSites().filter(
      (s) => s.ref.length === 1 && s.alleles.every(({ alt }) => alt.length === 1),
    )
    let compared = 0
    for (const member of MEMBERS)
      for (const site of sites) {
        const row = golden.find(
          ([file, contig, position]) =>
            file === DEMO_FILE_NAMES.bam[member] &&
            contig === site.contig &&
            Number(position) === site.position,
        )
        const counts = siteCounts(readsOf(member), site)
        for (const [i, base] of [site.ref, ...site.alleles.map(({ alt }) => alt)].entries()) {
          const seen = (letter: string): number => Number(row?.[3 + LETTERS.indexOf(letter)] ?? 0)
          expect([site.contig, site.position, counts.forward[i], counts.reverse[i]]).toEqual([
            site.contig,
            site.position,
            seen(base),
            seen(base.toLowerCase()),
          ])
          compared++
        }
      }
    expect(compared).toBeGreaterThan(800)
  })
})
