/** Endings that say what a file is, not whose. */
const ENDINGS = /(\.(bam|cram|vcf|bcf|gz|bgz|sam))+$/i

/** A file's name without what only says its format. */
export const stemOf = (fileName: string): string => fileName.replace(ENDINGS, '')

/** Without case, and tumour as the files of callers write it. */
const plain = (text: string): string => text.toLowerCase().replaceAll('tumour', 'tumor')

const isInWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}]/u.test(character)

/**
 * Whether a file is called by a name: as a whole, or as a part of its own between other characters than letters and digits
 * (`NA12878.final.bam`, not `NA128781.bam`, is called by NA12878).
 */
export function isCalledBy(fileName: string, name: string): boolean {
  const stem = plain(stemOf(fileName))
  const wanted = plain(name)
  if (wanted === '') return false
  for (let at = stem.indexOf(wanted); at !== -1; at = stem.indexOf(wanted, at + 1))
    if (!isInWord(stem[at - 1]) && !isInWord(stem[at + wanted.length])) return true
  return false
}

/** Those of some names that a file is called by; of `kim` and `kim-2` only the one that has the other in it. */
export function namesFitting(fileName: string, names: readonly string[]): string[] {
  const fitting = names.filter((name) => isCalledBy(fileName, name))
  return fitting.filter(
    (name) => !fitting.some((longer) => longer.length > name.length && isCalledBy(longer, name)),
  )
}
