import { type Role, ROLES, type Sample } from '../../../shared/case/sample.ts'
import { byRole } from '../../../shared/pedigree/pedigree.ts'

const LETTER: Readonly<Record<Role, string>> = {
  single: 'GT',
  proband: 'P',
  mother: 'M',
  father: 'F',
  sibling: 'S',
  tumour: 'T',
  normal: 'N',
  other: 'O',
}

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  single: 'Single sample',
  proband: 'Proband',
  mother: 'Mother',
  father: 'Father',
  sibling: 'Sibling',
  tumour: 'Tumour',
  normal: 'Normal',
  other: 'Other',
}

export type SampleColumn = {
  readonly name: string
  readonly role: Role | null
  /** The column's header: the role's letter, numbered when several samples share the role. */
  readonly letter: string
  /** Place of the sample's genotype in each row's `genotypes`. */
  readonly place: number
}

export function inReadingOrder(samples: readonly Sample[]): Sample[] {
  return samples.toSorted(byRole)
}

/**
 * One column per sample of the list, the case's samples first in reading order, then columns of the VCF that the
 * case does not know.
 */
export function sampleColumns(samples: readonly Sample[], listed: readonly string[]): SampleColumn[] {
  const known = new Map(samples.map((sample) => [sample.name, sample]))
  const placed = listed.map((name, place) => ({ name, place, role: known.get(name)?.role ?? null }))
  const rank = (role: Role | null): number => (role === null ? ROLES.length : ROLES.indexOf(role))
  const ordered = placed.toSorted((a, b) => rank(a.role) - rank(b.role) || a.place - b.place)
  const letterOf = (role: Role | null): string => (role === null ? 'O' : LETTER[role])
  const total = new Map<string, number>()
  for (const { role } of ordered) total.set(letterOf(role), (total.get(letterOf(role)) ?? 0) + 1)
  const used = new Map<string, number>()
  return ordered.map(({ name, place, role }) => {
    const letter = letterOf(role)
    const number = (used.get(letter) ?? 0) + 1
    used.set(letter, number)
    const several = (total.get(letter) ?? 0) > 1
    return { name, place, role, letter: several ? `${letter === 'GT' ? '' : letter}${number}` : letter }
  })
}

/** Widths in a line of the list, px: of everything but the genotypes, of one genotype, of `+493`. */
const REST_WIDTH = 294
const SAMPLE_WIDTH = 24
const MORE_WIDTH = 36
/** A trio is never cut, however narrow the list. */
const LEAST_SAMPLES = 3

/** How many of `total` genotype columns a list of this width shows; the record shows every sample. */
export function fittingSamples(total: number, listWidth: number): number {
  const room = listWidth - REST_WIDTH
  const all = Math.max(LEAST_SAMPLES, Math.floor(room / SAMPLE_WIDTH))
  if (total <= all) return total
  return Math.max(LEAST_SAMPLES, Math.floor((room - MORE_WIDTH) / SAMPLE_WIDTH))
}

/** `trio`, `duo`, `single`, `tumour–normal pair`, `family of 5`, `500 samples`. */
export function familySummary(samples: readonly Sample[]): string {
  const has = (role: Role): number => samples.filter((sample) => sample.role === role).length
  if (samples.length === 0) return 'no samples'
  if (has('tumour') > 0) {
    const extra = samples.length - 2
    if (has('normal') > 0) return extra <= 0 ? 'tumour–normal pair' : `tumour–normal + ${extra}`
    return samples.length === 1 ? 'tumour only' : `tumour + ${samples.length - 1}`
  }
  if (samples.length === 1) return 'single'
  if (has('proband') > 0) {
    const parents = has('mother') + has('father')
    if (samples.length === 3 && parents === 2) return 'trio'
    if (samples.length === 4 && parents === 2) return 'quad'
    if (samples.length === 2) return 'duo'
    return `family of ${samples.length}`
  }
  return `${samples.length} samples`
}
