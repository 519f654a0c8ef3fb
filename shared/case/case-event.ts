import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { buildSchema } from '../genome/build.ts'
import { annotationSourceSchema } from './annotation-source.ts'
import { caseFileSchema, indexStateSchema, storeStateSchema } from './case-file.ts'
import { panelSchema } from '../panel/panel.ts'
import { hpoFileSchema, hpoKindSchema, hpoTermSchema } from '../phenotype/hpo.ts'
import { roleSchema, sampleSchema } from './sample.ts'
import { variantKeySchema } from '../variant/variant-key.ts'
import { variantListViewSchema } from '../variant/variant-query.ts'

/**
 * Everything that can happen to a case, by name. The state of a case is a fold over these (`case-state.ts`); the
 * list lives in memory now and in the case file later.
 */
export const caseEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('case-opened'),
    id: z.string(),
    label: z.string(),
    /** True for generated data: said on every screen. */
    synthetic: z.boolean(),
    /** What the user chose, so that the case can be opened again. */
    paths: z.array(z.string()),
  }),
  z.object({ kind: z.literal('file-added'), file: caseFileSchema }),
  z.object({ kind: z.literal('file-refused'), path: z.string(), error: casementErrorSchema }),
  z.object({
    kind: z.literal('index-changed'),
    file: z.string(),
    index: indexStateSchema,
    /** What building it found out about the file. */
    notices: z.array(casementErrorSchema).optional(),
  }),
  z.object({ kind: z.literal('store-changed'), file: z.string(), store: storeStateSchema }),
  z.object({ kind: z.literal('annotation-added'), source: annotationSourceSchema }),
  z.object({ kind: z.literal('annotation-removed'), path: z.string() }),
  /** Panels are known by the digest of their file. */
  z.object({ kind: z.literal('panel-added'), panel: panelSchema }),
  z.object({ kind: z.literal('panel-used'), digest: z.string(), inUse: z.boolean() }),
  z.object({ kind: z.literal('panel-removed'), digest: z.string() }),
  /** A file of the HPO; it takes the place of one of its kind. */
  z.object({ kind: z.literal('phenotype-file-added'), file: hpoFileSchema }),
  z.object({ kind: z.literal('phenotype-file-removed'), brings: hpoKindSchema }),
  /** The terms of the case, all of them. */
  z.object({ kind: z.literal('phenotype-chosen'), terms: z.array(hpoTermSchema) }),
  /** The list's filters, order and columns. */
  z.object({ kind: z.literal('list-set'), list: variantListViewSchema }),
  /** Marked for review, or no longer. */
  z.object({ kind: z.literal('variant-marked'), variant: variantKeySchema, marked: z.boolean() }),
  z.object({ kind: z.literal('build-set'), build: buildSchema }),
  /** A sample became known, or more of its files did. */
  z.object({ kind: z.literal('sample-set'), sample: sampleSchema }),
  z.object({ kind: z.literal('role-set'), sample: z.string(), role: roleSchema }),
  z.object({ kind: z.literal('case-closed') }),
])
export type CaseEvent = z.infer<typeof caseEventSchema>
