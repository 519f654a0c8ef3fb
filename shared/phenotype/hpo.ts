import { z } from 'zod'
import { compressionSchema, fileIdentitySchema } from '../case/case-file.ts'

/** What a file of the Human Phenotype Ontology is: its terms (`hp.obo`), or the genes they lead to. */
export const hpoKindSchema = z.enum(['terms', 'genes'])
export type HpoKind = z.infer<typeof hpoKindSchema>

/** A file of the HPO that the user brought. */
export const hpoFileSchema = z.object({
  identity: fileIdentitySchema,
  /** Base name. */
  name: z.string(),
  compression: compressionSchema,
  brings: hpoKindSchema,
  /** `hp/releases/2024-12-12`, as the file says; null when it does not, as those of genes. */
  version: z.string().nullable(),
  /** `2024-12-12`, from the version; never the file's own date. */
  date: z.string().nullable(),
  /** SHA-256 of the file as it lies on disk, in hex. */
  digest: z.string(),
  /** Terms in use, or genes as the file writes them. */
  count: z.number(),
})
export type HpoFile = z.infer<typeof hpoFileSchema>

export const hpoTermSchema = z.object({
  /** `HP:0001250` */
  id: z.string(),
  /** Null when the terms that were there did not have it. */
  name: z.string().nullable(),
})
export type HpoTerm = z.infer<typeof hpoTermSchema>

/** The phenotype of a case: the files in use, at most one of each kind, and the terms chosen. */
export const phenotypeSchema = z.object({
  files: z.array(hpoFileSchema),
  chosen: z.array(hpoTermSchema),
})
export type Phenotype = z.infer<typeof phenotypeSchema>

/** A term as a search offers it. */
export const termMatchSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The synonym, or the former id or name, that was matched when that is not the name. */
  via: z.string().nullable(),
  /** True for a term that is no longer in use and that nothing replaced; `consider` are then ids to use instead. */
  obsolete: z.boolean(),
  consider: z.array(z.string()),
})
export type TermMatch = z.infer<typeof termMatchSchema>

/** What the files in use say of a term that was chosen. */
export const chosenTermSchema = hpoTermSchema.extend({
  /** `replaced`: another term stands for it now; `obsolete`: none does; `unknown`: it is not in the file. */
  standing: z.enum(['current', 'replaced', 'obsolete', 'unknown']),
  /** The term that stands for it; null where none does. */
  current: hpoTermSchema.nullable(),
  /** Of an obsolete one: terms to use instead. */
  consider: z.array(hpoTermSchema),
  /** Genes it leads to, itself or by a term below it; null while there is no file of genes. */
  genes: z.number().nullable(),
})
export type ChosenTerm = z.infer<typeof chosenTermSchema>
