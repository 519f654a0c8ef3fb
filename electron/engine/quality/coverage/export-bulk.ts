import { z } from 'zod'
import { Fault } from '../../../../shared/errors/fault.ts'
import { exonTableLines, gapBedLines, geneTableLines } from '../../../../shared/quality/coverage-lines.ts'
import type { PanelCoverage } from '../../../../shared/quality/panel-coverage.ts'
import type { EngineContext } from '../../context.ts'
import { caseCoverages } from './case-coverages.ts'

const PATH = /^panel-coverage\/(genes\.tsv|exons\.tsv|gaps\.bed)$/

const index = z.coerce.number().int().min(0)
const requestSchema = z.object({
  key: z.string(),
  /** Of the gaps: place among the count's samples and thresholds. */
  sample: index.default(0),
  threshold: index.default(0),
})

/** Lines put together before they are sent. */
const BATCH = 1024

/** A count as a file to keep: `panel-coverage/genes.tsv?key=…`, `exons.tsv`, `gaps.bed` with `sample` and `threshold`. */
export function panelCoverageBulk(context: EngineContext) {
  /** @returns null when the path is not one of these */
  return async (request: Request, path: string): Promise<Response | null> => {
    const kind = PATH.exec(path)?.[1]
    if (kind === undefined) return null
    const parsed = requestSchema.safeParse(Object.fromEntries(new URL(request.url).searchParams))
    if (!parsed.success) throw new Fault({ kind: 'call/invalid', call: path, detail: parsed.error.message })
    const { key, sample, threshold } = parsed.data
    const { coverage, plan } = caseCoverages(context).kept(key)
    const { lines, what } = linesOf(kind, coverage, sample, threshold)
    const notes = [
      `# Casement ${context.version}; coverage of ${oneLine(plan.name)}; build ${context.session.require().build}`,
    ]
    const name = `${plan.name}.${what}`.replace(/[\\/:*?"<>|\s]+/g, '_')
    return new Response(ReadableStream.from(encoded(notes, lines)), {
      headers: {
        'content-type': 'text/tab-separated-values; charset=utf-8',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      },
    })
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

function linesOf(
  kind: string,
  coverage: PanelCoverage,
  sample: number,
  threshold: number,
): { readonly lines: Iterable<string>; readonly what: string } {
  if (kind === 'genes.tsv') return { lines: geneTableLines(coverage), what: 'coverage-genes.tsv' }
  if (kind === 'exons.tsv') return { lines: exonTableLines(coverage), what: 'coverage-exons.tsv' }
  const of = coverage.samples[sample]
  const below = coverage.rules.thresholds[threshold]
  if (of === undefined || below === undefined) {
    const detail = `there is no sample ${sample} or no threshold ${threshold}`
    throw new Fault({ kind: 'call/invalid', call: 'panel-coverage/gaps.bed', detail })
  }
  return { lines: gapBedLines(coverage, sample, threshold), what: `${of.sample}.below-${below}x.bed` }
}

async function* encoded(notes: readonly string[], lines: Iterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  let batch = [...notes]
  for (const line of lines) {
    batch.push(line)
    if (batch.length < BATCH) continue
    yield encoder.encode(`${batch.join('\n')}\n`)
    batch = []
  }
  if (batch.length > 0) yield encoder.encode(`${batch.join('\n')}\n`)
}
