import { z } from 'zod'
import { hpoId, hpoNumber } from '../../../shared/phenotype/hpo-id.ts'
import type { Individual, Pedigree } from '../../../shared/pedigree/individual.ts'
import { NO_FAMILY } from '../../../shared/pedigree/propose-pedigree.ts'
import { badEntry, checked } from './input-fault.ts'

const FORMAT = 'a Genomics England pedigree'

const text = z.union([z.string(), z.number()]).transform(String).nullish()

const memberSchema = z.object({
  pedigreeId: text,
  participantId: text,
  isProband: z.boolean().nullish(),
  sex: z.string().nullish(),
  fatherId: text,
  motherId: text,
  lifeStatus: z.string().nullish(),
  affectionStatus: z.string().nullish(),
  consanguineousParents: z.string().nullish(),
  hpoTermList: z
    .array(z.object({ term: z.string(), termPresence: z.union([z.string(), z.boolean()]).nullish() }))
    .nullish(),
  samples: z.array(z.union([z.string(), z.object({ sampleId: text })])).nullish(),
})
type Member = z.infer<typeof memberSchema>

const pedigreeSchema = z.object({ familyId: text, gelFamilyId: text, members: z.array(memberSchema) })

/** A family as the file states it, with what it says of the proband. */
export type StatedFamily = {
  readonly pedigree: Pedigree
  /** Id of the proband in the pedigree; null where none, or several, are said to be. */
  readonly proband: string | null
  /** HPO ids that the proband is said to have, in the order of the file. */
  readonly terms: readonly string[]
}

const SEX: Readonly<Record<string, Individual['sex']>> = { male: 'male', female: 'female' }
const AFFECTED: Readonly<Record<string, Individual['affected']>> = {
  affected: 'affected',
  unaffected: 'unaffected',
}
/** Of the states of life those in which nobody is alive: a drawing has one stroke for all of them. */
const NOT_ALIVE = new Set(['deceased', 'stillborn', 'miscarriage', 'aborted'])

/** Models before 1 number members and call them so; ids of parents are those numbers. */
const numberOf = ({ pedigreeId }: Member): string | null => pedigreeId ?? null
const idOf = (member: Member): string | null => member.participantId ?? numberOf(member)

function termsOf({ hpoTermList }: Member): string[] {
  return (hpoTermList ?? []).flatMap(({ term, termPresence }) => {
    const number = hpoNumber(term)
    const isPresent =
      termPresence === null ||
      termPresence === undefined ||
      termPresence === true ||
      /^(yes|true)$/i.test(String(termPresence))
    return number === null || !isPresent ? [] : [hpoId(number)]
  })
}

/**
 * The family of a Genomics England pedigree: members with their parents, sex, affection, life and samples; couples that are
 * said to be related; the proband and the HPO terms that are present in it.
 *
 * @param value parsed JSON
 * @param file for the words of a fault
 * @throws Fault `input/bad-entry` with the path
 * @see https://github.com/genomicsengland/GelReportModels org.gel.models.participant.avro 1.0.0 to 1.3.0, `Pedigree`
 */
export function pedigreeOfGel(value: unknown, file: string): StatedFamily {
  const { familyId, gelFamilyId, members } = checked(pedigreeSchema, value, file, FORMAT)
  const family = familyId ?? gelFamilyId ?? NO_FAMILY
  const ids = members.map((member, at) => {
    const id = idOf(member)
    if (id === null)
      throw badEntry(file, FORMAT, `members[${at}]`, 'has neither participantId nor pedigreeId')
    return id
  })
  const twice = ids.find((id, at) => ids.indexOf(id) !== at)
  if (twice !== undefined) throw badEntry(file, FORMAT, 'members', `has ${twice} twice`)
  const byNumber = new Map(members.map((member, at) => [numberOf(member), ids[at] ?? '']))
  const parent = (number: string | null | undefined): string | null =>
    number === null || number === undefined || number === '' || number === '0'
      ? null
      : (byNumber.get(number) ?? number)

  const individuals = members.map((member, at): Individual => {
    const samples = (member.samples ?? []).flatMap((each) =>
      typeof each === 'string' ? each : (each.sampleId ?? []),
    )
    return {
      family,
      id: ids[at] ?? '',
      father: parent(member.fatherId),
      mother: parent(member.motherId),
      sex: SEX[member.sex?.toLowerCase() ?? ''] ?? 'unknown',
      affected: AFFECTED[member.affectionStatus?.toLowerCase() ?? ''] ?? 'unknown',
      ...(NOT_ALIVE.has(member.lifeStatus?.toLowerCase() ?? '') ? { deceased: true } : {}),
      ...(samples.length > 0 ? { samples } : {}),
    }
  })
  const couples = new Map<string, [string, string]>()
  for (const [at, { consanguineousParents }] of members.entries()) {
    const { father, mother } = individuals[at] ?? { father: null, mother: null }
    if (consanguineousParents?.toLowerCase() === 'yes' && father !== null && mother !== null)
      couples.set(`${father}\t${mother}`, [father, mother])
  }
  const probands = members.flatMap((member, at) =>
    member.isProband === true ? [{ member, id: ids[at] ?? '' }] : [],
  )
  const only = probands.length === 1 ? probands[0] : undefined
  return {
    pedigree: { individuals, consanguineous: [...couples.values()] },
    proband: only?.id ?? null,
    terms: only ? [...new Set(termsOf(only.member))] : [],
  }
}
