import { Fault } from '../../../../shared/errors/fault.ts'

/** One interval of a BED file, 0-based half-open as in the file. */
export type BedInterval = {
  readonly contig: string
  readonly start: number
  readonly end: number
  readonly name: string | null
  readonly score: number | null
  readonly strand: '+' | '-' | null
}

const INTEGER = /^[0-9]+$/

/**
 * One line of a BED: three to twelve columns by tabs, or by spaces when there are no tabs. Null for blank lines,
 * comments, `track` and `browser` lines.
 *
 * @throws Fault `text/bad-line`
 * @see https://samtools.github.io/hts-specs/BEDv1.pdf
 */
export function parseBedLine(text: string, file: string, line: number): BedInterval | null {
  const trimmed = text.trimEnd()
  if (trimmed === '' || trimmed.startsWith('#') || /^(track|browser)(\s|$)/.test(trimmed)) return null
  const fields = trimmed.includes('\t') ? trimmed.split('\t') : trimmed.split(/ +/)
  const [contig, startText, endText, name, score, strand] = fields
  const bad = (detail: string): Fault =>
    new Fault({ kind: 'text/bad-line', file, format: 'BED', line, detail })
  if (contig === undefined || contig === '' || startText === undefined || endText === undefined)
    throw bad(`it has ${fields.length} columns where at least 3 are needed`)
  if (!INTEGER.test(startText) || !INTEGER.test(endText))
    throw bad(`"${startText} ${endText}" are not positions`)
  const start = Number(startText)
  const end = Number(endText)
  if (start > end) throw bad(`its start ${start} is after its end ${end}`)
  const value = score === undefined || score === '' || score === '.' ? null : Number(score)
  return {
    contig,
    start,
    end,
    name: name === undefined || name === '' || name === '.' ? null : name,
    score: value !== null && Number.isFinite(value) ? value : null,
    strand: strand === '+' || strand === '-' ? strand : null,
  }
}
