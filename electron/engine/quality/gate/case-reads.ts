import { type CaseFile, hasAlignments } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'

/** Files of reads that can be asked for a region. */
export const indexedReads = ({ files }: CaseState): CaseFile[] =>
  files.filter((file) => hasAlignments(file) && file.index.state === 'ready' && !file.unreachable)

/** The sample that a file of reads is of; null of none, or of several. */
export const sampleOfReads = ({ samples }: CaseState, { id }: CaseFile): string | null => {
  const found = samples.filter(({ alignments }) => alignments.includes(id))
  return found.length === 1 ? (found[0]?.name ?? null) : null
}
