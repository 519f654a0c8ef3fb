import { z } from 'zod'
import type { Shortlist, ShortlistEntry, Statement } from '../../../shared/shortlist/shortlist.ts'
import { onlyBuild } from './build-named.ts'
import { badEntry, checked } from './input-fault.ts'
import { mergeEntries } from './merge-entries.ts'

const FORMAT = 'an InterpretedGenome'

const text = z.string().nullish()
const texts = z.array(z.string()).nullish()
const versions = z.record(z.string(), z.union([z.string(), z.number()]).transform(String)).nullish()

/** `phenotype` of models 3 and 4, the list of model 5, the two lists of model 6. */
const phenotypesSchema = z
  .union([
    z.array(z.string()),
    z.object({
      nonStandardPhenotype: texts,
      standardPhenotypes: z.array(z.object({ id: z.string(), name: text })).nullish(),
    }),
  ])
  .nullish()

const eventSchema = z.object({
  tier: text,
  modeOfInheritance: text,
  segregationPattern: text,
  penetrance: text,
  score: z.number().nullish(),
  phenotype: text,
  phenotypes: phenotypesSchema,
  panelName: text,
  panelVersion: text,
  genePanel: z.object({ panelName: text, panelIdentifier: text, panelVersion: text }).nullish(),
  genomicFeature: z.object({ featureType: text, ensemblId: text, hgnc: text, HGNC: text }).nullish(),
  genomicEntities: z.array(z.object({ type: text, ensemblId: text, geneSymbol: text })).nullish(),
  variantClassification: z.union([z.string(), z.object({ clinicalSignificance: text })]).nullish(),
  eventJustification: text,
})

const coordinatesSchema = z.object({
  chromosome: z.string().min(1),
  position: z.number().int().min(0),
  reference: z.string(),
  alternate: z.string(),
  assembly: text,
})

const callSchema = z.object({
  sampleId: text,
  participantId: text,
  gelId: text,
  zygosity: text,
  genotype: text,
})
const changesSchema = z.object({ cdnaChanges: texts, proteinChanges: texts })

const variantSchema = z.union([
  changesSchema.extend({
    variantCoordinates: coordinatesSchema,
    variantCalls: z.array(callSchema).nullish(),
    variantAttributes: changesSchema.nullish(),
    reportEvents: z.array(eventSchema),
  }),
  coordinatesSchema.extend({
    calledGenotypes: z.array(callSchema).nullish(),
    reportEvents: z.array(eventSchema),
  }),
])
type ReportedVariant = z.infer<typeof variantSchema>

const others = z.array(z.unknown()).nullish()

const genomeSchema = z.object({
  versionControl: z.object({ gitVersionControl: text, GitVersionControl: text }).nullish(),
  interpretationService: text,
  companyName: text,
  softwareVersions: versions,
  // Each is looked at by itself, so that a fault has its place.
  variants: others,
  reportedVariants: others,
  structuralVariants: others,
  reportedStructuralVariants: others,
  chromosomalRearrangements: others,
  shortTandemRepeats: others,
  uniparentalDisomies: others,
  karyotypes: others,
})

/** As an interpretation request's archive wraps it. */
const wrappedSchema = z.object({ interpreted_genome_data: z.looseObject({}), created_at: text })

const LEFT_OUT = [
  ['structuralVariants', 'structural variants'],
  ['reportedStructuralVariants', 'structural variants'],
  ['chromosomalRearrangements', 'chromosomal rearrangements'],
  ['shortTandemRepeats', 'short tandem repeats'],
  ['uniparentalDisomies', 'uniparental disomies'],
  ['karyotypes', 'karyotypes'],
] as const

const orNull = (value: string | null | undefined): string | null => {
  const trimmed = value?.trim() ?? ''
  return trimmed === '' || trimmed === 'na' ? null : trimmed
}

type ReportEvent = z.infer<typeof eventSchema>

function phenotypesOf({ phenotype, phenotypes }: ReportEvent): string[] {
  const listed = Array.isArray(phenotypes)
    ? phenotypes
    : [
        ...(phenotypes?.nonStandardPhenotype ?? []),
        ...(phenotypes?.standardPhenotypes ?? []).map(({ id, name }) => name ?? id),
      ]
  return [phenotype, ...listed].flatMap((each) => orNull(each) ?? [])
}

function panelOf({ genePanel, panelName, panelVersion }: ReportEvent): Statement['panel'] {
  const name = orNull(genePanel?.panelName) ?? orNull(genePanel?.panelIdentifier) ?? orNull(panelName)
  return name === null ? null : { name, version: orNull(genePanel?.panelVersion) ?? orNull(panelVersion) }
}

