import type { Build } from '../../../shared/genome/build.ts'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import type { Contig } from '../../../shared/genome/region.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { breakendMate } from '../../../shared/variant/breakend.ts'
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

/** @param inBrowser from the file's contig names to the browser's */
export function selectionOf(
  row: VariantRow,
  inBrowser: (contig: string) => string,
): NonNullable<BrowserSelection> {
  const { start, end, position, ref, alt } = row
  const mate = breakendMate(alt)
  return {
    contig: inBrowser(row.contig),
    start,
    end,
    position,
    ref,
    alt,
    mate: mate && { ...mate, contig: inBrowser(mate.contig) },
  }
}
