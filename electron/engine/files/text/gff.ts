import { isUtf8 } from 'node:buffer'
import { Fault } from '../../../../shared/errors/fault.ts'

/** One feature of a GTF or GFF3 file; `start` and `end` are 0-based half-open (the files count from 1, inclusive). */
export type GffFeature = {
  readonly contig: string
  readonly source: string
  readonly type: string
  readonly start: number
  readonly end: number
  readonly strand: '+' | '-' | '.'
  /** Bases to skip to the first whole codon, null when not given. */
  readonly phase: 0 | 1 | 2 | null
  /** Values by key, in file order; GTF repeats keys (`tag`), GFF3 lists values with commas. */
  readonly attributes: ReadonlyMap<string, readonly string[]>
}

const INTEGER = /^[0-9]+$/

function add(attributes: Map<string, string[]>, key: string, values: readonly string[]): void {
  const known = attributes.get(key)
  if (known) known.push(...values)
  else attributes.set(key, [...values])
}

/** `gene_id "ENSG…"; tag "basic"; level 2;` A `;` within quotes belongs to the value. */
export function parseGtfAttributes(text: string): Map<string, string[]> {
  const attributes = new Map<string, string[]>()
  for (const match of text.matchAll(/([^\s;"]+)[ =]+(?:"([^"]*)"|([^\s;"]+))/g)) {
    const [, key, quoted, bare] = match
    if (key !== undefined) add(attributes, key, [quoted ?? bare ?? ''])
  }
  return attributes
}

/** Percent-encoding of UTF-8 bytes; a run that is none stays as it is. */
function decodeGff3(text: string): string {
  return text.replace(/(%[0-9A-Fa-f]{2})+/g, (run) => {
    const bytes = Buffer.from(run.replaceAll('%', ''), 'hex')
    return isUtf8(bytes) ? bytes.toString('utf8') : run
  })
}

/** `ID=transcript:ENST…;Parent=gene:ENSG…;tag=basic,MANE_Select`, percent-encoded. @see GFF3, "Column 9" */
export function parseGff3Attributes(text: string): Map<string, string[]> {
  const attributes = new Map<string, string[]>()
  for (const item of text.split(';')) {
    const equals = item.indexOf('=')
    if (equals <= 0) continue
    const values = item.slice(equals + 1).split(',')
    add(
      attributes,
      decodeGff3(item.slice(0, equals).trim()),
      values.map((value) => decodeGff3(value.trim())),
    )
  }
  return attributes
}

/**
 * One line of a GTF or GFF3. Null for blank lines, comments and directives; the caller stops at `##FASTA`.
 *
 * @throws Fault `text/bad-line`
 */
export function parseGffLine(
  text: string,
  format: 'gtf' | 'gff3',
  file: string,
  line: number,
): GffFeature | null {
  const trimmed = text.trimEnd()
  if (trimmed === '' || trimmed.startsWith('#')) return null
  const [contig, source, type, startText, endText, , strand, phase, attributes] = trimmed.split('\t')
  const bad = (detail: string): Fault =>
    new Fault({ kind: 'text/bad-line', file, format: format === 'gtf' ? 'GTF' : 'GFF3', line, detail })
  if (contig === undefined || source === undefined || type === undefined || phase === undefined)
    throw bad(`it has ${trimmed.split('\t').length} columns where 9 are needed`)
  if (!INTEGER.test(startText ?? '') || !INTEGER.test(endText ?? ''))
    throw bad(`"${startText} ${endText}" are not positions`)
  const first = Number(startText)
  const last = Number(endText)
  if (first < 1 || last < first) throw bad(`its start ${first} and end ${last} are no interval`)
  const read = format === 'gtf' ? parseGtfAttributes : parseGff3Attributes
  return {
    contig: format === 'gff3' ? decodeGff3(contig) : contig,
    source,
    type,
    start: first - 1,
    end: last,
    strand: strand === '+' || strand === '-' ? strand : '.',
    phase: phase === '0' ? 0 : phase === '1' ? 1 : phase === '2' ? 2 : null,
    attributes: read(attributes ?? ''),
  }
}
