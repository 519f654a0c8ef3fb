import { once } from 'node:events'
import os from 'node:os'
import { basename, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Role } from '../../shared/case/sample.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { BUILT_IN_PRESETS } from '../../shared/filter/built-in-presets.ts'
import { parseFilter } from '../../shared/filter/parse-filter.ts'
import type { Individual } from '../../shared/pedigree/individual.ts'
import { rolesOf } from '../../shared/pedigree/pedigree.ts'
import { soundIndividuals } from '../../shared/pedigree/sound-pedigree.ts'
import { FILE_COLUMN } from '../../shared/variant/joint-columns.ts'
import { fieldsLeftOut } from '../../shared/variant/left-out-words.ts'
import type { VariantColumn } from '../../shared/variant/variant-column.ts'
import type { VariantFilter, VariantQuery, VariantSort } from '../../shared/variant/variant-query.ts'
import { describeFile } from '../engine/files/describe.ts'
import { openByteSource } from '../engine/files/byte-source.ts'
import { readPedigree } from '../engine/files/text/ped.ts'
import type { AnnotationFile } from '../engine/variants/import/annotation-file.ts'
import { jsonLines, tsvLines } from '../engine/variants/export/export-rows.ts'
import { vcfLines } from '../engine/variants/export/export-vcf.ts'
import { ensureStore, type OpenVariants } from '../engine/variants/open-variants.ts'
import type { Store } from '../engine/variants/store/open-store.ts'
import type { StoreMeta } from '../engine/variants/store/store-meta.ts'
import { createWorkerPool } from '../engine/work/worker-pool.ts'
import { findAppFiles } from '../host/app-files.ts'
import { cacheFolder } from '../host/folders.ts'
import { givenRole } from './given-role.ts'
import { givenTerms } from './hpo-terms.ts'
import { type ListedVariants, listed, type NamedFile, opener, refuseTwoBuilds } from './listed-variants.ts'
import { progressLine } from './progress-line.ts'
import { untilInterrupted } from './until-interrupted.ts'
import { UsageError } from './usage.ts'
import { workerFile } from './worker-file.ts'

const FORMATS = ['tsv', 'json', 'vcf'] as const
type Format = (typeof FORMATS)[number]
const isFormat = (text: string): text is Format => (FORMATS as readonly string[]).includes(text)

/** Columns of a table when none are named; each sample's genotype comes after them. */
const DEFAULT_COLUMNS = ['chrom', 'pos', 'id', 'ref', 'alt', 'type', 'qual', 'filter', 'gene', 'consequence', 'impact', 'hgvsc', 'hgvsp', 'popmax_af'] // prettier-ignore

const OPTIONS = {
  where: { type: 'string' },
  preset: { type: 'string' },
  missing: { type: 'string', default: 'drop' },
  sort: { type: 'string', multiple: true },
  limit: { type: 'string' },
  columns: { type: 'string' },
  count: { type: 'boolean', default: false },
  format: { type: 'string', default: 'tsv' },
  annotate: { type: 'string', multiple: true },
  panel: { type: 'string', multiple: true },
  hpo: { type: 'string' },
  'hpo-obo': { type: 'string' },
  'hpo-genes': { type: 'string' },
  ped: { type: 'string' },
  role: { type: 'string', multiple: true },
  cache: { type: 'string' },
} as const

function sortOf(text: string): VariantSort {
  const [, column = text, direction] = /^(.*?)(?::(asc|desc))?$/.exec(text) ?? []
  return { column, descending: direction === 'desc' }
}

function limitOf(text: string | undefined): number | null {
  if (text === undefined) return null
  if (!/^[0-9]+$/.test(text)) throw new UsageError(`--limit is a whole number, not "${text}".`)
  return Number(text)
}

