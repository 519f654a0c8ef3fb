import { describe, expect, it } from 'vitest'
import { contigNames, selectionOf } from '../../../../../renderer/review/browser-pane/target.ts'
import type { ReferenceState } from '../../../../../shared/genome/gene.ts'
import { fakeRow } from '../../../../support/fake-case.ts'

const REFERENCE: ReferenceState = {
  source: 'reads',
  file: null,
  contigs: [
    { name: 'chr7', length: 159_345_973 },
    { name: 'chrM', length: 16_571 },
  ],
  fastaPath: 'x',
  faiPath: 'y',
}

describe('a variant in the browser’s contig names', () => {
  it('moves from the VCF’s name to the reference’s', () => {
    const inBrowser = contigNames(REFERENCE, [{ name: '7', length: 159_345_973 }], 'GRCh38')
    expect(selectionOf(fakeRow(0, { contig: '7' }), inBrowser)).toEqual({
      contig: 'chr7',
      start: 117_559_590,
      end: 117_559_594,
      position: 117_559_591,
      ref: 'TCTT',
      alt: 'T',
      mate: null,
    })
    // The other end of a breakend too: near its mate under another name, it would be shown apart.
    expect(selectionOf(fakeRow(0, { contig: '7', alt: 'T]7:117560000]' }), inBrowser).mate).toEqual({
      contig: 'chr7',
      position: 117_559_999,
    })
  })

  it('keeps a name the reference does not have, and never takes rCRS for hg19’s chrM', () => {
    const inBrowser = contigNames(REFERENCE, [{ name: 'MT', length: 16_569 }], 'GRCh37')
    expect([inBrowser('MT'), inBrowser('GL000192.1')]).toEqual(['MT', 'GL000192.1'])
  })

  it('keeps names while the reference is not known', () => {
    expect(contigNames(null, [{ name: '7', length: 1 }], 'GRCh38')('7')).toBe('7')
  })
})
