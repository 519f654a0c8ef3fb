import type { SplitPart } from '../../../../shared/reads/read-detail.ts'

const PART = /^([^,]+),(\d+),([+-]),([^,]+),(\d+),(\d+)$/

/**
 * The other parts of a split read, from its SA tag; what is not written as it should be is left out.
 *
 * @param renamed the case's name of a contig
 * @see SAMtags, "SA"
 */
export function supplementaryOf(sa: string, renamed: (contig: string) => string): SplitPart[] {
  return sa.split(';').flatMap((text): SplitPart[] => {
    const [, contig, position, strand, cigar, mapq, nm] = PART.exec(text) ?? []
    if (contig === undefined || cigar === undefined) return []
    return [
      {
        contig: renamed(contig),
        start: Number(position) - 1,
        strand: strand === '-' ? '-' : '+',
        cigar,
        mapq: Number(mapq),
        nm: Number(nm),
      },
    ]
  })
}
