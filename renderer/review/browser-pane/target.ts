import type { Build } from '../../../shared/genome/build.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import type { Contig } from '../../../shared/genome/region.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { BrowserSelection } from '../../browser/index.ts'

/** From a file's contig names to the browser's; a contig the reference does not have keeps its name. */
export function contigNames(
  reference: ReferenceState | null,
  fileContigs: readonly Contig[] | undefined,
  build: Build,
): (contig: string) => string {
  if (reference === null || fileContigs === undefined) return (contig) => contig
  const alias = contigAlias(reference.contigs, fileContigs, build)
  return (contig) => alias.toCase(contig) ?? contig
}

export function selectionOf(row: VariantRow, contig: string): NonNullable<BrowserSelection> {
  const { start, end, position, ref, alt } = row
  return { contig, start, end, position, ref, alt }
}
