/** The bits of a FLAG in words, from the lowest on. @see SAMv1 §1.4.2 */
const WORDS = [
  'paired',
  'proper pair',
  'unmapped',
  'mate unmapped',
  'reverse strand',
  'mate on reverse strand',
  'first in pair',
  'second in pair',
  'secondary',
  'failed quality checks',
  'duplicate',
  'supplementary',
]

export function flagWords(flags: number): string[] {
  return WORDS.filter((_, bit) => ((flags >> bit) & 1) === 1)
}
