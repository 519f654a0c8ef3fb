import type { StoreScope } from '../query/store-scope.ts'
import type { QueryResults } from '../query/query-results.ts'
import type { OpenVariants } from '../open-variants.ts'

/** One of the files of a joint list. */
export type JointPart = {
  /** Id of the file in its case. */
  readonly file: string
  /** What it is called in the list. */
  readonly label: string
  readonly variants: OpenVariants
  /** What filters of the list mean in it. */
  readonly scope: StoreScope
  /** How many of its rows pass them. */
  readonly results: Pick<QueryResults, 'count' | 'passing'>
  /** Number of its first row in the list; the others follow it. */
  readonly first: number
  /** Its rows are known to be in the order of the genome as they are. */
  readonly isInGenomeOrder: () => boolean
}

/** The part that has a row of the list, and the row's number in it. */
export function rowOf(parts: readonly JointPart[], number: number): { part: JointPart; row: number } | null {
  const part = parts.findLast(({ first }) => first <= number)
  if (part === undefined || number < 0 || number - part.first >= part.variants.store.meta.rows) return null
  return { part, row: number - part.first }
}

/** The list's number of a file's row; null when it is none of the files listed. */
export function numberOf(parts: readonly JointPart[], file: string, row: number): number | null {
  const part = parts.find((each) => each.file === file)
  return part === undefined || row < 0 || row >= part.variants.store.meta.rows ? null : part.first + row
}

/** Asks each part for its rows at once, and puts what it answers in the order of the numbers. */
export async function ofEach<T>(
  parts: readonly JointPart[],
  numbers: Int32Array,
  ask: (part: JointPart, rows: Int32Array) => Promise<readonly T[]>,
): Promise<T[]> {
  const found = Array.from(numbers, (number) => rowOf(parts, number))
  const answers = new Map(
    await Promise.all(
      parts.map(async (part) => {
        const rows = found.flatMap((one) => (one?.part === part ? [one.row] : []))
        return [part, rows.length === 0 ? [] : await ask(part, Int32Array.from(rows))] as const
      }),
    ),
  )
  const next = new Map(parts.map((part) => [part, 0]))
  return found.flatMap((one) => {
    if (one === null) return []
    const at = next.get(one.part) ?? 0
    next.set(one.part, at + 1)
    return (answers.get(one.part) ?? []).slice(at, at + 1)
  })
}
