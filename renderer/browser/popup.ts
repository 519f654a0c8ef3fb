import type { IgvCoverage, IgvPopupItem, IgvRead } from 'igv/dist/igv.esm.js'
import type { BedRegion } from '../../shared/genome/bed-region.ts'
import type { Gene, Transcript } from '../../shared/genome/gene.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'
import type { DrawnSample } from './browser-types.ts'
import { escapeHtml, shorten } from './escape-html.ts'
import { exonAt } from './gene-features.ts'
import { genotypeGlyph, genotypeWords, placeAndChange, variantMark } from './variant-glyphs.ts'

/** A line of a popup; the value is text from a file more often than not. */
export type PopupLine = readonly [name: string, value: string]

const LIMIT = 160
/** The one string igv.js puts in as it is, without wrapping it into an attribute. */
const RULE = '<hr>'

/** Popup lines as igv.js wants them: it puts both parts, and the value once more as an attribute, into innerHTML. */
export function popupItems(...groups: readonly (readonly PopupLine[])[]): IgvPopupItem[] {
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, i) => [
      ...(i > 0 ? [RULE] : []),
      ...group.map(([name, value]) => ({ name: escapeHtml(name), value: escapeHtml(shorten(value, LIMIT)) })),
    ])
}

const coordinate = (contig: string, position0: number): string =>
  `${contig}:${(position0 + 1).toLocaleString('en-GB')}`

/** @see SAMv1 §1.4, FLAG */
const FLAGS: readonly (readonly [bit: number, words: string])[] = [
  [0x100, 'secondary'],
  [0x800, 'supplementary'],
  [0x200, 'failed quality checks'],
  [0x400, 'duplicate'],
]

const tagText = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : (JSON.stringify(value) ?? '')

/** A read at a 0-based position. */
export function readPopup(read: IgvRead, position: number): IgvPopupItem[] {
  const quality = read.readBaseQualityAt(position)
  const base = read.readBaseAt(position)
  const flags = FLAGS.flatMap(([bit, words]) => ((read.flags & bit) !== 0 ? [words] : []))
  const about: PopupLine[] = [
    ['Read', read.readName],
    [
      'Base here',
      base === undefined || base === ''
        ? 'none (deleted or skipped)'
        : `${base}${quality === undefined ? '' : `, Phred ${quality}`}`,
    ],
    [
      'Aligned',
      `${coordinate(read.chr, read.start)}–${read.end.toLocaleString('en-GB')} (${read.strand ? '+' : '−'})`,
    ],
    ['CIGAR', read.cigar],
    ['Mapping quality', String(read.mq)],
    ...(flags.length > 0 ? ([['Flags', flags.join(', ')]] as const) : []),
  ]
  const mate: PopupLine[] =
    read.mate === undefined
      ? []
      : [
          ['Mate', `${coordinate(read.mate.chr, read.mate.position)} (${read.mate.strand ? '+' : '−'})`],
          ['Template length', `${read.fragmentLength.toLocaleString('en-GB')} bp`],
        ]
  const tags = Object.entries(read.tagDict).map(([tag, value]): PopupLine => [tag, tagText(value)])
  return popupItems(about, mate, tags.slice(0, 24))
}

const BASES = ['A', 'C', 'G', 'T', 'N'] as const

/** The column of coverage at a 0-based position. */
export function coveragePopup(contig: string, position: number, coverage: IgvCoverage): IgvPopupItem[] {
  const counts = BASES.map((base): PopupLine => {
    const plus = coverage[`pos${base}`]
    const minus = coverage[`neg${base}`]
    const share = coverage.total === 0 ? 0 : Math.round((100 * (plus + minus)) / coverage.total)
    return [base, `${plus + minus} (${share}%, ${plus}+ ${minus}−)`]
  })
  return popupItems(
    [
      ['Position', coordinate(contig, position)],
      ['Reads with a base here', String(coverage.total)],
    ],
    counts,
    [
      ['Deleted', String(coverage.del)],
      ['Insertion before this base', String(coverage.ins)],
    ],
  )
}

export function variantPopup(row: VariantRow, samples: readonly DrawnSample[]): IgvPopupItem[] {
  const genotypes = samples.slice(0, 24).flatMap(({ label, place }): PopupLine[] => {
    const genotype = row.genotypes[place]
    if (!genotype) return []
    return [[label, `${genotypeGlyph(genotype.state).character} ${genotypeWords(genotype)}`]]
  })
  return popupItems(
    [
      [row.type === 'reference-block' ? 'Reference block' : 'Variant', placeAndChange(row)],
      ['Type', variantMark(row.type).words],
      ...(row.id === null ? [] : ([['ID', row.id]] as const)),
      ['Filter', row.filters.length === 0 ? 'not filtered' : row.filters.join(', ')],
      ...(row.alleles > 1 ? ([['Allele', `${row.allele} of ${row.alleles} at this position`]] as const) : []),
    ],
    genotypes,
  )
}

/** A gene of which the data gives no exons, and why. */
export function genePopup(gene: Gene, source: string | null): IgvPopupItem[] {
  return popupItems([
    ['Gene', gene.symbol],
    ['Strand', gene.strand === '.' ? 'not given by the source' : gene.strand],
    [
      'Exons',
      gene.placement === 'unknown'
        ? 'position not known in the bundled data'
        : 'not in the source, which gives only where the gene lies',
    ],
    ['For exons', 'add a GTF or GFF3 file'],
    ['Extent', `${coordinate(gene.contig, gene.start)}–${gene.end.toLocaleString('en-GB')}`],
    ...(source === null ? [] : ([['Source', source]] as const)),
  ])
}

/** Intervals of a BED file under the pointer. */
export function regionPopup(regions: readonly BedRegion[], file: string): IgvPopupItem[] {
  return popupItems(
    ...regions.map(({ contig, start, end, name, strand }): PopupLine[] => [
      ['Interval', name ?? 'without a name'],
      ['Extent', `${coordinate(contig, start)}–${end.toLocaleString('en-GB')}`],
      ['Length', `${(end - start).toLocaleString('en-GB')} bp`],
      ...(strand === null ? [] : ([['Strand', strand]] as const)),
      ['File', file],
    ]),
  )
}

/** A transcript at a 0-based position. */
export function transcriptPopup(
  gene: Gene,
  transcript: Transcript,
  position: number,
  source: string | null,
): IgvPopupItem[] {
  const exon = exonAt(transcript, position)
  return popupItems([
    ['Gene', gene.symbol],
    ['Transcript', `${transcript.id}${transcript.canonical ? ' (canonical)' : ''}`],
    ['Biotype', transcript.biotype],
    ['Strand', transcript.strand === '+' ? '+ (left to right)' : '− (right to left)'],
    ['Here', exon === null ? 'intron' : `exon ${exon.number} of ${exon.of}`],
    ['Extent', `${coordinate(gene.contig, transcript.start)}–${transcript.end.toLocaleString('en-GB')}`],
    ...(source === null ? [] : ([['Source', source]] as const)),
  ])
}
