import type { ReferenceState } from '../../shared/genome/gene.ts'
import type { Region } from '../../shared/genome/region.ts'
import type { BrowserSelection } from './browser-types.ts'
import { windowOf } from './visible-window.ts'

/** Just narrower than the widest window with reads, bp. @see READS_WINDOW in tracks/alignment-track.ts */
const FIRST_LOOK = 25_000

/** Where the browser opens: at the selected variant, else at the start of the first contig. */
export function firstLocus(reference: ReferenceState, selection: BrowserSelection): Region {
  const contig = reference.contigs.find(({ name }) => name === selection?.contig)
  if (contig && selection) return windowOf(selection, contig.length)
  const first = reference.contigs[0]
  return { contig: first?.name ?? '', start: 0, end: Math.min(first?.length ?? 1, FIRST_LOOK) }
}
