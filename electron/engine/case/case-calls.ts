import { randomUUID } from 'node:crypto'
import { basename, dirname } from 'node:path'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import type { EngineContext } from '../context.ts'
import { ensureDemoCase } from '../demo/ensure-demo-case.ts'
import { unobserved } from '../work/job.ts'
import { type AssemblyOptions, assembleAddition, assembleCase } from './assemble-case.ts'
import { startIndexing, startMissingIndexes } from './ensure-index.ts'

type CaseCall =
  | 'case.open'
  | 'case.openDemo'
  | 'case.add'
  | 'case.restore'
  | 'case.state'
  | 'case.setRole'
  | 'case.close'
  | 'index.build'

/** A label that names the case without naming the person: the folder's or the only file's name. */
function labelOf(paths: readonly string[]): string {
  const [first] = paths
  if (first === undefined) return 'Case'
  return paths.length === 1 ? basename(first).replace(/\.(vcf|bam)(\.gz)?$/i, '') : basename(dirname(first))
}

export function caseCalls(context: EngineContext): Handlers<CaseCall> {
  const { session, tasks, roots, cacheFolder, pool } = context
  const options: AssemblyOptions = {
    roots,
    cacheFolder,
    describe: (path) => pool.run('describeFile', { path }, unobserved),
  }

  const open = async (paths: readonly string[], label: string, synthetic: boolean): Promise<CaseState> => {
    // Everything that can refuse the new case happens before the open one is touched.
    const assembly = await assembleCase(paths, options)
    tasks.cancelAll()
    session.append({ kind: 'case-opened', id: randomUUID(), label, synthetic, paths: [...paths] })
    for (const { path, error } of assembly.refused) session.append({ kind: 'file-refused', path, error })
    session.append({ kind: 'build-set', build: assembly.build })
    for (const file of assembly.files) session.append({ kind: 'file-added', file })
    for (const sample of assembly.samples) session.append({ kind: 'sample-set', sample })
    startMissingIndexes(context, assembly.files)
    return session.require()
  }

  return {
    'case.open': ({ paths }) => open(paths, labelOf(paths), false),
    'case.openDemo': async () => {
      const { result } = tasks.start('Writing the demo case', undefined, async (jobContext) => ({
        value: await ensureDemoCase(context, jobContext),
        outcome: 'Demo case ready',
      }))
      return open([await result], 'Demo trio', true)
    },
    'case.add': async ({ paths }) => {
      const assembly = await assembleAddition(session.require(), paths, options)
      for (const { path, error } of assembly.refused) session.append({ kind: 'file-refused', path, error })
      if (assembly.build !== session.require().build)
        session.append({ kind: 'build-set', build: assembly.build })
      for (const file of assembly.files) session.append({ kind: 'file-added', file })
      for (const sample of assembly.samples) session.append({ kind: 'sample-set', sample })
      startMissingIndexes(context, assembly.files)
      return session.require()
    },
    'case.restore': async ({ events }) => {
      for (const event of events) session.append(event)
      // A build that was under way died with the engine before this one.
      for (const file of session.state()?.files ?? [])
        if (file.index.state === 'building') startIndexing(context, file)
      return session.state()
    },
    'case.state': async () => session.state(),
    'case.setRole': async ({ sample, role }) => {
      if (!session.require().samples.some((s) => s.name === sample))
        throw new Fault({ kind: 'case/unknown-sample', name: sample })
      session.append({ kind: 'role-set', sample, role })
      return session.require()
    },
    'case.close': async () => {
      tasks.cancelAll()
      session.append({ kind: 'case-closed' })
      return {}
    },
    'index.build': async ({ file: id }) => {
      const file = session.file(id)
      if (file.kind !== 'bam' && file.kind !== 'vcf')
        throw new Fault({
          kind: 'index/not-indexable',
          file: file.name,
          what: `a ${file.kind.toUpperCase()} file`,
        })
      const running = file.index.state === 'building' ? file.index.task : undefined
      const already = tasks.list().find((t) => t.id === running && t.state === 'running')
      return already ?? startIndexing(context, file)
    },
  }
}
