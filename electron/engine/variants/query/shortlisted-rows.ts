import { shortlistIndex } from '../../../../shared/shortlist/shortlist-index.ts'
import type { Shortlist, ShortlistEntry } from '../../../../shared/shortlist/shortlist.ts'
import type { Build } from '../../../../shared/genome/build.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { SHORTLISTED_COLUMN } from '../../../../shared/variant/variant-column.ts'
import { type Database, textOr } from '../store/database.ts'
import type { StoreMeta } from '../store/store-meta.ts'
import { dictionaryTable } from '../store/term-dictionary.ts'
import type { RowFlag } from './row-flags.ts'

/** Which rows of a store are on a shortlist of the case. */
export type ShortlistedRows = RowFlag & {
  /** Entries of the shortlists that some row of the store is. */
  entries(): Promise<ReadonlySet<ShortlistEntry>>
}

/** What a case says of its shortlists, as it is whenever it is asked for. */
export type ShortlistFacts = {
  /** Another list whenever they changed. */
  shortlists(): readonly Shortlist[]
  build(): Build
  /** Contigs that the header of the store's file declares. */
  readonly contigs: readonly Contig[]
}

/** bp by which the POS of a record can be left of what changes: one base of an indel, more where several alternates share REF. */
const PADDING = 100

type Found = { readonly rows: ReadonlySet<number>; readonly entries: ReadonlySet<ShortlistEntry> }

export function createShortlistedRows(
  facts: ShortlistFacts,
  database: Database,
  meta: Pick<StoreMeta, 'contigs' | 'columns'>,
): ShortlistedRows {
  const stored = new Set(meta.columns.map(({ stored: name }) => name))
  const lengths = new Map(facts.contigs.map(({ name, length }) => [name, length]))
  const own = meta.contigs.map((name) => ({ name, length: lengths.get(name) ?? 0 }))
  let last: readonly Shortlist[] = []
  let version = 0
  let known:
    { readonly of: readonly Shortlist[]; readonly build: Build; readonly found: Promise<Found> } | undefined

  const find = async (lists: readonly Shortlist[]): Promise<Found> => {
    const index = shortlistIndex(lists, own, facts.build())
    const rows = new Set<number>()
    const entries = new Set<ShortlistEntry>()
    if (index.placed.length === 0 || !stored.has('ref') || !stored.has('alt')) return { rows, entries }
    const places = index.placed.map(
      ({ contig, position }) => `(${meta.contigs.indexOf(contig)}, ${position})`,
    )
    const text = (column: 'ref' | 'alt'): string =>
      `(SELECT text FROM "${dictionaryTable(column)}" WHERE code = v."${column}")`
    const near = await database.rows(
      `WITH near AS (SELECT DISTINCT contig, unnest(range(p - ${PADDING}, p + 1)) AS pos FROM (VALUES ${[...new Set(places)].join(', ')}) AS t(contig, p)) ` +
        `SELECT CAST(v.rowid AS INTEGER), v.contig, v.pos, ${text('ref')}, ${text('alt')} FROM variant v JOIN near ON v.contig = near.contig AND v.pos = near.pos`,
      [],
    )
    for (const [row, contig, position, ref, alt] of near) {
      const same = index.of(
        meta.contigs[Number(contig)] ?? '',
        Number(position),
        textOr(ref) ?? '',
        textOr(alt) ?? '',
      )
      if (same.length > 0) rows.add(Number(row))
      for (const { entry } of same) entries.add(entry)
    }
    return { rows, entries }
  }

  const found = (): Promise<Found> => {
    const lists = facts.shortlists()
    if (known?.of === lists && known.build === facts.build()) return known.found
    const finding = { of: lists, build: facts.build(), found: find(lists) }
    known = finding
    finding.found.catch(() => known === finding && (known = undefined))
    return finding.found
  }

  return {
    column: SHORTLISTED_COLUMN,
    now: async () => (await found()).rows,
    entries: async () => (await found()).entries,
    version() {
      const now = facts.shortlists()
      if (now !== last) version += 1
      last = now
      return version
    },
  }
}
