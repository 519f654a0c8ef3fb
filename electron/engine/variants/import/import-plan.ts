import type { Build } from '../../../../shared/genome/build.ts'
import {
  COLUMNS_OF_FORMAT,
  formatColumn,
  GENE_COLUMNS,
  infoColumn,
  sampleColumns,
  SAMPLE_COLUMN_KEYS,
  VARIANT_COLUMNS,
  type VariantColumn,
} from '../../../../shared/variant/variant-column.ts'
import { annotationReaders } from '../../files/vcf/annotation/annotation.ts'
import type { VcfField, VcfHeader } from '../../files/vcf/header.ts'
import type { Brings } from './annotation-file.ts'
import type { ColumnKind } from './part-columns.ts'
import { emptyScores } from './score-rows.ts'

/** The most samples whose calls are stored: a family, not a cohort. */
const MOST_SAMPLES = 32
/** The most fields of INFO that become columns. */
const MOST_INFO_FIELDS = 100
/** The most columns that fields of FORMAT become, all samples together. */
const MOST_FORMAT_COLUMNS = 48

/** A column of the store: its name there, how its values cross threads, and what it is to the user (null: ours). */
export type StoredColumn = {
  readonly name: string
  readonly kind: ColumnKind
  /** Bytes: 0 and 1 are false and true. */
  readonly isFlag: boolean
  /** Where the record lies: kept in the file of places rather than in the table. */
  readonly isPlace: boolean
  readonly column: VariantColumn | null
}

/** How a field becomes a column: its one value, the allele's own of several, or all of them as text. */
export type FieldPlan = {
  readonly id: string
  readonly of: 'record' | 'allele' | 'alleles-with-ref' | 'text'
  readonly type: 'integer' | 'number' | 'text'
  readonly description: string | null
}

/** How a field of INFO becomes a column: as others, or whether it is there. */
export type InfoPlan = FieldPlan | (Pick<FieldPlan, 'id' | 'description'> & { readonly type: 'flag' })

/** What of a header the rows of its records are made with: little, as it crosses threads with each part. */
export type ScanHeader = Pick<VcfHeader, 'info' | 'samples' | 'columns'>

/** What an import takes from a file. Crosses threads with each part. */
export type ImportPlan = {
  /** Names of the samples whose calls are stored, and their places among the file's sample columns. */
  readonly samples: ReadonlyArray<{ readonly name: string; readonly place: number }>
  readonly info: readonly InfoPlan[]
  /** Fields of FORMAT that are columns of each sample, besides those its own columns are read from. */
  readonly format: readonly FieldPlan[]
  /** Fields of INFO for which there was no room. */
  readonly leftOut: readonly string[]
  /** Fields of FORMAT for which there was no room. */
  readonly formatLeftOut: readonly string[]
  /** The bundled subset of ClinVar, when it is of the file's build. */
  readonly clinvar: string | null
  /** Where bands and genes are, when they are of the file's build. */
  readonly places: PlaceSource | null
  /** Columns that nothing in the file can fill: they are not stored, and missing in every row. */
  readonly empty: readonly string[]
}

/** The folder of the resources that the bundled genome is below. */
export type PlaceSource = { readonly resources: string; readonly build: Build }

function fieldPlan({ id, number, type, description }: VcfField): FieldPlan {
  const numeric = type === 'Integer' ? 'integer' : type === 'Float' ? 'number' : 'text'
  if (numeric === 'text') return { id, of: number === 'A' ? 'allele' : 'text', type: 'text', description }
  if (number === '1') return { id, of: 'record', type: numeric, description }
  if (number === 'A') return { id, of: 'allele', type: numeric, description }
  if (number === 'R') return { id, of: 'alleles-with-ref', type: numeric, description }
  return { id, of: 'text', type: 'text', description }
}

function infoPlan(field: VcfField): InfoPlan {
  const { id, number, type, description } = field
  return type === 'Flag' || number === '0' ? { id, type: 'flag', description } : fieldPlan(field)
}

/** Values for each genotype there could be. @see VCFv4.5 §1.4.2 */
const OF_GENOTYPES: ReadonlySet<string | null> = new Set(['G', 'LG'])
/** What Strelka, freebayes and Manta count, which is all that is read of it: see `call-scan.ts`. */
const COUNTS: ReadonlySet<string> = new Set(['AU', 'CU', 'GU', 'TU', 'TIR', 'TAR', 'RO', 'AO', 'PR', 'SR'])

/** A sample's own columns have all that the field says. One number of AD they pass over, and a phase set that is none. */
function isOwn({ id, number, type }: VcfField): boolean {
  if (id === 'AD') return number !== '1'
  if (id === 'PS') return type === 'Integer'
  return Object.hasOwn(COLUMNS_OF_FORMAT, id)
}

/** Not what a sample's own columns say already, nor what is for reading in the record. */
function isColumn(field: VcfField): boolean {
  return !isOwn(field) && !OF_GENOTYPES.has(field.number) && !COUNTS.has(field.id)
}

