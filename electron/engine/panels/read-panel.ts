import { createHash } from 'node:crypto'
import { Fault } from '../../../shared/errors/fault.ts'
import type { Panel } from '../../../shared/panel/panel.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { looksLikeBinary } from '../files/look-alike.ts'
import { compressionOfSource } from '../files/sniff.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import type { GeneTable } from '../genome/gene-table.ts'
import { parseBedPanel } from './bed-panel.ts'
import { parseGeneList } from './gene-list.ts'
import type { PanelDraft } from './panel-draft.ts'
import { type FilePanelSource, panelSource } from './panel-source.ts'
import { parsePanelAppJson } from './panelapp-json.ts'
import { parsePanelAppTsv } from './panelapp-tsv.ts'
import { resolvePanel } from './resolve-panel.ts'

/** The largest panels of PanelApp have 4,000 genes and are 10 MB as JSON. */
const MAX_BYTES = 64 << 20

const PARSERS: Readonly<Record<FilePanelSource, (text: string, file: string) => PanelDraft>> = {
  'PanelApp TSV': parsePanelAppTsv,
  'PanelApp JSON': parsePanelAppJson,
  'gene list': parseGeneList,
  BED: parseBedPanel,
}

function notAPanel(file: string, detail: string): Fault {
  return new Fault({ kind: 'panel/not-a-panel', file, detail })
}

/** UTF-8, or what a spreadsheet's "Unicode text" is: UTF-16 with a byte order mark. */
function decodeText(bytes: Uint8Array, file: string): string {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const looksLike = looksLikeBinary(bytes)
  if (looksLike !== undefined) throw notAPanel(file, `it looks like ${looksLike}`)
  if (!utf16 && bytes.includes(0)) throw notAPanel(file, 'it is not text')
  return new TextDecoder(utf16 ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8').decode(bytes)
}

/**
 * A panel out of the bytes of a file, inflated.
 *
 * @throws Fault `panel/…`, `text/no-column`, `text/bad-line`
 */
export function parsePanel(
  bytes: Uint8Array,
  table: GeneTable,
  about: { readonly file: string; readonly digest: string },
): Panel {
  const text = decodeText(bytes, about.file)
  return resolvePanel(PARSERS[panelSource(text)](text, about.file), table, about)
}

/**
 * Reads a gene panel: PanelApp's table or JSON, a list of genes or a BED, recognised by content, plain or compressed.
 *
 * @param table the genes whose symbols are used
 * @throws Fault as {@link parsePanel}; `file/…`, `gzip/…`, `bgzf/…`
 */
export async function readPanel(path: string, table: GeneTable): Promise<Panel> {
  const source = await openByteSource(path)
  try {
    if (source.size > MAX_BYTES) throw notAPanel(path, `it has ${source.size.toLocaleString('en-GB')} bytes`)
    const digest = createHash('sha256')
      .update(await source.read(0, source.size))
      .digest('hex')
    return parsePanel(await inflated(source), table, { file: path, digest })
  } finally {
    await source.close()
  }
}

async function inflated(source: ByteSource): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const { data } of textBlocks(source, await compressionOfSource(source)).stream(0)) {
    size += data.length
    if (size > MAX_BYTES)
      throw notAPanel(source.path, `it has more than ${MAX_BYTES.toLocaleString('en-GB')} bytes`)
    parts.push(data)
  }
  return Buffer.concat(parts)
}
