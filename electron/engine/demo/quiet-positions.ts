import { HOMOPOLYMER } from './read-effects.ts'
import { DEMO_TRUTHS } from './truths.ts'
import type { DemoWindow } from './windows.ts'

/** Bases on either side of a planted variant that stay free of sequencing errors, for indels in short repeats. */
const FLANK = 3

/** Reference positions (0-based) of a window's truths where no sequencing error falls, so that counts are exact. */
export function quietPositions(window: DemoWindow): ReadonlySet<number> {
  const quiet = new Set<number>()
  const add = (start: number, end: number): void => {
    for (let position = start; position < end; position++) quiet.add(position)
  }
  for (const truth of DEMO_TRUTHS) {
    if (truth.contig !== window.contig || truth.position <= window.start || truth.position > window.end)
      continue
    const start = truth.position - 1
    add(start - FLANK, start + truth.ref.length + FLANK)
    if (truth.kind === 'homopolymer-artefact') add(HOMOPOLYMER.start - FLANK, HOMOPOLYMER.end + FLANK)
  }
  return quiet
}