function geneOf({ genomicEntities, genomicFeature }: ReportEvent): string | null {
  const entities = genomicEntities ?? []
  const symbol = entities.map(({ geneSymbol }) => orNull(geneSymbol)).find((each) => each !== null)
  if (symbol) return symbol
  const { hgnc, HGNC, ensemblId } = genomicFeature ?? {}
  const gene = entities.find(({ type }) => type === 'gene')
  return orNull(hgnc) ?? orNull(HGNC) ?? orNull(gene?.ensemblId) ?? orNull(ensemblId)
}

function statementOf(event: ReportEvent): Statement {
  const { variantClassification: said } = event
  return {
    tier: orNull(event.tier),
    rank: null,
    score: event.score ?? null,
    modeOfInheritance: orNull(event.modeOfInheritance),
    segregation: orNull(event.segregationPattern),
    penetrance: orNull(event.penetrance),
    panel: panelOf(event),
    gene: geneOf(event),
    phenotypes: phenotypesOf(event),
    classification: orNull(typeof said === 'string' ? said : said?.clinicalSignificance),
    justification: orNull(event.eventJustification),
  }
}

function entryOf(variant: ReportedVariant): ShortlistEntry {
  const isNested = 'variantCoordinates' in variant
  const { chromosome, position, reference, alternate } = isNested ? variant.variantCoordinates : variant
  const calls = (isNested ? variant.variantCalls : variant.calledGenotypes) ?? []
  const changes = isNested ? [variant, variant.variantAttributes] : []
  return {
    contig: chromosome,
    position,
    ref: reference,
    alt: alternate,
    hgvs: changes.flatMap((each) => [...(each?.cdnaChanges ?? []), ...(each?.proteinChanges ?? [])]),
    zygosities: calls.flatMap(({ sampleId, participantId, gelId, zygosity, genotype }) => {
      const state = orNull(zygosity) ?? orNull(genotype)
      if (state === null) return []
      return [{ sample: orNull(sampleId) ?? orNull(participantId) ?? orNull(gelId), zygosity: state }]
    }),
    statements: variant.reportEvents.map(statementOf),
  }
}

/** The models from 5 on nest the coordinates: which of the two a variant is decides what its faults are about. */
function variantAt(value: unknown, list: string, at: number, file: string): ReportedVariant {
  const isNested = typeof value === 'object' && value !== null && 'variantCoordinates' in value
  const schema = variantSchema.options[isNested ? 0 : 1]
  return checked<ReportedVariant>(schema, value, file, FORMAT, [list, at])
}

/**
 * Reads a Genomics England InterpretedGenome: what tiering, or another decision support, reports of a family's small
 * variants. Positions are 1-based, chromosomes without `chr`. Fields that are not named here are passed over.
 *
 * Versions of the report models: 3 and 4 (`InterpretedGenomeRD`, `reportedVariants` with their own coordinates), 5 (`variants`
 * with `variantCoordinates`, whose `phenotypes` are a list) and 6 (`InterpretedGenome`).
 *
 * @param value parsed JSON
 * @throws Fault `input/bad-entry` with the path, `shortlist/too-long`
 * @see https://github.com/genomicsengland/GelReportModels org.gel.models.report.avro 3.0.0, 4.0.0, 5.0.0, 6.2.0
 */
export function readInterpretedGenome(
  value: unknown,
  about: Pick<Shortlist, 'digest' | 'path' | 'name'>,
): Shortlist {
  const file = about.path
  const wrapped = wrappedSchema.safeParse(value)
  const genome = checked(
    genomeSchema,
    wrapped.success ? wrapped.data.interpreted_genome_data : value,
    file,
    FORMAT,
  )
  const list = genome.variants ? 'variants' : 'reportedVariants'
  const reported = genome[list]
  const leftOut = LEFT_OUT.flatMap(([key, what]) => {
    const count = genome[key]?.length ?? 0
    return count === 0 ? [] : [{ what, count }]
  })
  if (!reported && leftOut.length === 0)
    throw badEntry(file, FORMAT, 'variants', 'is missing: there is no list of variants')
  const variants = (reported ?? []).map((each, at) => variantAt(each, list, at, file))
  const build = onlyBuild(
    variants.flatMap((variant) =>
      'variantCoordinates' in variant ? [variant.variantCoordinates.assembly ?? ''] : [],
    ),
  )
  if (build === null) throw badEntry(file, FORMAT, 'assembly', 'differs from variant to variant')
  const software = Object.entries(genome.softwareVersions ?? {})
  return {
    ...about,
    format: 'interpreted-genome',
    tool: orNull(genome.interpretationService) ?? orNull(genome.companyName),
    version:
      software.length === 1
        ? (software[0]?.[1] ?? null)
        : orNull(software.map((each) => each.join(' ')).join(', ')),
    date: wrapped.success ? (/^\d{4}-\d\d-\d\d/.exec(wrapped.data.created_at ?? '')?.[0] ?? null) : null,
    build,
    entries: mergeEntries(variants.map(entryOf), file),
    leftOut,
  }
}
