import { z } from 'zod'
import type { Contig } from './region.ts'

export const buildSchema = z.enum(['GRCh37', 'GRCh38', 'T2T-CHM13v2', 'unknown'])
/** A reference build; `unknown` covers everything whose contig lengths we do not recognise. */
export type Build = z.infer<typeof buildSchema>
