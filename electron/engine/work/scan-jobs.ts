import { scanBamPart } from '../indexing/parts/scan-bam-part.ts'
import { scanVcfPart } from '../indexing/parts/scan-vcf-part.ts'
import { scanVariantPart } from '../variants/import/scan-variant-part.ts'

/** The jobs that many threads do at once and that are waited for: a thread has nothing else to load for them. */
export const scanJobs = { scanBamPart, scanVcfPart, scanVariantPart }
