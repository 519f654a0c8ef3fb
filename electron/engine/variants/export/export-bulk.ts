import { z } from 'zod'
import { type VariantQuery, variantQuerySchema } from '../../../../shared/variant/variant-query.ts'
import { ALL_FILES } from '../../../../shared/variant/joint-columns.ts'
import type { EngineContext } from '../../context.ts'
import { openByteSource } from '../../files/byte-source.ts'
import { assertUnchanged } from '../../files/identity.ts'
import type { OpenVariants } from '../open-variants.ts'
import type { QueryResults } from '../query/query-results.ts'
import type { Stores } from '../stores.ts'
import { dataOf, variantFileOf } from '../variant-data.ts'
import { tsvLines } from './export-rows.ts'
import { vcfLines } from './export-vcf.ts'
import { Fault } from '../../../../shared/errors/fault.ts'

const PATH = /^export\/([^/]+)$/

const requestSchema = z.object({
  format: z.enum(['tsv', 'vcf']),
  query: variantQuerySchema,
  /** Of a table: names of its columns. */
  columns: z.array(z.string()).max(500),
})

function requestOf(url: URL): z.infer<typeof requestSchema> {
  try {
    return requestSchema.parse({
      format: url.searchParams.get('format'),
      query: JSON.parse(url.searchParams.get('query') ?? '{"filters":[],"sort":[]}'),
      columns: JSON.parse(url.searchParams.get('columns') ?? '[]'),
    })
  } catch (thrown) {
    throw new Fault({ kind: 'call/invalid', call: 'export', detail: String(thrown) }, { cause: thrown })
  }
}

/** How the rows were chosen, for whoever finds the file later. */
function exportNotes(
  query: VariantQuery,
  counts: { readonly passing: number; readonly total: number },
  said: { readonly version: string; readonly file: string; readonly build: string },
): string[] {
  const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()
  return [
    `##casement_version=${said.version}`,
    `##casement_file=${said.file}`,
    `##casement_build=${said.build}`,
    `##casement_variants=${counts.passing} of ${counts.total}`,
    ...query.filters.map(
      ({ expression, missing }) =>
        `##casement_filter=${oneLine(expression)} (variants of which this cannot be told: ${missing === 'keep' ? 'kept' : 'left out'})`,
    ),
    ...query.sort.map(
      ({ column, descending }) => `##casement_sort=${column} ${descending ? 'descending' : 'ascending'}`,
    ),
  ]
}

/**
 * The variants that pass a query, as a file to keep, of one file or of all as one list: `export/FILE?format=tsv|vcf&query=…&columns=…`, the last two as JSON.
 * Written as they are read: a genome is never held as text.
 */
export function exportBulk(context: EngineContext, stores: Stores) {
  return async (request: Request, path: string): Promise<Response | null> => {
    const id = PATH.exec(path)?.[1]
    if (id === undefined) return null
    const { format, query, columns } = requestOf(new URL(request.url))
    const { signal } = request
    const { build, label } = context.session.require()
    const notesOf = async (results: QueryResults, file: string): Promise<string[]> =>
      exportNotes(query, await results.count(query, signal), { version: context.version, file, build })
    if (decodeURIComponent(id) === ALL_FILES) {
      if (format === 'vcf') throw new Fault({ kind: 'variants/several-headers' })
      const joint = await stores.all()
      const notes = await notesOf(joint.results, joint.parts.map((part) => part.label).join(', '))
      const wanted = columns.map((name) => joint.column(name))
      const lines = tsvLines(joint, await joint.results.all(query, signal), wanted, signal, notes)
      return download(lines, format, `${label}.filtered`)
    }
    const file = variantFileOf(context.session, decodeURIComponent(id))
    const variants = await stores.of(file)
    if (!variants) throw new Fault({ kind: 'variants/not-imported', file: file.name })
    const notes = await notesOf(variants.results, file.name)
    const wanted = columns.map((name) => variants.scope.column(name))
    const order = await variants.results.all(query, signal)
    const lines =
      format === 'tsv'
        ? tsvLines(variants.rows, order, wanted, signal, notes)
        : wholeRecords(file, variants, order, notes, signal)
    return download(lines, format, `${file.name.replace(/\.(vcf|bcf)(\.b?gz)?$/i, '')}.filtered`)
  }
}

function download(lines: AsyncIterable<string>, format: 'tsv' | 'vcf', name: string): Response {
  return new Response(ReadableStream.from(encoded(lines)), {
    headers: {
      'content-type':
        format === 'tsv' ? 'text/tab-separated-values; charset=utf-8' : 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
    },
  })
}

async function* wholeRecords(
  file: Parameters<typeof dataOf>[0],
  { rows: stored }: OpenVariants,
  order: Int32Array,
  notes: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  await assertUnchanged(file.identity)
  const { path, kind, compression } = dataOf(file)
  const source = await openByteSource(path)
  try {
    yield* vcfLines({ source, kind, compression, notes }, stored, order, signal)
  } finally {
    await source.close()
  }
}

async function* encoded(lines: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const text of lines) yield encoder.encode(text)
}
