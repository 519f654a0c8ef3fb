import { z } from 'zod'

const tagValueSchema = z.union([z.string(), z.number(), z.array(z.number())])

/** Another part of a split read, from its SA tag. Positions 0-based. */
const splitPartSchema = z.object({
  /** The case's name. */
  contig: z.string(),
  start: z.number(),
  strand: z.enum(['+', '-']),
  cigar: z.string(),
  mapq: z.number(),
  /** Differences to the reference (NM). */
  nm: z.number(),
})
export type SplitPart = z.infer<typeof splitPartSchema>

/** Everything a file says of one read. Contigs by the case's names, positions 0-based, ends exclusive. */
export const readDetailSchema = z.object({
  name: z.string(),
  flag: z.number(),
  /** The flag's bits in words. */
  flags: z.array(z.string()),
  /** Null for a read without a place. */
  contig: z.string().nullable(),
  start: z.number().nullable(),
  end: z.number().nullable(),
  /** Phred; 255 is unknown. */
  mapq: z.number(),
  /** `*` for none. */
  cigar: z.string(),
  mateContig: z.string().nullable(),
  mateStart: z.number().nullable(),
  /** TLEN as stored, bp. */
  templateLength: z.number(),
  /** As stored, that is reverse-complemented of a reverse read; empty when the read stores none. */
  sequence: z.string(),
  /** Phred, one for each base; null when the read stores none. */
  qualities: z.array(z.number()).nullable(),
  /** In file order. `type` as in SAM text: A, i, f, Z, H, B; `element` is the type of the elements of a B. */
  tags: z.array(
    z.object({ name: z.string(), type: z.string(), element: z.string().optional(), value: tagValueSchema }),
  ),
  supplementary: z.array(splitPartSchema),
  /** The record as `samtools view` prints it, by the file's own names of contigs, without a line end. */
  sam: z.string(),
})
export type ReadDetail = z.infer<typeof readDetailSchema>
