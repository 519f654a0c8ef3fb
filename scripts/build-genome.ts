/**
 * Builds `resources/genome/` from the `ideogram` package: the bands of three builds, GRCh38's genes, transcripts
 * and synonyms, and where they come from. Deterministic; takes a few seconds. Usage: node scripts/build-genome.ts
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildGeneTable } from '../electron/engine/genome/gene-table-builder.ts'
import { encodeGeneTable } from '../electron/engine/genome/gene-table-file.ts'
import { bandsOfBuilds } from './genome/band-sources.ts'
import { contigOrder } from './genome/contig-order.ts'
import { geneDrafts } from './genome/gene-drafts.ts'
import { readGeneSources } from './genome/ideogram-file.ts'
import { provenance } from './genome/provenance.ts'

const folder = join(import.meta.dirname, '..', 'resources', 'genome')
mkdirSync(folder, { recursive: true })

/** Written under another name first, so that an interrupted build leaves no half file. */
function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, `${name}.tmp`), content)
  renameSync(join(folder, `${name}.tmp`), join(folder, name))
}

const drafts = geneDrafts(readGeneSources())
const table = buildGeneTable(drafts, contigOrder(drafts.map((g) => g.contig)))
const bands = bandsOfBuilds()
write('genes-GRCh38.bin', encodeGeneTable(table))
write('bands.json', JSON.stringify(bands))
write('sources.json', `${JSON.stringify(provenance(drafts, bands), null, 2)}\n`)
console.log(`resources/genome: ${drafts.length} genes, ${table.transcriptIds.length} transcripts`)
