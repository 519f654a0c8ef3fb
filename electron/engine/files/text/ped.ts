import { Fault } from '../../../../shared/errors/fault.ts'
import type { Individual } from '../../../../shared/pedigree/individual.ts'
import { openByteSource } from '../byte-source.ts'
import { sniffSource } from '../sniff.ts'
import { textBlocks } from './text-blocks.ts'
import { readLines } from './text-lines.ts'

const SEX: Readonly<Record<string, Individual['sex']>> = {
  '1': 'male',
  '2': 'female',
  male: 'male',
  female: 'female',
}
const IS_SEX = /^(-?[0-9]+|male|female|unknown|other|m|f|u)?$/i
const AFFECTED: Readonly<Record<string, Individual['affected']>> = { '1': 'unaffected', '2': 'affected' }

const parent = (text: string | undefined): string | null => (text === undefined || text === '0' ? null : text)

/**
 * One line of a PED: `FID IID PAT MAT SEX PHENO`, by tabs, or by spaces when there are no tabs; further columns
 * (genotypes) are not read. Null for blank lines, comments and the header line some tools write.
 *
 * @throws Fault `text/bad-line`
 */
export function parsePedLine(text: string, file: string, line: number): Individual | null {
  const trimmed = text.trim()
  if (trimmed === '' || trimmed.startsWith('#')) return null
  const fields = trimmed.includes('\t') ? trimmed.split('\t').map((f) => f.trim()) : trimmed.split(/\s+/)
  const [family, id, father, mother, sex, affected] = fields
  // A family may be called FAM as well: no individual has such a sex.
  if (/^(fid|fam(ily)?[_ ]?(id)?)$/i.test(family ?? '') && !IS_SEX.test(sex ?? '')) return null
  if (family === undefined || id === undefined || id === '' || fields.length < 6) {
    const detail = `it has ${fields.length} columns where 6 are needed (family, individual, father, mother, sex, phenotype)`
    throw new Fault({ kind: 'text/bad-line', file, format: 'PED', line, detail })
  }
  if (id === '0') {
    const detail = 'an individual is called 0, which stands for nobody'
    throw new Fault({ kind: 'text/bad-line', file, format: 'PED', line, detail })
  }
  return {
    family,
    id,
    father: parent(father),
    mother: parent(mother),
    sex: SEX[(sex ?? '').toLowerCase()] ?? 'unknown',
    affected: AFFECTED[affected ?? ''] ?? 'unknown',
  }
}

/**
 * The individuals of a PED file, in file order.
 *
 * @throws Fault `text/bad-line` (too few columns, the same individual twice), and those of opening the file
 */
export async function readPedigree(path: string): Promise<Individual[]> {
  const source = await openByteSource(path)
  try {
    const { compression } = await sniffSource(source)
    const individuals: Individual[] = []
    const seen = new Set<string>()
    for await (const batch of readLines(textBlocks(source, compression)))
      for (const { bytes, number } of batch) {
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
          .toString('utf8')
          .replace(/^\uFEFF/, '')
        const individual = parsePedLine(text, path, number)
        if (individual === null) continue
        const key = `${individual.family}\t${individual.id}`
        if (seen.has(key)) {
          const detail = `the individual ${individual.id} is in it twice`
          throw new Fault({ kind: 'text/bad-line', file: path, format: 'PED', line: number, detail })
        }
        seen.add(key)
        individuals.push(individual)
      }
    return individuals
  } finally {
    await source.close()
  }
}
