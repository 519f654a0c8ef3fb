import { z } from 'zod'
import { genotypeStateSchema } from './genotype.ts'
import { impactSchema } from './variant-row.ts'

/**
 * What the values of a column are. `word`: one of a closed list, compared without case, sorted in the order of the
 * list. `text`: compared as written. `flag`: true or false, never missing.
 */
const columnTypeSchema = z.enum(['integer', 'number', 'text', 'word', 'flag'])
type ColumnType = z.infer<typeof columnTypeSchema>

/**
 * The kinds of change, small ones first. Symbolic alleles have the name VCF gives them (`<DUP:TANDEM>` is `DUP`), those
 * of other names `symbolic`; `spanning-deletion` is the allele `*`.
 *
 * @see VCFv4.3 §1.6.1 ALT, §5.3
 */
export const VARIANT_TYPES = [
  'snv',
  'mnv',
  'insertion',
  'deletion',
  'indel',
  'DEL',
  'INS',
  'DUP',
  'INV',
  'CNV',
  'STR',
  'breakend',
  'symbolic',
  'spanning-deletion',
  'other',
] as const
export type VariantType = (typeof VARIANT_TYPES)[number]

/** Mildest first, so that sorting downwards puts the worst on top. */
export const IMPACTS_BY_WEIGHT = impactSchema.options.toReversed()

/** Which rule chose the transcript that is shown. */
export const TRANSCRIPT_CHOICES = ['mane-select', 'mane-plus-clinical', 'canonical', 'worst'] as const

/** A column of the variants of a file, by the name it has in expressions, on the command line and in JSON. */
export const variantColumnSchema = z.object({
  /** `qual`, `gt(HG002)`, `info.AC`, `format.SB(HG002)`. */
  name: z.string(),
  /** The sample of `gt(…)` and its like, as the file names it; null for what is about the variant. */
  sample: z.string().nullable(),
  type: columnTypeSchema,
  /** Of a `word`: all there are, in their order. */
  words: z.array(z.string()),
  /** As in the head of a table. */
  label: z.string(),
  /** A sentence with unit and source. */
  description: z.string(),
  /**
   * What a missing value is in a comparison. A frequency that no source has is that of a variant nobody saw: zero.
   * Anything else is unknown, and so is what is said of it.
   */
  missing: z.enum(['unknown', 'zero']),
})
export type VariantColumn = z.infer<typeof variantColumnSchema>

/** Lowest first. A list without ratings was made to be used whole. */
export const PANEL_RATINGS = ['red', 'amber', 'unrated', 'green'] as const

type Entry = readonly [name: string, type: ColumnType, label: string, description: string]

const WORDS: Readonly<Record<string, readonly string[]>> = {
  type: VARIANT_TYPES,
  impact: IMPACTS_BY_WEIGHT,
  worst_impact: IMPACTS_BY_WEIGHT,
  choice: TRANSCRIPT_CHOICES,
  gt: genotypeStateSchema.options,
  panel_confidence: PANEL_RATINGS,
}

