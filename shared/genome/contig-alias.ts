import type { Build } from './build.ts'
import { contigKey, lengthKnown } from './contig-name.ts'
import type { Contig } from './region.ts'

/** Translates between the case's (reference's) contig names and one file's own. */
export type ContigAlias = {
  /** The file's name for a contig of the case; undefined when the file has no such contig. */
  toFile(name: string): string | undefined
  /** The case's name for a contig of the file; undefined when the case has no such contig. */
  toCase(name: string): string | undefined
}

/** Equal names are one contig unless their lengths are known to differ. */
const compatible = (a: Contig, b: Contig): boolean =>
  !lengthKnown(a.length) || !lengthKnown(b.length) || a.length === b.length

/**
 * Maps the case's contigs to a file's: by equal name first, then by meaning (`chr1`, `1`, `NC_000001.11`). The
 * mapping is injective: a meaning that two contigs of one side share is not used. Contigs whose lengths differ
 * are never mapped, so hg19's `chrM` (16571 bp) never becomes rCRS `MT` (16569 bp).
 *
 * @param build of the case, to tell accessions of another build apart.
 */
export function contigAlias(
  caseContigs: readonly Contig[],
  fileContigs: readonly Contig[],
  build: Build,
): ContigAlias {
  const forward = new Map<string, string>()
  const back = new Map<string, string>()
  const link = (ofCase: Contig, ofFile: Contig): void => {
    forward.set(ofCase.name, ofFile.name)
    back.set(ofFile.name, ofCase.name)
  }

  const fileByName = new Map(fileContigs.map((c) => [c.name, c]))
  for (const contig of caseContigs) {
    const same = fileByName.get(contig.name)
    if (same && compatible(contig, same)) link(contig, same)
  }

  const caseByKey = uniqueByKey(caseContigs, build)
  const fileByKey = uniqueByKey(fileContigs, build)
  for (const [key, ofCase] of caseByKey) {
    const ofFile = fileByKey.get(key)
    if (!ofFile || forward.has(ofCase.name) || back.has(ofFile.name)) continue
    if (compatible(ofCase, ofFile)) link(ofCase, ofFile)
  }
  return { toFile: (name) => forward.get(name), toCase: (name) => back.get(name) }
}

function uniqueByKey(contigs: readonly Contig[], build: Build): Map<string, Contig> {
  const found = new Map<string, Contig | null>()
  for (const contig of contigs) {
    const key = contigKey(contig, build)
    if (key !== null) found.set(key, found.has(key) ? null : contig)
  }
  const unique = new Map<string, Contig>()
  for (const [key, contig] of found) if (contig !== null) unique.set(key, contig)
  return unique
}

/** The contig a person means by `text`: its own name in any case, or another name of the same sequence. */
export function findContig(text: string, contigs: readonly Contig[], build: Build): Contig | undefined {
  const exact = contigs.find((c) => c.name === text)
  if (exact) return exact
  const lower = text.toLowerCase()
  const sameLetters = contigs.filter((c) => c.name.toLowerCase() === lower)
  if (sameLetters.length === 1) return sameLetters[0]
  // A person who types MT or M means the mitochondrial genome of this case, whichever it is.
  if (/^(?:chr)?mt?$/i.test(text)) {
    const mitochondrial = contigs.filter((c) => /^(?:chr)?mt?$/i.test(c.name) || c.name === 'NC_012920.1')
    return mitochondrial.length === 1 ? mitochondrial[0] : undefined
  }
  const key = contigKey({ name: text, length: 0 }, build)
  if (key === null) return undefined
  const meant = contigs.filter((c) => contigKey(c, build) === key)
  return meant.length === 1 ? meant[0] : undefined
}
