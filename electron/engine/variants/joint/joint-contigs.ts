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
  const undeclared: string[] = []
  const of = files.map(({ declared, stored }): PlacedContigs => {
    const own = new Map(stored.map((name) => [name, { name, length: 0 }]))
    for (const contig of declared) own.set(contig.name, contig)
    const alias = contigAlias(ofCase, [...own.values()], build)
    const placed = stored.map((name) => {
      const known = alias.toCase(name)
      if (known !== undefined)
        return { place: ofCase.findIndex((contig) => contig.name === known), name: known }
      if (!undeclared.includes(name)) undeclared.push(name)
      return { place: ofCase.length + undeclared.indexOf(name), name }
    })
    return { places: placed.map(({ place }) => place), names: placed.map(({ name }) => name) }
  })
  const all = [...ofCase, ...undeclared.map((name) => ({ name, length: 0 }))]
  return {
    of,
    find: (written) => findContig(written, all, build)?.name ?? (written.includes(':') ? undefined : written),
  }
}
