import { describe, expect, it } from 'vitest'
import igvPackage from '../../../../node_modules/igv/package.json' with { type: 'json' }
import { igvConfig } from '../../../../renderer/browser/igv-config.ts'
import { allelesText, overlayExtent } from '../../../../renderer/browser/selection-overlay.ts'
import { firstLocus } from '../../../../renderer/browser/first-locus.ts'

const selection = { contig: 'chr1', start: 100, end: 101, position: 101, ref: 'A', alt: 'T', mate: null }

describe('the marking of the selected variant', () => {
  it('lies beside the base, not on it', () => {
    expect(overlayExtent(selection, { chr: 'chr1', start: 0, bpPerPixel: 0.1 }, 2000)).toEqual({
      left: 999,
      width: 12,
    })
  })

  it('is seen however far out', () => {
    expect(
      overlayExtent(selection, { chr: 'chr1', start: 0, bpPerPixel: 1000 }, 500)?.width,
    ).toBeGreaterThanOrEqual(3)
  })

  it('is cut to the view and hidden outside of it', () => {
    const long = { ...selection, end: 100_000 }
    expect(overlayExtent(long, { chr: 'chr1', start: 50_000, bpPerPixel: 1 }, 500)).toEqual({
      left: 0,
      width: 501,
    })
    expect(overlayExtent(selection, { chr: 'chr1', start: 5000, bpPerPixel: 1 }, 500)).toBeNull()
    expect(overlayExtent(selection, { chr: 'chr2', start: 0, bpPerPixel: 1 }, 500)).toBeNull()
  })
})

describe('the alleles beside the marking', () => {
  it.each([
    ['A', 'T', 'A>T'],
    ['TCTT', 'T', 'TCTT>T'],
    ['A', 'ACGTACGTACGTACGT', 'A>ACGT…(16)'],
    ['N', '<DEL>', '<DEL>'],
    ['G', 'G]chr17:198982]', 'G]chr17:198982]'],
  ])('of %s to %s are %s', (ref, alt, words) => {
    expect(allelesText({ ...selection, ref, alt })).toBe(words)
  })
})

describe('how igv.js is started', () => {
  const files = { fasta: new File([], 'a.fa'), fai: new File([], 'a.fai'), cytobands: null }
  const config = igvConfig(files, { contig: 'chr1', start: 5, end: 10 }, {})

  it('looks nothing up outside', () => {
    expect(config.loadDefaultGenomes).toBe(false)
    expect(config.search).toBe(false)
    expect(config.reference.id).not.toMatch(/^(hg|GRCh)/)
    expect(JSON.stringify(config)).not.toMatch(/https?:/)
  })

  it('gives it no URL and no text to parse as a locus', () => {
    expect(config.reference.fastaURL).toBeInstanceOf(File)
    expect(config.reference.indexURL).toBeInstanceOf(File)
    expect(config.reference.locus).toEqual({ chr: 'chr1', start: 5, end: 10 })
  })

  it('is the version whose inner workings the adapter relies on (see igv-module.d.ts)', () => {
    expect(igvPackage.version).toBe('3.8.10')
  })
})

describe('where the browser opens', () => {
  const reference = {
    source: 'none' as const,
    file: null,
    contigs: [
      { name: 'chr1', length: 5000 },
      { name: 'chr2', length: 500_000 },
    ],
    fastaPath: '',
    faiPath: '',
  }
  it('at the selection, else at the start of the first contig', () => {
    expect(firstLocus(reference, selection)).toEqual({ contig: 'chr1', start: 40, end: 161 })
    expect(firstLocus(reference, null)).toEqual({ contig: 'chr1', start: 0, end: 5000 })
    expect(firstLocus(reference, { ...selection, contig: 'chr9' })).toEqual({
      contig: 'chr1',
      start: 0,
      end: 5000,
    })
  })

  it('no wider than reads are drawn', () => {
    const [, second] = reference.contigs
    const { start, end } = firstLocus({ ...reference, contigs: second ? [second] : [] }, null)
    expect(end - start).toBeGreaterThan(10_000)
    expect(end - start).toBeLessThan(30_000)
  })
})
