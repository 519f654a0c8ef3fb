import type { Build } from '../../../shared/genome/build.ts'
import { contigKey } from '../../../shared/genome/contig-name.ts'
import { minimalAllele } from '../../../shared/variant/minimal-allele.ts'
import { encodeColumns, openColumns } from '../genome/column-file.ts'

/** The file of the subset below `resources/genome`. */
export const CLINVAR_SUBSET_FILE = 'clinvar-GRCh38.bin'

const MAGIC = 'CSMCLNVR'

/** The build the subset is of. */
const SUBSET_BUILD: Build = 'GRCh38'

/** What ClinVar says of one allele. */
type ClinvarEntry = {
  /** In ClinVar's words: `Pathogenic`, `Pathogenic/Likely pathogenic`, `Likely pathogenic`. */
  readonly significance: string
  /** 2 to 4. */
  readonly stars: number
  /** ClinVar's Variation ID: the number in `ncbi.nlm.nih.gov/clinvar/variation/ID`. */
  readonly id: number
}

/** One allele of the subset: POS (1-based), REF and ALT as ClinVar's VCF has them. */
export type ClinvarDraft = ClinvarEntry & {
  /** `1` … `22`, `X`, `Y`, `MT`. */
  readonly contig: string
  readonly position: number
  readonly ref: string
  readonly alt: string
}

/** Minimal alleles, contig by contig, in the order of their positions (1-based). */
type Columns = {
  readonly date: string
  readonly contigs: readonly string[]
  /** Alleles of contig c are `contigFirst[c]` up to `contigFirst[c + 1]`. */
  readonly contigFirst: Uint32Array
  readonly positions: Int32Array
  readonly refs: readonly string[]
  readonly alts: readonly string[]
  readonly significances: readonly string[]
  /** Index into `significances`. */
  readonly significance: Uint8Array
  readonly stars: Uint8Array
  readonly ids: Uint32Array
}

