import { createHash } from 'node:crypto'
import { hasAlignments } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CoverageAsked } from '../../../../shared/quality/coverage-asked.ts'
import { COVERAGE_RULES } from '../../../../shared/quality/panel-coverage.ts'
import { caseContigs, referenceOf } from '../../genome/case-contigs.ts'
import { modelFile } from '../../genome/gene-source.ts'

/**
 * A digest of all that a count depends on: what was asked, the panels in use, annotation, files of reads and their
 * indexes, the reference, the case's names of contigs. What has another key is another count.
 */
export function coverageKey(state: CaseState, asked: CoverageAsked): string {
  const { of } = asked
  const { files, build, panels, samples } = state
  const identityOf = (id: string): unknown => files.find((file) => file.id === id)?.identity
  const what =
    of.kind === 'panels'
      ? panels.filter(({ inUse }) => inUse).map(({ panel }) => [panel.digest, panel.name])
      : of.kind === 'bed'
        ? identityOf(of.file)
        : of.genes
  const reads = files
    .filter(hasAlignments)
    .map(({ identity, index }) => [identity, index.state, index.state === 'ready' ? index.path : null])
  const usesReference = files.some(({ kind }) => kind === 'cram')
  const inputs = [
    asked,
    what,
    modelFile(state)?.identity ?? build,
    reads,
    // In whatever order: a role that is changed changes no depth.
    samples
      .map(({ name, alignments }) => JSON.stringify([name, alignments]))
      .toSorted((a, b) => (a < b ? -1 : 1)),
    usesReference ? (referenceOf(state)?.identity ?? null) : null,
    caseContigs(state).map(({ name }) => name),
    COVERAGE_RULES,
  ]
  return createHash('sha256').update(JSON.stringify(inputs)).digest('hex')
}
