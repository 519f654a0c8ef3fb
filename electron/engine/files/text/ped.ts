import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import type { Individual } from '../../../../shared/pedigree/individual.ts'
import { openByteSource } from '../byte-source.ts'
import { compressionOfSource } from '../sniff.ts'
import { textBlocks } from './text-blocks.ts'
import { readLines } from './text-lines.ts'

const SEX: Readonly<Record<string, Individual['sex']>> = {
  '1': 'male',
  '2': 'female',
  male: 'male',
  female: 'female',
  m: 'male',
  f: 'female',
}
const IS_SEX = /^(-?[0-9]+|male|female|unknown|other|m|f|u)?$/i
const AFFECTED: Readonly<Record<string, Individual['affected']>> = {
  '1': 'unaffected',
  '2': 'affected',
  unaffected: 'unaffected',
  affected: 'affected',
}
/** The family's and the individual's column as headers name them. */
const IS_FAMILY_HEADER = /^(fid|fam(ily)?[_ ]?(id)?)$/i
const IS_ID_HEADER = /^(iid|(individual|sample|person|subject)[_ ]?(id)?|id)$/i
/** What a phenotype is where it is not known. */
const NO_PHENOTYPE = new Set(['', '0', '-9', '.', 'na', 'unknown'])
/** How other programs write that a parent is not stated, if nobody is called so. */
const NO_PARENT = new Set(['.', '-9', 'NA', 'N/A', 'None'])

const parent = (text: string | undefined): string | null =>
  text === undefined || text === '' || text === '0' ? null : text

/** What a line of a PED states, and its phenotype where that is none that can be read: one of a measure, `3.25`. */
type PedLine = { readonly individual: Individual; readonly otherPhenotype: string | null }

/**
 * One line of a PED: `FID IID PAT MAT SEX PHENO`, by tabs, or by spaces when there are no tabs; further columns
 * (genotypes) are not read. Null for blank lines, comments and the header line some tools write.
 *
 * @throws Fault `text/bad-line`
 */
export function parsePedLine(text: string, file: string, line: number): PedLine | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return null
  const fields = trimmed.includes('\t') ? trimmed.split('\t').map((f) => f.trim()) : trimmed.split(/\s+/)
  const [family, id, father, mother, sex, affected] = fields
  // A family may be called FAM as well, and somebody ID: no individual has such a sex.
  const isHeader = IS_FAMILY_HEADER.test(family ?? '') || IS_ID_HEADER.test(id ?? '')
  if (isHeader && !IS_SEX.test(sex ?? '')) return null
  if (family === undefined || id === undefined || id === '' || fields.length < 6) {
    const detail = `it has ${fields.length} columns where 6 are needed (family, individual, father, mother, sex, phenotype)`
    throw new Fault({ kind: 'text/bad-line', file, format: 'PED', line, detail })
  }
  if (id === '0') {
    const detail = 'an individual is called 0, which stands for nobody'
    throw new Fault({ kind: 'text/bad-line', file, format: 'PED', line, detail })
  }
  const phenotype = (affected ?? '').toLowerCase()
  const individual: Individual = {
    family,
    id,
    father: parent(father),
    mother: parent(mother),
    sex: SEX[(sex ?? '').toLowerCase()] ?? 'unknown',
    affected: AFFECTED[phenotype] ?? 'unknown',
  }
  const isRead = NO_PHENOTYPE.has(phenotype) || phenotype in AFFECTED
  return { individual, otherPhenotype: isRead ? null : (affected ?? '') }
}

/** @throws Fault `text/bad-line` */
function textOf(bytes: Uint8Array, file: string, line: number): string {
  try {
    // The decoder takes a byte order mark away.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    const detail = 'it has a character that is not UTF-8, so that names in it are not those of the samples'
    throw new Fault({ kind: 'text/bad-line', file, format: 'PED', line, detail }, { cause })
  }
}

export type ReadPedigree = {
  /** In file order, as stated: who is there twice is so. */
  readonly individuals: Individual[]
  /** `pedigree/other-phenotype` */
  readonly notices: CasementError[]
}

/**
 * The individuals of a PED file.
 *
 * @throws Fault `text/bad-line` (too few columns, another encoding than UTF-8), and those of opening the file
 */
export async function readPedigree(path: string): Promise<ReadPedigree> {
  const source = await openByteSource(path)
  try {
    const compression = await compressionOfSource(source)
    const stated: Individual[] = []
    const others: Array<{ id: string; phenotype: string }> = []
    for await (const batch of readLines(textBlocks(source, compression)))
      for (const { bytes, number } of batch) {
        const read = parsePedLine(textOf(bytes, path, number), path, number)
        if (read === null) continue
        const { individual, otherPhenotype } = read
        stated.push(individual)
        if (otherPhenotype !== null) others.push({ id: individual.id, phenotype: otherPhenotype })
      }
    const ids = new Set(stated.map(({ id }) => id))
    const orNobody = (id: string | null): string | null =>
      id !== null && NO_PARENT.has(id) && !ids.has(id) ? null : id
    const [first] = others
    return {
      individuals: stated.map((one) => ({
        ...one,
        father: orNobody(one.father),
        mother: orNobody(one.mother),
      })),
      notices: first
        ? [{ kind: 'pedigree/other-phenotype', file: path, ...first, people: others.length }]
        : [],
    }
  } finally {
    await source.close()
  }
}
