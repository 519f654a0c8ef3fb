import { Fault } from '../../../shared/errors/fault.ts'
import { modeOfInheritance } from '../../../shared/panel/mode-of-inheritance.ts'
import type { Confidence, Panel, PanelGene } from '../../../shared/panel/panel.ts'
import type { GeneTable } from '../genome/gene-table.ts'
import { resolveSymbol } from '../genome/resolve-symbol.ts'
import type { GeneEntry, PanelDraft } from './panel-draft.ts'

type DraftNames = Pick<PanelDraft, 'source' | 'entries'>

const WEIGHT: Readonly<Record<Confidence, number>> = { green: 3, amber: 2, red: 1, none: 0 }

function geneOf(entry: GeneEntry, symbol: string): PanelGene {
  return {
    symbol,
    written: entry.written,
    confidence: entry.confidence,
    modeOfInheritance: entry.modeOfInheritance,
    moi: modeOfInheritance(entry.modeOfInheritance),
    ensembl: entry.ensembl[0]?.replace(/\.\d+$/, '').toUpperCase() ?? null,
    hgnc: entry.hgnc,
  }
}

/**
 * Finds the genes a panel means, with an account of every name in it: nothing is dropped in silence and nothing is
 * guessed.
 *
 * @param table the genes of the case, or the bundled ones: their symbols are what the panel gets
 * @throws Fault `panel/not-a-panel` when there is nothing in it, or it is a list of words of which most are no genes, `panel/nothing-recognised` when it names things and
 *   none of them is a gene or a region
 */
export function resolvePanel(
  draft: PanelDraft,
  table: GeneTable,
  about: { readonly file: string; readonly digest: string },
): Panel {
  const genes = new Map<string, PanelGene>()
  const unrecognised: Panel['unrecognised'] = []
  const resolved: Panel['resolved'] = []
  const ambiguous: Panel['ambiguous'] = []
  const repeated: Panel['repeated'] = []
  for (const entry of draft.entries) {
    const { written, line, confidence } = entry
    const found = resolveSymbol(table, written, entry.ensembl)
    if (found.kind === 'unknown') {
      unrecognised.push({ written, line, confidence })
      continue
    }
    if (found.kind === 'ambiguous') {
      ambiguous.push({ written, candidates: [...found.candidates], line, confidence })
      continue
    }
    const { symbol } = found
    if (found.kind === 'synonym') resolved.push({ written, symbol, line })
    const known = genes.get(symbol)
    if (known) repeated.push({ written, symbol, line })
    if (!known || WEIGHT[confidence] > WEIGHT[known.confidence]) genes.set(symbol, geneOf(entry, symbol))
  }
  if (draft.entries.length === 0 && draft.regions.length === 0)
    throw new Fault({
      kind: 'panel/not-a-panel',
      file: about.file,
      detail: 'there is no gene and no region in it',
    })
  if (genes.size === 0 && ambiguous.length === 0 && draft.regions.length === 0)
    throw new Fault({
      kind: 'panel/nothing-recognised',
      file: about.file,
      names: unrecognised.map(({ written }) => written),
    })
  refuseProse(draft, unrecognised.length, about.file)
  return {
    name: draft.name ?? nameOfFile(about.file),
    id: draft.id,
    version: draft.version,
    date: draft.date,
    source: draft.source,
    digest: about.digest,
    genes: [...genes.values()],
    regions: [...draft.regions],
    unrecognised,
    resolved,
    ambiguous,
    repeated,
  }
}

/** A letter has words that are a gene's name by chance: what is mostly something else is no list of genes. */
function refuseProse({ source, entries }: DraftNames, unrecognised: number, file: string): void {
  if (source !== 'gene list' || unrecognised * 2 <= entries.length) return
  const count = (n: number): string => n.toLocaleString('en-GB')
  const detail = `Casement knows only ${count(entries.length - unrecognised)} of its ${count(entries.length)} words as genes`
  throw new Fault({ kind: 'panel/not-a-panel', file, detail })
}

/** `Hereditary ataxia` for `/panels/Hereditary ataxia.tsv.gz`. */
function nameOfFile(path: string): string {
  const base = path.split(/[\\/]/).at(-1) ?? path
  return base.replace(/(\.(tsv|txt|csv|json|bed|list|panel|gz|bgz))+$/i, '') || base
}
