import type { Compression } from '../../../shared/case/case-file.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { openByteSource } from '../files/byte-source.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { type TextLine, readLines } from '../files/text/text-lines.ts'
import { type JobContext, unobserved } from '../work/job.ts'
import { type GeneAnnotations, MAX_GENES, annotationCollector } from './gene-annotations.ts'

const FORMAT = 'phenotype_to_genes'
const TAB = 9
const HASH = 35
const ZERO = 48

/** Names of the columns that are needed, letters only: they have changed with the releases. */
const TERM_NAMES = new Set(['hpoid', 'hpotermid'])
const GENE_NAMES = new Set(['entrezgenesymbol', 'genesymbol', 'genename'])

type Places = { readonly term: number; readonly gene: number }

const decode = (bytes: Uint8Array, start = 0, end = bytes.length): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8')

/**
 * Where the columns are. The header is the first line with columns: `hpo_id<TAB>hpo_name<TAB>…`, in old releases
 * `#Format: HPO-id<tab>HPO label<tab>…` with `<tab>` spelt out.
 */
function readHeader(text: string, line: number, file: string): Places {
  const names = text
    .replace(/^\uFEFF/, '')
    .replace(/^#\s*(format:)?\s*/i, '')
    .split(/\t|<tab>/i)
    .map((name) => name.trim())
  const keys = names.map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''))
  const place = (wanted: ReadonlySet<string>, column: string): number => {
    const at = keys.findIndex((key) => wanted.has(key))
    if (at < 0) throw new Fault({ kind: 'text/no-column', file, format: FORMAT, line, column, found: names })
    return at
  }
  return { term: place(TERM_NAMES, 'hpo_id'), gene: place(GENE_NAMES, 'gene_symbol') }
}

/** The number of `HP:0001250` at `start`, or -1. */
function termNumber(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== 10 || bytes[start] !== 72 || bytes[start + 1] !== 80 || bytes[start + 2] !== 58)
    return -1
  let value = 0
  for (let i = start + 3; i < end; i++) {
    const digit = (bytes[i] ?? 0) - ZERO
    if (digit < 0 || digit > 9) return -1
    value = value * 10 + digit
  }
  return value
}

/**
 * Reads `phenotype_to_genes.txt` (or `genes_to_phenotype.txt`, which has the same columns in another order) out of
 * its lines, by the names in its header.
 *
 * @throws Fault `text/no-column`, `text/bad-line`
 * @see https://hpo.jax.org/data/annotations
 */
export async function parseGeneAnnotations(
  batches: AsyncIterable<readonly TextLine[]>,
  file: string,
): Promise<GeneAnnotations> {
  const geneNumbers = new Map<string, number>()
  const pairs = annotationCollector()
  let places: Places | null = null
  let lastLine = 1
  for await (const lines of batches)
    for (const { bytes, number } of lines) {
      lastLine = number
      if (bytes.length === 0) continue
      if (places === null) {
        const text = decode(bytes)
        // A comment without columns (`#date: …`) before the header.
        if (bytes[0] !== HASH || /\t|<tab>/i.test(text)) places = readHeader(text, number, file)
        continue
      }
      if (bytes[0] === HASH) continue
      const [termStart, termEnd] = fieldAt(bytes, places.term)
      const [geneStart, geneEnd] = fieldAt(bytes, places.gene)
      const term = termNumber(bytes, termStart, termEnd)
      if (term < 0 || geneEnd <= geneStart) {
        const detail =
          term < 0
            ? `"${decode(bytes, termStart, Math.min(termEnd, termStart + 40))}" is not an HPO id`
            : 'it has no gene symbol'
        throw new Fault({ kind: 'text/bad-line', file, format: FORMAT, line: number, detail })
      }
      const symbol = decode(bytes, geneStart, geneEnd)
      let gene = geneNumbers.get(symbol)
      if (gene === undefined) {
        gene = geneNumbers.size
        geneNumbers.set(symbol, gene)
        if (gene >= MAX_GENES) {
          const detail = `it has more than ${MAX_GENES.toLocaleString('en-GB')} genes`
          throw new Fault({ kind: 'text/bad-line', file, format: FORMAT, line: number, detail })
        }
      }
      pairs.add(term, gene)
    }
  if (places === null)
    throw new Fault({
      kind: 'text/no-column',
      file,
      format: FORMAT,
      line: lastLine,
      column: 'hpo_id',
      found: [],
    })
  return pairs.finish([...geneNumbers.keys()])
}

/** Start and end of the nth field of a line; both at the end of the line when it has fewer. */
function fieldAt(bytes: Uint8Array, column: number): [number, number] {
  let start = 0
  for (let i = 0; i < column; i++) {
    const tab = bytes.indexOf(TAB, start)
    if (tab < 0) return [bytes.length, bytes.length]
    start = tab + 1
  }
  const end = bytes.indexOf(TAB, start)
  return [start, end < 0 ? bytes.length : end]
}

/**
 * Reads the user's `phenotype_to_genes.txt`, plain or compressed: a job for a worker.
 *
 * @throws Fault as {@link parseGeneAnnotations}; `file/…`, `gzip/…`, `bgzf/…`, `task/cancelled`
 */
export async function readGeneAnnotations(
  { path, compression }: { readonly path: string; readonly compression: Compression },
  context: JobContext = unobserved,
): Promise<GeneAnnotations> {
  const source = await openByteSource(path)
  try {
    const lines = readLines(textBlocks(source, compression), { signal: context.signal })
    return await parseGeneAnnotations(lines, path)
  } finally {
    await source.close()
  }
}
