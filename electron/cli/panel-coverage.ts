import { assemblingHere } from './assembling-here.ts'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import os from 'node:os'
import { resolve } from 'node:path'
import { type CaseState, applyCaseEvent, foldCase, foldLog } from '../../shared/case/case-state.ts'
import { logOf } from '../../shared/case/recorded-event.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { absentSentence } from '../../shared/quality/absent-gene.ts'
import { type CoverageAsked, typedGenes } from '../../shared/quality/coverage-asked.ts'
import { exonTableLines, gapBedLines, geneTableLines } from '../../shared/quality/coverage-lines.ts'
import { COVERAGE_RULES, type PanelCoverage } from '../../shared/quality/panel-coverage.ts'
import { assemble, lookAt } from '../engine/case/assemble-case.ts'
import { eventsOfNewCase } from '../engine/case/new-case.ts'
import { openCaseRecord, thisOwner } from '../engine/case/record/case-record.ts'
import { isCaseFile } from '../engine/case/record/is-case-file.ts'
import { bundledGenome } from '../engine/genome/bundled.ts'
import { caseContigs } from '../engine/genome/case-contigs.ts'
import { geneSources } from '../engine/genome/gene-source.ts'
import { readPanel } from '../engine/panels/read-panel.ts'
import { caseSamples } from '../engine/quality/coverage/case-samples.ts'
import { caseTargets } from '../engine/quality/coverage/case-targets.ts'
import { geneRows, type KeptCoverage, summaryOf } from '../engine/quality/coverage/coverage-tables.ts'
import { panelCoverage } from '../engine/quality/coverage/panel-coverage.ts'
import { createTasks } from '../engine/work/tasks.ts'
import { createWorkerPool } from '../engine/work/worker-pool.ts'
import { findAppFiles } from '../host/app-files.ts'
import { cacheFolder } from '../host/folders.ts'
import { progressLine } from './progress-line.ts'
import { untilInterrupted } from './until-interrupted.ts'
import { UsageError } from './usage.ts'
import { workerFile } from './worker-file.ts'

/** What was written behind `casement coverage`, besides the inputs. */
export type PanelCoverageOptions = {
  readonly panel: readonly string[]
  readonly bed: string | undefined
  readonly genes: string | undefined
  readonly transcripts: string
  readonly format: 'genes' | 'exons' | 'gaps' | 'json'
  /** Of the gaps. */
  readonly below: string
  readonly sample: string | undefined
  readonly cache: string | undefined
}

const tell = (text: string): void => void process.stderr.write(`casement: ${text}\n`)

/** Counts the coverage of a panel, a BED or genes in files of reads, or in those of a case file, and prints it. */
export async function panelCoverageCommand(
  inputs: readonly string[],
  options: PanelCoverageOptions,
): Promise<number> {
  const { transcripts, format, below, bed } = options
  if (transcripts !== 'canonical' && transcripts !== 'all')
    throw new UsageError(`--transcripts is canonical or all, not "${transcripts}".`)
  const threshold = COVERAGE_RULES.thresholds.indexOf(Number(below))
  if (threshold < 0)
    throw new UsageError(`--below is one of ${COVERAGE_RULES.thresholds.join(', ')}, not "${below}".`)
  const cache = options.cache === undefined ? cacheFolder() : resolve(options.cache)
  const { resources, version } = findAppFiles(import.meta.url)
  const bundled = bundledGenome(resources)

  return untilInterrupted(async (signal) => {
    const workers = Math.max(1, os.availableParallelism())
    const pool = createWorkerPool(workerFile(), workers)
    const line = progressLine(inputs[0] ?? '')
    try {
      let state = await stateOf([...inputs, ...(bed === undefined ? [] : [bed])], cache, version)
      // Panels that are named stand in place of the case's own.
      if (options.panel.length > 0) state = { ...state, panels: [] }
      for (const path of options.panel) {
        const panel = await readPanel(resolve(path), await bundled.genes())
        state = applyCaseEvent(state, { kind: 'panel-added', panel }) ?? state
      }
      const asked: CoverageAsked = { of: askedOf(state, options), transcripts }
      const context = { signal, progress: line.report }
      const { targets, plan } = await caseTargets(state, asked, {
        genes: () => geneSources({ pool, tasks: createTasks(() => {}) }, bundled).of(state),
        bed: ({ identity: { path }, compression }) => pool.run('readBed', { path, compression }, context),
      })
      for (const { symbol, reason } of plan.absent)
        tell(`${symbol} is not counted: ${absentSentence(reason)}`)
      const { samples } = caseSamples(state, cache)
      const of = { build: state.build, contigs: caseContigs(state), samples }
      const coverage = await panelCoverage({ pool, workers }, of, targets, context)
      line.clear()
      const kept: KeptCoverage = { key: '', plan, countedAt: new Date().toISOString(), coverage }
      const place = format === 'gaps' ? sampleOf(coverage, options.sample) : 0
      await say(linesOf(kept, format, place, threshold))
      return tellOf(coverage)
    } finally {
      line.clear()
      await pool.close()
    }
  })
}

