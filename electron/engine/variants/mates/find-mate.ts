import { areMates, breakendMate, joinedTo } from '../../../../shared/variant/breakend.ts'
import type { BreakendMate, VariantRecord, VariantRow } from '../../../../shared/variant/variant-row.ts'
import type { MatePlaces } from './mate-places.ts'

/** The ids of an INFO field that names records. */
function idsIn({ info }: VariantRecord, key: string): string[] {
  const value = info.find((field) => field.key === key)?.value ?? ''
  return value.split(',').filter((id) => id !== '' && id !== '.')
}

/** A record may have several ids. */
const isOneOf = (ids: readonly string[], { id }: VariantRow): boolean =>
  id?.split(';').some((one) => ids.includes(one)) ?? false

const placeOf = ({ contig, position, alt }: VariantRow) => ({ contig, position: position - 1, alt })

const NONE = { mate: null, isNamed: false, joinsBack: false, others: 0 } as const

/**
 * The mate of a breakend: the record it names (MATEID), else one whose ALT joins back to it. PARID decides between
 * several of those and never alone: some callers name the mate with it, but it is there for the partner, the other
 * breakend of the same break.
 *
 * @see VCFv4.3 §5.4.1 and §5.4.3
 */
export async function findMate(record: VariantRecord, places: MatePlaces): Promise<BreakendMate> {
  const { row } = record
  const named = idsIn(record, 'MATEID')
  if (row.type !== 'breakend') return { ...NONE, named, why: 'not-a-breakend' }
  const joined = breakendMate(row.alt)
  const { rows, complete } = joined
    ? await places.at(joined.contig, joined.position + 1)
    : { rows: [], complete: true }
  const there = rows.filter((one) => one.type === 'breakend' && !isSame(one, row))
  const back = there.filter((one) => areMates(placeOf(row), placeOf(one)))
  const byName =
    back.find((one) => isOneOf(named, one)) ??
    there.find((one) => isOneOf(named, one)) ??
    (named.length === 0
      ? undefined
      : (await places.named(named)).find((one) => one.type === 'breakend' && !isSame(one, row)))
  const partners = idsIn(record, 'PARID')
  const mate = byName ?? back.find((one) => isOneOf(partners, one)) ?? back[0]
  if (mate) {
    const joinsBack = back.includes(mate)
    const others = back.length - (joinsBack ? 1 : 0)
    return { mate, why: null, named, isNamed: mate === byName, joinsBack, others }
  }
  if (joined === null) return { ...NONE, named, why: joinedTo(row.alt) === null ? 'single' : 'assembly' }
  return { ...NONE, named, why: complete ? 'not-in-file' : 'not-read' }
}

/** The alternates of one record are rows of one line, and no mates of each other by name. */
const isSame = (a: VariantRow, b: VariantRow): boolean =>
  a.row === b.row || (a.contig === b.contig && a.position === b.position && a.id !== null && a.id === b.id)
