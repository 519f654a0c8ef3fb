import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type CaseFile, type FileIdentity, hasAlignments } from '../../shared/case/case-file.ts'
import type { CaseEvent } from '../../shared/case/case-event.ts'
import { type CaseState, foldCase, foldLog } from '../../shared/case/case-state.ts'
import { logOf } from '../../shared/case/recorded-event.ts'
import type { Role } from '../../shared/case/sample.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { whoNotices } from '../../shared/pedigree/case-samples.ts'
import { eventOfRole } from '../../shared/pedigree/event-of-role.ts'
import { MATCH_WORDS } from '../../shared/pedigree/match-words.ts'
import { pedText } from '../../shared/pedigree/ped-text.ts'
import { assemble, lookAt } from '../engine/case/assemble-case.ts'
import { eventsOfBundled } from '../engine/case/bundled-data.ts'
import { eventsOfNewCase, labelOf } from '../engine/case/new-case.ts'
import {
  createCaseRecord,
  type CaseRecord,
  openCaseRecord,
  thisOwner,
} from '../engine/case/record/case-record.ts'
import { verifyRecord } from '../engine/case/record/verify-record.ts'
import { digestFile } from '../engine/files/digest-file.ts'
import { identifyFile } from '../engine/files/identity.ts'
import { unobserved } from '../engine/work/job.ts'
import { findAppFiles } from '../host/app-files.ts'
import { cacheFolder } from '../host/folders.ts'
import { assemblingHere } from './assembling-here.ts'
import { givenRole } from './given-role.ts'
import { UsageError } from './usage.ts'

const owner = () => thisOwner(findAppFiles(import.meta.url).version)

/** `casement case create INPUT… --out FILE`, `casement case show FILE`, `casement case ped FILE`. */
export async function caseCommand(args: string[]): Promise<number> {
  const [action, ...rest] = args
  if (action === 'create') return create(rest)
  if (action === 'show') return show(rest)
  if (action === 'ped') return ped(rest)
  throw new UsageError('casement case is create, show or ped.')
}

async function create(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      ped: { type: 'string' },
      role: { type: 'string', multiple: true },
      label: { type: 'string' },
      cache: { type: 'string' },
    },
  })
  if (positionals.length === 0)
    throw new UsageError('casement case create needs at least one file or folder.')
  if (values.out === undefined) throw new UsageError('casement case create needs --out FILE.')
  const out = resolve(values.out)
  const given = (values.role ?? []).map(givenRole)
  const paths = [...positionals, ...(values.ped === undefined ? [] : [values.ped])].map((path) =>
    resolve(path),
  )
  const cache = values.cache === undefined ? cacheFolder() : resolve(values.cache)
  const findings = await lookAt(paths, assemblingHere(cache))
  const assembly = assemble(findings)
  for (const [name] of given)
    if (!assembly.samples.some((sample) => sample.name === name))
      throw new Fault({ kind: 'case/unknown-sample', name })
  for (const { error } of assembly.refused) process.stderr.write(`casement: ${sentence(error)}\n`)

  const label = values.label ?? labelOf(positionals)
  const begun = { id: randomUUID(), label, synthetic: false, paths }
  const bundled = await eventsOfBundled(findAppFiles(import.meta.url).resources)
  const events = withRoles([...eventsOfNewCase(begun, assembly, out), ...bundled], given)
  const record = createCaseRecord(out, owner(), events)
  try {
    const state = stateOf(record)
    for (const notice of whoNotices(state)) process.stderr.write(`casement: ${sentence(notice)}\n`)
    process.stdout.write(`${summaryOf(state)}\n`)
  } finally {
    record.close()
  }
  return assembly.refused.length === 0 ? 0 : 1
}

/** The events of a case, and the roles given, one after the other: each may link people. */
function withRoles(events: readonly CaseEvent[], given: ReadonlyArray<readonly [string, Role]>): CaseEvent[] {
  const all = [...events]
  for (const [sample, role] of given) {
    const state = foldCase(all)
    if (state) all.push(eventOfRole(state, sample, role))
  }
  return all
}

