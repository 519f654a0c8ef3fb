import { tableRows } from './ideogram-file.ts'

/** A single-base variant whose consequence says where in a gene it lies. */
export type Landmark = {
  readonly contig: string
  /** 0-based */
  readonly at: number
  readonly ref: string
  readonly kind: 'donor' | 'acceptor' | 'start' | 'coding'
}

/** Sequence Ontology terms of the consequences used, as the header of the variants' index lists them. */
const KIND_OF_TERM: Readonly<Record<string, Landmark['kind']>> = {
  'SO:0001575': 'donor',
  'SO:0001574': 'acceptor',
  'SO:0001582': 'start',
  'SO:0001583': 'coding',
  'SO:0001587': 'coding',
}

/**
 * Reads the ClinVar subset for what it says about where genes lie. Only variants with one consequence are used:
 * several mean several genes or transcripts.
 *
 * @param table `CHROM POS ID REF ALT … MC …`, MC being indexes into the list in the header of `index`.
 */
export function decodeLandmarks(table: string, index: string): Landmark[] {
  const list = /^# molecular_consequences = (\[.+\])$/m.exec(index)?.[1]
  const names: unknown = JSON.parse(list ?? '[]')
  const terms = Array.isArray(names) ? names.map((n) => String(n).split('|')[0] ?? '') : []
  return tableRows(table).flatMap((row) => {
    const [contig = '', position, , ref = '', alt = ''] = row
    const consequences = row[10] ?? ''
    const kind = /^\d+$/.test(consequences) ? KIND_OF_TERM[terms[Number(consequences)] ?? ''] : undefined
    return kind !== undefined && ref.length === 1 && alt.length === 1
      ? [{ contig, at: Number(position) - 1, ref, kind }]
      : []
  })
}
