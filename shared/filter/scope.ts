import type { Role } from '../case/sample.ts'
import type { VariantColumn } from '../variant/variant-column.ts'

/** What the names in a filter stand for: the columns and samples of one file, and the case's roles. */
export type FilterScope = {
  /** By name: `qual`, `info.AC`, `gt(HG002)`. */
  readonly columns: ReadonlyMap<string, VariantColumn>
  /** The samples of the file, by its own names. */
  readonly samples: readonly string[]
  /** By the name of the sample, as `rolesOf` gives them; of samples that are not in the file, too. */
  readonly roles: ReadonlyMap<string, Role>
  /** The file's own name of a contig, undefined when it has none. Without it, names are taken as they are. */
  readonly contig?: (name: string) => string | undefined
}