/** About the variant: one alternate allele of one record. In the order in which a table offers them. */
const OF_VARIANT: readonly Entry[] = [
  ['chrom', 'text', 'Chrom', "Contig, by the file's own name (CHROM)."],
  ['pos', 'integer', 'Pos', 'Position of the first base of REF, 1-based (POS).'],
  ['end', 'integer', 'End', 'Last base of the reference the allele is about, 1-based (END, SVLEN or REF).'],
  ['id', 'text', 'ID', 'Identifiers as in the file (ID).'],
  ['ref', 'text', 'Ref', 'Reference allele as in the file (REF).'],
  ['alt', 'text', 'Alt', 'This alternate allele as in the file (one of ALT).'],
  ['alts', 'integer', 'Alts', 'How many alternate alleles the original record has.'],
  ['type', 'word', 'Type', 'Kind of change, from REF and ALT.'],
  [
    'length',
    'integer',
    'Length',
    'Bases changed, in bp: inserted, deleted or replaced; of a structural variant SVLEN or its extent.',
  ],
  ['qual', 'number', 'Qual', 'Phred-scaled quality of the call (QUAL).'],
  [
    'filter',
    'text',
    'Filter',
    'PASS or the filters that failed, joined by ";" (FILTER); missing where the file was not filtered.',
  ],
  ['gene', 'text', 'Gene', 'Gene of the shown transcript, from the annotation in the file.'],
  ['consequence', 'text', 'Consequence', 'Sequence Ontology terms on the shown transcript, joined by "&".'],
  ['impact', 'word', 'Impact', "Impact of the shown transcript's consequence, as Ensembl ranks it."],
  ['worst', 'text', 'Worst', 'The worst consequence on any transcript.'],
  ['worst_impact', 'word', 'Worst impact', 'Impact of the worst consequence on any transcript.'],
  ['transcript', 'text', 'Transcript', 'The shown transcript, with its version.'],
  [
    'choice',
    'word',
    'Chosen as',
    'Why this transcript is shown: MANE Select, MANE Plus Clinical, canonical, or the worst consequence.',
  ],
  ['mane', 'flag', 'MANE', 'The shown transcript is MANE Select, according to the file.'],
  ['hgvsc', 'text', 'HGVS c.', 'Change in the coding sequence, from the annotation in the file.'],
  ['hgvsp', 'text', 'HGVS p.', 'Change in the protein, from the annotation in the file.'],
  ['exon', 'text', 'Exon', 'Exon and how many the transcript has, from the annotation in the file.'],
  ['band', 'text', 'Band', 'Cytogenetic band of POS, such as 7q31.2.'],
  [
    'genes',
    'text',
    'Genes here',
    'Genes that the variant overlaps, whatever the annotation says, joined by ";" (Ensembl 110, GRCh38 only).',
  ],
  [
    'popmax_af',
    'number',
    'Max AF',
    'Highest allele frequency in any population of any source; missing where none has the variant.',
  ],
  ['popmax_source', 'text', 'AF source', 'The field that the highest frequency stands in.'],
  ['clinvar', 'text', 'ClinVar', 'Clinical significance, in ClinVar’s words, lower case.'],
  [
    'clinvar_source',
    'text',
    'ClinVar source',
    'Where the ClinVar classification is from: the file itself, the bundled subset or a ClinVar VCF, with its date.',
  ],
  ['clinvar_stars', 'integer', 'Stars', 'ClinVar’s review status, 0 to 4 stars.'],
  ['spliceai', 'number', 'SpliceAI', 'Largest of the four SpliceAI delta scores, 0 to 1.'],
  ['cadd', 'number', 'CADD', 'CADD score, Phred-scaled.'],
  ['revel', 'number', 'REVEL', 'REVEL score of a missense change, 0 to 1.'],
  [
    'regions',
    'text',
    'Regions',
    'The BED files that were brought and that the variant overlaps, joined by ";".',
  ],
  [
    'panel',
    'text',
    'Panel',
    'The panels in use that hold the gene, or without one any that the variant overlaps, joined by ";".',
  ],
  [
    'panel_confidence',
    'word',
    'Panel rating',
    'The highest rating of the gene on the panels in use; unrated on lists that have no ratings.',
  ],
  ['panel_moi', 'text', 'Panel MOI', 'Modes of inheritance on the panels in use, joined by ";".'],
]

/** About one sample's call of the allele. */
const OF_SAMPLE: readonly Entry[] = [
  ['gt', 'word', 'GT', 'What the genotype says of this allele.'],
  ['phased', 'flag', 'Phased', 'The genotype is phased (written with "|").'],
  ['ps', 'integer', 'PS', 'Phase set: calls of the same set are phased relative to one another (PS).'],
  ['ad_ref', 'integer', 'AD ref', 'Reads with the reference allele (AD; tier 1 of Strelka; RO; PR + SR).'],
  ['ad_alt', 'integer', 'AD alt', 'Reads with this allele (AD; tier 1 of Strelka; AO; PR + SR).'],
  ['dp', 'integer', 'DP', 'Read depth at the site, as the caller counted it (DP).'],
  ['gq', 'number', 'GQ', 'Phred-scaled quality of the genotype (GQ).'],
  [
    'vaf',
    'number',
    'VAF',
    'Fraction of reads with this allele, 0 to 1 (AF or VAF where the caller gives it, else from the counts).',
  ],
]

