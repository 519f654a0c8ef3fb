import { impactOf } from '../../../../../shared/variant/consequence-severity.ts'
import type { VcfField } from '../header.ts'
import type { AnnotatedAllele, AnnotatedTranscript, AnnotationReader } from './annotation.ts'
import { type Entry, entryReader } from './entry.ts'

/** `@pos`: the consequence stands in the record at that POS (1-based) of the same contig. */
const POINTER = /^@([0-9]+)$/

/** The positions a BCSQ value points to. */
export function bcsqPointers(value: string): number[] {
  return value.split(',').flatMap((entry) => {
    const position = POINTER.exec(entry)?.[1]
    return position === undefined ? [] : [Number(position)]
  })
}

/**
 * `dna_change` is `POS REF > ALT`, several joined by `+` when variants on one haplotype act together. An entry
 * without one (introns, non-coding) is about the site, so about each of its alleles.
 */
function isFor(entry: Entry, { ref, alts, allele, position }: AnnotatedAllele): boolean {
  const change = entry.get('dna_change')
  if (change === null || alts.length === 1) return true
  return change.split('+').includes(`${position}${ref}>${alts[allele - 1] ?? ''}`)
}

function transcript(entry: Entry): AnnotatedTranscript {
  const consequence = entry.get('consequence') ?? 'sequence_variant'
  return {
    gene: entry.get('gene', 'symbol'),
    consequence,
    // BCSQ has no impact of its own: this is the one Ensembl gives the term.
    impact: impactOf(consequence),
    transcript: entry.get('transcript'),
    mane: false,
    manePlusClinical: false,
    canonical: false,
    // `amino_acid_change` and `dna_change` are no HGVS: they are shown among the fields.
    hgvsc: null,
    hgvsp: null,
    source: 'BCSQ',
    fields: entry.fields,
  }
}

/**
 * bcftools csq: `[*]consequence|gene|transcript|biotype[|strand|amino_acid_change|dna_change]`, by the names in its
 * header line. Entries that point to another record are left out: {@link bcsqPointers} finds them.
 *
 * @see bcftools(1), csq
 */
export function bcsqReader(field: VcfField): AnnotationReader | null {
  if (field.id !== 'BCSQ') return null
  const list = /consequence\|[^'"]*/i.exec(field.description ?? '')?.[0]
  if (list === undefined) return null
  const names = list.split('|').map((name) => name.replace(/[[\]]/g, '').trim())
  const parse = entryReader(names)
  return {
    source: 'BCSQ',
    key: field.id,
    names,
    read(value, allele) {
      const entries = value.split(',').filter((text) => !POINTER.test(text))
      return entries.map(parse).flatMap((entry) => (isFor(entry, allele) ? [transcript(entry)] : []))
    },
  }
}
