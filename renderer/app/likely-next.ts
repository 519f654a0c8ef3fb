import type { CaseState } from '../../shared/case/case-state.ts'
import type { CallInput } from '../../shared/contract.ts'
import { contigAlias } from '../../shared/genome/contig-alias.ts'
import type { Contig } from '../../shared/genome/region.ts'
import type { VariantRow } from '../../shared/variant/variant-row.ts'

/** Variants ahead in the way one is going, and as many behind. */
const REACH = 3

/** bp on either side: what the browser loads around the variant it shows. */
const FLANK = 500

/**
 * Where the user is likely to look next: the three variants ahead in list order and the three behind, the way the
 * selection is moving first, in the case's contig names; in every BAM of the case that can be read. Variants the list has
 * not loaded are left out.
 *
 * @param line of the selected variant in the list; @param from that of the one before, null for none.
 * @param contigs the case's (the reference's).
 */
export function likelyNext(
  { files, build }: CaseState,
  contigs: readonly Contig[],
  rowAt: (line: number) => VariantRow | undefined,
  line: number,
  from: number | null,
): CallInput<'prefetch.hint'> {
  const way = from !== null && line < from ? -1 : 1
  const steps = Array.from({ length: REACH }, (_, i) => (i + 1) * way)
  const loci = [...steps, ...steps.map((step) => -step)].flatMap((step) => {
    const variant = rowAt(line + step)
    const own = files.find((file) => file.id === variant?.file)?.contigs
    if (variant === undefined || own === undefined) return []
    const contig = contigAlias(contigs, own, build).toCase(variant.contig) ?? variant.contig
    return [{ contig, start: Math.max(0, variant.start - FLANK), end: variant.end + FLANK }]
  })
  const readable = files.filter((file) => file.kind === 'bam' && file.index.state === 'ready')
  return { loci, files: readable.map((file) => file.id) }
}
