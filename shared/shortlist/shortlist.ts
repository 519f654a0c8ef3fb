import { z } from 'zod'
import { buildSchema } from '../genome/build.ts'

/** What another program says of a variant, in its own words: one report event, or one mode of inheritance it was ranked under. */
const statementSchema = z.object({
  /** As written: `TIER1`. */
  tier: z.string().nullable(),
  /** Place among the program's candidates, from 1. */
  rank: z.number().int().nullable(),
  /** The program's own; scores of two programs do not compare. */
  score: z.number().nullable(),
  /** As written: `monoallelic_not_imprinted`, `AD`. */
  modeOfInheritance: z.string().nullable(),
  segregation: z.string().nullable(),
  penetrance: z.string().nullable(),
  panel: z.object({ name: z.string(), version: z.string().nullable() }).nullable(),
  gene: z.string().nullable(),
  /** Names of diseases or terms that it was reported for. */
  phenotypes: z.array(z.string()),
  classification: z.string().nullable(),
  justification: z.string().nullable(),
})
export type Statement = z.infer<typeof statementSchema>

/** A variant of a shortlist: what the file calls it, before anyone looked whether the case has it. */
const shortlistEntrySchema = z.object({
  /** The file's own contig name. */
  contig: z.string(),
  /** 1-based. */
  position: z.number().int(),
  ref: z.string(),
  alt: z.string(),
  /** Changes as the file names them, with transcripts where it gives them. */
  hgvs: z.array(z.string()),
  /** `sample` is null where the file does not say whose it is. */
  zygosities: z.array(z.object({ sample: z.string().nullable(), zygosity: z.string() })),
  statements: z.array(statementSchema),
})
export type ShortlistEntry = z.infer<typeof shortlistEntrySchema>

/** Most variants of one shortlist: what has more is no list to start from, and goes with every change of the case. */
export const MOST_ENTRIES = 5000

/** The variants that another program singled out, with what it says of each. Nothing of it is a finding of ours. */
export const shortlistSchema = z.object({
  /** SHA-256 (hex) of the file as it lies on disk: what a shortlist is known by. */
  digest: z.string(),
  path: z.string(),
  /** Base name of the file. */
  name: z.string(),
  format: z.enum(['interpreted-genome', 'exomiser']),
  /** As the file names the program or service: `genomics_england_tiering`. */
  tool: z.string().nullable(),
  version: z.string().nullable(),
  /** `2023-05-01`, as the file says; never the file's own date. */
  date: z.string().nullable(),
  /** `unknown`: the file does not say. */
  build: buildSchema,
  entries: z.array(shortlistEntrySchema),
  /** What the file has besides and this list does not, in words with how many. */
  leftOut: z.array(z.object({ what: z.string(), count: z.number().int() })),
})
export type Shortlist = z.infer<typeof shortlistSchema>
