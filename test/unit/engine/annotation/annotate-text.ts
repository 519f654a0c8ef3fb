import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ContigAlleles } from '../../../../electron/engine/annotation/allele-matcher.ts'
import {
  type VcfAnnotation,
  type VcfAnnotationInput,
  annotateFromVcf,
} from '../../../../electron/engine/annotation/vcf-annotation.ts'
import { vcfText, writeText } from '../../../support/vcf-text.ts'

const CHR1 = { name: 'chr1', length: 248_956_422 }
const CHR2 = { name: 'chr2', length: 242_193_529 }
export const annotated = { file: '/case/family.vcf', contigs: [CHR1, CHR2], build: 'GRCh38' as const }

export type Row = readonly [position: number, ref: string, alt: string]
export const allelesOf = (contig: string, rows: readonly Row[]): ContigAlleles => ({
  contig,
  positions: Int32Array.from(rows, ([position]) => position),
  refs: rows.map(([, ref]) => ref),
  alts: rows.map(([, , alt]) => alt),
})

export type Records = readonly (readonly (string | number)[])[]
/** Annotates alleles from a file of these records. */
export async function annotate(
  meta: readonly string[],
  records: Records,
  alleles: readonly ContigAlleles[],
  more: Partial<VcfAnnotationInput> = {},
): Promise<VcfAnnotation> {
  const folder = mkdtempSync(join(tmpdir(), 'casement-test-'))
  try {
    const path = writeText(join(folder, 'source.vcf'), vcfText(records, { meta }))
    return await annotateFromVcf({ path, kind: 'vcf', compression: 'none', annotated, alleles, ...more })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const AF = '##INFO=<ID=AF,Number=A,Type=Float,Description="x">'
