import { Fault } from '../../../../shared/errors/fault.ts'
import type { FaiEntry } from './fai.ts'

const LF = 10
const CR = 13
const GREATER = 62
const SEMICOLON = 59
/** A header line longer than this is no FASTA. */
const MAX_HEADER = 1 << 16

/** Takes the bytes of a FASTA in order and keeps what its `.fai` needs. */
export type FastaScan = {
  /** @throws Fault `reference/bad-file`: a line of another length within a contig, text before the first `>`. */
  feed(bytes: Uint8Array): void
  finish(): FaiEntry[]
}

/**
 * Finds the contigs of a FASTA and how its lines are laid out, as `samtools faidx` does: the name is the header up
 * to the first blank, all lines of a contig but the last hold equally many bases.
 */
export function scanFasta(file: string): FastaScan {
  const entries: FaiEntry[] = []
  const names = new Set<string>()
  let at = 0
  let header: number[] | null = null
  let current: { name: string; offset: number; length: number; lineBases: number; lineWidth: number } | null =
    null
  /** Bases and bytes of the line being read. */
  let bases = 0
  let width = 0
  /** A line shorter than the others was seen: only the next header may follow. */
  let ended = false

  const bad = (detail: string): Fault => new Fault({ kind: 'reference/bad-file', file, detail })

  const endHeader = (): void => {
    const name =
      Buffer.from(header ?? [])
        .toString('utf8')
        .trim()
        .split(/\s/)[0] ?? ''
    header = null
    if (name === '') throw bad(`a contig without a name before byte ${at}`)
    if (names.has(name)) throw bad(`two contigs are named ${name}`)
    names.add(name)
    current = { name, offset: at, length: 0, lineBases: 0, lineWidth: 0 }
    ended = false
  }
  const endContig = (): void => {
    if (current) entries.push(current)
    current = null
  }
  const endLine = (): void => {
    if (!current) {
      if (bases > 0) throw bad('text before the first ">"')
    } else if (bases === 0) {
      ended = true
    } else {
      if (ended) throw bad(`the lines of ${current.name} have different lengths (near byte ${at})`)
      if (current.lineBases === 0) {
        current.lineBases = bases
        current.lineWidth = width
      } else if (bases > current.lineBases || (bases === current.lineBases && width > current.lineWidth))
        throw bad(`the lines of ${current.name} have different lengths (near byte ${at})`)
      if (bases < current.lineBases || width < current.lineWidth) ended = true
      current.length += bases
    }
    bases = 0
    width = 0
  }

  /** Whole lines like those before them, which are nearly all. @returns where the first one starts that is not */
  const feedEqualLines = (bytes: Uint8Array, from: number): number => {
    if (!current || ended || width > 0 || current.lineBases === 0) return from
    const { lineBases, lineWidth } = current
    const isCrLf = lineWidth === lineBases + 2
    let i = from
    for (; i + lineWidth <= bytes.length; i += lineWidth) {
      const feed = i + lineWidth - 1
      const first = bytes[i]
      if (bytes[feed] !== LF || first === GREATER || first === SEMICOLON) break
      if (bytes.indexOf(LF, i) !== feed || (bytes[feed - 1] === CR) !== isCrLf) break
    }
    current.length += ((i - from) / lineWidth) * lineBases
    at += i - from
    return i
  }

  return {
    feed(bytes) {
      let i = 0
      while (i < bytes.length) {
        if (header === null) i = feedEqualLines(bytes, i)
        if (i >= bytes.length) break
        if (header === null && width === 0 && (bytes[i] === GREATER || bytes[i] === SEMICOLON)) {
          if (bytes[i] === SEMICOLON) throw bad('it has ";" comment lines')
          endContig()
          header = []
          i++
          at++
          continue
        }
        const end = bytes.indexOf(LF, i)
        const stop = end < 0 ? bytes.length : end
        if (header !== null) {
          for (let k = i; k < stop && header.length <= MAX_HEADER; k++) header.push(bytes[k] ?? 0)
          if (header.length > MAX_HEADER) throw bad('a header line is longer than 64 KiB')
          at += stop - i
          if (end >= 0) {
            at++
            endHeader()
          }
        } else {
          let count = stop - i
          if (count > 0 && bytes[stop - 1] === CR) count--
          bases += count
          width += stop - i
          at += stop - i
          if (end >= 0) {
            at++
            width++
            endLine()
          }
        }
        i = stop + 1
      }
    },
    finish() {
      if (header !== null) endHeader()
      if (width > 0) {
        // Without a line feed at the end the last line is as wide as it would be with one.
        width = current && bases === current.lineBases ? current.lineWidth : width + 1
        endLine()
      }
      endContig()
      return entries
    },
  }
}
