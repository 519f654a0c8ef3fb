import type { PlacedEntry } from '../../../shared/shortlist/shortlist-index.ts'
import type { Shortlist, Statement } from '../../../shared/shortlist/shortlist.ts'

type Source = Pick<Shortlist, 'format' | 'tool' | 'version' | 'date'>

const isTiering = ({ tool }: Source): boolean => /genomics.?england|gel.?tiering|^tiering/i.test(tool ?? '')

/** Who says it: `Genomics England tiering`, `Exomiser`, or as the file names it. */
export function sourceName(source: Source): string {
  if (isTiering(source)) return 'Genomics England tiering'
  return source.tool?.replaceAll('_', ' ') ?? 'an InterpretedGenome'
}

/** With version and date, where the file has them: `Genomics England tiering 2.0, 2023-05-01`. */
export function sourceTitle(source: Source): string {
  const { version, date } = source
  return `${sourceName(source)}${version === null ? '' : ` ${version}`}${date === null ? '' : `, ${date}`}`
}

const shortName = (source: Source): string => (isTiering(source) ? 'GEL' : sourceName(source))

/** `TIER1` as `tier 1`. */
function tierWords(tier: string): string {
  if (/^none$/i.test(tier)) return 'no tier'
  return /^tier/i.test(tier) ? `tier ${tier.slice(4).trim()}` : tier
}

/** `monoallelic_not_imprinted`, `SimpleRecessive` as one reads them; abbreviations stay what they are. */
export const asRead = (word: string): string =>
  word
    .replaceAll('_', ' ')
    .replace(/^XLinked(?=[A-Z])/, 'X-linked ')
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll(/(?<![A-Z])[A-Z](?=[a-z])/g, (letter) => letter.toLowerCase())

/** A statement's weight, the least first: by tier, then by rank; without either last. */
const weightOf = ({ tier, rank }: Statement): number => {
  const place = tier === null || /none/i.test(tier) ? '' : (/[0-9A-Z]$/i.exec(tier)?.[0] ?? '')
  if (place !== '') return /\d/.test(place) ? Number(place) : 10 + place.charCodeAt(0)
  return 1000 + (rank ?? 1_000_000)
}

function bestOf({ entry: { statements } }: PlacedEntry): Statement | undefined {
  return [...statements].sort((a, b) => weightOf(a) - weightOf(b))[0]
}

function standing({ tier, rank }: Statement): string {
  if (tier !== null) return tierWords(tier)
  return rank === null ? '' : `rank ${rank.toLocaleString('en-GB')}`
}

/** The best that each list says: `GEL tier 1, Exomiser rank 3`. Empty for a variant of which none says anything. */
export function statedWords(stated: readonly PlacedEntry[]): string {
  return stated
    .map((one) => {
      const best = bestOf(one)
      return [shortName(one.shortlist), best ? standing(best) : ''].filter((part) => part !== '').join(' ')
    })
    .join(', ')
}

/** The same of the first list as there is room for it in a narrow column: `GEL 1`, `Ex 3`; `+` stands for the others. */
export function statedShort(stated: readonly PlacedEntry[]): string {
  const [first, ...others] = stated
  if (first === undefined) return ''
  const best = bestOf(first)
  const name = isTiering(first.shortlist) ? 'GEL' : sourceName(first.shortlist).slice(0, 2)
  const place = best
    ? standing(best)
        .replace(/^(tier|rank) /, '')
        .replace('no tier', '–')
    : ''
  return `${[name, place].filter((part) => part !== '').join(' ')}${others.length > 0 ? ' +' : ''}`
}

export type StatedFact = { readonly name: string; readonly value: string }

/** What is said besides tier and gene, each with its name; what the file does not say is not there. */
export function statedFacts(statement: Statement): StatedFact[] {
  const {
    modeOfInheritance,
    segregation,
    penetrance,
    panel,
    phenotypes,
    classification,
    score,
    justification,
  } = statement
  const facts: readonly (readonly [string, string | null])[] = [
    ['Mode of inheritance', modeOfInheritance && asRead(modeOfInheritance)],
    ['Segregation', segregation && asRead(segregation)],
    [
      'Panel',
      panel && `${panel.name}${panel.version === null ? ', version not stated' : ` ${panel.version}`}`,
    ],
    ['Penetrance', penetrance],
    ['Reported for', phenotypes.length === 0 ? null : phenotypes.join(', ')],
    ['Classification', classification && asRead(classification)],
    // Tiering writes a zero for a score it does not give.
    [
      'Score',
      score === null || score === 0 ? null : score.toLocaleString('en-GB', { maximumFractionDigits: 4 }),
    ],
    ['Why', justification],
  ]
  return facts.flatMap(([name, value]) => (value === null || value === '' ? [] : [{ name, value }]))
}

/** The head of one statement: `Tier 1 · SCN1A`. */
export function statementTitle(statement: Statement): string {
  const words = standing(statement)
  const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`
  return [title === '' ? 'Candidate' : title, statement.gene].filter((part) => part !== null).join(' · ')
}
