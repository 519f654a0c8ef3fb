import { describe, expect, it } from 'vitest'
import { MEMBERS, SAMPLE_NAME } from '../../../../electron/engine/demo/family.ts'
import { contigIndex, GRCH38_CONTIGS } from '../../../../electron/engine/demo/contigs.ts'
import { headerText } from '../../../../electron/engine/demo/member-reads.ts'
import { syntheticReference } from '../../../../electron/engine/demo/synthetic-reference.ts'
import { DEMO_WINDOWS } from '../../../../electron/engine/demo/windows.ts'
import { formatCigar, queryLength, referenceLength } from '../../../../electron/engine/files/bam/cigar.ts'
import type { NewRecord } from '../../../../electron/engine/files/bam/record-encoder.ts'
import { readsIn, readsOf, tagOf } from './family-reads.ts'
import { referenceFromMd } from './md-tag.ts'

const contigOf = (record: NewRecord): string => GRCH38_CONTIGS[record.refId]?.name ?? '*'
const mapped = (record: NewRecord): boolean => (record.flags & 0x4) === 0
const primary = (record: NewRecord): boolean => (record.flags & 0x900) === 0
const end = (record: NewRecord): number => record.start + referenceLength(record.cigar)

describe.each(MEMBERS)('reads of the %s', (member) => {
  const records = readsOf(member)

  it('are sorted by coordinate and lie in the windows', () => {
    const place = (record: NewRecord): number => record.refId * 1e9 + record.start
    expect(records.filter((r, i) => place(r) < place(records[i - 1] ?? r))).toEqual([])
    const outside = records.filter(
      (r) =>
        !DEMO_WINDOWS.some((w) => contigIndex(w.contig) === r.refId && r.start >= w.start && end(r) <= w.end),
    )
    expect(outside).toEqual([])
  })

  it('rebuild the reference exactly from MD, CIGAR and bases, and count NM right', () => {
    const reference = syntheticReference()
    for (const record of records) {
      if (!mapped(record)) continue
      const md = String(tagOf(record, 'MD'))
      const cigar = formatCigar(record.cigar)
      expect(referenceFromMd(cigar, record.sequence, md)).toBe(
        reference.slice(contigOf(record), record.start, end(record)),
      )
      const inserted = [...cigar.matchAll(/(\d+)I/g)].reduce((n, [, length]) => n + Number(length), 0)
      expect(tagOf(record, 'NM')).toBe(md.replaceAll(/[0-9^]/g, '').length + inserted)
    }
  })

  it('have as many bases and qualities as their CIGAR', () => {
    for (const record of records) {
      expect(record.qualities?.length).toBe(record.sequence.length)
      expect(queryLength(record.cigar)).toBe(mapped(record) ? record.sequence.length : 0)
    }
  })

  describe('are pairs that', () => {
    const byName = new Map<string, NewRecord[]>()
    for (const record of records)
      if (primary(record)) byName.set(record.name, [...(byName.get(record.name) ?? []), record])
    const pairs = [...byName.values()].flatMap(([a, b]) => (a && b ? [[a, b] as const] : []))
    const complete = pairs.filter(([a, b]) => mapped(a) && mapped(b))

    it('have two ends, one first and one last', () => {
      expect([...byName.values()].filter((pair) => pair.length !== 2)).toEqual([])
      for (const [a, b] of pairs) expect((a.flags & 0xc1) ^ (b.flags & 0xc0)).toBe(0xc1)
    })

    it('describe each other exactly', () => {
      for (const [record, mate] of pairs.flatMap(([a, b]) => [[a, b] as const, [b, a] as const])) {
        expect([record.mateRefId, record.mateStart]).toEqual([mate.refId, mate.start])
        expect((record.flags & 0x20) !== 0).toBe((mate.flags & 0x10) !== 0)
        expect((record.flags & 0x8) !== 0).toBe(!mapped(mate))
        expect([tagOf(record, 'MC'), tagOf(record, 'MQ')]).toEqual(
          mapped(mate) ? [formatCigar(mate.cigar), mate.mapq] : [undefined, undefined],
        )
        // Proper pair, QC-fail and duplicate are said of both or of neither.
        expect(record.flags & 0x602).toBe(mate.flags & 0x602)
      }
    })

    it('point inwards, with the template length of the outer ends and "proper" by it', () => {
      for (const [a, b] of complete) {
        const [left, right] = a.templateLength > 0 ? [a, b] : [b, a]
        const span = Math.max(end(a), end(b)) - Math.min(a.start, b.start)
        expect([left.templateLength, right.templateLength]).toEqual([span, -span])
        expect(left.start).toBeLessThanOrEqual(right.start)
        expect([left.flags & 0x10, right.flags & 0x10]).toEqual([0, 0x10])
        expect((left.flags & 0x2) !== 0).toBe(span <= 900)
      }
    })

    it('lie together when one end is unmapped', () => {
      const broken = pairs.filter((pair) => !complete.includes(pair))
      expect(broken.length).toBeGreaterThan(0)
      for (const [a, b] of broken)
        expect([a.start, a.templateLength, b.templateLength, a.flags & 0x2]).toEqual([b.start, 0, 0, 0])
    })
  })

  it('have the noise of a real library', () => {
    const primaries = records.filter((r) => primary(r) && mapped(r))
    const share = (test: (r: NewRecord) => boolean): number =>
      primaries.filter(test).length / primaries.length
    expect(share((r) => (r.flags & 0x400) !== 0)).toBeGreaterThan(0.035)
    expect(share((r) => (r.flags & 0x400) !== 0)).toBeLessThan(0.065)
    expect(share((r) => (r.flags & 0x200) !== 0)).toBeGreaterThan(0.0005)
    expect(share((r) => /S/.test(formatCigar(r.cigar)))).toBeGreaterThan(0.015)
    expect(share((r) => /S/.test(formatCigar(r.cigar)))).toBeLessThan(0.06)
    expect(records.some((r) => !mapped(r))).toBe(true)
    expect(records.some((r) => (r.flags & 0x100) !== 0)).toBe(true)
    // First in pair as often forward as reverse.
    expect(share((r) => (r.flags & 0x50) === 0x50)).toBeGreaterThan(0.2)
    const spans = primaries
      .filter((r) => r.templateLength > 0 && (r.flags & 0x2) !== 0)
      .map((r) => r.templateLength)
    const mean = spans.reduce((a, b) => a + b, 0) / spans.length
    expect(Math.abs(mean - 400)).toBeLessThan(6)
  })

  it('have qualities that fall along the read and errors to match', () => {
    let [early, late, expected, seen, bases] = [0, 0, 0, 0, 0]
    for (const record of readsIn(member, 'chr13', 20_187_600, 20_191_900)) {
      if (!mapped(record) || formatCigar(record.cigar) !== '150M' || !record.qualities) continue
      const cycles = (record.flags & 0x10) === 0 ? record.qualities : record.qualities.toReversed()
      early += cycles.slice(0, 50).reduce((a, b) => a + b, 0)
      late += cycles.slice(100).reduce((a, b) => a + b, 0)
      for (const quality of cycles) expected += 10 ** (-quality / 10)
      bases += 150
      // Mismatches at variant sites apart: they are on the haplotype, not the sequencer.
      seen += String(tagOf(record, 'MD')).replaceAll(/[^ACGT]/g, '').length
    }
    expect(early - late).toBeGreaterThan((bases / 3) * 3)
    const variants = bases / 150
    expect(seen).toBeGreaterThan(expected * 0.7)
    expect(seen).toBeLessThan(expected * 1.3 + variants)
  })

  it('cannot be placed in SMN1 and SMN2', () => {
    const smn = records.filter((r) => contigOf(r) === 'chr5')
    expect(smn.length).toBeGreaterThan(500)
    expect(smn.every((r) => r.mapq === 0)).toBe(true)
    expect(records.filter((r) => contigOf(r) !== 'chr5' && mapped(r)).every((r) => r.mapq >= 27)).toBe(true)
  })

  it('have a header that names the sample and says that all is synthetic', () => {
    const text = headerText(member, SAMPLE_NAME[member])
    expect(text).toContain(`SM:${SAMPLE_NAME[member]}`)
    expect(text).toContain('@SQ\tSN:chr1\tLN:248956422')
    expect(text.match(/^@SQ/gm)?.length).toBe(25)
    expect(text).toMatch(/^@CO\tSYNTHETIC DATA/m)
  })
})

describe('depth', () => {
  /** Mean over a stretch, duplicates and what is not primary left out. */
  const depth = (member: (typeof MEMBERS)[number], contig: string, from: number, to: number): number => {
    let bases = 0
    for (const record of readsIn(member, contig, from - 200, to))
      if (mapped(record) && (record.flags & 0xf00) === 0)
        bases += Math.max(0, Math.min(to, end(record)) - Math.max(from, record.start))
    return bases / (to - from)
  }

  it('is about 35, and half that on the X and Y of the males', () => {
    for (const member of MEMBERS) {
      const autosome = depth(member, 'chr13', 20_188_600, 20_190_900)
      expect(autosome).toBeGreaterThan(31)
      expect(autosome).toBeLessThan(40)
      const x = depth(member, 'chrX', 31_184_000, 31_186_500) / autosome
      const y = depth(member, 'chrY', 2_786_500, 2_788_000) / autosome
      expect(Math.abs(x - (member === 'mother' ? 1 : 0.5))).toBeLessThan(0.1)
      expect(Math.abs(y - (member === 'mother' ? 0 : 0.5))).toBeLessThan(0.1)
    }
  })
})