export type ClinvarSubset = {
  /** For the label beside every value: these are not all of ClinVar, and of one day. */
  readonly source: { readonly name: string; readonly date: string; readonly build: Build }
  /** How many alleles there are. */
  readonly size: number
  /**
   * What ClinVar says of exactly this allele, in whichever padding it is written. Null says only that it is not in
   * the subset: benign, uncertain, conflicting, single-submitter and newer variants are not.
   *
   * @param contig by any name of GRCh38's: `7`, `chr7`, `NC_000007.14`
   * @param position1 POS, 1-based
   */
  find(build: Build, contig: string, position1: number, ref: string, alt: string): ClinvarEntry | null
  /** Where the alleles of a contig are (1-based, ascending), with nothing in front that REF and ALT share. */
  positions(build: Build, contig: string): Int32Array
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The subset as a file; the same bytes for the same alleles in whatever order.
 *
 * @param date of the release, `2024-12-15`
 * @param contigs in the order they get
 */
export function encodeClinvarSubset(
  alleles: readonly ClinvarDraft[],
  contigs: readonly string[],
  date: string,
): Uint8Array {
  const rank = new Map(contigs.map((name, i) => [name, i]))
  const rows = alleles
    .flatMap(({ contig, position, ref, alt, ...entry }) => {
      const minimal = minimalAllele(position, ref, alt)
      const at = rank.get(contig)
      return minimal === null || at === undefined ? [] : [{ ...entry, ...minimal, at }]
    })
    .toSorted(
      (a, b) =>
        a.at - b.at ||
        a.position - b.position ||
        compare(a.ref, b.ref) ||
        compare(a.alt, b.alt) ||
        a.id - b.id,
    )
  const significances = [...new Set(rows.map((r) => r.significance))].toSorted(compare)
  const contigFirst = new Uint32Array(contigs.length + 1)
  for (const { at } of rows) contigFirst[at + 1] = (contigFirst[at + 1] ?? 0) + 1
  for (let c = 0; c < contigs.length; c++)
    contigFirst[c + 1] = (contigFirst[c + 1] ?? 0) + (contigFirst[c] ?? 0)
  const columns: Omit<Columns, 'date'> = {
    contigs,
    contigFirst,
    positions: Int32Array.from(rows, (r) => r.position),
    refs: rows.map((r) => r.ref),
    alts: rows.map((r) => r.alt),
    significances,
    significance: Uint8Array.from(rows, (r) => significances.indexOf(r.significance)),
    stars: Uint8Array.from(rows, (r) => r.stars),
    ids: Uint32Array.from(rows, (r) => r.id),
  }
  return encodeColumns(MAGIC, [['date', [date]], ...Object.entries(columns)])
}

function decode(bytes: Uint8Array, path: string): Columns {
  const { strings, uint8, int32, uint32 } = openColumns(bytes, path, MAGIC)
  return {
    date: strings('date')[0] ?? '',
    contigs: strings('contigs'),
    contigFirst: uint32('contigFirst'),
    positions: int32('positions'),
    refs: strings('refs'),
    alts: strings('alts'),
    significances: strings('significances'),
    significance: uint8('significance'),
    stars: uint8('stars'),
    ids: uint32('ids'),
  }
}

/** Numbers of the subset's contigs by whatever name they are asked for, remembered: names are read with patterns. */
function contigNumbers(contigs: readonly string[]): (name: string) => number {
  const keys = contigs.map((name) => contigKey({ name, length: 0 }, SUBSET_BUILD))
  const known = new Map<string, number>()
  return (name) => {
    let number = known.get(name)
    if (number === undefined) {
      const key = contigKey({ name, length: 0 }, SUBSET_BUILD)
      number = key === null ? -1 : keys.indexOf(key)
      known.set(name, number)
    }
    return number
  }
}

/**
 * Opens the subset.
 *
 * @param bytes of the file; kept, the columns are views of them
 * @throws Fault `internal`: the file is one of ours
 */
export function openClinvarSubset(bytes: Uint8Array, path: string): ClinvarSubset {
  const columns = decode(bytes, path)
  const { positions, contigFirst, refs, alts } = columns
  const numberOf = contigNumbers(columns.contigs)

  const entryAt = (row: number): ClinvarEntry => ({
    significance: columns.significances[columns.significance[row] ?? 0] ?? '',
    stars: columns.stars[row] ?? 0,
    id: columns.ids[row] ?? 0,
  })

  /** First row of a contig that is not before `position`. */
  const lowerBound = (contig: number, position: number): number => {
    let low = contigFirst[contig] ?? 0
    let high = contigFirst[contig + 1] ?? 0
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((positions[middle] ?? 0) < position) low = middle + 1
      else high = middle
    }
    return low
  }

  return {
    source: { name: 'ClinVar subset (bundled)', date: columns.date, build: SUBSET_BUILD },
    size: positions.length,
    find(build, contig, position1, ref, alt) {
      if (build !== SUBSET_BUILD) return null
      const number = numberOf(contig)
      if (number < 0) return null
      const last = contigFirst[number + 1] ?? 0
      // Trimming moves an allele right by less than the length of REF: most lookups end here, with nothing trimmed.
      const from = lowerBound(number, position1)
      if (from >= last || (positions[from] ?? 0) > position1 + ref.length) return null
      const minimal = minimalAllele(position1, ref, alt)
      if (minimal === null) return null
      for (
        let row = minimal.position === position1 ? from : lowerBound(number, minimal.position);
        row < last && positions[row] === minimal.position;
        row++
      )
        if (refs[row] === minimal.ref && alts[row] === minimal.alt) return entryAt(row)
      return null
    },
    positions(build, contig) {
      const number = build === SUBSET_BUILD ? numberOf(contig) : -1
      return number < 0 ? new Int32Array(0) : positions.subarray(contigFirst[number], contigFirst[number + 1])
    },
  }
}
