import { describe, expect, it } from 'vitest'
import { snvConsequence } from '../../../../electron/engine/demo/consequence.ts'
import { MEMBERS } from '../../../../electron/engine/demo/family.ts'
import { translate } from '../../../../electron/engine/demo/genetic-code.ts'
import { demoSites, genotypeOf } from '../../../../electron/engine/demo/sites.ts'
import { codonAt } from '../../../../electron/engine/demo/consequence.ts'
import {
  reverseComplement,
  syntheticReference,
} from '../../../../electron/engine/demo/synthetic-reference.ts'
import { genomicOfCds } from '../../../../electron/engine/demo/transcript.ts'
import { DEMO_TRANSCRIPTS } from '../../../../electron/engine/demo/transcript-table.ts'
import { DEMO_TRUTHS, truthNamed } from '../../../../electron/engine/demo/truths.ts'
import { DEMO_WINDOWS } from '../../../../electron/engine/demo/windows.ts'

const reference = syntheticReference()
const maneOf = (gene: string): (typeof DEMO_TRANSCRIPTS)[number] => {
  const found = DEMO_TRANSCRIPTS.find((t) => t.gene === gene && t.mane === 'select')
  if (!found) throw new RangeError(gene)
  return found
}

describe('DEMO_TRUTHS', () => {
  it('plants every situation that is promised', () => {
    expect(new Set(DEMO_TRUTHS.map(({ kind }) => kind))).toEqual(
      new Set([
        'de-novo',
        'recessive-homozygous',
        'compound-het',
        'cis-pair',
        'x-linked',
        'parental-mosaic',
        'strand-artefact',
        'homopolymer-artefact',
        'deletion',
        'multi-nucleotide',
        'parent-not-called',
        'multi-allelic',
        'not-filtered',
        'filtered-artefact',
        'worse-elsewhere',
      ]),
    )
    expect(new Set(DEMO_TRUTHS.map(({ name }) => name)).size).toBe(DEMO_TRUTHS.length)
  })

  it.each(DEMO_TRUTHS.map((t) => [t.name, t] as const))('%s: REF is the reference', (_name, truth) => {
    const start = truth.position - 1
    expect(reference.slice(truth.contig, start, start + truth.ref.length)).toBe(truth.ref)
  })

  it.each(
    DEMO_TRUTHS.filter((t) => t.ref.length === 1 && t.alt.length === 1).map((t) => [t.name, t] as const),
  )('%s: the annotation follows from the sequence and the transcript', (_name, truth) => {
    const found = snvConsequence(reference, maneOf(truth.gene), truth.position, truth.ref, truth.alt)
    expect(found.terms.join('&')).toBe(truth.consequence)
    expect(found.hgvsc).toBe(truth.hgvsc)
    expect(found.hgvsp).toBe(truth.hgvsp)
  })

  it('gives the genotypes that follow from who carries what, where no caller erred', () => {
    for (const site of demoSites()) {
      if (!site.calls) continue
      const truth = DEMO_TRUTHS.find((t) => t.contig === site.contig && t.position === site.position)
      for (const member of MEMBERS) {
        const implied = genotypeOf(site, member)
        const called = site.calls[member]
        // A call differs from the genomes only where that is the point.
        if (truth?.carriers.length === 0) expect(implied).toMatch(/^0(\/0)?$/)
        else if (called !== './.') expect(called).toBe(implied)
        else expect([truth?.kind, member, implied]).toEqual(['parent-not-called', 'father', '0/1'])
      }
    }
  })

  it('mends the MNV: two variants of one codon, a stop alone, a missense together', () => {
    const [first, second] = [truthNamed('mnv-first'), truthNamed('mnv-second')]
    const transcript = maneOf('FBN1')
    const codon = codonAt(reference, transcript, 926) ?? ''
    expect([codon, translate(codon)]).toEqual(['CAG', 'Q'])
    const positions = [2776, 2777, 2778].map((cds) => genomicOfCds(transcript, cds))
    expect([positions[2], positions[0]]).toEqual([first.position, second.position])
    const together = reverseComplement(second.alt) + codon[1] + reverseComplement(first.alt)
    expect([together, translate(together)]).toEqual(['TAC', 'Y'])
  })

  it('has a worse consequence on another transcript where it says so', () => {
    const truth = truthNamed('worse-elsewhere')
    const plus = DEMO_TRANSCRIPTS.find((t) => t.gene === 'CDKN2A' && t.mane === 'plus-clinical')
    if (!plus) throw new RangeError('CDKN2A')
    const found = snvConsequence(reference, plus, truth.position, truth.ref, truth.alt)
    expect([found.terms, found.hgvsp]).toEqual([['stop_gained'], 'p.Arg105Ter'])
  })

  it('names the halves of its pairs by each other', () => {
    for (const truth of DEMO_TRUTHS) {
      if (!truth.phase) continue
      const other = truthNamed(truth.phase.with)
      expect(other.phase).toEqual({ with: truth.name, is: truth.phase.is })
      expect(other.group).toBe(truth.group)
      const shared = truth.carriers.filter((carrier) => other.carriers.includes(carrier))
      expect(shared.length > 0).toBe(truth.phase.is === 'cis')
    }
  })
})

describe('syntheticReference', () => {
  it('has open reading frames and canonical splice sites', () => {
    for (const transcript of DEMO_TRANSCRIPTS) {
      const last = (transcript.coding[1] - transcript.coding[0] + 1) / 3
      for (let codon = 1; codon < last; codon++) {
        const bases = codonAt(reference, transcript, codon)
        if (bases !== null) expect(`${transcript.id} ${codon} ${translate(bases)}`).not.toMatch(/\*$/)
      }
      for (const [number, first, end] of transcript.exons) {
        const window = reference.windowAt(transcript.contig, first - 1)
        if (!window || end + 2 > window.end || first - 3 < window.start) continue
        const left = reference.slice(transcript.contig, first - 3, first - 1)
        const right = reference.slice(transcript.contig, end, end + 2)
        const [acceptor, donor] =
          transcript.strand === '+' ? [left, right] : [reverseComplement(right), reverseComplement(left)]
        if (number > 1) expect(acceptor).toBe('AG')
        if (number < transcript.exonCount) expect(donor).toBe('GT')
      }
    }
  })

  it('has the planted homopolymer and no other run beyond 7 bp', () => {
    const runs = DEMO_WINDOWS.flatMap(
      (w) => reference.slice(w.contig, w.start, w.end).match(/A{8,}|C{8,}|G{8,}|T{8,}/g) ?? [],
    )
    expect(runs).toEqual(['A'.repeat(27)])
  })

  it('makes SMN1 and SMN2 differ in c.840 alone', () => {
    const [smn2, smn1] = ['SMN2', 'SMN1'].map((gene) => {
      const window = DEMO_WINDOWS.find((w) => w.gene === gene)
      return window ? reference.slice(window.contig, window.start, window.end) : ''
    })
    const differences = Array.from(smn1 ?? '').flatMap((base, i) => (base === smn2?.[i] ? [] : [i]))
    expect(differences).toEqual([70_951_946 - 1 - 70_950_600])
  })
})