/** The case of a case file, or the one that files make. @throws Fault `case/…`, `file/…` */
async function stateOf(inputs: readonly string[], cache: string, version: string): Promise<CaseState> {
  const paths = inputs.map((path) => resolve(path))
  const [first = '', ...more] = paths
  if (!(await isCaseFile(first))) return caseOf(paths, cache)
  const record = openCaseRecord(first, thisOwner(version), { readOnly: true })
  try {
    const state = foldLog(logOf(record.events()))
    if (state === null) throw new UsageError(`${first} has no case in it.`)
    if (more.length === 0) return state
    const added = assemble(await lookAt(more, assemblingHere(cache), state.files), state)
    return added.files.reduce<CaseState>(
      (before, file) => applyCaseEvent(before, { kind: 'file-added', file }) ?? before,
      state,
    )
  } finally {
    record.close()
  }
}

async function caseOf(paths: readonly string[], cache: string): Promise<CaseState> {
  const assembly = assemble(await lookAt(paths, assemblingHere(cache)))
  for (const { error } of assembly.refused) tell(sentence(error))
  const about = { id: randomUUID(), label: 'files', synthetic: false, paths }
  const state = foldCase(eventsOfNewCase(about, assembly, null))
  if (state === null) throw new UsageError('There is no file to count coverage in.')
  return state
}

function askedOf(state: CaseState, { bed, genes }: PanelCoverageOptions): CoverageAsked['of'] {
  if (genes !== undefined) {
    const names = typedGenes(genes)
    if (names.length === 0) throw new UsageError('--genes needs the names of genes, such as SCN1A,CFTR.')
    return { kind: 'genes', genes: names }
  }
  if (bed === undefined) return { kind: 'panels' }
  const path = resolve(bed)
  const file = state.files.find(({ kind, identity }) => kind === 'bed' && identity.path === path)
  if (!file) throw new UsageError(`${bed} is no BED file.`)
  return { kind: 'bed', file: file.id }
}

/** The sample whose gaps are printed: a line of a BED does not say whose it is. */
function sampleOf({ samples }: PanelCoverage, wanted: string | undefined): number {
  if (wanted === undefined && samples.length === 1) return 0
  const names = samples.map(({ sample }) => sample)
  const place = names.indexOf(wanted ?? '')
  if (place >= 0) return place
  throw new UsageError(`--gaps are of one sample: --sample ${names.join(' or --sample ')}.`)
}

function linesOf(
  kept: KeptCoverage,
  format: PanelCoverageOptions['format'],
  sample: number,
  threshold: number,
): Iterable<string> {
  switch (format) {
    case 'genes':
      return geneTableLines(kept.coverage)
    case 'exons':
      return exonTableLines(kept.coverage)
    case 'gaps':
      return gapBedLines(kept.coverage, sample, threshold)
    case 'json': {
      const { key: _key, ...summary } = summaryOf(kept)
      return [JSON.stringify({ ...summary, genes: geneRows(kept) })]
    }
  }
}

async function say(lines: Iterable<string>): Promise<void> {
  for (const text of lines) if (!process.stdout.write(`${text}\n`)) await once(process.stdout, 'drain')
}

/** Says what is wrong with files. @returns the exit status */
function tellOf({ samples }: PanelCoverage): number {
  let errors = 0
  const tellError = (error: CasementError): void => tell(sentence(error))
  for (const { result } of samples)
    if ('error' in result) {
      errors += 1
      tellError(result.error)
    } else for (const notice of result.notices) tellError(notice)
  return errors === 0 ? 0 : 1
}
