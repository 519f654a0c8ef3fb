/** What other programs write that Casement reads besides a case's own files. */
export type InputKind = 'interpreted-genome' | 'gel-pedigree' | 'exomiser-json' | 'exomiser-tsv'

const has = (head: string, ...keys: readonly string[]): boolean =>
  keys.every((key) => head.includes(`"${key}"`))

/** Fields of a variant as the report models have them, of any version. */
const isReported = (head: string): boolean =>
  has(head, 'reportEvents') ||
  has(head, 'variantCoordinates') ||
  has(head, 'reportedVariants') ||
  has(head, 'interpretationRequestId', 'softwareVersions') ||
  has(head, 'InterpretationRequestID', 'softwareVersions')

/**
 * What an input is by how it begins; null for any other table or JSON. A file may be long: its first mebibyte has the
 * fields it is known by.
 *
 * @param head without byte order mark
 */
export function inputKindOf(head: string): InputKind | null {
  const first = head.split('\n', 1)[0] ?? ''
  if (first.startsWith('#')) {
    const columns = first.slice(1).split('\t')
    const isRanked = columns.includes('EXOMISER_GENE_COMBINED_SCORE')
    // Exomiser's table of genes has the scores too, and no variants.
    return isRanked && columns.includes('ALT') ? 'exomiser-tsv' : null
  }
  if (!/^\s*[[{]/.test(head)) return null
  if (has(head, 'geneScores') && (has(head, 'geneSymbol') || has(head, 'geneIdentifier')))
    return 'exomiser-json'
  if (isReported(head)) return 'interpreted-genome'
  if (has(head, 'members') && (has(head, 'pedigreeId') || has(head, 'affectionStatus'))) return 'gel-pedigree'
  return null
}
