import { Fault } from '../../../shared/errors/fault.ts'
import type { Shortlist, ShortlistEntry } from '../../../shared/shortlist/shortlist.ts'
import { exomiserShortlist, exomiserStatement } from './exomiser.ts'
import { badEntry } from './input-fault.ts'

const FORMAT = "Exomiser's table of variants"

/** A column by its names in the versions, the newest first. */
const COLUMNS = {
  contig: ['CONTIG', 'CHROM'],
  position: ['START', 'POS'],
  ref: ['REF'],
  alt: ['ALT'],
  gene: ['GENE_SYMBOL', 'EXOMISER_GENE'],
  score: ['EXOMISER_GENE_COMBINED_SCORE'],
  rank: ['RANK'],
  moi: ['MOI'],
  contributing: ['CONTRIBUTING_VARIANT'],
  genotype: ['GENOTYPE'],
  hgvs: ['HGVS'],
  classification: ['EXOMISER_ACMG_CLASSIFICATION'],
  disease: ['EXOMISER_ACMG_DISEASE_NAME'],
} as const
type Column = keyof typeof COLUMNS

const NEEDED: readonly Column[] = ['contig', 'position', 'ref', 'alt', 'score']

function placesOf(head: string, file: string): ReadonlyMap<Column, number> {
  const found = head.replace(/^#/, '').split('\t')
  const places = new Map<Column, number>()
  for (const key of Object.keys(COLUMNS).filter((name): name is Column => name in COLUMNS)) {
    const at = COLUMNS[key].map((name) => found.indexOf(name)).find((place) => place >= 0)
    if (at !== undefined) places.set(key, at)
    else if (NEEDED.includes(key))
      throw new Fault({
        kind: 'text/no-column',
        file,
        format: FORMAT,
        line: 1,
        column: COLUMNS[key][0],
        found,
      })
  }
  return places
}

/** Before version 13 each mode of inheritance had a file of its own, and only its name says which. */
const modeOfName = (name: string): string | null => /_(AD|AR|XD|XR|MT)\.variants\.tsv/.exec(name)?.[1] ?? null

const SAYS_NOTHING = new Set(['', '.', 'NOT_AVAILABLE', 'NOT_PROVIDED', 'NA'])
const orNull = (value: string): string | null => (SAYS_NOTHING.has(value) ? null : value)

/**
 * Reads Exomiser's table of variants: version 13 and later (`#RANK ID GENE_SYMBOL … MOI … CONTIG START END REF ALT`), and those
 * before with a file for each mode of inheritance (`#CHROM POS REF ALT …`). Positions are 1-based. Where the table says which
 * variants contributed to a gene's score, the others are counted and left out: most of them are there for completeness.
 *
 * @throws Fault `text/no-column`, `input/bad-entry` with the line, `shortlist/too-long`
 * @see https://exomiser.readthedocs.io/en/latest/result_interpretation.html Exomiser 12 to 14
 */
export function readExomiserTsv(
  content: string,
  about: Pick<Shortlist, 'digest' | 'path' | 'name'>,
): Shortlist {
  const file = about.path
  const [head = '', ...lines] = content.split(/\r?\n/)
  const places = placesOf(head, file)
  const modeOfFile = modeOfName(about.name)
  const entries: ShortlistEntry[] = []
  let others = 0
  for (const [i, line] of lines.entries()) {
    if (line === '') continue
    const cells = line.split('\t')
    const cell = (column: Column): string => cells[places.get(column) ?? -1]?.trim() ?? ''
    const number = (column: Column): number | null => (cell(column) === '' ? null : Number(cell(column)))
    const position = number('position')
    const where = `line ${(i + 2).toLocaleString('en-GB')}`
    if (
      position === null ||
      !Number.isInteger(position) ||
      cell('contig') === '' ||
      cell('ref') === '' ||
      cell('alt') === ''
    )
      throw badEntry(file, FORMAT, where, 'has no variant: its contig, position, REF or ALT is missing')
    const [score, rank] = [number('score'), number('rank')]
    if (Number.isNaN(score) || Number.isNaN(rank))
      throw badEntry(file, FORMAT, where, 'has a rank or a score that is no number')
    const contributes = cell('contributing')
    if (contributes !== '' && !/^(1|true|CONTRIBUTING_VARIANT)$/i.test(contributes)) {
      others++
      continue
    }
    const genotype = orNull(cell('genotype'))
    const hgvs = orNull(cell('hgvs'))
    const disease = orNull(cell('disease'))
    entries.push({
      contig: cell('contig'),
      position,
      ref: cell('ref'),
      alt: cell('alt'),
      hgvs: hgvs === null ? [] : [hgvs],
      zygosities: genotype === null ? [] : [{ sample: null, zygosity: genotype }],
      statements: [
        exomiserStatement({
          rank,
          score,
          modeOfInheritance: orNull(cell('moi')) ?? modeOfFile,
          gene: orNull(cell('gene')),
          phenotypes: disease === null ? [] : [disease],
          classification: orNull(cell('classification')),
        }),
      ],
    })
  }
  const what = 'variants that do not contribute to a gene’s score'
  const leftOut = others === 0 ? [] : [{ what, count: others }]
  return exomiserShortlist(about, entries, { build: 'unknown', leftOut })
}
