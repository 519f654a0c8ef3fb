import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLINVAR_SUBSET_FILE, encodeClinvarSubset } from '../../electron/engine/annotation/clinvar-subset.ts'
import { buildGeneTable } from '../../electron/engine/genome/gene-table-builder.ts'
import { encodeGeneTable } from '../../electron/engine/genome/gene-table-file.ts'
import { bandsOfBuilds } from './band-sources.ts'
import { contigOrder } from './contig-order.ts'
import { clinvarDate, decodeClinvar } from './decode-clinvar.ts'
import { geneDrafts } from './gene-drafts.ts'
import { readGeneSources } from './ideogram-file.ts'
import { provenance } from './provenance.ts'

/** Writes the offline genome into `folder`: the same bytes every time. @returns what it holds, for the console */
export function buildGenome(folder: string): string {
  mkdirSync(folder, { recursive: true })
  /** Written under another name first, so that an interrupted build leaves no half file. */
  const write = (name: string, content: string | Uint8Array): void => {
    writeFileSync(join(folder, `${name}.tmp`), content)
    renameSync(join(folder, `${name}.tmp`), join(folder, name))
  }
  const sources = readGeneSources()
  const drafts = geneDrafts(sources)
  const table = buildGeneTable(drafts, contigOrder(drafts.map((g) => g.contig)))
  const bands = bandsOfBuilds()
  const clinvar = decodeClinvar(sources.variants, sources.variantsIndex)
  const clinvarContigs = contigOrder(clinvar.map((v) => v.contig))
  const release = clinvarDate(sources.variants)
  write('genes-GRCh38.bin', encodeGeneTable(table))
  write(CLINVAR_SUBSET_FILE, encodeClinvarSubset(clinvar, clinvarContigs, release))
  write('bands.json', JSON.stringify(bands))
  write(
    'sources.json',
    `${JSON.stringify(provenance(drafts, bands, { alleles: clinvar.length, date: release }), null, 2)}\n`,
  )
  return `${drafts.length} genes, ${table.transcriptIds.length} transcripts, ${clinvar.length} ClinVar alleles`
}
