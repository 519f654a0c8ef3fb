import { useMemo } from 'react'
import { keyText } from '../../shared/variant/variant-key.ts'
import { marksOf } from '../app/list/marks.ts'
import { useCase, useVariants } from '../app/session-context.tsx'

/** The marked variants of the case, by `keyText`. */
export function useMarked(): ReadonlySet<string> {
  const marks = useCase((s) => s.current?.marks)
  return useMemo(() => new Set((marks ?? []).map(keyText)), [marks])
}

/** The variants that something is noted of, by `keyText`. */
export function useNoted(): ReadonlySet<string> {
  const notes = useCase((s) => s.current?.notes)
  return useMemo(() => new Set((notes ?? []).map(({ variant }) => keyText(variant))), [notes])
}

/** How many variants of the listed file are marked. */
export function useMarkCount(): number {
  const file = useVariants((s) => s.file)
  return useCase((s) => marksOf(s.current, file).length)
}
