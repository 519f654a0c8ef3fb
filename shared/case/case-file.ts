import { z } from 'zod'
import { casementErrorSchema } from '../errors/casement-error.ts'
import { buildSchema } from '../genome/build.ts'
import { storeSummarySchema } from '../variant/store-summary.ts'

export const fileKindSchema = z.enum([
  'bam',
  'cram',
  'vcf',
  'bcf',
  'fasta',
  '2bit',
  'bed',
  'ped',
  'gtf',
  'gff3',
])
export type FileKind = z.infer<typeof fileKindSchema>

type OfKind = { readonly kind: FileKind }

/** Reads by region, drawn as an alignment track. */
export function hasAlignments<T extends OfKind>(file: T): file is T & { readonly kind: 'bam' | 'cram' } {
  return file.kind === 'bam' || file.kind === 'cram'
}

/** Records of variants, listed and drawn. */
export function hasVariants<T extends OfKind>(file: T): file is T & { readonly kind: 'vcf' | 'bcf' } {
  return file.kind === 'vcf' || file.kind === 'bcf'
}

export const compressionSchema = z.enum(['none', 'bgzf', 'gzip'])
export type Compression = z.infer<typeof compressionSchema>

const contigSchema = z.object({ name: z.string(), length: z.number() })

const indexFormatSchema = z.enum(['bai', 'csi', 'tbi', 'crai', 'offsets', 'fai', 'fai+gzi'])
export type IndexFormat = z.infer<typeof indexFormatSchema>

/**
 * Where a file's index stands. `offsets` is our own line-offset index of a plain-text VCF. `stale` is an index
 * older than its file: it is said, and rebuilt only on request.
 */
export const indexStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-needed') }),
  z.object({ state: z.literal('missing') }),
  z.object({ state: z.literal('building'), task: z.string() }),
  z.object({
    state: z.literal('ready'),
    format: indexFormatSchema,
    path: z.string(),
    where: z.enum(['beside', 'cache']),
    stale: z.boolean(),
    /** True when Casement wrote it. */
    built: z.boolean(),
  }),
  z.object({ state: z.literal('failed'), error: casementErrorSchema }),
])
export type IndexState = z.infer<typeof indexStateSchema>

/** Where the import of a file's variants stands. Without it they are listed as the file is read, and cannot be filtered. */
export const storeStateSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('importing'), task: z.string() }),
  z.object({ state: z.literal('ready'), summary: storeSummarySchema }),
  z.object({ state: z.literal('failed'), error: casementErrorSchema }),
  z.object({ state: z.literal('cancelled') }),
])
export type StoreState = z.infer<typeof storeStateSchema>

/** What makes two openings of a path the same file. */
export const fileIdentitySchema = z.object({
  path: z.string(),
  /** bytes */
  size: z.number(),
  /** milliseconds since 1970 */
  mtimeMs: z.number(),
  /** SHA-256 (hex) of the first 64 KiB. */
  headDigest: z.string(),
  /** SHA-256 (hex) of the first and the last mebibyte (of all of a smaller file); not in cases of the first versions. */
  endsDigest: z.string().optional(),
})
export type FileIdentity = z.infer<typeof fileIdentitySchema>

/** One input file of a case, as found by its content. */
export const caseFileSchema = z.object({
  id: z.string(),
  identity: fileIdentitySchema,
  /** Base name, for the screen; paths are shown only on request. */
  name: z.string(),
  kind: fileKindSchema,
  compression: compressionSchema,
  /** `@RG SM` of a BAM or CRAM, sample columns of a VCF, individuals of a PED. */
  samples: z.array(z.string()),
  contigs: z.array(contigSchema),
  build: buildSchema,
  /** Whether the mark at the end of a BGZF file or a CRAM was there; null of others. Not in cases of the first versions. */
  endMark: z.boolean().nullable().optional(),
  index: indexStateSchema,
  /** Of a file of variants, once its import has begun. */
  store: storeStateSchema.optional(),
  /** SHA-256 (hex) of all of it, where it was asked for. */
  sha256: z.string().optional(),
  /** Why it cannot be read now. */
  unreachable: casementErrorSchema.optional(),
  /** Things the user should know that do not stop the work: missing EOF block, stale index, re-compressed copy. */
  notices: z.array(casementErrorSchema),
})
export type CaseFile = z.infer<typeof caseFileSchema>