/** The filters of a built-in preset, which is named without regard to case. */
function presetFilters(name: string | undefined): VariantFilter[] {
  if (name === undefined) return []
  const preset = BUILT_IN_PRESETS.find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (preset) return preset.filters.filter((filter) => filter.enabled)
  const names = BUILT_IN_PRESETS.map((one) => `"${one.name}"`).join(', ')
  throw new UsageError(`There is no preset "${name}": there are ${names}.`)
}

/** The people of a PED as far as they can be a family; what cannot be is said. */
async function peopleOfPed(path: string): Promise<Individual[]> {
  const read = await readPedigree(path)
  const { individuals, problems } = soundIndividuals(read.individuals, path)
  for (const notice of [...read.notices, ...problems]) process.stderr.write(`casement: ${sentence(notice)}\n`)
  return individuals
}

/** @throws Fault `case/unknown-sample` */
function rolesFrom(
  samples: readonly string[],
  pedigree: readonly Individual[],
  given: ReadonlyArray<readonly [sample: string, role: Role]>,
): Map<string, Role> {
  const roles = rolesOf(samples, pedigree)
  for (const [sample, role] of given) {
    if (!samples.includes(sample)) throw new Fault({ kind: 'case/unknown-sample', name: sample })
    roles.set(sample, role)
  }
  return roles
}

/** Files whose content is joined to the variants. @throws Fault `variants/other-kind` */
async function annotationFiles(paths: readonly string[]): Promise<AnnotationFile[]> {
  const found: AnnotationFile[] = []
  for (const each of paths) {
    const path = resolve(each)
    const { identity, kind, compression } = await describeFile(path)
    if (kind !== 'vcf' && kind !== 'bcf' && kind !== 'bed')
      throw new Fault({ kind: 'variants/other-kind', file: path, what: `a ${kind.toUpperCase()} file` })
    found.push({ identity, path, name: basename(path), kind, compression })
  }
  return found
}

/** @throws Fault `variants/other-kind` for what is no file of variants */
async function namedFile(name: string): Promise<NamedFile> {
  const path = resolve(name)
  const described = await describeFile(path)
  const { kind, identity } = described
  if (kind === 'vcf' || kind === 'bcf') return { ...described, path, kind }
  throw new Fault({ kind: 'variants/other-kind', file: identity.path, what: `a ${kind.toUpperCase()} file` })
}

