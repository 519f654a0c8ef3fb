import type { PanelSource } from '../../../shared/panel/panel.ts'
import { splitTable } from '../files/text/delimited.ts'
import { isPanelAppHeader } from './panelapp-tsv.ts'

/** Where a panel's file is from; panels of HPO terms have none of their own. */
export type FilePanelSource = Exclude<PanelSource, 'HPO'>

/** Lines that decide between a BED and a list of genes. */
const LINES = 50

const isInterval = (line: string): boolean => {
  const [, start, end] = line.includes('\t') ? line.split('\t') : line.split(/ +/)
  return /^\d+$/.test(start ?? '') && /^\d+$/.test(end?.trim() ?? '') && Number(start) <= Number(end)
}

/**
 * What a panel's file is, by its content; the name is not looked at. What is nothing else is a list of genes.
 *
 * @param text without byte order mark
 */
export function panelSource(text: string): FilePanelSource {
  if (/^\s*[[{]/.test(text)) return 'PanelApp JSON'
  const data = text.split(/\r\n|\r|\n/, LINES).filter((line) => line.trim() !== '' && !line.startsWith('#'))
  const [first] = data
  if (first !== undefined && isPanelAppHeader(splitTable(first, '\t')[0]?.fields ?? [])) return 'PanelApp TSV'
  const intervals = data.filter((line) => !/^(track|browser)\b/.test(line))
  return intervals.length > 0 && intervals.every(isInterval) ? 'BED' : 'gene list'
}
