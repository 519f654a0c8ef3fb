import type { Consequence } from '../../../../shared/variant/variant-row.ts'
import type { AnnotationReader } from '../../files/vcf/annotation/annotation.ts'
import { isPopulationFrequency } from './frequency-fields.ts'

/** The parts of an entry that rows are made of. Fields that may stand in for one another are in order of preference. */
type Slots = {
  readonly consequence: number
  readonly impact: number
  readonly gene: readonly number[]
  readonly feature: number
  readonly featureType: number
  readonly maneSelect: number
  readonly manePlusClinical: number
  readonly mane: number
  readonly canonical: number
  readonly hgvsc: number
  readonly hgvsp: number
  readonly exon: number
  readonly clinicalSignificance: number
  readonly cadd: number
  readonly revel: number
  readonly spliceai: readonly number[]
  readonly frequencies: readonly number[]
  readonly alleleNumber: number
  readonly allele: number
  readonly change: number
}

/** How one annotation's entries are cut into fields, and which of them are kept: each in a slot of its own. */
export type AnnotationFormat = {
  readonly source: Consequence['source']
  readonly key: string
  /** Of each field of an entry its slot, or -1. */
  readonly slotOfField: Int16Array
  readonly slots: number
  readonly at: Slots
  /** Of each slot the field's name. */
  readonly names: readonly string[]
}

/** Field names for each part, by annotation; compared without case. */
const NAMES = {
  CSQ: {
    consequence: ['Consequence'],
    impact: ['IMPACT'],
    gene: ['SYMBOL', 'HGNC', 'Gene'],
    feature: ['Feature'],
    featureType: ['Feature_type'],
    exon: ['EXON'],
    hgvsc: ['HGVSc'],
    hgvsp: ['HGVSp'],
    allele: ['Allele'],
  },
  ANN: {
    consequence: ['Annotation'],
    impact: ['Annotation_Impact'],
    gene: ['Gene_Name', 'Gene_ID'],
    feature: ['Feature_ID'],
    featureType: ['Feature_Type'],
    exon: ['Rank'],
    hgvsc: ['HGVS.c'],
    hgvsp: ['HGVS.p'],
    allele: ['Allele'],
  },
  BCSQ: {
    consequence: ['consequence'],
    impact: [],
    gene: ['gene', 'symbol'],
    feature: ['transcript'],
    featureType: [],
    exon: [],
    hgvsc: [],
    hgvsp: [],
    allele: [],
  },
} as const

const SPLICEAI = /^(spliceai_(pred_)?)?ds_(ag|al|dg|dl)$/i

export function annotationFormat({ source, key, names }: AnnotationReader): AnnotationFormat {
  const slotOfField = new Int16Array(names.length).fill(-1)
  const kept: string[] = []
  const slotOf = (field: number): number => {
    const name = names[field]
    if (name === undefined) return -1
    const known = slotOfField[field] ?? -1
    if (known >= 0) return known
    slotOfField[field] = kept.length
    return kept.push(name) - 1
  }
  const lower = names.map((name) => name.toLowerCase())
  const find = (name: string): number => slotOf(lower.indexOf(name.toLowerCase()))
  const first = (wanted: readonly string[]): number => wanted.map(find).find((slot) => slot >= 0) ?? -1
  const all = (wanted: readonly string[]): number[] => wanted.map(find).filter((slot) => slot >= 0)
  const matching = (test: (name: string) => boolean): number[] =>
    names.flatMap((name, field) => (test(name) ? [slotOf(field)] : []))
  const of = NAMES[source]
  const vep = (...wanted: string[]): number => (source === 'CSQ' ? first(wanted) : -1)
  const at: Slots = {
    consequence: first(of.consequence),
    impact: first(of.impact),
    gene: all(of.gene),
    feature: first(of.feature),
    featureType: first(of.featureType),
    maneSelect: vep('MANE_SELECT'),
    manePlusClinical: vep('MANE_PLUS_CLINICAL'),
    mane: vep('MANE'),
    canonical: vep('CANONICAL'),
    hgvsc: first(of.hgvsc),
    hgvsp: first(of.hgvsp),
    exon: first(of.exon),
    clinicalSignificance: vep('CLIN_SIG', 'ClinVar_CLNSIG'),
    cadd: vep('CADD_PHRED'),
    revel: vep('REVEL', 'REVEL_score'),
    spliceai: source === 'CSQ' ? matching((name) => SPLICEAI.test(name)) : [],
    frequencies: source === 'CSQ' ? matching((name) => isPopulationFrequency(name, 'annotation')) : [],
    alleleNumber: vep('ALLELE_NUM'),
    allele: first(of.allele),
    change: source === 'BCSQ' ? find('dna_change') : -1,
  }
  return { source, key, slotOfField, slots: kept.length, at, names: kept }
}