/** Names between commas; those within brackets or quotes are of a sample's or a field's name. */
function splitNames(text: string): string[] {
  const names = text.match(/(?:"[^"]*"|'[^']*'|\([^)]*\)|[^,"'(])+/g) ?? []
  return names.map((name) => name.trim())
}

function columnsOf(text: string | undefined, variants: ListedVariants, several: boolean): VariantColumn[] {
  const usual = [...(several ? [FILE_COLUMN.name] : []), ...DEFAULT_COLUMNS]
  const names =
    text === undefined ? [...usual, ...variants.samples.map((sample) => `gt(${sample})`)] : splitNames(text)
  return names.map((name) => variants.column(name))
}

/** What the user should know of the import, on standard error. */
function tellOf(meta: StoreMeta, path: string): void {
  const tell = (text: string): void => void process.stderr.write(`casement: ${text}\n`)
  if (meta.stopped !== null) tell(`only what comes before this was read: ${sentence(meta.stopped)}`)
  if (meta.malformed > 0) {
    tell(sentence({ kind: 'vcf/some-malformed', file: path, malformed: meta.malformed }))
    for (const error of meta.listed.slice(0, 10)) tell(sentence(error))
  }
  if (meta.samplesLeftOut.length > 0)
    tell(
      `the calls of ${meta.samplesLeftOut.length} of its samples were left out: there is room for ${meta.samples.length}.`,
    )
  for (const note of fieldsLeftOut(basename(path), meta)) tell(note)
}

async function say(lines: AsyncIterable<string>): Promise<void> {
  for await (const text of lines) if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** `casement variants VCF…`: the variants of a file, or of several as one list, that pass a filter, counted or printed. */
export async function variantsCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS })
  if (positionals.length === 0) throw new UsageError('casement variants needs a file.')
  const { format, missing } = values
  if (!isFormat(format))
    throw new UsageError(`There is no format "${format}": it is one of ${FORMATS.join(', ')}.`)
  if (missing !== 'keep' && missing !== 'drop')
    throw new UsageError(`--missing is keep or drop, not "${missing}".`)
  if (format === 'vcf' && positionals.length > 1)
    throw new UsageError('--format vcf writes the records of one file: each has a header of its own.')
  const twice = positionals.find(
    (name, i) => positionals.map((one) => resolve(one)).indexOf(resolve(name)) < i,
  )
  if (twice !== undefined) throw new UsageError(`${twice} is named twice.`)
  const limit = limitOf(values.limit)
  const typed: VariantFilter[] = values.where === undefined ? [] : [{ expression: values.where, missing }]
  const filters = [...presetFilters(values.preset), ...typed]
  const query: VariantQuery = { filters, sort: (values.sort ?? []).map(sortOf) }
  const given = (values.role ?? []).map(givenRole)
  // What can be told to be wrong without the file is told before minutes go by.
  for (const { expression } of filters) parseFilter(expression)
  const terms = givenTerms(values)
  const pedigree = values.ped === undefined ? [] : await peopleOfPed(resolve(values.ped))

  return untilInterrupted(async (signal) => {
    const files: NamedFile[] = []
    for (const name of positionals) files.push(await namedFile(name))
    refuseTwoBuilds(files)
    const annotations = await annotationFiles(values.annotate ?? [])
    const bundled = join(findAppFiles(import.meta.url).resources, 'genome')
    const folder = values.cache === undefined ? cacheFolder() : resolve(values.cache)
    const workers = Math.max(1, os.availableParallelism())
    const pool = createWorkerPool(workerFile(), workers)
    const stores: Store[] = []
    try {
      for (const { identity, path, kind, compression } of files) {
        const line = progressLine(path)
        try {
          stores.push(
            await ensureStore(
              { identity, path, kind, compression, annotations, bundled, cacheFolder: folder },
              () => ({ pool, workers, workerFile: workerFile() }),
              { signal, progress: line.report },
            ),
          )
        } finally {
          line.clear()
        }
      }
      files.forEach(({ path }, i) => stores[i] && tellOf(stores[i].meta, path))
      const samples = [...new Set(stores.flatMap(({ meta }) => meta.samples))]
      const roles = rolesFrom(samples, pedigree, given)
      const open = await opener(roles, values.panel ?? [], terms)
      const opened = stores.map((store, i) => open(store, files[i]?.path ?? ''))
      const variants = listed(files, opened, roles)
      try {
        if (values.count) {
          const { passing } = await variants.results.count(query, signal)
          process.stdout.write(`${limit === null ? passing : Math.min(passing, limit)}\n`)
        } else {
          const { results } = variants
          const order =
            limit === null ? await results.all(query, signal) : await results.rows(query, 0, limit, signal)
          const [file] = files
          const [only] = opened
          if (format === 'vcf' && file && only) await printRecords(file, only, order, query, signal)
          else if (format !== 'vcf') {
            const lines = format === 'tsv' ? tsvLines : jsonLines
            await say(lines(variants, order, columnsOf(values.columns, variants, files.length > 1), signal))
          }
        }
      } finally {
        variants.close()
      }
      return stores.every(({ meta }) => meta.stopped === null) ? 0 : 1
    } finally {
      for (const store of stores) store.close()
      await pool.close()
    }
  })
}

async function printRecords(
  { path, kind, compression }: NamedFile,
  { rows }: OpenVariants,
  order: Int32Array,
  { filters }: VariantQuery,
  signal: AbortSignal,
): Promise<void> {
  const source = await openByteSource(path)
  try {
    const notes = filters.map(({ expression }) => `##casement_filter=${expression.replace(/\s+/g, ' ')}`)
    await say(vcfLines({ source, kind, compression, notes }, rows, order, signal))
  } finally {
    await source.close()
  }
}
