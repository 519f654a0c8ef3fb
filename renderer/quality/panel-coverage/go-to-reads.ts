import type { Contig, Region } from '../../../shared/genome/region.ts'
import { goToRegion } from '../../app/commands.ts'
import type { Session } from '../../app/session.ts'

/** bp on either side, at least: what lies beside a gap is what explains it. */
const BESIDE = 60

/** The stretch with a little on either side, as far as the contig goes. */
export function around({ contig, start, end }: Region, contigs: readonly Contig[]): Region {
  const beside = Math.max(BESIDE, Math.round((end - start) / 4))
  const length = contigs.find(({ name }) => name === contig)?.length ?? Infinity
  return { contig, start: Math.max(0, start - beside), end: Math.min(length, end + beside) }
}

/** Closes the page and shows the reads of a stretch, with the keyboard in the genome browser. */
export async function goToReads(session: Session, region: Region): Promise<void> {
  session.view.getState().show(null)
  await goToRegion(session, around(region, session.cases.getState().reference?.contigs ?? []))
  document.getElementById('genome-browser')?.focus()
}
