import { z } from 'zod'
import { buildSchema } from '../genome/build.ts'
import { hpoTermSchema } from '../phenotype/hpo.ts'
import { modeOfInheritanceSchema } from './mode-of-inheritance.ts'

/** PanelApp's traffic lights; `none` where the file gives no rating. */
const confidenceSchema = z.enum(['green', 'amber', 'red', 'none'])
export type Confidence = z.infer<typeof confidenceSchema>

/** 1-based line of the file; null for JSON, which has none. */
const line = z.number().nullable()

const panelGeneSchema = z.object({
  /** The symbol the name was resolved to. */
  symbol: z.string(),
  /** The name as the file has it. */
  written: z.string(),
  confidence: confidenceSchema,
  /** The file's own words. */
  modeOfInheritance: z.string().nullable(),
  moi: modeOfInheritanceSchema,
  /** Ensembl gene id without version, as the file has it: GRCh38's where it has two. */
  ensembl: z.string().nullable(),
  /** `HGNC:1100`, as the file has it. */
  hgnc: z.string().nullable(),
  /** On a panel of HPO terms: those that lead to the gene. */
  terms: z.array(z.string()).optional(),
})
export type PanelGene = z.infer<typeof panelGeneSchema>

/** 0-based half-open. */
const panelRegionSchema = z.object({
  contig: z.string(),
  start: z.number(),
  end: z.number(),
  name: z.string().nullable(),
  /** `unknown` for a BED, which does not say. PanelApp gives one region in two builds. */
  build: buildSchema,
  confidence: confidenceSchema,
})
export type PanelRegion = z.infer<typeof panelRegionSchema>

const panelSourceSchema = z.enum(['PanelApp TSV', 'PanelApp JSON', 'gene list', 'BED', 'HPO'])
export type PanelSource = z.infer<typeof panelSourceSchema>

/**
 * A gene panel as read from a file, or made of HPO terms, with an account of every name in it: each is in `genes`, in `unrecognised`, in
 * `ambiguous`, or repeats a gene that is in `genes`.
 */
export const panelSchema = z.object({
  /** As the file says, else the file's name. */
  name: z.string(),
  id: z.string().nullable(),
  version: z.string().nullable(),
  /** `2024-12-15`, when the file says; never the file's own date. */
  date: z.string().nullable(),
  source: panelSourceSchema,
  /** SHA-256 of the file as it lies on disk, in hex; of the files and the terms where it was made of HPO terms. */
  digest: z.string(),
  genes: z.array(panelGeneSchema),
  regions: z.array(panelRegionSchema),
  /** Names that no gene is known by. The confidence tells whether that matters. */
  unrecognised: z.array(z.object({ written: z.string(), line, confidence: confidenceSchema })),
  /** Genes that are known by another symbol than the file has. */
  resolved: z.array(z.object({ written: z.string(), symbol: z.string(), line })),
  /** Names that several genes are known by: none was chosen, and the panel is without them. */
  ambiguous: z.array(
    z.object({ written: z.string(), candidates: z.array(z.string()), line, confidence: confidenceSchema }),
  ),
  /** Further mentions of a gene. The highest confidence counts, and of equals the first. */
  repeated: z.array(z.object({ written: z.string(), symbol: z.string(), line })),
  /** The HPO terms it was made of, and how many of its genes each leads to; null for one that is not in the HPO. */
  terms: z.array(hpoTermSchema.extend({ genes: z.number().nullable() })).optional(),
})
export type Panel = z.infer<typeof panelSchema>
