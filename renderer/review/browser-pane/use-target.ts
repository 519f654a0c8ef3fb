import { useMemo } from 'react'
import { contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { Region } from '../../../shared/genome/region.ts'
import type { VariantRow } from '../../../shared/variant/variant-row.ts'
import type { BrowserSelection } from '../../browser/index.ts'
import { useCase, useSelection } from '../../app/session-context.tsx'
import { surroundings } from '../words/variant-words.ts'

export type Target = {
  /** Names the target by value. */
  readonly key: string
  readonly selection: NonNullable<BrowserSelection>
  readonly region: Region
}

/** Where a row lies in the browser's contig names. */
export function targetOf(row: VariantRow, contig: string): Target {
  return {
    key: `${row.file} ${row.row} ${contig}`,
    selection: {
      contig,
      start: row.start,
      end: row.end,
      position: row.position,
      ref: row.ref,
      alt: row.alt,
    },
    region: { contig, ...surroundings(row) },
  }
}

/** The selected variant as the browser names it: the VCF's `7` is the reference's `chr7`. */
export function useTarget(): Target | null {
  const variant = useSelection((s) => s.variant)
  const reference = useCase((s) => s.reference)
  const build = useCase((s) => s.current?.build ?? 'unknown')
  const contigs = useCase((s) => s.current?.files.find((file) => file.id === variant?.file)?.contigs)
  const alias = useMemo(
    () => (reference && contigs ? contigAlias(reference.contigs, contigs, build) : null),
    [reference, contigs, build],
  )
  return useMemo(
    () => (variant ? targetOf(variant, alias?.toCase(variant.contig) ?? variant.contig) : null),
    [variant, alias],
  )
}
