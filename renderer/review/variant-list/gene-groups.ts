import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { GeneGroup } from './variant-line.tsx'

/** Lines of one gene that are counted, so that a gene of thousands costs no more than others. */
const MOST = 400

/**
 * The group of a line whose gene stands beside others of the same gene.
 *
 * @param top the first line that is drawn: the gene is said there, too, when its first one is out of sight
 */
export function geneGroup(
  rowAt: (line: number) => VariantRow | undefined,
  line: number,
  top: number,
): GeneGroup | null {
  const gene = rowAt(line)?.consequence?.gene
  if (gene === undefined || gene === null) return null
  const isSame = (at: number): boolean => rowAt(at)?.consequence?.gene === gene
  let first = line
  while (first > 0 && line - first < MOST && isSame(first - 1)) first -= 1
  let last = line
  while (last - line < MOST && isSame(last + 1)) last += 1
  return { first: line === first || line === top, size: last - first + 1 }
}
