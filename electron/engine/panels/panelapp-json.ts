import { z } from 'zod'
import { Fault } from '../../../shared/errors/fault.ts'
import { fieldPath } from '../../../shared/errors/field-path.ts'
import type { PanelRegion } from '../../../shared/panel/panel.ts'
import { type GeneEntry, type PanelDraft, confidenceOf, dateOf, orNull } from './panel-draft.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()
const coordinates = z.tuple([z.number(), z.number()]).nullish()

/** `{"GRch38": {"90": {"location": …, "ensembl_id": "ENSG…"}}}`; empty ones have been written as `[]` and `null`. */
const ensemblSchema = z
  .record(z.string(), z.record(z.string(), z.object({ ensembl_id: z.string() })))
  .catch({})

const ratedSchema = z.object({
  entity_name: z.string().trim().min(1),
  confidence_level: text,
  mode_of_inheritance: z.string().nullish(),
})

const geneSchema = ratedSchema.extend({
  gene_data: z
    .object({
      hgnc_id: z.string().nullish(),
      ensembl_genes: ensemblSchema.optional(),
    })
    .nullish(),
})

const regionSchema = ratedSchema.extend({
  verbose_name: z.string().nullish(),
  chromosome: text,
  grch37_coordinates: coordinates,
  grch38_coordinates: coordinates,
})

const panelSchema = z.object({
  id: text,
  name: z.string(),
  version: text,
  version_created: z.string().nullish(),
  genes: z.array(geneSchema).default([]),
  strs: z.array(regionSchema).default([]),
  regions: z.array(regionSchema).default([]),
})

function entryOf(gene: z.infer<typeof geneSchema>): GeneEntry {
  const builds = Object.entries(gene.gene_data?.ensembl_genes ?? {})
  const ids = (build: RegExp): string[] =>
    builds
      .filter(([name]) => build.test(name))
      .flatMap(([, releases]) => Object.values(releases).map((release) => release.ensembl_id))
  return {
    written: gene.entity_name,
    ensembl: [...ids(/38$/), ...ids(/37$/)],
    hgnc: orNull(gene.gene_data?.hgnc_id),
    confidence: confidenceOf(gene.confidence_level ?? null),
    modeOfInheritance: orNull(gene.mode_of_inheritance),
    line: null,
  }
}

function regionsOf(region: z.infer<typeof regionSchema>): PanelRegion[] {
  const places = [
    ['GRCh37', region.grch37_coordinates],
    ['GRCh38', region.grch38_coordinates],
  ] as const
  const contig = orNull(region.chromosome)
  return places.flatMap(([build, ends]) =>
    contig === null || !ends
      ? []
      : [
          {
            contig,
            // As in the table: taken as 1-based, the region is one base longer at most.
            start: Math.max(0, ends[0] - 1),
            end: ends[1],
            name: orNull(region.verbose_name) ?? region.entity_name,
            build,
            confidence: confidenceOf(region.confidence_level ?? null),
          },
        ],
  )
}

/** True for an object that has a list of one of the kinds of entities a panel has. */
function hasEntities(value: object): boolean {
  return ['genes', 'strs', 'regions'].some((key) => key in value)
}

function parseJson(content: string, file: string): object {
  const not = (detail: string, cause?: unknown): Fault =>
    new Fault({ kind: 'panel/not-a-panel', file, detail }, { cause })
  let value: unknown
  try {
    value = JSON.parse(content)
  } catch (thrown) {
    const reason = thrown instanceof SyntaxError ? thrown.message : String(thrown)
    throw not(`its JSON cannot be read (${reason.split('\n', 1)[0]})`, thrown)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw not('its JSON is not one object')
  if ('results' in value) throw not('its JSON is a list of panels or of genes, not one panel')
  if (!hasEntities(value)) throw not('its JSON has no genes, strs or regions')
  return value
}

/**
 * Reads what PanelApp's API answers for one panel (`/api/v1/panels/ID/`). Unknown fields are passed over; the date is
 * that of the panel's version.
 *
 * @param content without byte order mark
 * @throws Fault `panel/not-a-panel`, `panel/bad-entry` with the path of the field
 * @see https://panelapp.genomicsengland.co.uk/api/docs/
 */
export function parsePanelAppJson(content: string, file: string): PanelDraft {
  const parsed = panelSchema.safeParse(parseJson(content, file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = fieldPath(issue?.path ?? [])
    throw new Fault({
      kind: 'panel/bad-entry',
      file,
      field,
      detail: `is missing or not what it should be (${issue?.message ?? 'invalid'})`,
    })
  }
  const panel = parsed.data
  return {
    source: 'PanelApp JSON',
    name: orNull(panel.name),
    id: orNull(panel.id),
    version: orNull(panel.version),
    date: dateOf(panel.version_created),
    entries: panel.genes.map(entryOf),
    regions: [...panel.strs, ...panel.regions].flatMap(regionsOf),
  }
}
