import type { Build } from '../../../../shared/genome/build.ts'
import { contigAlias, findContig } from '../../../../shared/genome/contig-alias.ts'
import type { Contig } from '../../../../shared/genome/region.ts'

/** Contigs of a file: those its header declares, and the names that came up, by their number in its store. */
type OwnContigs = { readonly declared: readonly Contig[]; readonly stored: readonly string[] }

/** A file's contigs among those of all, by their number in its store. */
export type PlacedContigs = {
  /** Place in the order of the genome. */
  readonly places: readonly number[]
  /** The name that it has in the list. */
  readonly names: readonly string[]
}

export type JointContigs = {
  readonly of: readonly PlacedContigs[]
  /** The list's name of a contig as a person writes it: as it is where there is none such, undefined of a region. */
  find(written: string): string | undefined
}

/**
 * One order of contigs for several files: the case's, and after them those that no header declares, as they come up.
 *
 * @param ofCase the case's contigs in their order
 */
export function jointContigs(
  files: readonly OwnContigs[],
  ofCase: readonly Contig[],
  build: Build,
): JointContigs {
  const all = [...ofCase]
  const of = files.map(({ declared, stored }): PlacedContigs => {
    const own = new Map<string, Contig>(stored.map((name) => [name, { name, length: 0 }]))
    for (const contig of declared) own.set(contig.name, contig)
    const alias = contigAlias(all, [...own.values()], build)
    const placed = stored.map((name) => {
      const known = alias.toCase(name)
      const place = all.findIndex((contig) => contig.name === known)
      if (known !== undefined && place >= 0) return { place, name: known }
      return { place: all.push(own.get(name) ?? { name, length: 0 }) - 1, name }
    })
    return { places: placed.map(({ place }) => place), names: placed.map(({ name }) => name) }
  })
  return {
    of,
    find: (written) => findContig(written, all, build)?.name ?? (written.includes(':') ? undefined : written),
  }
}
