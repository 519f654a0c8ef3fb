import type { CallInput } from '../../../../shared/contract.ts'
import { type Genotype, NOT_IN_FILE } from '../../../../shared/variant/genotype.ts'
import { ALL_VARIANTS } from '../../../../shared/variant/variant-query.ts'
import type { VariantPage, VariantRow } from '../../../../shared/variant/variant-row.ts'
import { type JointPart, ofEach } from './joint-parts.ts'
import type { JointVariants } from './open-joint.ts'

/** Reads rows of one file, and says of which samples their genotypes are. */
export type RowReading = (
  part: JointPart,
  rows: Int32Array,
  signal: AbortSignal,
) => Promise<{ readonly rows: readonly VariantRow[]; readonly samples: readonly string[] }>

const NONE: Genotype = { state: NOT_IN_FILE, text: '', phased: false }

/** A page of the list of several files: each row as its file has it, with a place for the samples of all of them. */
export async function jointPage(
  joint: JointVariants,
  { offset, limit, query = ALL_VARIANTS, columns = [] }: CallInput<'variants.page'>,
  read: RowReading,
  signal: AbortSignal,
): Promise<VariantPage> {
  const { parts, results, samples, total } = joint
  const wanted = columns.map((name) => joint.column(name))
  const numbers = await results.rows(query, offset, limit, signal)
  const [available, rows, cells] = await Promise.all([
    results.passing(query, signal),
    ofEach(parts, numbers, async (part, own) => {
      const found = await read(part, own, signal)
      const places = samples.map((sample) => found.samples.indexOf(sample))
      return found.rows.map((row) => ({
        ...row,
        genotypes: places.map((place) => row.genotypes[place] ?? NONE),
      }))
    }),
    wanted.length === 0 ? Array.from(numbers, () => []) : joint.cells(numbers, wanted, signal),
  ])
  return {
    rows,
    cells,
    files: parts.map(({ file }) => file),
    samples: [...samples],
    firstRow: 0,
    available,
    variants: total,
    referenceBlocks: 0,
    loading: false,
    truncated: false,
    limit: total,
    // A file that was read in part only is named by its import.
    error: null,
  }
}