function formatPlans(header: VcfHeader, samples: number): Pick<ImportPlan, 'format' | 'formatLeftOut'> {
  const wanted = samples === 0 ? [] : [...header.format.values()].filter(isColumn)
  const most = Math.floor(MOST_FORMAT_COLUMNS / Math.max(1, samples))
  return {
    format: wanted.slice(0, most).map(fieldPlan),
    formatLeftOut: wanted.slice(most).map(({ id }) => id),
  }
}

/**
 * @param clinvar path of the bundled subset of ClinVar, when it is of the file's build
 * @param wanted samples to store before others when there are more than {@link MOST_SAMPLES}
 */
export function planImport(
  header: VcfHeader,
  wanted: readonly string[] = [],
  clinvar: string | null = null,
  brings: Brings = { clinvar: false, frequency: false, regions: false },
  places: PlaceSource | null = null,
): ImportPlan {
  const annotations = annotationReaders(header)
  const keys = new Set(annotations.map((reader) => reader.key))
  const fields = [...header.info.values()].filter((field) => !keys.has(field.id))
  const columns = header.samples.map((name, place) => ({ name, place }))
  const first = columns.filter(({ name }) => wanted.includes(name))
  const others = columns.filter(({ name }) => !wanted.includes(name))
  const samples = [...first, ...others].slice(0, MOST_SAMPLES)
  return {
    samples: samples.toSorted((a, b) => a.place - b.place),
    info: fields.slice(0, MOST_INFO_FIELDS).map(infoPlan),
    ...formatPlans(header, samples.length),
    clinvar,
    places,
    leftOut: fields.slice(MOST_INFO_FIELDS).map((field) => field.id),
    empty: [
      ...(annotations.length > 0 ? [] : OF_ANNOTATION),
      ...(annotations.some((reader) => reader.source === 'BCSQ') ? [] : ['pointer']),
      ...emptyScores(header, annotations, { ...brings, clinvar: brings.clinvar || clinvar !== null }),
      ...(brings.regions ? [] : ['regions']),
      ...(header.format.has('PS') ? [] : ['ps']),
    ],
  }
}

/** Columns that follow from where a row lies: filled once a batch of rows is there. */
const OF_PLACE = ['band', 'genes']
const OF_ANNOTATION = ['source', 'gene', 'consequence', 'impact', 'worst', 'worst_impact', 'transcript', 'choice', 'mane', 'hgvsc', 'hgvsp', 'exon'] // prettier-ignore

/** Where a row's record lies, and what the list shows besides the user's columns. */
const OURS: ReadonlyArray<readonly [string, ColumnKind]> = [
  ['block', 'number'],
  ['within', 'integer'],
  ['line', 'integer'],
  ['allele', 'integer'],
  ['alleles', 'integer'],
  ['source', 'byte'],
  ['pointer', 'integer'],
]

const PLACES: ReadonlySet<string> = new Set(['block', 'within', 'line'])

/** Texts that hardly repeat. */
const UNIQUE: ReadonlySet<string> = new Set(['id', 'hgvsc', 'hgvsp'])

function kindOf({ name, type }: VariantColumn): ColumnKind {
  if (type === 'text') return UNIQUE.has(name) ? 'text' : 'term'
  return type === 'word' || type === 'flag' ? 'byte' : type
}

const stored = (name: string, column: VariantColumn, kind = kindOf(column)): StoredColumn => ({
  name,
  kind,
  isFlag: column.type === 'flag',
  isPlace: false,
  column,
})
const ours = (name: string, kind: ColumnKind): StoredColumn => ({
  name,
  kind,
  isFlag: false,
  isPlace: PLACES.has(name),
  column: null,
})

/** Columns that are found anew for each query: panels change while the file does not. */
const NOT_STORED: ReadonlySet<string> = new Set(GENE_COLUMNS)

/** Where the store has the plan's n-th field of FORMAT of a sample, both counted from 0. */
export const formatFieldName = (sample: number, n: number): string => `s${sample}_f${n}`

/** The columns of the store, in their order there. */
export function storedColumns(plan: ImportPlan): StoredColumn[] {
  const isEmpty = ({ name }: StoredColumn): boolean =>
    plan.empty.includes(name.replace(/^s\d+_/, '')) || (plan.places === null && OF_PLACE.includes(name))
  return allColumns(plan).filter((column) => !isEmpty(column))
}

/** Those of them that are read from a record. */
export function scannedColumns(plan: ImportPlan): StoredColumn[] {
  return storedColumns(plan).filter(({ name }) => !OF_PLACE.includes(name))
}

function allColumns(plan: ImportPlan): StoredColumn[] {
  return [
    ...OURS.map(([name, kind]) => ours(name, kind)),
    ...VARIANT_COLUMNS.filter(({ name }) => !NOT_STORED.has(name)).map((column) =>
      stored(column.name, column),
    ),
    ...plan.samples.flatMap(({ name }, i): StoredColumn[] => [
      ...sampleColumns(name).map((column, k) => stored(`s${i}_${SAMPLE_COLUMN_KEYS[k] ?? k}`, column)),
      ours(`s${i}_text`, 'term'),
      ...plan.format.map((field, k) => stored(formatFieldName(i, k), formatColumn(name, field))),
    ]),
    ...plan.info.map((field, i) => stored(`i${i}`, infoColumn(field))),
  ]
}
