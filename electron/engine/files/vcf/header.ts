import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import type { VirtualOffset } from '../bgzf/virtual-offset.ts'
import type { TextBlocks } from '../text/text-blocks.ts'
import { readLines } from '../text/text-lines.ts'
import { isMetaFailure, parseMetaLine } from './meta-line.ts'

/** A `##INFO` or `##FORMAT` line. `number` and `type` are as written; null when the line does not say. */
export type VcfField = {
  readonly id: string
  readonly number: string | null
  readonly type: string | null
  readonly description: string | null
}

export type VcfHeader = {
  /** `VCFv4.2` and the like; null when the file does not say. */
  readonly version: string | null
  readonly info: ReadonlyMap<string, VcfField>
  readonly format: ReadonlyMap<string, VcfField>
  readonly filters: ReadonlyMap<string, string | null>
  /** The `##contig` lines in header order; length 0 where the line gives none. */
  readonly contigs: readonly Contig[]
  /** The value of `##reference`. */
  readonly reference: string | null
  readonly samples: readonly string[]
  /** Columns every line must have: 8, or 9 and one for each sample. */
  readonly columns: number
  /** Lines of the header: the first record is on line `lines + 1` unless there are blank lines. */
  readonly lines: number
  /** Where the line after the header starts. */
  readonly end: VirtualOffset
  /** The header as in the file, lines ended by `\n`. */
  readonly text: string
  /** Meta lines that were passed over. */
  readonly notices: readonly CasementError[]
}

const FIXED = ['#CHROM', 'POS', 'ID', 'REF', 'ALT', 'QUAL', 'FILTER', 'INFO']
/** A header larger than this is no header (the largest known are a few MB). */
const MAX_HEADER = 256 << 20

type Draft = {
  version: string | null
  info: Map<string, VcfField>
  format: Map<string, VcfField>
  filters: Map<string, string | null>
  contigs: Map<string, number>
  reference: string | null
  notices: CasementError[]
}

function takeMeta(draft: Draft, file: string, line: number, text: string): void {
  const meta = parseMetaLine(text)
  if (isMetaFailure(meta)) {
    draft.notices.push({ kind: 'vcf/header-line-ignored', file, line, detail: meta.problem })
    return
  }
  const { key, value, fields } = meta
  if (key === 'fileformat') draft.version = value
  else if (key === 'reference') draft.reference = value
  if (!['INFO', 'FORMAT', 'FILTER', 'contig'].includes(key)) return
  const id = fields?.get('ID')
  if (fields === null || id === undefined || id === '') {
    draft.notices.push({ kind: 'vcf/header-line-ignored', file, line, detail: `##${key} without an ID` })
    return
  }
  const description = fields.get('Description') ?? null
  if (key === 'FILTER') draft.filters.set(id, description)
  else if (key === 'contig') {
    const length = Number(fields.get('length'))
    draft.contigs.set(id, Number.isSafeInteger(length) && length > 0 ? length : 0)
  } else {
    const field = { id, number: fields.get('Number') ?? null, type: fields.get('Type') ?? null, description }
    const fieldsOfKind = key === 'INFO' ? draft.info : draft.format
    fieldsOfKind.set(id, field)
  }
}

/** The sample names of a `#CHROM` line and how many columns lines must have. */
function readColumns(file: string, line: number, text: string): { samples: string[]; columns: number } {
  const names = text.split('\t')
  // Trailing tabs name no sample.
  while (names.length > FIXED.length && names.at(-1)?.trim() === '') names.pop()
  const bad = (detail: string): Fault => new Fault({ kind: 'vcf/bad-header', file, line, detail })
  const wrong = FIXED.findIndex((name, i) => names[i]?.trim() !== name)
  if (wrong >= 0 && names.length < FIXED.length)
    throw bad(
      `the #CHROM line has ${names.length} columns separated by tabs where at least ${FIXED.length} are needed`,
    )
  if (wrong >= 0) throw bad(`column ${wrong + 1} is named ${names[wrong]}, not ${FIXED[wrong]}`)
  if (names.length > FIXED.length && names[FIXED.length]?.trim() !== 'FORMAT')
    throw bad(`column 9 is named ${names[FIXED.length]}, not FORMAT`)
  const samples = names.slice(FIXED.length + 1)
  const twice = samples.find((name, i) => samples.indexOf(name) !== i)
  if (twice !== undefined) throw bad(`two samples are named ${twice}`)
  if (samples.includes('')) throw bad('a sample has no name')
  return { samples, columns: names.length }
}

/**
 * Reads the header, up to and with the `#CHROM` line. Meta lines that cannot be read are passed over with a notice;
 * CRLF line ends and a byte order mark are allowed.
 *
 * @throws Fault `vcf/no-header` (no `#CHROM` line before the first record), `vcf/bad-header` (`#CHROM` line wrong)
 * @see VCFv4.3 §1.4, §1.5
 */
export async function readVcfHeader(text: TextBlocks, signal?: AbortSignal): Promise<VcfHeader> {
  const file = text.path
  const draft: Draft = {
    version: null,
    info: new Map(),
    format: new Map(),
    filters: new Map(),
    contigs: new Map(),
    reference: null,
    notices: [],
  }
  const lines: string[] = []
  let length = 0
  for await (const batch of readLines(text, { signal })) {
    for (const { bytes, number, after } of batch) {
      if (bytes.length === 0) continue
      const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
        .toString('utf8')
        .replace(/^\uFEFF/, '')
      if (!line.startsWith('#')) throw new Fault({ kind: 'vcf/no-header', file })
      lines.push(line)
      length += line.length
      if (length > MAX_HEADER) throw new Fault({ kind: 'vcf/no-header', file })
      if (line.startsWith('##')) {
        takeMeta(draft, file, number, line)
        continue
      }
      const { samples, columns } = readColumns(file, number, line)
      return {
        version: draft.version,
        info: draft.info,
        format: draft.format,
        filters: draft.filters,
        contigs: [...draft.contigs].map(([name, length]) => ({ name, length })),
        reference: draft.reference,
        samples,
        columns,
        lines: number,
        end: after,
        text: `${lines.join('\n')}\n`,
        notices: draft.notices,
      }
    }
  }
  throw new Fault({ kind: 'vcf/no-header', file })
}
