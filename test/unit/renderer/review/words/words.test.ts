import { describe, expect, it } from 'vitest'
import { genotypeShort, genotypeWords } from '../../../../../renderer/review/words/genotype-words.ts'
import { indexWords } from '../../../../../renderer/review/words/index-words.ts'
import {
  blockCount,
  changeText,
  consequenceText,
  coordinateText,
  filterWords,
  leftOutWords,
  lineLeftOut,
  heldOf,
  stoppedWords,
  typeText,
  variantCount,
} from '../../../../../renderer/review/words/variant-words.ts'
import { shortAllele } from '../../../../../shared/variant/short-allele.ts'
import { fakeBlock, fakeConsequence, fakeRow, genotype } from '../../../../support/fake-case.ts'

describe('genotypes in words', () => {
  it('never words a missing call as reference', () => {
    for (const state of ['not-called', 'partial', 'absent'] as const) {
      expect(genotypeWords(genotype(state))).not.toMatch(/ref/i)
      expect(genotypeShort(state)).not.toMatch(/ref/i)
    }
    expect(genotypeWords(genotype('not-called'))).toBe('not called (./.)')
  })

  it('says phase and the text of the file', () => {
    expect(genotypeWords({ state: 'het', text: '1|0', phased: true })).toBe('heterozygous (1|0, phased)')
    expect(genotypeWords(genotype('absent'))).toBe('the file gives no genotype')
  })
})

