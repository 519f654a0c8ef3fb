import { annotationReaders } from '../../files/vcf/annotation/annotation.ts'
import { withVersion } from '../../files/vcf/annotation/csq.ts'
import { AnnotationScan, type ScannedAlleles } from './annotation-scan.ts'
import { MISSING_INTEGER } from './byte-numbers.ts'
import type { ScanHeader } from './import-plan.ts'
import type { InfoScan } from './info-scan.ts'
import type { TermColumn, TextColumn } from './part-columns.ts'
import type { RowOutput } from './row-output.ts'

/** Writes which transcript is shown for a row, and what it says. */
export type AnnotationRows = {
  /** Takes a record, whose INFO has been read. */
  read(bytes: Uint8Array): void
  /** Writes the row of an allele. @returns the annotation it is from, for the scores that stand in it */
  push(alleles: ScannedAlleles, allele: number): AnnotationScan | null
}

/** The annotations a row's consequence can be from, by their number in the store. */
export const ANNOTATION_SOURCES = ['CSQ', 'ANN', 'BCSQ'] as const

const POINT = 46

/** INFO keys that {@link createAnnotationRows} needs. */
export function annotationKeys(header: ScanHeader): string[] {
  return annotationReaders(header).map((reader) => reader.key)
}

/** @param keyOf the number of a key in `info` */
export function createAnnotationRows(
  header: ScanHeader,
  info: InfoScan,
  keyOf: (id: string) => number,
  out: RowOutput,
): AnnotationRows {
  const scans = annotationReaders(header).map((reader) => ({
    scan: new AnnotationScan(reader),
    key: keyOf(reader.key),
  }))
  const { gene, consequence, worst, transcript, hgvsc, hgvsp, exon } = out
  const texts = [gene, consequence, worst, transcript, hgvsc, hgvsp, exon]
  const bytes = [out.source, out.impact, out.worstImpact, out.choice]

  const pushSlot = (
    column: TermColumn | TextColumn,
    scan: AnnotationScan,
    entry: number,
    slot: number,
  ): void => {
    const { entries } = scan
    if (!entries.has(entry, slot)) column.pushMissing()
    else if (entries.isEscaped(entry, slot)) column.pushText(entries.text(entry, slot))
    else column.push(entries.bytes, entries.from(entry, slot), entries.to(entry, slot))
  }

  const pushConsequence = (column: TermColumn, scan: AnnotationScan, entry: number): void => {
    const slot = scan.format.at.consequence
    // An entry that does not say is about the sequence: the mildest term there is.
    if (scan.entries.has(entry, slot)) pushSlot(column, scan, entry, slot)
    else column.pushText('sequence_variant')
  }

  const pushTranscript = (scan: AnnotationScan): void => {
    const { entries, shown, format } = scan
    const { feature, hgvsc: named } = format.at
    if (!scan.hasTranscript()) transcript.pushMissing()
    else if (format.source === 'CSQ' && !hasPoint(scan, feature))
      transcript.pushText(withVersion(entries.text(shown, feature), entries.text(shown, named)))
    else pushSlot(transcript, scan, shown, feature)
  }

  const pushShown = (scan: AnnotationScan): void => {
    const { entries, shown, format } = scan
    const { at, source } = format
    out.source.push(ANNOTATION_SOURCES.indexOf(source))
    pushSlot(gene, scan, shown, scan.geneSlot())
    pushConsequence(consequence, scan, shown)
    out.impact.push(scan.shownImpact)
    pushConsequence(worst, scan, scan.worst)
    out.worstImpact.push(scan.worstImpact)
    pushTranscript(scan)
    out.choice.push(scan.choice)
    out.mane.push(scan.choice === 0 ? 1 : 0)
    pushSlot(hgvsc, scan, shown, at.hgvsc)
    pushSlot(hgvsp, scan, shown, at.hgvsp)
    // SnpEff's rank counts introns as well as exons.
    const isIntron = source === 'ANN' && entries.text(shown, at.consequence).includes('intron')
    pushSlot(exon, scan, shown, isIntron ? -1 : at.exon)
  }

  return {
    read(line) {
      for (const { scan, key } of scans)
        if (info.to(key) > info.from(key)) scan.read(line, info.from(key), info.to(key))
    },
    push(alleles, allele) {
      let found: AnnotationScan | null = null
      let pointer = 0
      for (const { scan, key } of scans) {
        if (info.to(key) === info.from(key)) continue
        if (scan.pointer > 0) ({ pointer } = scan)
        if (found === null && scan.choose(alleles, allele)) found = scan
      }
      out.pointer.push(pointer > 0 ? pointer : MISSING_INTEGER)
      if (found === null) {
        for (const column of texts) column.pushMissing()
        for (const column of bytes) column.pushMissing()
        out.mane.push(0)
      } else pushShown(found)
      return found
    },
  }
}

function hasPoint({ entries, shown }: AnnotationScan, slot: number): boolean {
  const to = entries.to(shown, slot)
  for (let at = entries.from(shown, slot); at < to; at++) if (entries.bytes[at] === POINT) return true
  return false
}
