import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { buildSchema } from '../genome/build.ts'
import { annotationSourceSchema, bundledDataSchema } from './annotation-source.ts'
import { caseFileSchema, fileIdentitySchema, indexStateSchema, storeStateSchema } from './case-file.ts'
import { panelSchema } from '../panel/panel.ts'
import { confirmationSchema, pedigreeSchema } from '../pedigree/individual.ts'
import { acknowledgementSchema, foundCheckSchema, withdrawalSchema } from '../quality/acknowledgement.ts'
import { hpoFileSchema, hpoKindSchema, hpoTermSchema } from '../phenotype/hpo.ts'
import { caseOwnerSchema, recordStateSchema } from './record-state.ts'
import { familySourceSchema } from './family-source.ts'
import { identifiersSchema } from './identifiers.ts'
import { roleSchema, sampleSchema } from './sample.ts'
import { shortlistSchema } from '../shortlist/shortlist.ts'
import { variantKeySchema } from '../variant/variant-key.ts'
import { variantListViewSchema } from '../variant/variant-query.ts'

/**
 * Everything that can happen to a case, by name. The state of a case is a fold over these (`case-state.ts`); the case file
 * keeps those of them that last (`recorded-event.ts`). What a file of an earlier version has must stay readable: kinds are
 * added, and fields that may be missing.
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
  /** The data of the app that goes on with the case, which another version of it may not have. */
  z.object({ kind: z.literal('bundled-found'), sources: z.array(bundledDataSchema) }),
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
  /** What is noted of a variant; an empty text takes the note away. */
  z.object({ kind: z.literal('variant-noted'), variant: variantKeySchema, text: z.string() }),
  /** What another program singled out, known by the digest of its file. */
  z.object({ kind: z.literal('shortlist-added'), shortlist: shortlistSchema }),
  z.object({ kind: z.literal('shortlist-removed'), digest: z.string() }),
  z.object({ kind: z.literal('build-set'), build: buildSchema }),
  /** A sample became known, or more of its files did. */
  z.object({ kind: z.literal('sample-set'), sample: sampleSchema }),
  z.object({ kind: z.literal('role-set'), sample: z.string(), role: roleSchema }),
  /** The family as a whole: an edit of one person is the pedigree after it. */
  z.object({
    kind: z.literal('pedigree-set'),
    pedigree: pedigreeSchema,
    /** Roles that follow from it, by sample. */
    roles: z.record(z.string(), roleSchema).optional(),
    /** Files that were added and state it; else a person does. */
    sources: z.array(familySourceSchema).optional(),
  }),
  /** What the files say of the family, and somebody for each sample that they say nothing of. */
  z.object({
    kind: z.literal('pedigree-found'),
    pedigree: pedigreeSchema,
    sources: z.array(familySourceSchema).optional(),
  }),
  /** A person said whose reads a file has: a sample of the case, or one of their own. */
  z.object({
    kind: z.literal('file-matched'),
    file: z.string(),
    sample: z.string(),
    /** The pedigree after it: samples come and go with their last file. */
    pedigree: pedigreeSchema.nullable(),
  }),
  /** All files of a sample turned out to be another's. */
  z.object({ kind: z.literal('sample-removed'), sample: z.string() }),
  /** A person looked at who is who and found it right. */
  z.object({ kind: z.literal('assembly-confirmed'), confirmed: confirmationSchema }),
  /** Who an individual is, by its id in the pedigree (or the sample's name); null: no longer kept. */
  z.object({
    kind: z.literal('identifiers-set'),
    individual: z.string(),
    identifiers: identifiersSchema.nullable(),
  }),
  z.object({ kind: z.literal('label-set'), label: z.string() }),
  /** What the checks said, once all were made: what was known when the review went on. */
  z.object({ kind: z.literal('checks-found'), found: z.array(foundCheckSchema) }),
  acknowledgementSchema.extend({ kind: z.literal('check-acknowledged') }),
  withdrawalSchema.extend({ kind: z.literal('acknowledgement-withdrawn') }),
  /** Takes back the event of that number; `event-redone` brings it back. */
  z.object({ kind: z.literal('event-undone'), sequence: z.number().int() }),
  z.object({ kind: z.literal('event-redone'), sequence: z.number().int() }),
  /** The case file was taken from somebody who gave no sign of life. */
  z.object({ kind: z.literal('lock-taken'), from: caseOwnerSchema }),
  /** The same files were recorded before, in a case file that can no longer be read: it lies where it was. */
  z.object({ kind: z.literal('record-left'), path: z.string(), error: casementErrorSchema }),
  /** Where the case file came to lie; `relative` are the ways from its folder to its inputs, by their ids. */
  z.object({
    kind: z.literal('record-placed'),
    path: z.string(),
    relative: z.record(z.string(), z.string()),
  }),
  /** An input was found in another place; it is the same file. */
  z.object({ kind: z.literal('file-relinked'), file: z.string(), identity: fileIdentitySchema }),
  /** SHA-256 (hex) of all of a file. */
  z.object({ kind: z.literal('file-digested'), file: z.string(), sha256: z.string() }),
  /** An input was looked at: why it cannot be read now (it is missing, or another lies there), null when it can. */
  z.object({ kind: z.literal('file-checked'), file: z.string(), error: casementErrorSchema.nullable() }),
  /** Whether, and where, the case is being written. */
  z.object({ kind: z.literal('record-changed'), record: recordStateSchema }),
  z.object({ kind: z.literal('case-closed') }),
])
export type CaseEvent = z.infer<typeof caseEventSchema>
