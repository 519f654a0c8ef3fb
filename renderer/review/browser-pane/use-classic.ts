import { useCallback } from 'react'
import { useView } from '../../app/session-context.tsx'

/** Whether the reads of a file are drawn by igv.js's own track; another function only when an answer may have changed. */
export function useClassic(): (file: string) => boolean {
  const all = useView((s) => s.reads.classic)
  const tracks = useView((s) => s.classicTracks)
  return useCallback((file) => tracks[file] ?? all, [tracks, all])
}