describe('variants in words', () => {
  it('gives a coordinate with its build', () => {
    expect(coordinateText('GRCh38', fakeRow(0))).toBe('GRCh38 chr7:117559591 TCTT>T')
    expect(coordinateText('unknown', fakeRow(0))).toBe('unknown build chr7:117559591 TCTT>T')
  })

  it('shows HGVS c. without its transcript, else the alleles', () => {
    expect(changeText(fakeRow(0))).toBe('c.1521_1523del')
    expect(changeText(fakeRow(0, { consequence: fakeConsequence({ hgvsc: null }) }))).toBe('TCTT>T')
    expect(changeText(fakeRow(0, { consequence: null, ref: 'A'.repeat(60), alt: '<DEL>' }))).toBe(
      'AAAA…(60)><DEL>',
    )
  })

  it('cuts long alleles and says how long they are', () => {
    expect(shortAllele('ACGTACGTACGT')).toBe('ACGTACGTACGT')
    expect(shortAllele('ACGTACGTACGTA')).toBe('ACGT…(13)')
  })

  it('words consequences', () => {
    expect(consequenceText('splice_region_variant&intron_variant')).toBe('splice region, intron')
  })

  it('tells PASS, failed and never filtered apart', () => {
    expect(filterWords(['PASS'])).toMatchObject({ short: 'PASS', kind: 'pass' })
    expect(filterWords([])).toMatchObject({ kind: 'none' })
    expect(filterWords(['LowQual', 'SnpCluster'])).toEqual({
      short: 'LowQual +1',
      full: 'Failed: LowQual, SnpCluster',
      kind: 'failed',
    })
  })

  it('counts honestly', () => {
    const list = { found: 100_000, referenceBlocks: 0, loading: false, truncated: false, stopped: null }
    expect(variantCount(list)).toBe('100,000 of 100,000 variants')
    expect(variantCount({ ...list, truncated: true })).toBe('first 100,000 shown, the file has more')
    expect(variantCount({ ...list, loading: true })).toBe('100,000 variants so far…')
    expect(variantCount({ ...list, found: 1 })).toBe('1 of 1 variant')
    expect(variantCount({ ...list, found: 0 })).toBe('no variants')
  })

  it('counts reference blocks beside the variants, never among them', () => {
    const list = { found: 12, referenceBlocks: 340, loading: false, truncated: false, stopped: null }
    expect(variantCount(list)).toBe('12 of 12 variants')
    expect(blockCount(list)).toBe('340 reference blocks')
    expect(blockCount({ ...list, referenceBlocks: 0 })).toBeNull()
    expect(blockCount({ ...list, referenceBlocks: 1, loading: true })).toBe('at least 1 reference block')
    expect(blockCount({ ...list, truncated: true })).toBe('at least 340 reference blocks')
    expect(variantCount({ ...list, found: 0, stopped: { kind: 'vcf/no-header', file: 'x' } })).toBe(
      'no variants, reading stopped',
    )
    expect(heldOf(100, 340, '340 reference blocks')).toBe('first 100 of 340 reference blocks')
    expect(heldOf(340, 340, '340 reference blocks')).toBe('340 reference blocks')
  })

  it('names a reference block by its stretch, with the build', () => {
    const block = fakeBlock(0, 1, { position: 500, start: 499, end: 612 })
    expect(coordinateText('GRCh38', block)).toBe('GRCh38 chr7:500-612')
    expect(coordinateText('GRCh38', { ...block, end: 500 })).toBe('GRCh38 chr7:500')
    expect(changeText(block)).toBe('block, 113 bp')
  })

  it('never counts a list as whole when reading broke off', () => {
    const stopped = { kind: 'vcf/no-header', file: 'x.vcf' } as const
    const list = { referenceBlocks: 0, loading: false, truncated: false, stopped }
    expect(variantCount({ ...list, found: 400 })).toBe('first 400 only, reading stopped')
    expect(variantCount({ ...list, found: 0 })).toBe('not readable')
  })

  it('goes on after a line that cannot be read while the import is under way, and says so', () => {
    const line = { kind: 'vcf/too-few-columns', file: 'x.vcf', line: 404, found: 3, expected: 8 } as const
    const cut = { kind: 'bgzf/truncated', file: 'x.vcf.gz', offset: 9 } as const
    const importing = { state: 'importing', task: 't' } as const
    expect(lineLeftOut(line, importing)).toBe(404)
    expect(lineLeftOut(line, undefined)).toBe(404)
    expect(lineLeftOut(cut, importing)).toBeNull()
    expect(lineLeftOut(null, importing)).toBeNull()
    expect(lineLeftOut(line, { state: 'cancelled' })).toBeNull()
    expect(lineLeftOut(line, { state: 'failed', error: line })).toBeNull()
    const list = { found: 400, referenceBlocks: 0, loading: false, truncated: false, stopped: line }
    expect(variantCount(list, true)).toBe('400 variants so far…')
    expect(leftOutWords(1404)).toBe(
      'Line 1,404 cannot be read. The list goes on after it when the import is done.',
    )
    expect(stoppedWords(400)).toBe('Reading stopped: only the 400 variants before the damage are listed.')
    expect(stoppedWords(0)).toBe('No variant could be read.')
  })

  it.each([
    ['snv', 'A', 'G', 0, 1, 'SNV'],
    ['mnv', 'AC', 'GT', 0, 2, 'MNV, 2 bp'],
    ['deletion', 'ATCT', 'A', 0, 4, 'deletion, 3 bp'],
    ['insertion', 'T', 'TCGC', 0, 1, 'insertion, 3 bp'],
    ['indel', 'AT', 'GCC', 0, 2, 'indel'],
    // The demo's LDLR deletion: POS 11,119,654, END 11,120,981.
    ['symbolic', 'G', '<DEL>', 11_119_653, 11_120_981, 'deletion, 1,327 bp'],
    ['symbolic', 'N', '<DUP:TANDEM>', 0, 101, 'duplication, 100 bp'],
    // Without END the file gives no length.
    ['symbolic', 'N', '<DEL>', 0, 1, 'deletion'],
    ['symbolic', 'N', '<TRA>', 0, 900, 'translocation'],
    ['symbolic', 'N', '<NON_REF>', 0, 1, 'symbolic allele'],
    ['breakend', 'G', 'G]17:198982]', 0, 1, 'breakend'],
    ['reference-block', 'G', '<NON_REF>', 0, 9, 'reference block, 9 bp'],
  ] as const)('says what a %s %s>%s is', (type, ref, alt, start, end, words) => {
    expect(typeText(fakeRow(0, { type, ref, alt, start, end }))).toBe(words)
  })
})

describe('an index in words', () => {
  it('says format, place, who built it and that it is old', () => {
    expect(
      indexWords({ state: 'ready', format: 'csi', path: 'x', where: 'cache', stale: true, built: true }),
    ).toBe('Index CSI in the cache folder, built by Casement, older than the file')
  })
})
