import type { VcfHeader } from '../vcf/header.ts'
import { isMetaFailure, parseMetaLine } from '../vcf/meta-line.ts'

/** The names that the records of a BCF refer to by number. A number that names nothing is a hole. */
export type BcfDictionaries = {
  readonly contigs: readonly (string | undefined)[]
  /** FILTER, INFO and FORMAT share one dictionary. */
  readonly names: readonly (string | undefined)[]
}

/** A dictionary larger than this is damage: a header line that claims an `IDX` of millions. */
const MAX_NUMBER = 1 << 24

function createDictionary() {
  const known = new Set<string>()
  const entries: (string | undefined)[] = []
  return {
    entries,
    add(name: string, index: string | undefined): void {
      if (known.has(name)) return
      const number = index === undefined ? entries.length : Number(index)
      if (!Number.isInteger(number) || number < 0 || number > MAX_NUMBER) return
      known.add(name)
      while (entries.length < number) entries.push(undefined)
      entries[number] = name
    },
  }
}

/**
 * Numbers names as the header does: by `IDX` where a line has it, else in order of appearance, with PASS as number 0.
 *
 * @see VCFv4.3 §6.2.1
 */
export function bcfDictionaries({ text }: Pick<VcfHeader, 'text'>): BcfDictionaries {
  const contigs = createDictionary()
  const names = createDictionary()
  names.add('PASS', '0')
  for (const line of text.split('\n')) {
    if (!/^##(?:contig|FILTER|INFO|FORMAT)=/.test(line)) continue
    const meta = parseMetaLine(line)
    if (isMetaFailure(meta)) continue
    const id = meta.fields?.get('ID')
    if (id === undefined || id === '') continue
    const dictionary = meta.key === 'contig' ? contigs : names
    dictionary.add(id, meta.fields?.get('IDX'))
  }
  return { contigs: contigs.entries, names: names.entries }
}
