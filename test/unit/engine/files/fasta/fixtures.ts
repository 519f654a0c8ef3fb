import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const GENOME_FIXTURES = join(import.meta.dirname, '../../../../fixtures/genome')

/** Sequences of a `samtools faidx FILE REGION…` output, by region. */
export function faidxOutput(
  name: string,
): Array<{ contig: string; start: number; end: number; bases: string }> {
  return readFileSync(join(GENOME_FIXTURES, name), 'utf8')
    .split('>')
    .slice(1)
    .map((record) => {
      const [header = '', ...lines] = record.split('\n')
      const [, contig = '', first, last] = /^(.+):(\d+)-(\d+)$/.exec(header) ?? []
      return { contig, start: Number(first) - 1, end: Number(last), bases: lines.join('') }
    })
}
