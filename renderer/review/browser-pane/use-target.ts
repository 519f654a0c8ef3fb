import { useMemo } from 'react'
import type { BrowserSelection } from '../../browser/index.ts'
import { useCase, useSelection } from '../../app/session-context.tsx'
import { useStable } from '../../ui/use-stable.ts'
import { contigNames, selectionOf } from './target.ts'

/** The selected variant as the browser names it: the VCF's `7` is the reference's `chr7`. */
export function useTarget(): BrowserSelection {
  const variant = useSelection((s) => s.variant)
  const reference = useCase((s) => s.reference)
  const build = useCase((s) => s.current?.build ?? 'unknown')
  const contigs = useCase((s) => s.current?.files.find((file) => file.id === variant?.file)?.contigs)
  const inBrowser = useMemo(() => contigNames(reference, contigs, build), [reference, contigs, build])
  // The list's row and the record's row of one variant are two objects: only another variant moves the browser.
  return useStable(variant ? selectionOf(variant, inBrowser) : null)
}
