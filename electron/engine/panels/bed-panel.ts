import { parseBedLine } from '../files/text/bed.ts'
import { notesOf } from './gene-list.ts'
import type { PanelDraft } from './panel-draft.ts'

/**
 * Reads a BED file as a panel of regions, which are of whatever build the user says they are. The name is that of a
 * `# name: …` comment or of the `track` line.
 *
 * @param text without byte order mark
 * @throws Fault `text/bad-line`
 */
export function parseBedPanel(text: string, file: string): PanelDraft {
  const notes = notesOf(text)
  const track = /^track\s.*?\bname=(?:"([^"]*)"|(\S+))/m.exec(text)
  const regions = text.split(/\r\n|\r|\n/).flatMap((line, i) => {
    const interval = parseBedLine(line, file, i + 1)
    if (interval === null) return []
    const { contig, start, end, name } = interval
    return [{ contig, start, end, name, build: 'unknown' as const, confidence: 'none' as const }]
  })
  return {
    source: 'BED',
    ...notes,
    name: notes.name ?? track?.[1] ?? track?.[2] ?? null,
    entries: [],
    regions,
  }
}
