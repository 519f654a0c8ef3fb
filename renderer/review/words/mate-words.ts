import { breakendMate, joinedTo } from '../../../shared/variant/breakend.ts'
import type { BreakendMate, VariantRow } from '../../../shared/variant/variant-row.ts'
import { plural } from '../../ui/amounts.ts'

const at = (contig: string, position: number): string => `${contig}:${position.toLocaleString('en-GB')}`

/** `chr13:123,457`, what a breakend is joined to; null of a single one. */
function endText(alt: string): string | null {
  const end = breakendMate(alt)
  return end === null ? joinedTo(alt) : at(end.contig, end.position + 1)
}

/** What a record is called: its id, or where it is. */
const nameOf = ({ id, contig, position }: VariantRow): string => id ?? at(contig, position)

/** Where a breakend leads, as far as its ALT and its file tell. `found` is null until the file has been asked. */
export function joinedText(row: VariantRow, found: BreakendMate | null): string {
  const end = endText(row.alt)
  if (end === null) return 'A single breakend: the file does not say what it is joined to.'
  const joined = `Joined to ${end}`
  if (found === null) return joined
  if (found.mate) return found.mate.id === null ? joined : `${joined} (${found.mate.id} in this file)`
  if (found.why === 'assembly') return `${joined}, a contig of an assembly that is not among the files.`
  if (found.why === 'not-read')
    return `${joined}. The record of that end is not in what has been read of this file.`
  return `${joined}. This file has no record of that end.`
}

/** What does not fit in how a mate was found: none of it is passed over. */
export function mateWarnings(
  row: VariantRow,
  { mate, named, isNamed, joinsBack, others }: BreakendMate,
): string[] {
  const warnings: string[] = []
  const ids = named.join(', ')
  if (named.length > 0 && !isNamed)
    warnings.push(
      mate
        ? `The record names ${ids} as its mate, which was not found; ${nameOf(mate)} joins back to this place.`
        : `The record names ${ids} as its mate, which was not found.`,
    )
  if (mate && !joinsBack)
    warnings.push(
      `${nameOf(mate)} is named as the mate, but does not join back to ${at(row.contig, row.position)}: it joins ${endText(mate.alt) ?? 'no place'}.`,
    )
  if (others > 0)
    warnings.push(
      `${plural(others, 'more record', 'more records')} of that place ${others === 1 ? 'joins' : 'join'} back to this one.`,
    )
  return warnings
}