/** `casement case ped FILE`: the case's pedigree as a PED. */
async function ped(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} })
  return reading(positionals, 'casement case ped', async (record) => {
    process.stdout.write(pedText(stateOf(record).pedigree ?? { individuals: [], consanguineous: [] }))
    return 0
  })
}

async function show(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      history: { type: 'boolean', default: false },
      identifiers: { type: 'boolean', default: false },
    },
  })
  const shown = values.identifiers ? same : withoutIdentifiers
  return reading(positionals, 'casement case show', async (record) => {
    const state = stateOf(record)
    const { record: _, identifiers, ...others } = state
    const kept = values.identifiers ? { ...others, identifiers } : others
    if (values.history)
      for (const line of historyLines(record, values.json, shown)) process.stdout.write(`${line}\n`)
    else process.stdout.write(`${values.json ? JSON.stringify(kept, null, 2) : summaryOf(state)}\n`)
    return 0
  })
}

/** `casement verify FILE`: 0 when its events are what was written and its inputs what they were, else 1. */
export async function verifyCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, sha256: { type: 'boolean', default: false } },
  })
  return reading(positionals, 'casement verify', async (record) => {
    const digest = (identity: FileIdentity): Promise<string> =>
      digestFile({ identity, phase: '' }, unobserved)
    const found = await verifyRecord(record, identifyFile, values.sha256 ? digest : undefined)
    const holds =
      found.broken === null && found.files.every(({ state }) => state === 'same' || state === 'moved')
    if (values.json) process.stdout.write(`${JSON.stringify({ holds, ...found }, null, 2)}\n`)
    else {
      const chain = found.broken === null ? 'the chain holds' : `BROKEN: ${found.broken.detail}`
      process.stdout.write(`${found.events} events, ${chain}\nlast hash ${found.head}\n`)
      for (const { name, state, detail } of found.files)
        process.stdout.write(`${state.padEnd(8)} ${name}${detail === null ? '' : `: ${detail}`}\n`)
    }
    return holds ? 0 : 1
  })
}

/** Opens a case file to be read, and nothing more: it is neither locked nor changed. */
async function reading(
  paths: readonly string[],
  command: string,
  work: (record: CaseRecord) => Promise<number>,
): Promise<number> {
  const [path] = paths
  if (path === undefined || paths.length > 1) throw new UsageError(`${command} needs one case file.`)
  const record = openCaseRecord(resolve(path), owner(), { readOnly: true })
  try {
    return await work(record)
  } finally {
    record.close()
  }
}

/** @throws Fault `case/not-a-case` for a file without a case's first event */
function stateOf(record: CaseRecord): CaseState {
  const state = foldLog(logOf(record.events()))
  if (state) return state
  throw new Fault({ kind: 'case/not-a-case', file: record.path, detail: 'no case was begun in it' })
}

/** By what reads came to be a sample's: a case may be somebody else's. */
const BY = { ...MATCH_WORDS, user: 'as was said' }

function summaryOf({ label, build, files, samples }: CaseState): string {
  const ofReads = (file: CaseFile): string[] =>
    samples.flatMap(({ name, matchedBy }) => {
      const by = hasAlignments(file) ? matchedBy?.[file.id] : undefined
      return by === undefined ? [] : [`${name}, ${BY[by]}`]
    })
  return [
    `${label} · ${build}`,
    ...samples.map(({ name, role, sex, affected }) => `${role}\t${name}\t${sex}\t${affected}`),
    ...files.map((file) => [file.kind, file.identity.path, ...ofReads(file)].join('\t')),
  ].join('\n')
}

const same = (event: CaseEvent): unknown => event

/** Whose identifiers were set, and not which: who reads the output did not ask for a person's name. */
const withoutIdentifiers = (event: CaseEvent): unknown =>
  event.kind === 'identifiers-set' ? { kind: event.kind, individual: event.individual } : event

function* historyLines(
  record: CaseRecord,
  asJson: boolean,
  shown: (event: CaseEvent) => unknown,
): Generator<string> {
  for (const each of record.events())
    yield asJson
      ? JSON.stringify({ ...each, event: shown(each.event) })
      : [each.sequence, each.time, each.user, each.machine, each.event.kind].join('\t')
}
