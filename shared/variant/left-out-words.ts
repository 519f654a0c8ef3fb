import type { LeftOut, StoreSummary } from './store-summary.ts'

/** Names that are said one by one. */
const SOME = 12

export const someOf = (names: readonly string[]): string =>
  names.length <= SOME
    ? names.join(', ')
    : `${names.slice(0, SOME).join(', ')} and ${names.length - SOME} more`

const fields = (of: string, count: number): string => `${count} ${of} field${count === 1 ? '' : 's'}`

/** Which fields of a file are no columns, and why: each a sentence. */
export function fieldsLeftOut(
  file: string,
  { infoLeftOut, formatLeftOut }: Pick<StoreSummary, 'infoLeftOut' | 'formatLeftOut'>,
): string[] {
  const ofFormat = (reason: LeftOut): string[] =>
    formatLeftOut.flatMap(({ id, why }) => (why === reason ? [id] : []))
  const said = (names: readonly string[], words: (count: number) => string): string[] =>
    names.length === 0 ? [] : [`${words(names.length)}: ${someOf(names)}. The record has them.`]
  return [
    ...said(infoLeftOut, (count) => `There was no room for ${fields('INFO', count)} of ${file}`),
    ...said(ofFormat('room'), (count) => `There was no room for ${fields('FORMAT', count)} of ${file}`),
    ...said(
      ofFormat('genotypes'),
      () => `What FORMAT says of each genotype there could be is no column of ${file}`,
    ),
    ...said(
      ofFormat('counts'),
      () => `ad_ref, ad_alt and vaf stand for the counts of reads in FORMAT of ${file}`,
    ),
  ]
}
