/** `[exon number, first base, last base, cDNA position of its first transcribed base]`, 1-based, inclusive. */
type DemoExon = readonly [number: number, first: number, last: number, cdna: number]

/** A transcript at a demo locus. Positions are 1-based and inclusive, as Ensembl and HGVS write them. */
export type DemoTranscript = {
  readonly gene: string
  readonly geneId: string
  /** Ensembl's transcript name, the key of the structure in the bundled gene structures. */
  readonly structure: string
  readonly id: string
  readonly protein: string
  readonly mane: 'select' | 'plus-clinical' | null
  readonly refseq: string | null
  readonly contig: string
  readonly strand: '+' | '-'
  readonly start: number
  readonly end: number
  readonly exonCount: number
  /** cDNA positions of the first and last base of the coding sequence (stop codon included). */
  readonly coding: readonly [number, number]
  readonly exons: readonly DemoExon[]
}

/** Where a genomic position lies in a transcript. */
export type TranscriptPlace =
  /** `cds` is the HGVS c. number, from 1, or null in an untranslated region. */
  | { readonly kind: 'exon'; readonly exon: number; readonly cdna: number; readonly cds: number | null }
  /** `cdna` is the nearest exonic base, `offset` the signed HGVS distance from it (+1 is the donor's G). */
  | { readonly kind: 'intron'; readonly intron: number; readonly cdna: number; readonly offset: number }
  | { readonly kind: 'upstream'; readonly distance: number }
  | { readonly kind: 'downstream'; readonly distance: number }

/** @param position 1-based, within a demo window (whose flanking exons are in the table). */
export function placeIn(transcript: DemoTranscript, position: number): TranscriptPlace {
  const forward = transcript.strand === '+'
  if (position < transcript.start)
    return { kind: forward ? 'upstream' : 'downstream', distance: transcript.start - position }
  if (position > transcript.end)
    return { kind: forward ? 'downstream' : 'upstream', distance: position - transcript.end }
  let before: { intron: number; cdna: number; distance: number } | undefined
  let after: { intron: number; cdna: number; distance: number } | undefined
  for (const [number, first, last, cdna] of transcript.exons) {
    const lastCdna = cdna + last - first
    if (position >= first && position <= last) {
      const at = forward ? cdna + position - first : cdna + last - position
      const [codingFirst, codingLast] = transcript.coding
      return {
        kind: 'exon',
        exon: number,
        cdna: at,
        cds: at >= codingFirst && at <= codingLast ? at - codingFirst + 1 : null,
      }
    }
    const transcribedBefore = forward ? last < position : first > position
    const distance = position > last ? position - last : first - position
    if (transcribedBefore && (!before || distance < before.distance))
      before = { intron: number, cdna: lastCdna, distance }
    if (!transcribedBefore && (!after || distance < after.distance))
      after = { intron: number - 1, cdna, distance }
  }
  // HGVS counts from the nearer exon; the middle base of an odd intron belongs to the donor side.
  if (before && (!after || before.distance <= after.distance))
    return { kind: 'intron', intron: before.intron, cdna: before.cdna, offset: before.distance }
  if (after) return { kind: 'intron', intron: after.intron, cdna: after.cdna, offset: -after.distance }
  return { kind: 'upstream', distance: 0 }
}

/** Genomic position (1-based) of a coding base, undefined when its exon is not in the table. */
export function genomicOfCds(transcript: DemoTranscript, cds: number): number | undefined {
  const cdna = cds + transcript.coding[0] - 1
  for (const [, first, last, start] of transcript.exons) {
    if (cdna < start || cdna > start + last - first) continue
    return transcript.strand === '+' ? first + cdna - start : last - (cdna - start)
  }
  return undefined
}

/** HGVS number of a cDNA position: `12`, `-3` (5′ UTR), `*7` (3′ UTR). */
export function hgvsNumber(transcript: DemoTranscript, cdna: number): string {
  const [first, last] = transcript.coding
  if (cdna < first) return String(cdna - first)
  if (cdna > last) return `*${cdna - last}`
  return String(cdna - first + 1)
}
