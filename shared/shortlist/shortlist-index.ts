import type { Build } from '../genome/build.ts'
import { contigAlias } from '../genome/contig-alias.ts'
import { RCRS_LENGTH } from '../genome/contig-name.ts'
import type { Contig } from '../genome/region.ts'
import { minimalAllele } from '../variant/minimal-allele.ts'
import type { Shortlist, ShortlistEntry } from './shortlist.ts'

/** An entry of a shortlist as a file of variants would have it: its contig by that file's name, its alleles without padding. */
export type PlacedEntry = {
  readonly shortlist: Shortlist
  readonly entry: ShortlistEntry
  readonly contig: string
  /** 1-based, of the first base that changes; of an insertion, the base before which it is. */
  readonly position: number
}

/** The entries of a case's shortlists, found by the variants of one file. */
export type ShortlistIndex = {
  /** Those that can be looked for. The others are on a contig the file does not have, or are no change of sequence. */
  readonly placed: readonly PlacedEntry[]
  /** What is said of a variant of the file. @param contig the file's own name @param position POS, 1-based */
  of(contig: string, position: number, ref: string, alt: string): readonly PlacedEntry[]
}

/** `MT` is rCRS in these files, whatever the build: never hg19's `chrM`, which is another sequence. */
const named = (name: string): Contig => ({ name, length: name === 'MT' ? RCRS_LENGTH : 0 })

/** One and the same, so that asking twice is no change. */
const NOTHING: readonly PlacedEntry[] = []

const keyOf = (contig: string, position: number, ref: string, alt: string): string =>
  `${contig}\t${position}\t${ref}\t${alt}`

/**
 * Brings shortlists to the variants of one file. Alleles are equal when they are without the bases that REF and ALT share;
 * contigs by the same rules as those of two files of a case.
 *
 * @param contigs of the file of variants, with lengths where its header says them (else 0)
 * @param build of the case
 */
export function shortlistIndex(
  shortlists: readonly Shortlist[],
  contigs: readonly Contig[],
  build: Build,
): ShortlistIndex {
  const placed: PlacedEntry[] = []
  const found = new Map<string, PlacedEntry[]>()
  for (const shortlist of shortlists) {
    const names = new Set(shortlist.entries.map(({ contig }) => contig))
    const alias = contigAlias(contigs, [...names].map(named), build)
    for (const entry of shortlist.entries) {
      const contig = alias.toCase(entry.contig)
      const allele = minimalAllele(entry.position, entry.ref, entry.alt)
      if (contig === undefined || allele === null) continue
      const one = { shortlist, entry, contig, position: allele.position }
      placed.push(one)
      const key = keyOf(contig, allele.position, allele.ref, allele.alt)
      const same = found.get(key)
      if (same) same.push(one)
      else found.set(key, [one])
    }
  }
  return {
    placed,
    of(contig, position, ref, alt) {
      if (found.size === 0) return NOTHING
      const allele = minimalAllele(position, ref, alt)
      return allele === null
        ? NOTHING
        : (found.get(keyOf(contig, allele.position, allele.ref, allele.alt)) ?? NOTHING)
    },
  }
}
