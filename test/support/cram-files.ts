import { fileURLToPath } from 'node:url'
import type { CramReferenceInput } from '../../electron/engine/reads/cram-reference.ts'
import type { SamJson } from '../../electron/engine/reads/json.ts'

/** A file made by test/fixtures/cram/make-goldens.sh. */
export function cramFixture(name: string): string {
  return fileURLToPath(new URL(`../fixtures/cram/${name}`, import.meta.url))
}

/** A FASTA as a CRAM is read with it. */
export function cramReference(path: string): CramReferenceInput {
  return { path, kind: 'fasta', compression: 'none', names: new Map() }
}

function tagText(value: SamJson['tags'][string]): string {
  if (value.type === 'B') return [value.element, ...[value.value].flat()].join(',')
  // As samtools prints a float: six significant digits.
  return value.type === 'f' && typeof value.value === 'number'
    ? String(Number(value.value.toPrecision(6)))
    : String(value.value)
}

/** A record as a line of SAM. */
export function samLine(record: SamJson): string {
  const { qname, flag, rname, pos, mapq, cigar, rnext, pnext, tlen, seq, qual, tags } = record
  const fields = [qname, flag, rname, pos, mapq, cigar, rnext, pnext, tlen, seq, qual]
  const texts = Object.entries(tags).map(([name, tag]) => `${name}:${tag.type}:${tagText(tag)}`)
  return [...fields, ...texts].join('\t')
}
