import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type GeneDraft, buildGeneTable } from '../../../../electron/engine/genome/gene-table-builder.ts'
import { geneDrafts } from '../../../../scripts/genome/gene-drafts.ts'
import { readGeneSources } from '../../../../scripts/genome/ideogram-file.ts'
import { contigOrder } from '../../../../scripts/genome/contig-order.ts'

export const FIXTURES = join(import.meta.dirname, '../../../fixtures/genome')
export const fixture = (name: string): string => readFileSync(join(FIXTURES, name), 'utf8')

/** A gene draft with only what a test cares about. */
export function gene(
  symbol: string,
  contig: string,
  start: number,
  end: number,
  more: Partial<GeneDraft> = {},
): GeneDraft {
  return {
    symbol,
    id: '',
    contig,
    start,
    end,
    strand: '+',
    placement: null,
    synonyms: [],
    transcripts: [],
    ...more,
  }
}

/** The table the build step makes of the package, made here so that tests need no build. */
export function bundledTable() {
  const drafts = geneDrafts(readGeneSources())
  return buildGeneTable(drafts, contigOrder(drafts.map((g) => g.contig)))
}
