import type { Shortlist } from '../../../shared/shortlist/shortlist.ts'
import { shortAllele } from '../../../shared/variant/short-allele.ts'
import { plural } from '../../ui/amounts.ts'

/** `tiering.json · date not stated · GRCh38`, and what of the file is not on the list. */
export function shortlistFacts({ name, date, build, leftOut }: Shortlist): string {
  return [
    name,
    date ?? 'date not stated',
    build === 'unknown' ? 'build not stated: taken to be the case’s' : build,
    ...leftOut.map(({ what, count }) => `without ${count.toLocaleString('en-GB')} ${what}`),
  ].join(' · ')
}

/** How many of its variants the case has. @param absent places of those it has not; null while nobody can tell */
export function foundWords(
  { entries }: Pick<Shortlist, 'entries'>,
  absent: readonly number[] | null,
): string {
  const all = plural(entries.length, 'variant')
  if (absent === null) return `${all}: how many the VCF has is told when it has been imported.`
  if (entries.length === 0) return 'It lists no variants.'
  if (absent.length === 0) return `${all}, ${entries.length === 1 ? 'which is' : 'all'} in the VCF.`
  return `${all}: ${absent.length.toLocaleString('en-GB')} of ${entries.length.toLocaleString('en-GB')} ${absent.length === 1 ? 'is' : 'are'} not in the VCF.`
}

/** What is not in the VCF, as the list names it, with its gene. */
export function absentLines({ entries }: Pick<Shortlist, 'entries'>, absent: readonly number[]): string[] {
  return absent.flatMap((at) => {
    const entry = entries[at]
    if (!entry) return []
    const gene = entry.statements.find((each) => each.gene !== null)?.gene
    const place = `${entry.contig}:${entry.position.toLocaleString('en-GB')} ${shortAllele(entry.ref)}>${shortAllele(entry.alt)}`
    return gene ? `${place} (${gene})` : place
  })
}