/** Columns that follow from the gene and the panels in use: found anew for each query, as panels come and go. */
export const GENE_COLUMNS: readonly string[] = ['panel', 'panel_confidence', 'panel_moi']

/** Columns whose missing value is zero: see {@link VariantColumn.missing}. */
const ZERO_WHEN_MISSING: ReadonlySet<string> = new Set(['popmax_af'])

function column([key, type, label, description]: Entry, sample: string | null): VariantColumn {
  return {
    name: sample === null ? key : `${key}(${sample})`,
    sample,
    type,
    words: type === 'word' ? [...(WORDS[key] ?? [])] : [],
    label,
    description,
    missing: ZERO_WHEN_MISSING.has(key) ? 'zero' : 'unknown',
  }
}

/** The columns every file has, whatever its header. */
export const VARIANT_COLUMNS: readonly VariantColumn[] = OF_VARIANT.map((entry) => column(entry, null))

/** What the reviewer of a case marked: found anew for each query, as marks come and go. Outside a case there are none. */
export const MARKED_COLUMN: VariantColumn = column(
  ['marked', 'flag', 'Marked', 'Marked for review in this case.'],
  null,
)

/** Singled out by another program whose list was brought to the case. As {@link MARKED_COLUMN}. */
export const SHORTLISTED_COLUMN: VariantColumn = column(
  [
    'shortlisted',
    'flag',
    'Shortlisted',
    'On a starting shortlist of this case: another program singled it out.',
  ],
  null,
)

/** What a case says of rows, and no file. */
export const CASE_COLUMNS: readonly VariantColumn[] = [MARKED_COLUMN, SHORTLISTED_COLUMN]

/** The names before the bracket of a sample's columns: `gt`, `dp` and so on. */
export const SAMPLE_COLUMN_KEYS: readonly string[] = OF_SAMPLE.map(([key]) => key)

/** A sample's columns, `gt(NAME)` and so on. */
export function sampleColumns(sample: string): VariantColumn[] {
  return OF_SAMPLE.map((entry) => column(entry, sample))
}

/** What a header says of a field of INFO or FORMAT, as far as its column goes. */
type HeaderField = {
  readonly id: string
  readonly type: Exclude<ColumnType, 'word'>
  readonly description: string | null
}

function fieldColumn(name: string, sample: string | null, field: HeaderField): VariantColumn {
  return {
    name,
    sample,
    type: field.type,
    words: [],
    label: field.id,
    description: field.description ?? 'The header does not say what it is.',
    missing: 'unknown',
  }
}

/** A field of INFO as a column. */
export const infoColumn = (field: HeaderField): VariantColumn => fieldColumn(`info.${field.id}`, null, field)

const OF_FORMAT = 'format.'

/** A sample's field of FORMAT as a column. */
export const formatColumn = (sample: string, field: HeaderField): VariantColumn =>
  fieldColumn(`${OF_FORMAT}${field.id}(${sample})`, sample, field)

/** What stands before the bracket of a sample's column: `gt`, `format.SB`. */
export const keyOfSampleColumn = (name: string, sample: string): string =>
  name.slice(0, name.length - sample.length - 2)

/** The field of FORMAT behind `format.SB`, `format.SB(HG002)`; null for everything else. */
export const formatFieldOf = (name: string): string | null =>
  name.startsWith(OF_FORMAT) ? name.slice(OF_FORMAT.length) : null

/** Fields of FORMAT that a sample's own columns are read from, and which those are. */
export const COLUMNS_OF_FORMAT: Readonly<Record<string, readonly string[]>> = {
  GT: ['gt', 'phased'],
  AD: ['ad_ref', 'ad_alt'],
  DP: ['dp'],
  GQ: ['gq'],
  PS: ['ps'],
  AF: ['vaf'],
  VAF: ['vaf'],
}
