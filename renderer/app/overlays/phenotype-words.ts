import type { ChosenTerm, HpoFile, HpoTerm, Phenotype } from '../../../shared/phenotype/hpo.ts'
import type { Panel } from '../../../shared/panel/panel.ts'
import { plural } from '../../ui/amounts.ts'

/** `Seizure (HP:0001250)`, or the id alone. */
export const termText = ({ id, name }: HpoTerm): string => (name === null ? id : `${name} (${id})`)

/** What a file of the HPO is, in one line. */
export function hpoFileFacts({ brings, version, date, count }: HpoFile): string {
  const release = version === null ? 'the file gives no release' : `release ${date ?? version}`
  return brings === 'terms'
    ? `HPO terms · ${release} · ${plural(count, 'term')}`
    : `Genes of the terms · ${release} · ${plural(count, 'gene')}`
}

/** What is wrong with a chosen term, and whether its genes are there all the same; null when nothing is. */
export function standingText(term: ChosenTerm): string | null {
  switch (term.standing) {
    case 'current':
      return term.genes === 0 ? `${termText(term)} leads to no gene.` : null
    case 'replaced':
      return `${termText(term)} is no longer in use: ${term.current ? termText(term.current) : 'another term'} stands for it, and its genes are used.`
    case 'obsolete':
      return `${termText(term)} is no longer in use and no term stands for it: it leads to no gene.`
    case 'unknown':
      return `${term.id} is not in this release of the HPO and leads to no gene.`
  }
}

/** The panel that was made of HPO terms, and whether it is of the terms and the release that are there now. */
export function panelOfTerms(
  panels: ReadonlyArray<{ readonly panel: Panel; readonly inUse: boolean }>,
  { chosen, files }: Phenotype,
): { readonly name: string; readonly inUse: boolean; readonly isCurrent: boolean } | null {
  const made = panels.find((one) => one.panel.source === 'HPO')
  if (!made) return null
  const { panel, inUse } = made
  const ids = (terms: readonly HpoTerm[]): string => JSON.stringify(terms.map(({ id }) => id).toSorted())
  const release = files.find(({ brings }) => brings === 'terms')?.version
  const isCurrent = ids(panel.terms ?? []) === ids(chosen) && panel.version === release
  return { name: panel.name, inUse, isCurrent }
}

/** The ids that a text is made of (`HP:0001250, HP:0000252`); null when it is anything else. */
export function pastedIds(text: string): string[] | null {
  const words = text.split(/[,;\s]+/).filter((word) => word !== '')
  return words.length > 0 && words.every((word) => /^HP[:_]\d{1,7}$/i.test(word)) ? words : null
}
