import os from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CaseState } from '../../shared/case/case-state.ts'
import type { CallInput, CallOutput, EngineCallName, Reply } from '../../shared/contract.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import {
  CHECK_TITLES,
  progressWords,
  resultSentences,
  STANDING_WORDS,
} from '../../shared/quality/gate-words.ts'
import { type Gate, type GateCheck, openChecks, standingOf } from '../../shared/quality/gate.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import { findAppFiles } from '../host/app-files.ts'
import { cacheFolder } from '../host/folders.ts'
import { untilInterrupted } from './until-interrupted.ts'
import { UsageError } from './usage.ts'
import { workerFile } from './worker-file.ts'

/**
 * `casement qc FILE…`: makes all checks of a case, or of files as a new case. What they need besides (indexes, imported
 * variants) is made first, as in the app. A case file is only read.
 *
 * @returns 0 when nothing is left to look at: every check passes, is acknowledged in the case, or is not possible; else 1
 */
export async function qcCommand(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, cache: { type: 'string' } },
  })
  if (positionals.length === 0) throw new UsageError('casement qc needs a case file, or files of a case.')
  const paths = positionals.map((path) => resolve(path))
  const { version, resources } = findAppFiles(import.meta.url)
  return untilInterrupted(async (signal) => {
    const engine = createEngine({
      cacheFolder: values.cache === undefined ? cacheFolder() : resolve(values.cache),
      casesFolder: null,
      casesAreReadOnly: true,
      resources,
      roots: null,
      version,
      workers: Math.max(1, os.availableParallelism()),
      workerFile: workerFile(),
    })
    try {
      await asked(engine, 'case.open', { paths }, signal)
      const checks = await untilChecked(engine, signal)
      const state = await asked(engine, 'case.state', {}, signal)
      if (state === null) throw new Fault({ kind: 'case/none-open' })
      for (const { error } of state.refused) process.stderr.write(`casement: ${sentence(error)}\n`)
      const text = values.json ? asJson(checks, state) : asText(checks, state)
      process.stdout.write(`${text}\n`)
      return openChecks(checks, state.acknowledgements).length === 0 ? 0 : 1
    } finally {
      await engine.dispose()
    }
  })
}

/** @throws Fault what the engine refuses with */
async function asked<K extends EngineCallName>(
  engine: Engine,
  name: K,
  input: CallInput<K>,
  signal: AbortSignal,
): Promise<CallOutput<K>> {
  // The engine answers as the contract says.
  const reply = (await engine.call(name, input, signal)) as Reply<CallOutput<K>>
  if (!reply.ok) throw new Fault(reply.error)
  return reply.value
}

const isPending = ({ progress: { state } }: GateCheck): boolean => state === 'waiting' || state === 'running'

/** The checks once none waits or is being made any more. */
async function untilChecked(engine: Engine, signal: AbortSignal): Promise<Gate> {
  for (;;) {
    const changed = new Promise<void>((resolvePromise, reject) => {
      const off = engine.on((name) => {
        if (name !== 'quality.changed') return
        off()
        resolvePromise()
      })
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
    })
    // Asked after listening: what changes in between is not missed.
    const checks = await asked(engine, 'quality.state', {}, signal)
    if (!checks.some(isPending)) {
      changed.catch(() => undefined)
      return checks
    }
    await changed
  }
}

const nameIn =
  ({ files }: CaseState) =>
  (id: string): string =>
    files.find((file) => file.id === id)?.name ?? id

function asJson(checks: Gate, { label, build, acknowledgements }: CaseState): string {
  const open = openChecks(checks, acknowledgements).map(({ id }) => id)
  const standing = checks.map((check) => ({ ...check, standing: standingOf(check, acknowledgements) }))
  return JSON.stringify({ label, build, open, checks: standing, acknowledgements }, null, 2)
}

function asText(checks: Gate, state: CaseState): string {
  return checks
    .flatMap((check) => {
      const { id, progress } = check
      const lines =
        progress.state === 'done'
          ? resultSentences(progress.result, nameIn(state)).map(({ text }) => text)
          : [progressWords(progress)]
      const standing = STANDING_WORDS[standingOf(check, state.acknowledgements)]
      return [`${CHECK_TITLES[id]}: ${standing}`, ...lines.map((line) => `  ${line}`)]
    })
    .join('\n')
}
