import { type CaseFile, hasAlignments, hasVariants } from '../../shared/case/case-file.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import type { Match, Sample } from '../../shared/case/sample.ts'
import { individualOf, samplesOfPerson } from '../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { MATCH_WORDS } from '../../shared/pedigree/match-words.ts'
import { ROLE_NAMES } from '../review/words/sample-columns.ts'
import { plural } from '../ui/amounts.ts'

export const SEX_OPTIONS = [
  { value: 'female', text: 'Female' },
  { value: 'male', text: 'Male' },
  { value: 'unknown', text: 'Sex unknown' },
] as const
export const AFFECTED_OPTIONS = [
  { value: 'affected', text: 'Affected' },
  { value: 'unaffected', text: 'Unaffected' },
  { value: 'unknown', text: 'Not known' },
] as const

const IN_PED: Readonly<Record<Match, string>> = {
  'read-group': 'named as the @RG SM',
  column: 'named as the column',
  'file-name': 'named as the files',
  user: 'as you said',
}

/** By what a file came to be a sample's; nothing of cases that did not keep it. */
export function matchWords(file: CaseFile, sample: Sample): string {
  const by = sample.matchedBy?.[file.id]
  if (by === undefined) return ''
  if (file.kind === 'ped') return IN_PED[by]
  return by === 'read-group' && file.samples[0] !== sample.name && file.samples.length === 1
    ? `by its @RG SM ${file.samples[0] ?? ''}`
    : by === 'file-name' && hasAlignments(file) && namesOther(file, sample)
      ? `by its file name; its @RG SM is ${file.samples[0] ?? ''}`
      : MATCH_WORDS[by]
}

const namesOther = (file: CaseFile, sample: Sample): boolean =>
  file.samples[0] !== sample.name && !file.notices.some(({ kind }) => kind === 'sample/from-file-name')

/** The files of a sample: reads, variants, then the PED that has its person. */
export function filesOfSample(files: readonly CaseFile[], sample: Sample): CaseFile[] {
  const own = new Set([...sample.alignments, ...sample.variants, ...Object.keys(sample.matchedBy ?? {})])
  const rank = (file: CaseFile): number => (hasAlignments(file) ? 0 : hasVariants(file) ? 1 : 2)
  return files.filter(({ id }) => own.has(id)).toSorted((a, b) => rank(a) - rank(b))
}

/** The case's samples of a person. */
export const samplesHere = (
  pedigree: Pedigree,
  person: Individual,
  samples: readonly Sample[],
): readonly Sample[] => {
  const own = samplesOfPerson(person)
  return samples.filter(({ name }) => own.includes(name) && individualOf(pedigree, name) === person)
}

/** All that a drawing shows of somebody, in words. */
export function personLabel(pedigree: Pedigree, person: Individual, samples: readonly Sample[]): string {
  const own = samplesHere(pedigree, person, samples)
  const roles = [...new Set(own.map(({ role }) => ROLE_NAMES[role].toLowerCase()))].filter(
    (role) => role !== 'other',
  )
  const parents = [person.father, person.mother].filter((parent) => parent !== null)
  return [
    person.id,
    ...roles,
    person.sex === 'unknown' ? 'sex unknown' : person.sex,
    person.affected === 'unknown' ? 'not known whether affected' : person.affected,
    ...(person.deceased === true ? ['deceased'] : []),
    own.length === 0 ? 'no data' : `data: ${own.map(({ name }) => name).join(', ')}`,
    ...(parents.length > 0 ? [`child of ${parents.join(' and ')}`] : []),
  ].join(', ')
}

/** Where a proposal is from, for those who are to confirm it. */
export function proposalWords({
  files,
  samples,
  pedigree,
  familySources = [],
}: Pick<CaseState, 'files' | 'samples' | 'pedigree' | 'familySources'>): string {
  const peds = files.filter(({ kind }) => kind === 'ped')
  const stating = [...new Set([...peds, ...familySources].map(({ name }) => name))]
  if (stating.length > 0) {
    const children = (pedigree?.individuals ?? []).filter(
      (person) =>
        (person.father !== null || person.mother !== null) &&
        pedigree !== null &&
        samplesHere(pedigree, person, samples).length > 0,
    )
    const families = new Set(children.map(({ family }) => family))
    const several =
      families.size > 1 ? `; it has ${families.size} families, of which one has the proband` : ''
    return `Family proposed from ${stating.join(' and ')}${several}`
  }
  const isPair = (pedigree?.individuals ?? []).some(
    (person) => pedigree !== null && samplesHere(pedigree, person, samples).length > 1,
  )
  if (isPair) return 'Tumour and normal proposed by the names of their samples'
  return samples.length === 1
    ? 'One sample'
    : `${plural(samples.length, 'sample')}, and no PED says how they are related`
}
