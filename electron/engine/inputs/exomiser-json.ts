import { z } from 'zod'
import type { Shortlist, ShortlistEntry } from '../../../shared/shortlist/shortlist.ts'
import { onlyBuild } from './build-named.ts'
import { exomiserShortlist, exomiserStatement } from './exomiser.ts'
import { badEntry, checked, parseJson } from './input-fault.ts'

const FORMAT = "Exomiser's JSON"

const text = z.string().nullish()

const variantSchema = z.object({
  genomeAssembly: text,
  contigName: text,
  chromosomeName: text,
  start: z.number().int().nullish(),
  position: z.number().int().nullish(),
  ref: z.string(),
  alt: z.string(),
  transcriptAnnotations: z.array(z.object({ accession: text, hgvsCdna: text, hgvsProtein: text })).nullish(),
})

const scoreSchema = z.object({
  modeOfInheritance: text,
  combinedScore: z.number().nullish(),
  contributingVariants: z.array(variantSchema).nullish(),
})

const geneSchema = z.object({
  geneSymbol: text,
  geneIdentifier: z.object({ geneSymbol: text }).nullish(),
  // A list; by mode of inheritance where the map was written as it is.
  geneScores: z.union([z.array(scoreSchema), z.record(z.string(), scoreSchema)]).nullish(),
})
type Gene = z.infer<typeof geneSchema>

/** One gene on each line from version 15 on, one list of genes before. */
function genesOf(
  content: string,
  file: string,
): { readonly value: unknown; readonly within: readonly PropertyKey[] }[] {
  const start = content.trimStart()
  if (start.startsWith('[')) {
    const list = checked(z.array(z.unknown()), parseJson(content, file), file, FORMAT)
    return list.map((value, at) => ({ value, within: [at] }))
  }
  const lines = content.split(/\r?\n/)
  return lines.flatMap((line, at) =>
    line.trim() === '' ? [] : [{ value: parseJson(line, file, at + 1), within: [`gene of line ${at + 1}`] }],
  )
}

function transcriptOf({ transcriptAnnotations }: z.infer<typeof variantSchema>): string[] {
  const [first] = transcriptAnnotations ?? []
  const parts = [first?.accession, first?.hgvsCdna, first?.hgvsProtein].filter((part) => part)
  return parts.length < 2 ? [] : [parts.join(':')]
}

/** Of one gene, with the builds its variants name. */
function entriesOf(
  gene: Gene,
  within: readonly PropertyKey[],
  file: string,
  builds: Set<string>,
): ShortlistEntry[] {
  const scores = Array.isArray(gene.geneScores)
    ? gene.geneScores
    : Object.entries(gene.geneScores ?? {}).map(([modeOfInheritance, score]) => ({
        modeOfInheritance,
        ...score,
      }))
  return scores.flatMap((score) =>
    (score.contributingVariants ?? []).map((variant): ShortlistEntry => {
      const contig = variant.contigName ?? variant.chromosomeName ?? ''
      const position = variant.start ?? variant.position ?? null
      if (contig === '' || position === null)
        throw badEntry(file, FORMAT, String(within[0] ?? ''), 'has a variant without contig or position')
      if (variant.genomeAssembly) builds.add(variant.genomeAssembly)
      return {
        contig,
        position,
        ref: variant.ref,
        alt: variant.alt,
        hgvs: transcriptOf(variant),
        zygosities: [],
        statements: [
          exomiserStatement({
            score: score.combinedScore ?? null,
            modeOfInheritance: score.modeOfInheritance ?? null,
            gene: gene.geneSymbol ?? gene.geneIdentifier?.geneSymbol ?? null,
          }),
        ],
      }
    }),
  )
}

/**
 * Reads the variants that contribute to genes' scores out of Exomiser's JSON. Positions are 1-based: `contigName` and `start`
 * from version 13 on, `chromosomeName` and `position` before. Fields that are not named here are passed over.
 *
 * @throws Fault `input/bad-json` with the line, `input/bad-entry` with the path, `shortlist/too-long`
 * @see https://github.com/exomiser/Exomiser JsonResultsWriter of versions 10 to 15
 */
export function readExomiserJson(
  content: string,
  about: Pick<Shortlist, 'digest' | 'path' | 'name'>,
): Shortlist {
  const file = about.path
  const builds = new Set<string>()
  const entries = genesOf(content, file).flatMap(({ value, within }) =>
    entriesOf(checked(geneSchema, value, file, FORMAT, within), within, file, builds),
  )
  const build = onlyBuild(builds)
  if (build === null) throw badEntry(file, FORMAT, 'genomeAssembly', 'differs from variant to variant')
  return exomiserShortlist(about, entries, { build, leftOut: [] })
}
