import { Fault } from '../../../shared/errors/fault.ts'
import { MOST_ENTRIES, type ShortlistEntry } from '../../../shared/shortlist/shortlist.ts'

/**
 * Every variant once, with all that is said of it: a program reports one under each mode of inheritance, panel or gene.
 *
 * @throws Fault `shortlist/too-long`
 */
export function mergeEntries(entries: Iterable<ShortlistEntry>, file: string): ShortlistEntry[] {
  const merged = new Map<string, ShortlistEntry>()
  for (const entry of entries) {
    const { contig, position, ref, alt } = entry
    const key = `${contig}\t${position}\t${ref}\t${alt}`
    const known = merged.get(key)
    if (!known) merged.set(key, entry)
    else
      merged.set(key, {
        ...known,
        hgvs: [...new Set([...known.hgvs, ...entry.hgvs])],
        zygosities: unique([...known.zygosities, ...entry.zygosities]),
        statements: [...known.statements, ...entry.statements],
      })
  }
  if (merged.size > MOST_ENTRIES)
    throw new Fault({ kind: 'shortlist/too-long', file, entries: merged.size, limit: MOST_ENTRIES })
  return [...merged.values()]
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()]
}
