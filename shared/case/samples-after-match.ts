import { byRole } from '../pedigree/pedigree.ts'
import type { Sample } from './sample.ts'

/** Samples once a file of reads is one's, by a person's word: one that is not there begins with it, one left without files ends. */
export function samplesAfterMatch(
  samples: readonly Sample[],
  { file, sample: wanted }: { readonly file: string; readonly sample: string },
): Sample[] {
  const fresh: Sample = {
    name: wanted,
    role: 'other',
    sex: 'unknown',
    affected: 'unknown',
    alignments: [],
    variants: [],
  }
  const all = samples.some(({ name }) => name === wanted) ? samples : [...samples, fresh]
  return all
    .map((sample): Sample => {
      const { [file]: _, ...matchedBy } = sample.matchedBy ?? {}
      const others = sample.alignments.filter((id) => id !== file)
      return sample.name === wanted
        ? { ...sample, alignments: [...others, file], matchedBy: { ...matchedBy, [file]: 'user' } }
        : { ...sample, alignments: others, matchedBy }
    })
    .filter(({ alignments, variants }) => alignments.length + variants.length > 0)
    .sort(byRole)
}
