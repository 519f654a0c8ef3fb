import { z } from 'zod'
import { CHROMOSOMES, KNOWN_BUILDS, chromosomeLength } from './chromosome-length.ts'
import { contigKey, contigMeaning, lengthKnown } from './contig-name.ts'
import type { Contig } from './region.ts'

export const buildSchema = z.enum(['GRCh37', 'GRCh38', 'T2T-CHM13v2', 'unknown'])
/** A reference build; `unknown` covers everything whose contig lengths we do not recognise. */
export type Build = z.infer<typeof buildSchema>

/**
 * The build whose chromosome lengths these are. Every chromosome whose length is given must agree with the build:
 * one that does not (another species, an edited reference) makes it `unknown`, as does having none at all.
 * GRCh37 and UCSC's hg19 have the same chromosomes and are told apart only by `chrM`: see `isHg19`.
 */
export function buildOfContigs(contigs: readonly Contig[]): Build {
  const chromosomes = contigs.flatMap(({ name, length }) => {
    const { key } = contigMeaning(name)
    return CHROMOSOMES.includes(key) && lengthKnown(length) ? [{ key, length }] : []
  })
  if (chromosomes.length === 0) return 'unknown'
  const agreeing = KNOWN_BUILDS.filter((build) =>
    chromosomes.every(({ key, length }) => chromosomeLength(build, key) === length),
  )
  return agreeing.length === 1 ? (agreeing[0] ?? 'unknown') : 'unknown'
}

/** True for UCSC's hg19, whose `chrM` is NC_001807 (16571 bp) and not rCRS. */
export function isHg19(contigs: readonly Contig[]): boolean {
  return buildOfContigs(contigs) === 'GRCh37' && contigs.some((c) => contigKey(c, 'GRCh37') === 'NC_001807')
}

export type NamedContigs = { readonly file: string; readonly contigs: readonly Contig[] }

export type BuildConflict = {
  readonly fileA: string
  readonly a: { readonly contig: string; readonly length: number }
  readonly fileB: string
  readonly b: { readonly contig: string; readonly length: number }
}

/**
 * Contigs that two files name alike (or alike after aliasing) but give different lengths, file by file in the
 * given order; contigs of unknown length conflict with nothing. hg19's `chrM` and rCRS `MT` are two different
 * contigs and no conflict; two files that both say `chrM` with different lengths are one.
 */
export function buildConflicts(files: readonly NamedContigs[]): BuildConflict[] {
  const conflicts: BuildConflict[] = []
  files.forEach((first, i) => {
    const byName = new Map(first.contigs.map((c) => [c.name, c]))
    const byMeaning = new Map(first.contigs.map((c) => [sharedMeaning(c.name), c]))
    for (const second of files.slice(i + 1))
      for (const b of second.contigs) {
        const a = byName.get(b.name) ?? byMeaning.get(sharedMeaning(b.name))
        if (!a || !lengthKnown(a.length) || !lengthKnown(b.length) || a.length === b.length) continue
        conflicts.push({
          fileA: first.file,
          a: { contig: a.name, length: a.length },
          fileB: second.file,
          b: { contig: b.name, length: b.length },
        })
      }
  })
  return conflicts
}

/** Mitochondrial names are compared only with themselves: `chrM` and `MT` may be two sequences. */
function sharedMeaning(name: string): string {
  const { key } = contigMeaning(name)
  return key === 'M' || key === 'rCRS' ? name : key
}
