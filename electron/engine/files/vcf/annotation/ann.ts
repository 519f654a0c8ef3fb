import { impactOf } from '../../../../../shared/variant/consequence-severity.ts'
import type { VcfField } from '../header.ts'
import type { AnnotatedTranscript, AnnotationReader } from './annotation.ts'
import { type Entry, entryReader, impactFrom } from './entry.ts'

function transcript(entry: Entry): AnnotatedTranscript {
  const consequence = entry.get('Annotation') ?? 'sequence_variant'
  return {
    gene: entry.get('Gene_Name', 'Gene_ID'),
    consequence,
    impact: impactFrom(entry.get('Annotation_Impact')) ?? impactOf(consequence),
    transcript: entry.get('Feature_Type') === 'transcript' ? entry.get('Feature_ID') : null,
    mane: false,
    manePlusClinical: false,
    canonical: false,
    hgvsc: entry.get('HGVS.c'),
    hgvsp: entry.get('HGVS.p'),
    source: 'ANN',
    fields: entry.fields,
  }
}

/** The allele of an entry: the ALT itself, or `ALT-…` when it is seen against another variant. */
function isFor(entry: Entry, alt: string): boolean {
  const written = entry.get('Allele') ?? ''
  return written === alt || written.startsWith(`${alt}-`)
}

/**
 * SnpEff: `Allele | Annotation | Annotation_Impact | …` as the header line lists it between quotes. Null when
 * `field` is none.
 *
 * @see https://pcingola.github.io/SnpEff/adds/VCFannotationformat_v1.0.pdf
 */
export function annReader(field: VcfField): AnnotationReader | null {
  if (field.id !== 'ANN') return null
  const list = /Allele\s*\|[^'"]*/i.exec(field.description ?? '')?.[0]
  if (list === undefined) return null
  const names = list.split('|').map((name) => name.trim())
  if (!names.some((name) => name.toLowerCase() === 'annotation')) return null
  const parse = entryReader(names)
  return {
    source: 'ANN',
    key: field.id,
    names,
    read(value, { alts, allele }) {
      const alt = alts[allele - 1]
      if (alt === undefined) return []
      const entries = value.split(',').map(parse)
      return entries.filter((entry) => alts.length === 1 || isFor(entry, alt)).map(transcript)
    },
  }
}
