import { tableRows } from './ideogram-file.ts'

type Interval = readonly [number, number]

/** A transcript whose place is not known yet: coordinates are bp from the base of its group, half-open. */
export type Structure = {
  /** Ensembl's transcript name (`BRCA1-203`). The table has no ENST id and no version. */
  readonly name: string
  readonly symbol: string
  readonly strand: '+' | '-'
  readonly biotype: string
  /** In genomic order. */
  readonly exons: readonly Interval[]
  /** Null when every base of the exons is untranslated. */
  readonly coding: Interval | null
  /** The first transcript listed for a gene symbol is Ensembl's canonical one. */
  readonly canonical: boolean
}

/**
 * Decodes `transcript_name offset biotype strand feature…`, a feature being `kind;start;length`.
 *
 * What the file's header says and what its rows hold differ; this follows the rows (see docs/decisions):
 * - the second column, unnamed in the header, is the offset of the transcript from the base of its group;
 * - the third value of a feature is not its end but its length, one less than its number of bases (end - start,
 *   both included): with that, and only with that, coding sequences are whole codons;
 * - starts count from the low end of the transcript on the genome, on both strands;
 * - all coding transcripts are there, not only the canonical ones, which come first.
 */
export function decodeStructures(text: string): Structure[] {
  const biotypes = keys(text, 'biotype')
  if (keys(text, 'subpart').join() !== "5'-UTR,exon,3'-UTR")
    throw new Error('gene structures: unknown subpart keys')
  const seen = new Set<string>()
  return tableRows(text).map(([name = '', offset, biotype, strand, ...features]) => {
    const symbol = name.replace(/-\d+$/, '')
    const canonical = !seen.has(symbol)
    seen.add(symbol)
    if (strand !== '+' && strand !== '-') throw new Error(`gene structures: ${name} has strand ${strand}`)
    const parts = features.map((feature): readonly [string, Interval] => {
      const [kind = '', start, length] = feature.split(';')
      const from = Number(offset) + Number(start)
      const to = from + Number(length) + 1
      if (!Number.isInteger(to)) throw new Error(`gene structures: ${name} has feature ${feature}`)
      return [kind, [from, to]]
    })
    const exons = parts
      .flatMap(([kind, interval]) => (kind === '1' ? [interval] : []))
      .toSorted((a, b) => a[0] - b[0])
    const untranslated = parts.flatMap(([kind, interval]) => (kind === '1' ? [] : [interval]))
    const coding = codingExtent(exons, untranslated)
    return { name, symbol, strand, biotype: biotypes[Number(biotype)] ?? 'other', exons, coding, canonical }
  })
}

/** `## biotype keys: 0 = protein_coding, 1 = …` */
function keys(text: string, what: string): string[] {
  const line = new RegExp(`^## ${what} keys: (.+)$`, 'm').exec(text)?.[1] ?? ''
  return line.split(', ').map((entry) => entry.replace(/^\d+ = /, ''))
}

/** From the first to the last exonic base that no UTR covers. */
function codingExtent(exons: readonly Interval[], untranslated: readonly Interval[]): Interval | null {
  let start = Infinity
  let end = -Infinity
  for (const exon of exons) {
    let [from, to] = exon
    // A UTR touches one end of the exon it lies in; both ends when the coding sequence lies within one exon.
    for (const [low, high] of untranslated) {
      if (low <= from && high > from) from = Math.max(from, high)
      if (high >= to && low < to) to = Math.min(to, low)
    }
    if (from >= to) continue
    start = Math.min(start, from)
    end = Math.max(end, to)
  }
  return start < end ? [start, end] : null
}
