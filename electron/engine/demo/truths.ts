import { EVIDENCE_TRUTHS } from './evidence-truths.ts'
import { GENETIC_TRUTHS } from './genetic-truths.ts'
import type { DemoTruth } from './truth.ts'

/**
 * What is planted in the demo trio, one row per alternate allele. Tests of this and later work read this table:
 * the VCF says `genotypes`, `filter` and the annotation below; the reads say `reads`. Read counts follow
 * `allele-count.ts`: duplicates, QC-fail, secondary and supplementary records left out, overlapping mates counted
 * once, an indel decided by the read's sequence across the whole repeat. No sequencing error falls on these sites,
 * so a 0 is exactly 0.
 *
 * The loci and the transcript numbering are real (GRCh38, Ensembl 110, MANE); the sequence around them, the
 * people and the reads are synthetic. Frequencies and ClinVar terms illustrate the annotation, nothing more.
 */
export const DEMO_TRUTHS: readonly DemoTruth[] = [...GENETIC_TRUTHS, ...EVIDENCE_TRUTHS]

/** The truth called `name`. @throws RangeError for a name that is not in the table (a mistake in the caller). */
export function truthNamed(name: string): DemoTruth {
  const found = DEMO_TRUTHS.find((truth) => truth.name === name)
  if (!found) throw new RangeError(`no demo truth is called ${name}`)
  return found
}
