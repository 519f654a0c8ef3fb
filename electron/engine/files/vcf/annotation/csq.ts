import { impactOf } from '../../../../../shared/variant/consequence-severity.ts'
import type { VcfField } from '../header.ts'
import type { AnnotatedTranscript, AnnotationReader } from './annotation.ts'
import { type Entry, entryReader, impactFrom } from './entry.ts'
import { vepAlleleMatcher } from './vep-allele.ts'

const FORMAT = /Format:\s*"?([^"\s][^"]*)/i

/**
 * VEP gives transcripts without their version unless asked to; HGVS has it always. A change means nothing without the
 * version it was named on.
 */
export function withVersion(feature: string, hgvsc: string | null): string {
  const colon = hgvsc?.indexOf(':') ?? -1
  const named = colon < 0 ? '' : (hgvsc?.slice(0, colon) ?? '')
  return named.startsWith(`${feature}.`) ? named : feature
}

function transcript(entry: Entry): AnnotatedTranscript {
  const consequence = entry.get('Consequence') ?? 'sequence_variant'
  const featureType = entry.get('Feature_type')
  const feature = featureType === null || featureType === 'Transcript' ? entry.get('Feature') : null
  const hgvsc = entry.get('HGVSc')
  const mane = entry.get('MANE')
  return {
    gene: entry.get('SYMBOL', 'HGNC', 'Gene'),
    consequence,
    impact: impactFrom(entry.get('IMPACT')) ?? impactOf(consequence),
    transcript: feature === null ? null : withVersion(feature, hgvsc),
    mane: entry.get('MANE_SELECT') !== null || mane === 'MANE_Select',
    manePlusClinical: entry.get('MANE_PLUS_CLINICAL') !== null || mane === 'MANE_Plus_Clinical',
    canonical: entry.get('CANONICAL') === 'YES',
    hgvsc,
    hgvsp: entry.get('HGVSp'),
    source: 'CSQ',
    fields: entry.fields,
  }
}

/**
 * Ensembl VEP: `Allele|Consequence|IMPACT|…`, in the order its header line gives after `Format:`. Known by the key
 * `CSQ` or by the words VEP writes, as the key can be chosen. Null when `field` is none, or lists no format.
 *
 * @see https://www.ensembl.org/info/docs/tools/vep/vep_formats.html#output
 */
export function csqReader(field: VcfField): AnnotationReader | null {
  const description = field.description ?? ''
  if (field.id !== 'CSQ' && !/Ensembl VEP/i.test(description)) return null
  const format = FORMAT.exec(description)?.[1]
  if (format === undefined) return null
  const names = format.split('|').map((name) => name.trim())
  if (!names.some((name) => name.toLowerCase() === 'consequence')) return null
  const parse = entryReader(names)
  const numbered = names.some((name) => name.toUpperCase() === 'ALLELE_NUM')
  return {
    source: 'CSQ',
    key: field.id,
    names,
    read(value, allele) {
      const entries = value.split(',').map(parse)
      if (numbered)
        return entries.filter((entry) => entry.get('ALLELE_NUM') === String(allele.allele)).map(transcript)
      const matches = vepAlleleMatcher(
        allele,
        entries.map((entry) => entry.get('Allele') ?? '-'),
      )
      return entries.filter((entry) => matches(entry.get('Allele') ?? '-')).map(transcript)
    },
  }
}
