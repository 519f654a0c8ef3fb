import { trimAlleles } from '../../../../../shared/variant/allele-type.ts'
import type { AnnotatedAllele } from './annotation.ts'

/** How an alternate may be written in VEP's Allele column. `-` stands for nothing left. */
type Notation = (ref: string, alt: string, alts: readonly string[]) => string

const dash = (text: string): string => (text === '' ? '-' : text)

/** As VEP reads a VCF: when REF and every ALT share their first base and a length differs, that base goes. */
const firstBaseOfAll: Notation = (ref, alt, alts) => {
  const sequences = [ref, ...alts].filter((a) => a !== '*' && !a.startsWith('<'))
  const shared = sequences.every((a) => a[0] === ref[0]) && sequences.some((a) => a.length !== ref.length)
  return shared && alt !== '*' && !alt.startsWith('<') ? dash(alt.slice(1)) : alt
}
const asWritten: Notation = (_, alt) => alt
/** The first base alone, allele by allele. */
const firstBase: Notation = (ref, alt) => (alt[0] === ref[0] ? dash(alt.slice(1)) : alt)
/** As with `--minimal`. */
const minimal: Notation = (ref, alt) => dash(trimAlleles(ref, alt).alt)

const NOTATIONS: readonly Notation[] = [firstBaseOfAll, asWritten, firstBase, minimal]

/**
 * Tells which entries of a record belong to one allele when they carry no ALLELE_NUM. With one alternate all do
 * (VEP writes `deletion` for `<DEL>`). Otherwise the first notation that explains every entry's Allele and tells
 * the alternates apart is used; when none does, nothing matches: it is never guessed.
 *
 * @param seen the Allele column of every entry of the record
 */
export function vepAlleleMatcher(
  allele: AnnotatedAllele,
  seen: readonly string[],
): (entry: string) => boolean {
  const { ref, alts } = allele
  const alt = alts[allele.allele - 1]
  if (alt === undefined) return () => false
  if (alts.length === 1) return () => true
  for (const notation of NOTATIONS) {
    const written = alts.map((a) => notation(ref, a, alts).toUpperCase())
    const tellsApart = new Set(written).size === written.length
    if (!tellsApart || !seen.every((entry) => written.includes(entry.toUpperCase()))) continue
    const wanted = written[allele.allele - 1]
    return (entry) => entry.toUpperCase() === wanted
  }
  return () => false
}
