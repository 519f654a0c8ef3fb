import { Fault } from '../errors/fault.ts'
import type { Build } from './build.ts'
import { findContig } from './contig-alias.ts'
import { type Contig, formatRegion } from './region.ts'
import type { Locus } from './gene.ts'

/** A text that names a place by coordinates, or null when it does not look like one (then it may be a gene). */
export type Coordinates =
  | { readonly kind: 'contig'; readonly contig: Contig }
  | { readonly kind: 'position'; readonly contig: Contig; readonly position: number }
  | { readonly kind: 'region'; readonly contig: Contig; readonly first: number; readonly last: number }
  | {
      readonly kind: 'variant'
      readonly contig: Contig
      readonly position: number
      readonly ref: string
      readonly alt: string
    }

const NUMBER = String.raw`\d[\d,]*`
const ALLELE = String.raw`[ACGTNacgtn]+`
const ALT = String.raw`(?:[ACGTNacgtn]+|\*|<[^<>]+>)`
const RANGE = new RegExp(`^(.+?)\\s*:\\s*(${NUMBER})\\s*(?:-|–|\\.\\.)\\s*(${NUMBER})$`)
const POSITION = new RegExp(`^(.+?)\\s*:\\s*(${NUMBER})$`)
const VARIANTS = [
  // chr7-117559591-TCTT-T (gnomAD), 7:117559591:TCTT:T, chr7_117559591_TCTT_T
  new RegExp(`^(.+?)-(${NUMBER})-(${ALLELE})-(${ALT})$`),
  new RegExp(`^(.+?)\\s*:\\s*(${NUMBER})\\s*:\\s*(${ALLELE})\\s*:\\s*(${ALT})$`),
  new RegExp(`^(.+?)_(${NUMBER})_(${ALLELE})[_/](${ALT})$`),
  // chr7:117559591 TCTT>T, chr7:g.117559591T>A, chr7:117559591-TCTT-T
  new RegExp(`^(.+?)\\s*:\\s*(?:g\\.)?(${NUMBER})\\s*(${ALLELE})\\s*>\\s*(${ALT})$`),
  new RegExp(`^(.+?)\\s*:\\s*(${NUMBER})\\s*[- ]\\s*(${ALLELE})\\s*[-/ ]\\s*(${ALT})$`),
]

/** 1-based, as typed. */
function number(text: string | undefined, whole: string): number {
  const value = Number((text ?? '').replaceAll(',', ''))
  if (!Number.isSafeInteger(value) || value < 1) throw new Fault({ kind: 'region/bad-syntax', text: whole })
  return value
}

/** Where a stretch begins: 0 is the contig's first base, as samtools takes it. */
const start = (text: string | undefined, whole: string): number =>
  /^[0,]+$/.test(text ?? '') ? 1 : number(text, whole)

/**
 * Reads a contig name, `contig:start-end`, `contig:position` or a variant (`contig-pos-REF-ALT` and the like);
 * 1-based, both ends included, commas and spaces allowed, contig in any of its names.
 *
 * @returns null when the text has none of these forms.
 * @throws Fault `region/contig-missing`, `region/bad-syntax` (position 0, end before start).
 */
export function readCoordinates(text: string, contigs: readonly Contig[], build: Build): Coordinates | null {
  const query = text.trim()
  const whole = findContig(query, contigs, build)
  if (whole) return { kind: 'contig', contig: whole }

  const contigOf = (name: string | undefined): Contig => {
    const found = findContig((name ?? '').trim(), contigs, build)
    if (found) return found
    const known = contigs.slice(0, 8).map((c) => c.name)
    throw new Fault({ kind: 'region/contig-missing', contig: (name ?? '').trim(), known })
  }
  for (const form of VARIANTS) {
    const m = form.exec(query)
    if (!m) continue
    const [, name, position, ref = '', alt = ''] = m
    return {
      kind: 'variant',
      contig: contigOf(name),
      position: number(position, text),
      ref: ref.toUpperCase(),
      alt: alt.startsWith('<') ? alt : alt.toUpperCase(),
    }
  }
  const range = RANGE.exec(query)
  if (range) {
    const contig = contigOf(range[1])
    const first = start(range[2], text)
    const last = number(range[3], text)
    if (last < first) throw new Fault({ kind: 'region/bad-syntax', text })
    return { kind: 'region', contig, first, last }
  }
  const position = POSITION.exec(query)
  if (position)
    return { kind: 'position', contig: contigOf(position[1]), position: number(position[2], text) }
  return null
}

/**
 * The place coordinates name, 0-based half-open and cut to the contig's end.
 * @throws Fault `region/past-end` when it starts beyond the end.
 */
export function locusOf(coordinates: Coordinates): Locus {
  const { contig } = coordinates
  const length = contig.length > 0 ? contig.length : Number.MAX_SAFE_INTEGER
  if (coordinates.kind === 'contig')
    return { contig: contig.name, start: 0, end: length, kind: 'region', label: contig.name }
  const first = coordinates.kind === 'region' ? coordinates.first : coordinates.position
  if (first > length) throw new Fault({ kind: 'region/past-end', contig: contig.name, length })
  const start = first - 1
  const place = (end: number): { contig: string; start: number; end: number } => ({
    contig: contig.name,
    start,
    end: Math.min(end, length),
  })
  switch (coordinates.kind) {
    case 'region': {
      const region = place(coordinates.last)
      return { ...region, kind: 'region', label: formatRegion(region) }
    }
    case 'position':
      return { ...place(first), kind: 'position', label: `${contig.name}:${first.toLocaleString('en-GB')}` }
    case 'variant':
      return {
        ...place(start + coordinates.ref.length),
        kind: 'variant',
        label: `${contig.name}:${first.toLocaleString('en-GB')} ${coordinates.ref}>${coordinates.alt}`,
      }
  }
}
