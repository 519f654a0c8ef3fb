import type { StoreScope } from '../query/store-scope.ts'
import type { Database } from '../store/database.ts'

/**
 * Whether a file's rows are known to be in the order of the genome as they are, which most files' are: the first that pass
 * are then found without a look at the rest. It is looked at when first asked, and not known until that is done.
 */
export function genomeOrder(database: Database, { contigOrder }: StoreScope): () => boolean {
  let looking: Promise<void> | undefined
  let isKnown = false
  const look = async (): Promise<void> => {
    const [before] = await database.rows(
      `SELECT 1 FROM (SELECT ${contigOrder} AS c, v.pos AS p, lag(${contigOrder}) OVER () AS c0, lag(v.pos) OVER () AS p0 FROM variant v) WHERE c < c0 OR (c = c0 AND p < p0) LIMIT 1`,
      [],
    )
    isKnown = before === undefined
  }
  return () => {
    // What was closed meanwhile is asked no more; without an answer rows are sorted.
    looking ??= look().catch(() => undefined)
    return isKnown
  }
}
