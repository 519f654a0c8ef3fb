import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { genotypeSchema } from './genotype.ts'

export const impactSchema = z.enum(['HIGH', 'MODERATE', 'LOW', 'MODIFIER'])
export type Impact = z.infer<typeof impactSchema>

/** The consequence shown for a variant, with the transcript it is relative to. Missing is null, never guessed. */
const consequenceSchema = z.object({
  gene: z.string().nullable(),
  consequence: z.string(),
  impact: impactSchema.nullable(),
  /** With its version, as in the file. */
  transcript: z.string().nullable(),
  /** The transcript is MANE Select, according to the file. */
  mane: z.boolean(),
  hgvsc: z.string().nullable(),
  hgvsp: z.string().nullable(),
  /** Which annotation it came from: VEP CSQ, SnpEff ANN or bcftools BCSQ. */
  source: z.enum(['CSQ', 'ANN', 'BCSQ']),
  /** A transcript other than the shown one has a worse consequence. */
  worseElsewhere: z.boolean(),
})
export type Consequence = z.infer<typeof consequenceSchema>

/** One alternate allele of one record, as the list shows it. */
export const variantRowSchema = z.object({
  /**
   * The key for `variants.record`. A variant's is its 0-based place in the list; reference blocks and rows found by region
   * only have numbers beyond the list's limit.
   */
  row: z.number(),
  file: z.string(),
  /** The file's own contig name. */
  contig: z.string(),
  /** POS as in the file (1-based). */
  position: z.number(),
  /** 0-based half-open extent on the reference (END for symbolic alleles). */
  start: z.number(),
  end: z.number(),
  id: z.string().nullable(),
  ref: z.string(),
  alt: z.string(),
  /**
   * 1-based number of this alternate in its record and how many the record has, the unseen one of a gVCF (`<NON_REF>`)
   * not counted; 0 of 0 when ALT is `.`.
   */
  allele: z.number(),
  alleles: z.number(),
  type: z.enum([
    'snv',
    'mnv',
    'insertion',
    'deletion',
    'indel',
    'symbolic',
    'breakend',
    'reference-block',
    'other',
  ]),
  qual: z.number().nullable(),
  /** `['PASS']`, the filters that failed, or `[]` when the file says `.` (not filtered). */
  filters: z.array(z.string()),
  /** In the order of `VariantPage.samples`; of a record by itself, in the order of its file. */
  genotypes: z.array(genotypeSchema),
  consequence: consequenceSchema.nullable(),
  /** Of a reference block: how many variants of the list come before it, so that stepping goes on from there. */
  variantsBefore: z.number().optional(),
})
export type VariantRow = z.infer<typeof variantRowSchema>

/** What a list is of. The reference blocks of a gVCF are no variants: counted apart, and listed only when asked for. */
export const listedSchema = z.enum(['variants', 'reference-blocks'])
export type Listed = z.infer<typeof listedSchema>

export const variantPageSchema = z.object({
  rows: z.array(variantRowSchema),
  /** Of a list of all files: ids of those whose variants it has, in their order. */
  files: z.array(z.string()).optional(),
  /** Of each row, the values of the columns that were asked for: words by name, missing ones null. */
  cells: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))).optional(),
  samples: z.array(z.string()),
  /** `VariantRow.row` of the list's first row; the others follow it. Of no meaning in a list of all files. */
  firstRow: z.number(),
  /** Rows that can be asked for now. */
  available: z.number(),
  /** Variants, and reference blocks, that have been read so far, whichever of them the list is of. */
  variants: z.number(),
  referenceBlocks: z.number(),
  /** True while the file is still being read. */
  loading: z.boolean(),
  /** True when the file has more variants than the list holds, and was not read further: said on the screen. */
  truncated: z.boolean(),
  /** The most rows this list holds. */
  limit: z.number(),
  /** Why reading stopped before the end (a malformed line, a damaged block): the rows before it are still there. */
  error: casementErrorSchema.nullable().optional(),
})
export type VariantPage = z.infer<typeof variantPageSchema>

const fieldSchema = z.object({
  key: z.string(),
  /** As in the file. `null`: written as missing (`.`); flags have the value `true`. */
  value: z.string().nullable(),
  flag: z.boolean(),
  /** From the header; null when the header does not declare the field. */
  description: z.string().nullable(),
  number: z.string().nullable(),
  type: z.string().nullable(),
})
export type RecordField = z.infer<typeof fieldSchema>

/** The whole record of a row, with the header's descriptions. */
export const variantRecordSchema = z.object({
  row: variantRowSchema,
  /** 1-based line in the (inflated) file, null for rows found by region, where it is not known. */
  line: z.number().nullable(),
  info: z.array(fieldSchema),
  samples: z.array(
    z.object({
      name: z.string(),
      genotype: genotypeSchema,
      fields: z.array(fieldSchema),
    }),
  ),
  filters: z.array(z.object({ id: z.string(), description: z.string().nullable() })),
  /** Every annotated transcript of this allele, best first. */
  consequences: z.array(consequenceSchema.extend({ fields: z.array(z.tuple([z.string(), z.string()])) })),
  /** The line as in the file, cut at 64 KiB (`rawTruncated`). */
  raw: z.string(),
  rawTruncated: z.boolean(),
})
export type VariantRecord = z.infer<typeof variantRecordSchema>

/** The other end of a breakend, when the file has a record of it. */
export const breakendMateSchema = z.object({
  mate: variantRowSchema.nullable(),
  /** Why there is none, or null: it is no breakend; it has one end only; it joins a contig of an assembly's file. */
  why: z.enum(['not-a-breakend', 'single', 'assembly', 'not-in-file', 'not-read']).nullable(),
  /** The ids the record names as its mates (MATEID). */
  named: z.array(z.string()),
  /** The mate is one of these; else it was found by its place. */
  isNamed: z.boolean(),
  /** The mate's ALT joins back to the record's place, on the sides that fit. */
  joinsBack: z.boolean(),
  /** How many more records are at that place and join back. */
  others: z.number(),
})
export type BreakendMate = z.infer<typeof breakendMateSchema>
