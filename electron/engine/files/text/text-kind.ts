import type { FileKind } from '../../../../shared/case/case-file.ts'

/** `vcf-lines` are VCF records without a header. */
export type TextKind =
  | { readonly kind: Extract<FileKind, 'vcf' | 'fasta' | 'bed' | 'ped' | 'gtf' | 'gff3'> | 'vcf-lines' }
  | { readonly kind: 'unknown'; readonly looksLike: string }

/** Lines looked at for formats that only their columns tell apart. */
const LINES = 50

const INTEGER = /^[0-9]+$/
const STRAND = /^[+\-.?]$/
const SAM_HEADER = /^@(HD\tVN:|SQ\t|RG\t|PG\t|CO\t)/
const ALLELES = /^([ACGTNacgtn]+|[ACGTUNRYSWKMBDHVacgtunryswkmbdhv*.,]+|<.+>)$/

const isBed = (f: readonly string[]): boolean =>
  f.length >= 3 && INTEGER.test(f[1] ?? '') && INTEGER.test(f[2] ?? '') && Number(f[1]) <= Number(f[2])

const isFeature = (f: readonly string[]): boolean =>
  (f.length === 9 || f.length === 8) &&
  INTEGER.test(f[3] ?? '') &&
  INTEGER.test(f[4] ?? '') &&
  STRAND.test(f[6] ?? '') &&
  /^[.012]$/.test(f[7] ?? '')

const isVcfLine = (f: readonly string[]): boolean =>
  f.length >= 8 && INTEGER.test(f[1] ?? '') && /^[ACGTNacgtn]+$/.test(f[3] ?? '') && ALLELES.test(f[4] ?? '')

const isPed = (line: string): boolean => {
  const f = line.trim().split(/\s+/)
  return (
    f.length >= 6 &&
    /^([0-2]|other|male|female|unknown)$/i.test(f[4] ?? '') &&
    /^(-9|[0-2])$/.test(f[5] ?? '')
  )
}

/** By tabs, or by spaces when there are no tabs. */
const fieldsOf = (line: string): string[] =>
  line.includes('\t') ? line.split('\t').map((field) => field.trim()) : line.trim().split(/\s+/)

const isPedHeader = (line: string): boolean =>
  /^fam/i.test(line) || /^(sex|gender)$/i.test(fieldsOf(line)[4] ?? '')

const NOBODY = new Set(['0', '.', '-9', 'NA', ''])

/**
 * A PED with other words for sex, or with a phenotype that is a measure. Tables of numbers look like that, too: it names
 * somebody as parent who is in it, or nobody.
 */
function isLoosePed(lines: readonly string[]): boolean {
  const rows = lines.map(fieldsOf)
  const ids = new Set(rows.map(([, id = '']) => id))
  const isRow = (f: readonly string[]): boolean =>
    f.length >= 6 &&
    /^(-9|[0-9]|\.|other|male|female|unknown|[mfu])?$/i.test(f[4] ?? '') &&
    /^(-?[0-9]+(\.[0-9]+)?|\.|na|affected|unaffected|unknown)?$/i.test(f[5] ?? '')
  const isParent = (id: string | undefined): boolean => id !== undefined && (NOBODY.has(id) || ids.has(id))
  return rows.length > 0 && rows.every(isRow) && rows.some((f) => isParent(f[2]) && isParent(f[3]))
}

/** True when the bytes cannot be text: a NUL, or many control characters. UTF-8 and Latin-1 pass. */
function isBinary(head: Uint8Array): boolean {
  const sample = head.subarray(0, 8192)
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) return true
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  }
  return controls > sample.length / 20
}

function otherText(text: string): string {
  const start = text.trimStart()
  if (/^<(!doctype html|html|head|body)/i.test(start)) return 'an HTML page'
  if (start.startsWith('<?xml') || /^<[a-z][^>]*>/i.test(start)) return 'an XML file'
  if (/^[[{]\s*("|\{|\[|\d|\}|\])/.test(start)) return 'a JSON file'
  if (SAM_HEADER.test(text)) return 'a SAM text file: convert it with samtools view -b'
  if (/^@[^\n]+\n[ACGTNacgtn.]+\n\+/.test(text)) return 'FASTQ reads, not aligned yet'
  if (/^[^\t\n]+\t\d+\t\d+\t\d+\t\d+\n/.test(text))
    return 'a FASTA index (.fai): open the FASTA it belongs to'
  const first = start.split('\n', 1)[0] ?? ''
  if (first.split('\t').length > 2) return 'a table separated by tabs'
  if (first.split(',').length > 2) return 'a table separated by commas (CSV)'
  return 'plain text'
}

/**
 * Which text format the head of a file is. Formats with a header line are known by it; BED, PED, GTF and GFF3 by
 * their columns, on every line seen.
 *
 * @param head the first bytes, inflated
 * @param whole true when `head` is the whole file: otherwise its last line may be cut and is not judged
 */
export function textKind(head: Uint8Array, whole: boolean): TextKind {
  if (isBinary(head)) return { kind: 'unknown', looksLike: 'binary data of an unknown kind' }
  const text = Buffer.from(head.buffer, head.byteOffset, head.length)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
  if (/^##fileformat=VCF/i.test(text) || text.startsWith('#CHROM\tPOS\tID\tREF\tALT')) return { kind: 'vcf' }
  if (/^##gff-version\s+3/.test(text)) return { kind: 'gff3' }
  if (/^[;\s]*>[^\n]*\r?\n[A-Za-z*\-\s]+/.test(text) && !/^\s*>[^\n]*\r?\n[^\n]*[^A-Za-z*\-\s]/.test(text))
    return { kind: 'fasta' }

  const lines = text.split(/\r?\n/)
  if (!whole && lines.length > 1) lines.pop()
  if (lines.some((line) => line.startsWith('#CHROM\tPOS\tID\tREF'))) return { kind: 'vcf' }
  // `##` lines of a VCF whose fileformat line is missing.
  if (/^##(INFO|FORMAT|FILTER|contig|source|reference)=/.test(text)) return { kind: 'vcf' }
  const data = lines
    .filter((line) => line.trim() !== '' && !line.startsWith('#') && !/^(track|browser)\b/.test(line))
    .slice(0, LINES)
  if (data.length > 0) {
    const rows = data.map((line) => line.split('\t'))
    if (rows.every(isVcfLine)) return { kind: 'vcf-lines' }
    if (rows.every(isFeature)) return { kind: rows.every((f) => /\w "/.test(f[8] ?? '')) ? 'gtf' : 'gff3' }
    // Before BED: numbered individuals look like positions. A PED may have a header line without `#`.
    const people = isPedHeader(data[0] ?? '') ? data.slice(1) : data
    if (people.length > 0 && people.every(isPed)) return { kind: 'ped' }
    if (rows.every(isBed)) return { kind: 'bed' }
    if (data.map((line) => line.trim().split(/\s+/)).every(isBed)) return { kind: 'bed' }
    if (isLoosePed(people)) return { kind: 'ped' }
  }
  return { kind: 'unknown', looksLike: otherText(text) }
}
