import { basename } from 'node:path'
import { Fault } from '../../../shared/errors/fault.ts'
import type { HpoFile } from '../../../shared/phenotype/hpo.ts'
import { type ByteSource, openByteSource } from '../files/byte-source.ts'
import { digestOfSource } from '../files/digest-source.ts'
import { identifyFile } from '../files/identity.ts'
import { looksLikeBinary } from '../files/look-alike.ts'
import { compressionOfSource } from '../files/sniff.ts'
import { textBlocks } from '../files/text/text-blocks.ts'
import { type JobContext, unobserved } from '../work/job.ts'
import type { GeneAnnotations } from './gene-annotations.ts'
import { readOntology } from './obo.ts'
import type { Ontology } from './ontology.ts'
import { readGeneAnnotations } from './phenotype-to-genes.ts'
import { searchableTexts } from './term-search.ts'

/** A file of the HPO with what is in it. */
export type HpoContent =
  | {
      readonly brings: 'terms'
      readonly file: HpoFile
      readonly ontology: Ontology
      /** Names and synonyms as they are searched. */
      readonly texts: string
    }
  | { readonly brings: 'genes'; readonly file: HpoFile; readonly annotations: GeneAnnotations }

const WANTED = 'hp.obo or phenotype_to_genes.txt'

/** Files that lie beside the two that are wanted, by how they begin. */
const OTHERS: readonly (readonly [RegExp, string])[] = [
  [/^\s*[{[]/, 'it is JSON. The terms are read from hp.obo'],
  [/^\s*<(\?xml|rdf:)/i, 'it is XML (OWL). The terms are read from hp.obo'],
  [/^(#.*\n)*#?database_?id\t/i, 'it is the table of diseases (phenotype.hpoa), which has no genes'],
]

/** What a head of text is. @throws Fault `text/other-format` for another file of the HPO */
function kindOfHead(head: string, file: string): HpoFile['brings'] {
  const other = OTHERS.find(([pattern]) => pattern.test(head))
  if (other) throw new Fault({ kind: 'text/other-format', file, format: WANTED, detail: other[1] })
  if (/^(format-version:|\[Term\])/m.test(head)) return 'terms'
  const hasColumns = /\t|<tab>/i.test(head)
  if (hasColumns) return 'genes'
  const detail = 'it has neither [Term] stanzas nor columns'
  throw new Fault({ kind: 'text/other-format', file, format: WANTED, detail })
}

async function headOf(source: ByteSource, compression: HpoFile['compression']): Promise<string> {
  for await (const { data } of textBlocks(source, compression).stream(0)) {
    const looksLike = looksLikeBinary(data)
    if (looksLike !== undefined) throw new Fault({ kind: 'file/unknown-kind', file: source.path, looksLike })
    return new TextDecoder().decode(data)
  }
  return ''
}

/** What a table of genes says of its release, in a comment: newer ones say nothing. */
const versionNote = (head: string): string | null =>
  /^#\s*(?:version|date)\s*[:=]\s*(\S.*?)\s*$/im.exec(head)?.[1] ?? null

/**
 * Reads a file of the HPO, recognised by its content, plain or compressed: a job for a worker.
 *
 * @throws Fault `text/other-format`, `text/no-column`, `text/bad-line`, `file/…`, `gzip/…`, `bgzf/…`, `task/cancelled`
 */
export async function readHpo(
  { path }: { readonly path: string },
  context: JobContext = unobserved,
): Promise<HpoContent> {
  const source = await openByteSource(path)
  try {
    const compression = await compressionOfSource(source)
    const head = await headOf(source, compression)
    const brings = kindOfHead(head, path)
    const about = {
      identity: await identifyFile(path),
      name: basename(path),
      compression,
      digest: await digestOfSource(source, context.signal),
    }
    if (brings === 'terms') {
      const ontology = await readOntology({ path, compression }, context)
      const { version, date, obsolete } = ontology
      const count = obsolete.filter((flag) => flag === 0).length
      return {
        brings,
        file: { ...about, brings, version, date, count },
        ontology,
        texts: searchableTexts(ontology),
      }
    }
    const annotations = await readGeneAnnotations({ path, compression }, context)
    const version = versionNote(head)
    const date = /\d{4}-\d\d-\d\d/.exec(version ?? '')?.[0] ?? null
    const count = annotations.symbols.length
    return { brings, file: { ...about, brings, version, date, count }, annotations }
  } finally {
    await source.close()
  }
}
