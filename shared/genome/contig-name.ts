import type { Build } from './build.ts'
import { CHROMOSOMES } from './chromosome-length.ts'

/** bp. The revised Cambridge Reference Sequence (NC_012920.1): `MT` everywhere, `chrM` in GRCh38. */
export const RCRS_LENGTH = 16569
/** bp. NC_001807: `chrM` of UCSC's hg19, another sequence with other coordinates. */
const HG19_CHRM_LENGTH = 16571

/**
 * What a contig's name says it is. `key` is equal for two names of the same sequence: `1` … `22`, `X`, `Y` for
 * chromosomes, `M` for a mitochondrial genome whose sequence the name alone does not tell, an accession otherwise.
 * `build` is set when the name itself fixes it (`NC_000001.11`, `chr1_gl000191_random`).
 */
export type ContigMeaning = { readonly key: string; readonly build: Build | null }

const CHROMOSOME = /^(?:chr)?(\d{1,2}|x|y)$/i
const MITOCHONDRION = /^(?:chr)?mt?$/i
/** RefSeq chromosomes of GRCh37/38: NC_000001 … NC_000024, the version tells the build. */
const REFSEQ = /^NC_0000(\d\d)\.(\d+)$/i
/** GenBank chromosomes of GRCh37/38: CM000663 (1) … CM000686 (Y), version .1 or .2. */
const GENBANK = /^CM000(\d{3})\.([12])$/i
/** RefSeq chromosomes of T2T-CHM13v2.0: NC_060925.1 (1) … NC_060948.1 (Y). */
const REFSEQ_T2T = /^NC_0609(\d\d)\.1$/i
/** UCSC's names of unplaced and alternate scaffolds carry the accession: `chrUn_KI270442v1`, `chr1_gl000191_random`. */
const UCSC_SCAFFOLD = /^chr[0-9a-z]{1,2}_([a-z]{2}\d{6})(?:v(\d))?(?:_random|_alt|_fix|_hap\d+)?$/i
const SCAFFOLD = /^[A-Z]{2}\d{6}\.\d+$/

/** Last version of each RefSeq chromosome in GRCh38; GRCh37's is one less (NC_000001.10 → .11). */
// prettier-ignore
const REFSEQ_GRCH38_VERSION = [
  11, 12, 12, 12, 10, 12, 14, 11, 12, 11, 10, 12, 11, 9, 10, 10, 11, 10, 10, 11, 9, 11, 11, 10,
]

function refseq(number: number, version: number): ContigMeaning | null {
  const chromosome = CHROMOSOMES[number - 1]
  const last = REFSEQ_GRCH38_VERSION[number - 1]
  if (chromosome === undefined || last === undefined) return null
  if (version === last) return { key: chromosome, build: 'GRCh38' }
  return version === last - 1 ? { key: chromosome, build: 'GRCh37' } : null
}

function numbered(number: number, build: Build): ContigMeaning | null {
  const chromosome = CHROMOSOMES[number - 1]
  return chromosome === undefined ? null : { key: chromosome, build }
}

/**
 * Reads a contig's name. A name that is none of the known forms means only itself.
 * @see https://www.ncbi.nlm.nih.gov/grc for the accessions of each build
 */
export function contigMeaning(name: string): ContigMeaning {
  const itself = { key: name, build: null }
  const chromosome = CHROMOSOME.exec(name)?.[1]?.toUpperCase()
  if (chromosome !== undefined)
    return CHROMOSOMES.includes(chromosome) ? { key: chromosome, build: null } : itself
  if (MITOCHONDRION.test(name)) return { key: 'M', build: null }
  const upper = name.toUpperCase()
  if (upper === 'NC_012920.1' || upper === 'J01415.2') return { key: 'rCRS', build: null }
  if (upper.startsWith('NC_001807')) return { key: 'NC_001807', build: 'GRCh37' }
  if (upper === 'CHREBV' || upper === 'NC_007605' || upper === 'NC_007605.1')
    return { key: 'EBV', build: null }
  const ncbi = REFSEQ.exec(name)
  if (ncbi) return refseq(Number(ncbi[1]), Number(ncbi[2])) ?? itself
  const genbank = GENBANK.exec(name)
  if (genbank) return numbered(Number(genbank[1]) - 662, genbank[2] === '2' ? 'GRCh38' : 'GRCh37') ?? itself
  const t2t = REFSEQ_T2T.exec(name)
  if (t2t) return numbered(Number(t2t[1]) - 24, 'T2T-CHM13v2') ?? itself
  const ucsc = UCSC_SCAFFOLD.exec(name)
  // hg19's scaffolds carry no version: all of them were the first.
  if (ucsc) return { key: `${(ucsc[1] ?? '').toUpperCase()}.${ucsc[2] ?? '1'}`, build: null }
  return SCAFFOLD.test(upper) ? { key: upper, build: null } : itself
}

/** A length we do not know is 0 (a `##contig` line without length, names taken from a GTF). */
export function lengthKnown(length: number): boolean {
  return Number.isFinite(length) && length > 0
}

/**
 * The key under which two contigs are the same sequence, or null when that cannot be told. The mitochondrial
 * genome is told by its length: 16569 is rCRS, 16571 hg19's; without a length only GRCh38 has no other `chrM`.
 */
export function contigKey(contig: { name: string; length: number }, build: Build): string | null {
  const meaning = contigMeaning(contig.name)
  if (meaning.build !== null && build !== 'unknown' && meaning.build !== build) return null
  if (meaning.key === 'rCRS') return contig.length === HG19_CHRM_LENGTH ? null : 'rCRS'
  if (meaning.key !== 'M') return meaning.key
  if (lengthKnown(contig.length)) {
    if (contig.length === RCRS_LENGTH) return 'rCRS'
    return contig.length === HG19_CHRM_LENGTH ? 'NC_001807' : null
  }
  return build === 'GRCh38' ? 'rCRS' : null
}
