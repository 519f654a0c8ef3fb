import type { DuckDBConnection } from '@duckdb/node-api'
import { severityRank } from '../../../../shared/variant/consequence-severity.ts'
import { IMPACTS_BY_WEIGHT } from '../../../../shared/variant/variant-column.ts'
import { dictionaryTable } from './term-dictionary.ts'

/** What a row has of a consequence, as it is stored. */
const COPIED = ['source', 'gene', 'consequence', 'impact', 'worst', 'worst_impact', 'transcript', 'choice', 'exon'] as const // prettier-ignore

/**
 * Gives rows whose BCSQ points to another record (`@pos`) the consequence that stands there, when it is worse than their
 * own: both are on one haplotype, and act together.
 *
 * @see bcftools(1), csq: "Consequence annotations are reported once, in the record where the compound variant starts"
 */
export async function followPointers(connection: DuckDBConnection): Promise<void> {
  const texts = dictionaryTable('consequence')
  const answer = await connection.runAndReadAll(
    `SELECT CAST(a.rowid AS INTEGER), ta.text, a.impact, CAST(p.rowid AS INTEGER), tp.text, p.impact
     FROM variant a JOIN variant p ON p.contig = a.contig AND p.pos = a.pointer AND p.consequence IS NOT NULL
     LEFT JOIN "${texts}" ta ON ta.code = a.consequence JOIN "${texts}" tp ON tp.code = p.consequence
     WHERE a.pointer IS NOT NULL ORDER BY 1, 4`,
  )
  const best = new Map<number, { from: number; rank: number }>()
  for (const [row, own, ownImpact, from, other, otherImpact] of answer.getRows()) {
    const known = best.get(Number(row))
    const rank = rankOf(other, otherImpact)
    const before = known?.rank ?? (own === null ? Number.POSITIVE_INFINITY : rankOf(own, ownImpact))
    if (rank < before) best.set(Number(row), { from: Number(from), rank })
  }
  if (best.size === 0) return
  await connection.run('CREATE TEMP TABLE pointed (of INTEGER, source INTEGER)')
  const appender = await connection.createAppender('pointed')
  for (const [row, { from }] of best) {
    appender.appendInteger(row)
    appender.appendInteger(from)
    appender.endRow()
  }
  appender.closeSync()
  const copied = COPIED.map((name) => `p.${name} AS ${name}`).join(', ')
  // The values are read before the first of them is written: a record that is pointed to may point on.
  await connection.run(
    `CREATE TEMP TABLE taken AS SELECT t.of, ${copied} FROM pointed t JOIN variant p ON p.rowid = t.source`,
  )
  await connection.run(
    `UPDATE variant SET ${COPIED.map((name) => `${name} = t.${name}`).join(', ')} FROM taken t WHERE variant.rowid = t.of`,
  )
}

function rankOf(consequence: unknown, impact: unknown): number {
  return severityRank(String(consequence), IMPACTS_BY_WEIGHT[Number(impact ?? -1)] ?? null)
}
