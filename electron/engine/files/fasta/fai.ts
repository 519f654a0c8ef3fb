import { Fault } from '../../../../shared/errors/fault.ts'

/**
 * A contig in a `.fai`: `length` bases; the first base is at byte `offset` of the (uncompressed) FASTA; lines hold
 * `lineBases` bases in `lineWidth` bytes, line end included.
 * @see faidx(5)
 */
export type FaiEntry = {
  readonly name: string
  readonly length: number
  readonly offset: number
  readonly lineBases: number
  readonly lineWidth: number
}

/** @throws Fault `index/truncated` naming the line that is not one of a `.fai`. */
export function parseFai(text: string, names: { readonly file: string; readonly index: string }): FaiEntry[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== '')
  return lines.map((line, i) => {
    const [name = '', ...fields] = line.split('\t')
    const [length = NaN, offset = NaN, lineBases = NaN, lineWidth = NaN] = fields.map((f) =>
      /^\d+$/.test(f) ? Number(f) : NaN,
    )
    const sound =
      name !== '' && length >= 0 && offset >= 0 && lineWidth >= lineBases && (lineBases > 0 || length === 0)
    if (!sound)
      throw new Fault({ kind: 'index/truncated', ...names, detail: `line ${i + 1} is not a line of a .fai` })
    return { name, length, offset, lineBases, lineWidth }
  })
}

export function encodeFai(entries: readonly FaiEntry[]): string {
  return entries.map((e) => `${e.name}\t${e.length}\t${e.offset}\t${e.lineBases}\t${e.lineWidth}\n`).join('')
}
