import type { Build } from '../../../shared/genome/build.ts'
import type { Cell } from '../stores/variant-store.ts'
import { MARKED_COLUMN } from '../../../shared/variant/variant-column.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import { CHANGE, FILE, genotypeSample, STATED } from './table-columns.ts'

export type CopiedLine = {
  readonly row: VariantRow
  readonly cells: readonly Cell[]
  readonly marked: boolean
}

type TextFacts = {
  readonly build: Build
  /** In the order of each row's genotypes. */
  readonly samples: readonly string[]
  readonly asked: readonly string[]
  /** What a file is called, by its id. */
  readonly fileName: (file: string) => string | undefined
  /** What shortlists of the case say of it. */
  readonly stated: (row: VariantRow) => string
}

/** A coordinate never leaves the screen without its build, nor a variant without its alleles. */
const ALWAYS = ['build', 'chrom', 'pos', 'ref', 'alt'] as const

const plain = (value: Cell | undefined): string =>
  value === null || value === undefined ? '' : String(value).replaceAll(/[\t\r\n]+/g, ' ')

function fromRow(
  name: string,
  row: VariantRow,
  { samples, fileName, stated }: Pick<TextFacts, 'samples' | 'fileName' | 'stated'>,
) {
  const { file, consequence, filters, genotypes } = row
  if (name === STATED) return stated(row)
  if (name === FILE) return fileName(file)
  if (name === 'gene') return consequence?.gene
  if (name === CHANGE) return consequence?.hgvsc
  if (name === 'impact') return consequence?.impact
  if (name === 'filter') return filters.length === 0 ? null : filters.join(';')
  const sample = genotypeSample(name)
  return sample === null ? undefined : genotypes[samples.indexOf(sample)]?.state
}

/**
 * Lines of the list as tab-separated text with a head, values in full. A missing one is empty.
 *
 * @param asked names of the `cells`
 */
export function tableText(
  lines: readonly CopiedLine[],
  shown: readonly string[],
  { build, asked, ...facts }: TextFacts,
): string {
  const names = shown.filter((name) => name !== MARKED_COLUMN.name && !ALWAYS.some((each) => each === name))
  const head = [...ALWAYS, ...names.map((name) => (name === CHANGE ? 'hgvsc' : name)), MARKED_COLUMN.name]
  const rows = lines.map(({ row, cells, marked }) => [
    build,
    row.contig,
    String(row.position),
    row.ref,
    row.alt,
    ...names.map((name) => {
      const at = asked.indexOf(name)
      return plain(at < 0 ? fromRow(name, row, facts) : cells[at])
    }),
    String(marked),
  ])
  return [head, ...rows].map((cells) => cells.join('\t')).join('\n')
}
