/**
 * Rebuilds the reference under a read from its CIGAR, bases and MD tag: written for the tests, from the SAM tags
 * specification, independently of the code that makes MD.
 */
export function referenceFromMd(cigar: string, sequence: string, md: string): string {
  // What the read says, with deletions as gaps of unknown bases.
  let query = 0
  const columns: string[] = []
  for (const [, digits, op] of cigar.matchAll(/(\d+)([MIDSH])/g)) {
    const length = Number(digits)
    if (op === 'M') columns.push(...sequence.slice(query, query + length).split(''))
    if (op === 'D') columns.push(...'?'.repeat(length).split(''))
    if (op === 'M' || op === 'I' || op === 'S') query += length
  }
  if (query !== sequence.length) throw new RangeError(`${cigar} uses ${query} of ${sequence.length} bases`)
  let at = 0
  for (const [, digits, deleted, base] of md.matchAll(/(\d+)|\^([A-Z]+)|([A-Z])/g)) {
    if (digits !== undefined) at += Number(digits)
    for (const letter of deleted ?? base ?? '') {
      if ((columns[at] === '?') !== (deleted !== undefined))
        throw new RangeError(`${md} does not fit ${cigar}`)
      columns[at++] = letter
    }
  }
  if (at !== columns.length) throw new RangeError(`${md} covers ${at} of ${columns.length} bases`)
  return columns.join('')
}
