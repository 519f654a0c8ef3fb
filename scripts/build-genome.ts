/**
 * Builds `resources/genome/` from the `ideogram` package: the bands of three builds, GRCh38's genes, transcripts
 * and synonyms, a subset of ClinVar, and where they come from. Deterministic; takes a few seconds.
 *
 * Usage: node scripts/build-genome.ts
 */
import { join } from 'node:path'
import { buildGenome } from './genome/build.ts'

const folder = join(import.meta.dirname, '..', 'resources', 'genome')
console.log(`resources/genome: ${buildGenome(folder)}`)
