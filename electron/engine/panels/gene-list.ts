import { Fault } from '../../../shared/errors/fault.ts'
import { splitTable } from '../files/text/delimited.ts'
import { isEnsemblGene } from '../genome/resolve-symbol.ts'
import { type GeneEntry, type PanelDraft, dateOf, orNull } from './panel-draft.ts'

/** Names a gene's column may have, where a list is a table. */
const GENE_COLUMN = /^(gene|genes|symbol|(gene|hgnc)[ _.]?(symbol|name)|approved[ _]symbol|entity[ _]name)$/i
/** Letters, digits and what stands within symbols: `HLA-A`, `MT-ND1`, `C9orf72`, `HGNC:1100`, `NKX2-1.1`. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._@/:-]*$/
/** `# version: 2.1` */
const NOTE = /^#+\s*(name|panel|id|version|date)\s*[:=]\s*(.+?)\s*$/i

/** What comments say of a panel; the first of each key counts. */
export function notesOf(text: string): Pick<PanelDraft, 'name' | 'id' | 'version' | 'date'> {
  const notes = new Map<string, string>()
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [, key, value] = NOTE.exec(line) ?? []
    if (key === undefined || value === undefined) continue
    const known = key.toLowerCase() === 'panel' ? 'name' : key.toLowerCase()
    if (!notes.has(known)) notes.set(known, value)
  }
  const note = (key: string): string | null => orNull(notes.get(key))
  return { name: note('name'), id: note('id'), version: note('version'), date: dateOf(note('date')) }
}

const withoutQuotes = (word: string): string => word.replace(/^(["'])(.*)\1$/, '$2').trim()

function entryOf(written: string, line: number): GeneEntry {
  return {
    written,
    ensembl: isEnsemblGene(written) ? [written] : [],
    hgnc: /^HGNC:\d+$/i.test(written) ? written.toUpperCase() : null,
    confidence: 'none',
    modeOfInheritance: null,
    line,
  }
}

/** The genes of a table with a column that is named after them; null when it is none. */
function fromColumn(text: string): GeneEntry[] | null {
  const uncommented = text.replaceAll(/^#.*$/gm, '')
  const separator = uncommented.includes('\t') ? '\t' : ','
  const [header, ...rows] = splitTable(uncommented, separator)
  if (header === undefined || header.fields.length < 2) return null
  const column = header.fields.findIndex((name) => GENE_COLUMN.test(name.trim()))
  if (column < 0) return null
  return rows.flatMap(({ fields, line }) => {
    const written = withoutQuotes(fields[column]?.trim() ?? '')
    return written === '' ? [] : [entryOf(written, line)]
  })
}

/**
 * Reads a list of genes: symbols, Ensembl ids or HGNC ids, one a line or several separated by blanks, tabs, commas or
 * semicolons. `#` begins a comment; `# name: …`, `# version: …`, `# id: …` and `# date: 2024-12-15` say what the panel
 * is. In a table with a column named after genes only that column counts.
 *
 * @param text without byte order mark
 * @throws Fault `panel/bad-entry` for what cannot be a gene's name: a list with prose in it might match by chance
 */
export function parseGeneList(text: string, file: string): PanelDraft {
  const entries = fromColumn(text) ?? fromWords(text)
  for (const { written, line } of entries) {
    if (NAME.test(written)) continue
    const detail = `"${written.slice(0, 40)}" cannot be a gene's name`
    throw new Fault({
      kind: 'panel/bad-entry',
      file,
      ...(line === null ? {} : { line }),
      field: 'the name',
      detail,
    })
  }
  return { source: 'gene list', ...notesOf(text), entries, regions: [] }
}

function fromWords(text: string): GeneEntry[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.replace(/#.*$/, '').trim())
  // A heading over a single column.
  const heading = lines.findIndex((line) => line !== '')
  return lines.flatMap((line, i) =>
    i === heading && GENE_COLUMN.test(line)
      ? []
      : line
          .split(/[\s,;]+/)
          .map(withoutQuotes)
          .filter((word) => word !== '')
          .map((word) => entryOf(word, i + 1)),
  )
}
