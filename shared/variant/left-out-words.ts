import type { StoreSummary } from './store-summary.ts'

/** Names that are said one by one. */
const SOME = 12

export const someOf = (names: readonly string[]): string =>
  names.length <= SOME
    ? names.join(', ')
    : `${names.slice(0, SOME).join(', ')} and ${names.length - SOME} more`

/** Which fields of a file are no columns for want of room: each a sentence. */
export function fieldsLeftOut(
  file: string,
  { infoLeftOut, formatLeftOut }: Pick<StoreSummary, 'infoLeftOut' | 'formatLeftOut'>,
): string[] {
  const said = (of: string, names: readonly string[]): string[] =>
    names.length === 0
      ? []
      : [
          `There was no room for ${names.length} ${of} field${names.length === 1 ? '' : 's'} of ${file}: ${someOf(names)}. The record has them.`,
        ]
  return [...said('INFO', infoLeftOut), ...said('FORMAT', formatLeftOut)]
}
