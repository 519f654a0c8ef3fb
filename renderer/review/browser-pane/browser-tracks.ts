import { type CaseFile, hasAlignments } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Sample } from '../../../shared/case/sample.ts'
import type { BrowserTrack } from '../../browser/index.ts'
import { inReadingOrder, ROLE_NAMES, sampleColumns } from '../words/sample-columns.ts'

const isReady = (file: CaseFile): boolean =>
  file.unreachable === undefined && (file.index.state === 'ready' || file.index.state === 'not-needed')
const isVariants = (file: CaseFile): boolean => file.kind === 'vcf' || file.kind === 'bcf'

/** The files with regions to draw that cannot be drawn yet, or not at all: said above the browser. Of those out of reach the banners say so. */
export function waitingFiles(state: CaseState): CaseFile[] {
  return state.files.filter(
    (file) => (hasAlignments(file) || isVariants(file)) && !isReady(file) && file.unreachable === undefined,
  )
}

/** What a sample is called on the screen: its role, or its name where the role says nothing. */
function sampleLabel(sample: Sample): string {
  return sample.role === 'other' || sample.role === 'single' || sample.role === 'sibling'
    ? sample.name
    : ROLE_NAMES[sample.role]
}

/**
 * Genes, then the intervals of each BED, then each VCF, then one alignment track per BAM in the order people read a family.
 *
 * @param isClassic whether a file's reads are drawn by igv.js's own track
 */
export function browserTracks(
  state: CaseState,
  isClassic: (file: string) => boolean = () => false,
): BrowserTrack[] {
  const tracks: BrowserTrack[] = [{ kind: 'genes' }]
  const called = (name: string): string => {
    const sample = state.samples.find((candidate) => candidate.name === name)
    return sample ? sampleLabel(sample) : name
  }
  const ready = new Map(state.files.filter(isReady).map((file) => [file.id, file]))
  const beds = [...ready.values()].filter((file) => file.kind === 'bed')
  for (const file of beds)
    tracks.push({ kind: 'regions', file: file.id, label: beds.length > 1 ? file.name : 'Regions' })
  // There is little room for a name: it is given only where there is a choice.
  const several = state.files.filter(isVariants).length > 1
  for (const file of ready.values())
    if (isVariants(file)) {
      const samples = sampleColumns(state.samples, file.samples).map(({ name, place }) => ({
        label: called(name),
        place,
      }))
      tracks.push({ kind: 'variants', file: file.id, label: several ? file.name : 'Variants', samples })
    }

  const drawn = new Set<string>()
  for (const sample of inReadingOrder(state.samples)) {
    const label = sampleLabel(sample)
    for (const id of sample.alignments) {
      if (drawn.has(id) || !ready.has(id)) continue
      drawn.add(id)
      tracks.push({
        kind: 'alignments',
        file: id,
        sample: sample.name,
        role: sample.role,
        label,
        classic: isClassic(id),
      })
    }
  }
  // A BAM that names no sample is still shown.
  for (const file of ready.values())
    if (hasAlignments(file) && !drawn.has(file.id))
      tracks.push({
        kind: 'alignments',
        file: file.id,
        sample: file.name,
        role: 'other',
        label: file.name,
        classic: isClassic(file.id),
      })
  return tracks
}
