import { z } from 'zod'

/**
 * Which zygosity of a gene is thought to cause disease, as far as PanelApp's text says. `unknown`: it says so, or says
 * nothing; `other`: it says something else, which a person has to read.
 */
export const modeOfInheritanceSchema = z.enum([
  'monoallelic',
  'biallelic',
  'both',
  'x-linked-biallelic',
  'x-linked-monoallelic',
  'mitochondrial',
  'unknown',
  'other',
])
export type ModeOfInheritance = z.infer<typeof modeOfInheritanceSchema>

/** By how PanelApp's texts start; what follows (imprinting, severity) does not change the mode. */
const BY_START: readonly (readonly [RegExp, ModeOfInheritance])[] = [
  [/^monoallelic/, 'monoallelic'],
  [/^biallelic/, 'biallelic'],
  [/^both monoallelic and biallelic/, 'both'],
  [/^x-linked: hemizygous mutations? in males, biallelic/, 'x-linked-biallelic'],
  [/^x-linked: hemizygous mutations? in males, monoallelic/, 'x-linked-monoallelic'],
  [/^mitochondrial/, 'mitochondrial'],
  [/^unknown/, 'unknown'],
]

/**
 * The mode a PanelApp text says. `X-LINKED: … biallelic mutations in females` is recessive on X: a woman needs two;
 * `… monoallelic mutations in females may cause disease` is not.
 *
 * @see https://panelapp.genomicsengland.co.uk, the choices of "Mode of inheritance"
 */
export function modeOfInheritance(text: string | null): ModeOfInheritance {
  const start = (text ?? '').trim().toLowerCase().replaceAll(/\s+/g, ' ')
  if (start === '') return 'unknown'
  return BY_START.find(([pattern]) => pattern.test(start))?.[1] ?? 'other'
}
