import { z } from 'zod'
import type { VariantRow } from './variant-row.ts'

/**
 * What a variant is, wherever it stands in its file: row numbers change when a file is imported anew, this does not. What a
 * reviewer says of a variant is kept by it. Records of a file that are the same in all of it are one variant.
 */
export const variantKeySchema = z.object({
  /** Id of the file in its case. */
  file: z.string(),
  /** The file's own contig name. */
  contig: z.string(),
  /** POS as in the file (1-based). */
  position: z.number().int(),
  /** As in the file. */
  ref: z.string(),
  alt: z.string(),
})
export type VariantKey = z.infer<typeof variantKeySchema>

/** Of a row of the list. */
export function variantKey({ file, contig, position, ref, alt }: VariantRow): VariantKey {
  return { file, contig, position, ref, alt }
}

/** The key in one text, for sets and maps. Nothing of it can hold a tab. */
export function keyText({ file, contig, position, ref, alt }: VariantKey): string {
  return [file, contig, position, ref, alt].join('\t')
}
