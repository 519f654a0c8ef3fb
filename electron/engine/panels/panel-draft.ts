import type { Confidence, Panel, PanelRegion } from '../../../shared/panel/panel.ts'

/** A gene as a file names it, before anyone knows which gene that is. */
export type GeneEntry = {
  readonly written: string
  /** GRCh38's Ensembl id first. */
  readonly ensembl: readonly string[]
  readonly hgnc: string | null
  readonly confidence: Confidence
  readonly modeOfInheritance: string | null
  /** 1-based; null where the format has no lines. */
  readonly line: number | null
}

/** What a file says of its panel. */
export type PanelDraft = Pick<Panel, 'id' | 'version' | 'date' | 'source'> & {
  /** Null when the file does not name it. */
  readonly name: string | null
  readonly entries: readonly GeneEntry[]
  readonly regions: readonly PanelRegion[]
}

/** Text that says something, else null. */
export function orNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}

/**
 * PanelApp's rating by number: 3 and 4 green, 2 amber, 1 and 0 red. Where it is missing, the lists among the sources
 * say it (`Expert Review Green`).
 */
export function confidenceOf(level: string | null, sources = ''): Confidence {
  if (level === '4' || level === '3') return 'green'
  if (level === '2') return 'amber'
  if (level === '1' || level === '0') return 'red'
  const list = /Expert Review (Green|Amber|Red)/i.exec(sources)?.[1]?.toLowerCase()
  return list === 'green' || list === 'amber' || list === 'red' ? list : 'none'
}

/** The date of `2023-03-22T15:38:28.046827Z` or `2023-03-22`; null for anything else. */
export function dateOf(text: string | null | undefined): string | null {
  return /^\s*(\d{4}-\d\d-\d\d)(?![0-9])/.exec(text ?? '')?.[1] ?? null
}
