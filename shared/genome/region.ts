import { Fault } from '../errors/fault.ts'

/** A half-open interval on a contig: `start` inclusive, `end` exclusive, both 0-based, in bp. */
export type Region = { readonly contig: string; readonly start: number; readonly end: number }

/** Anything whose contigs can be asked for: name and length in bp. */
export type Contig = { readonly name: string; readonly length: number }

const POSITION = /^[0-9][0-9,]*$/

function position(text: string): number | undefined {
  if (!POSITION.test(text)) return undefined
  const value = Number(text.replaceAll(',', ''))
  return Number.isSafeInteger(value) ? value : undefined
}

/**
 * Reads `chr`, `chr:start`, `chr:start-` or `chr:start-end` (1-based, inclusive, commas allowed) as samtools does.
 * A contig whose own name contains a colon wins when `contigs` has it (`HLA-A*01:01:01:01`), as does the form
 * `{name}:start-end`. `chr:start` means from start to the end of the contig, as in samtools, and so does a start of 0 mean
 * the contig's first base (people paste 0-based starts). `chr:0-0` names no base and is refused.
 *
 * @returns the 0-based half-open region, `end` cut to the contig's length when the contig is known.
 * @throws Fault `region/bad-syntax`, `region/contig-missing`, `region/past-end` (start beyond the contig's end).
 * @see samtools-view(1), "REGIONS"
 */
export function parseRegion(text: string, contigs?: readonly Contig[]): Region {
  const trimmed = text.trim()
  const known = (name: string): Contig | undefined => contigs?.find((c) => c.name === name)
  const whole = known(trimmed)
  if (whole) return { contig: whole.name, start: 0, end: whole.length }

  const braced = /^\{(.+)\}(?::(.*))?$/.exec(trimmed)
  const colon = trimmed.lastIndexOf(':')
  const name = braced ? (braced[1] ?? '') : colon < 0 ? trimmed : trimmed.slice(0, colon)
  const range = braced ? (braced[2] ?? '') : colon < 0 ? '' : trimmed.slice(colon + 1)
  if (name === '') throw new Fault({ kind: 'region/bad-syntax', text })

  const contig = known(name)
  if (contigs && !contig)
    throw new Fault({
      kind: 'region/contig-missing',
      contig: name,
      known: contigs.slice(0, 8).map((c) => c.name),
    })
  const length = contig?.length ?? Number.MAX_SAFE_INTEGER
  if (range === '') return { contig: name, start: 0, end: length }

  const dash = range.indexOf('-')
  const start = position(dash < 0 ? range : range.slice(0, dash))
  const last = dash < 0 || dash === range.length - 1 ? length : position(range.slice(dash + 1))
  if (start === undefined || last === undefined) throw new Fault({ kind: 'region/bad-syntax', text })
  const first = Math.max(1, start)
  if (last < first) throw new Fault({ kind: 'region/bad-syntax', text })
  if (first > length) throw new Fault({ kind: 'region/past-end', contig: name, length })
  return { contig: name, start: first - 1, end: Math.min(last, length) }
}

/** `chr7:117,559,480-117,559,700`: 1-based inclusive with thousands separators, as people read it. */
export function formatRegion(region: Region): string {
  const start = (region.start + 1).toLocaleString('en-GB')
  return `${region.contig}:${start}-${region.end.toLocaleString('en-GB')}`
}
