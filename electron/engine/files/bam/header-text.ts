import type { Contig } from '../../../../shared/genome/region.ts'

type ReadGroup = {
  readonly id: string
  readonly sample: string | undefined
  readonly library: string | undefined
  readonly platform: string | undefined
}

/** What the text of a SAM header says. @see SAMv1 §1.3 */
export type HeaderText = {
  /** `@HD SO`: coordinate, queryname, unsorted, unknown; undefined when it is not said. */
  readonly sortOrder: string | undefined
  readonly readGroups: readonly ReadGroup[]
  /** The distinct `@RG SM`, in order of appearance. */
  readonly samples: readonly string[]
  /** Peculiarities that do not stop reading, as sentences. */
  readonly notes: readonly string[]
}

function parseFields(line: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const field of line.split('\t').slice(1)) {
    const match = /^([A-Za-z][A-Za-z0-9]):(.*)$/s.exec(field)
    const [, key, value] = match ?? []
    if (key !== undefined && value !== undefined && !fields.has(key)) fields.set(key, value)
  }
  return fields
}

const MAX_NOTES = 5

/**
 * Tolerant: a malformed line gives what it can and a note. `references` is the binary contig list the `@SQ` lines
 * are compared with; a text without `@SQ` lines is fine.
 */
export function parseHeaderText(text: string, references: readonly Contig[]): HeaderText {
  const notes: string[] = []
  const readGroups: ReadGroup[] = []
  let sortOrder: string | undefined
  let sequence = 0
  let hasSequences = false
  for (const raw of text.split('\n')) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
    const kind = line.slice(0, 3)
    if (kind === '@CO' || line === '') continue
    const malformed = line
      .split('\t')
      .slice(1)
      .find((field) => !/^[A-Za-z][A-Za-z0-9]:/.test(field))
    if (malformed !== undefined)
      notes.push(`The ${kind} header line has a malformed field "${malformed.slice(0, 40)}".`)
    const fields = parseFields(line)
    if (kind === '@HD') sortOrder = fields.get('SO')
    else if (kind === '@RG')
      readGroups.push({
        id: fields.get('ID') ?? '',
        sample: fields.get('SM'),
        library: fields.get('LB'),
        platform: fields.get('PL'),
      })
    else if (kind === '@SQ') {
      hasSequences = true
      const reference = references[sequence++]
      const length = Number(fields.get('LN'))
      if (!reference || fields.get('SN') !== reference.name || length !== reference.length)
        notes.push(
          `The header's @SQ line ${sequence} says ${fields.get('SN') ?? '?'} of ${fields.get('LN') ?? '?'} bp, the contig list ${reference ? `${reference.name} of ${reference.length} bp` : 'has no such contig'}.`,
        )
    }
  }
  if (hasSequences && sequence < references.length)
    notes.push(`The header has ${sequence} @SQ lines for ${references.length} contigs.`)
  const samples = [...new Set(readGroups.flatMap(({ sample }) => (sample === undefined ? [] : [sample])))]
  return { sortOrder, readGroups, samples, notes: notes.slice(0, MAX_NOTES) }
}
