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
    const differing: string[] = []
    for (const site of demoSites())
      for (const member of MEMBERS) {
        const called = site.calls?.[member]
        if (called !== undefined && called !== genotypeOf(site, member))
          differing.push(`${site.contig}:${site.position} ${member} ${genotypeOf(site, member)} as ${called}`)
      }
    // The artefacts, and the parent without reads.
    expect(differing.toSorted()).toEqual([
      'chr17:31229155 proband 0/0 as 0/1',
      'chr2:166041351 father 0/0 as 0/1',
      'chr2:47414420 proband 0/0 as 0/1',
      'chr9:127675910 father 0/1 as ./.',
    ])
  })

  it('plants an MNV: two variants of one codon, a stop alone, a missense together', () => {
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
  it('has open reading frames', () => {
    const stops = DEMO_TRANSCRIPTS.flatMap((transcript) => {
      const last = Math.floor((transcript.coding[1] - transcript.coding[0] + 1) / 3)
      return Array.from({ length: last - 1 }, (_, i) => codonAt(reference, transcript, i + 1)).filter(
        (codon) => codon !== null && translate(codon) === '*',
      )
    })
    expect(stops).toEqual([])
  })

  it('has canonical splice sites', () => {
    const odd: string[] = []
    let seen = 0
    for (const transcript of DEMO_TRANSCRIPTS)
      for (const [number, first, last] of transcript.exons) {
        const window = reference.windowAt(transcript.contig, first - 1)
        if (!window || last + 2 > window.end || first - 3 < window.start) continue
        const left = reference.slice(transcript.contig, first - 3, first - 1)
        const right = reference.slice(transcript.contig, last, last + 2)
        const [acceptor, donor] =
          transcript.strand === '+' ? [left, right] : [reverseComplement(right), reverseComplement(left)]
        seen++
        if (number > 1 && acceptor !== 'AG') odd.push(`${transcript.id} exon ${number} acceptor ${acceptor}`)
        if (number < transcript.exonCount && donor !== 'GT')
          odd.push(`${transcript.id} exon ${number} donor ${donor}`)
      }
    expect(odd).toEqual([])
    expect(seen).toBeGreaterThan(30)
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
