import type { Consequence } from '../../../../../shared/variant/variant-row.ts'
import type { VcfHeader } from '../header.ts'
import { annReader } from './ann.ts'
import { bcsqReader } from './bcsq.ts'
import { csqReader } from './csq.ts'

/** What a record says about one alternate allele, as the annotation readers need it. */
export type AnnotatedAllele = {
  readonly ref: string
  readonly alts: readonly string[]
  /** 1-based. */
  readonly allele: number
  /** 1-based POS. */
  readonly position: number
}

/** One transcript's (or feature's) consequence, before one is chosen for the list. */
export type AnnotatedTranscript = Omit<Consequence, 'worseElsewhere'> & {
  readonly manePlusClinical: boolean
  readonly canonical: boolean
  /** Every field that is not empty, by the header's names, in their order. */
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** Reads one annotation of the INFO column, as its header line describes it. */
export type AnnotationReader = {
  readonly source: Consequence['source']
  /** The INFO key it is under: `CSQ`, `ANN`, `BCSQ`, or what VEP was told to write to. */
  readonly key: string
  /** The fields of an entry, in their order, as the header names them. */
  readonly names: readonly string[]
  /** The transcripts of one allele in file order; what cannot be told to belong to it is left out. */
  read(value: string, allele: AnnotatedAllele): AnnotatedTranscript[]
}

/** The annotations the header declares, in the order in which the list prefers them: VEP, SnpEff, bcftools. */
export function annotationReaders(header: Pick<VcfHeader, 'info'>): AnnotationReader[] {
  const readers = [...header.info.values()].flatMap((field) => {
    const reader = csqReader(field) ?? annReader(field) ?? bcsqReader(field)
    return reader === null ? [] : [reader]
  })
  const order: Consequence['source'][] = ['CSQ', 'ANN', 'BCSQ']
  return readers.toSorted((a, b) => order.indexOf(a.source) - order.indexOf(b.source))
}
