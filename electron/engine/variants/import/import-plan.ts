import type { Build } from '../../../../shared/genome/build.ts'
import {
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

/** How a field of INFO becomes a column: its one value, the allele's own of several, or all of them as text. */
export type InfoPlan = {
  readonly id: string
  readonly of: 'record' | 'allele' | 'alleles-with-ref' | 'text' | 'flag'
  readonly type: 'integer' | 'number' | 'text' | 'flag'
  readonly description: string | null
}

/** What of a header the rows of its records are made with: little, as it crosses threads with each part. */
export type ScanHeader = Pick<VcfHeader, 'info' | 'samples' | 'columns'>

/** What an import takes from a file. Crosses threads with each part. */
export type ImportPlan = {
  /** Names of the samples whose calls are stored, and their places among the file's sample columns. */
  readonly samples: ReadonlyArray<{ readonly name: string; readonly place: number }>
  readonly info: readonly InfoPlan[]
  /** Fields of INFO for which there was no room. */
  readonly leftOut: readonly string[]
  /** The bundled subset of ClinVar, when it is of the file's build. */
  readonly clinvar: string | null
  /** Where bands and genes are, when they are of the file's build. */
  readonly places: PlaceSource | null
  /** Columns that nothing in the file can fill: they are not stored, and missing in every row. */
  readonly empty: readonly string[]
}

/** The folder of the resources that the bundled genome is below. */
export type PlaceSource = { readonly resources: string; readonly build: Build }

function infoPlan({ id, number, type, description }: VcfField): InfoPlan {
  if (type === 'Flag' || number === '0') return { id, of: 'flag', type: 'flag', description }
  const numeric = type === 'Integer' ? 'integer' : type === 'Float' ? 'number' : 'text'
  if (numeric === 'text') return { id, of: number === 'A' ? 'allele' : 'text', type: 'text', description }
  if (number === '1') return { id, of: 'record', type: numeric, description }
  if (number === 'A') return { id, of: 'allele', type: numeric, description }
  if (number === 'R') return { id, of: 'alleles-with-ref', type: numeric, description }
  return { id, of: 'text', type: 'text', description }
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
    ]),
    ...plan.info.map((field, i) => stored(`i${i}`, infoColumn(field))),
  ]
}
