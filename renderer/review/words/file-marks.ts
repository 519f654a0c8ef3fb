const BORDERS = ['.', '-', '_', '/', ' ']

/** Letters that all texts begin with, up to the last border between words. */
function commonStart(texts: readonly string[]): number {
  const [first = ''] = texts
  let same = 0
  while (same < first.length && texts.every((text) => text[same] === first[same])) same++
  while (same > 0 && !BORDERS.includes(first[same - 1] ?? '')) same--
  return same
}

const reversed = (text: string): string => Array.from(text).toReversed().join('')

/** What tells files apart, for a narrow column: `trio.snv.vcf.gz` beside `trio.sv.vcf.gz` is `snv`. */
export function fileMarks(labels: readonly string[]): string[] {
  const endings = labels.length > 1 ? commonStart(labels.map(reversed)) : 0
  const withoutEnd = labels.map((label) => label.slice(0, label.length - endings) || label)
  const start = labels.length > 1 ? commonStart(withoutEnd) : 0
  return withoutEnd.map((label) => label.slice(start) || label)
}
