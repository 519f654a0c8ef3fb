import type { ImportPlan, ScanHeader } from '../import-plan.ts'
import type { KnownClinvar } from '../known-clinvar.ts'
import { type CompiledScan, createCompiledScan } from './compiled-scan.ts'

/** The scan of the part before, for the next part of the same file: fresh memory is dear, and it has learnt what comes. */
let spare: { readonly of: string; readonly scan: CompiledScan } | undefined

const nameOf = (header: ScanHeader, plan: ImportPlan): string =>
  JSON.stringify([plan, header.columns, [...header.info.values()]])

/** A scan for the records of a file; null when it has to be read by `record-scan.ts` alone. */
export function borrowCompiledScan(
  header: ScanHeader,
  plan: ImportPlan,
  clinvar: KnownClinvar | null,
): CompiledScan | null {
  const known = spare
  spare = undefined
  return known?.of === nameOf(header, plan) ? known.scan : createCompiledScan(header, plan, clinvar)
}

/** It has no rows. */
export function giveBackCompiledScan(header: ScanHeader, plan: ImportPlan, scan: CompiledScan): void {
  spare = { of: nameOf(header, plan), scan }
}
