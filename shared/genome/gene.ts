import { z } from 'zod'

/** A half-open, 0-based interval in bp. */
const intervalSchema = z.object({ start: z.number(), end: z.number() })

const transcriptSchema = z.object({
  id: z.string(),
  /** Start and end of the transcript on the genome. */
  start: z.number(),
  end: z.number(),
  strand: z.enum(['+', '-']),
  biotype: z.string(),
  /** In genomic order. */
  exons: z.array(intervalSchema),
  /** Genomic extent of the coding sequence, null for non-coding transcripts. */
  coding: intervalSchema.nullable(),
  canonical: z.boolean(),
})
export type Transcript = z.infer<typeof transcriptSchema>

export const geneSchema = z.object({
  symbol: z.string(),
  id: z.string().nullable(),
  contig: z.string(),
  start: z.number(),
  end: z.number(),
  /** `.` when the data does not say: the bundled data has no strand for non-coding genes. */
  strand: z.enum(['+', '-', '.']),
  transcripts: z.array(transcriptSchema),
  /**
   * How the transcripts' place on the genome is known, where that is a question (bundled data): `gene-ends` they
   * span the gene exactly; `clinvar` placed by the splice and start-codon variants of the bundled ClinVar subset;
   * `unknown` there are coding transcripts but nothing says where, so none is given: say so, draw the gene only.
   */
  placement: z.enum(['gene-ends', 'clinvar', 'unknown']).optional(),
})
export type Gene = z.infer<typeof geneSchema>

/** One cytoband, 0-based half-open. `stain` as in UCSC's cytoBand table: gneg, gpos25 … acen, gvar, stalk. */
export const bandSchema = z.object({
  contig: z.string(),
  start: z.number(),
  end: z.number(),
  name: z.string(),
  stain: z.string(),
})
export type Band = z.infer<typeof bandSchema>

/** Where a bundled data set comes from: shown in the About panel and wherever its data is. */
export const dataSourceSchema = z.object({
  name: z.string(),
  release: z.string(),
  date: z.string(),
  licence: z.string(),
  /** What the data covers and how it was checked. */
  note: z.string(),
})
export type DataSource = z.infer<typeof dataSourceSchema>

/** What a text typed into the locus box means. */
export const locusSchema = z.object({
  /** In the reference's (case's) contig names. */
  contig: z.string(),
  start: z.number(),
  end: z.number(),
  kind: z.enum(['region', 'position', 'gene', 'variant']),
  label: z.string(),
  /** The synonym that was typed when it differs from the gene's symbol. */
  via: z.string().optional(),
})
export type Locus = z.infer<typeof locusSchema>

/** What the reference track shows and why. */
export const referenceStateSchema = z.object({
  /** `file`: an installed FASTA/2bit; `reads`: rebuilt exactly from MD tags or `=` CIGARs; `none`: N only. */
  source: z.enum(['file', 'reads', 'none']),
  /** The installed file's id. */
  file: z.string().nullable(),
  /** The names and lengths the browser uses. */
  contigs: z.array(z.object({ name: z.string(), length: z.number() })),
  /** Path of the virtual FASTA under the bulk root, and of its .fai. */
  fastaPath: z.string(),
  faiPath: z.string(),
})
export type ReferenceState = z.infer<typeof referenceStateSchema>
