import { hasAlignments } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Handlers } from '../../../shared/contract.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { eventOfPedigree } from '../../../shared/pedigree/event-of-role.ts'
import { stemOf } from '../../../shared/pedigree/file-name-fit.ts'
import { proposePedigree } from '../../../shared/pedigree/propose-pedigree.ts'
import { samplesAfterMatch } from '../../../shared/case/samples-after-match.ts'
import type { EngineContext } from '../context.ts'
import { thisOwner } from './record/case-record.ts'

type PedigreeCall = 'case.setPedigree' | 'case.matchFile' | 'case.separateFile' | 'case.confirmAssembly'

/** Who is who: what a person says of the family and of whose a file is. */
export function pedigreeCalls({ session, version }: EngineContext): Handlers<PedigreeCall> {
  const match = (file: string, sample: string): CaseState => {
    const { samples, pedigree } = session.require()
    const names = samplesAfterMatch(samples, { file, sample }).map(({ name }) => name)
    const after = pedigree && proposePedigree(pedigree, [], names)
    session.append({ kind: 'file-matched', file, sample, pedigree: after })
    return session.require()
  }
  /** @throws Fault `case/unknown-file`, `sample/not-alignments` */
  const alignments = (id: string) => {
    const file = session.file(id)
    if (!hasAlignments(file)) throw new Fault({ kind: 'sample/not-alignments', file: file.identity.path })
    return file
  }
  return {
    'case.setPedigree': async ({ pedigree }) => {
      session.append(eventOfPedigree(session.require(), pedigree))
      return session.require()
    },
    'case.matchFile': async ({ file, sample }) => {
      alignments(file)
      if (!session.require().samples.some(({ name }) => name === sample))
        throw new Fault({ kind: 'case/unknown-sample', name: sample })
      return match(file, sample)
    },
    'case.separateFile': async ({ file: id }) => {
      const file = alignments(id)
      const taken = new Set(session.require().samples.map(({ name }) => name))
      const wanted = [...file.samples, stemOf(file.name), file.name]
      const free = wanted.find((name) => !taken.has(name)) ?? `${file.name} (${id})`
      return match(id, free)
    },
    'case.confirmAssembly': async () => {
      session.require()
      const { user, since } = thisOwner(version)
      session.append({ kind: 'assembly-confirmed', confirmed: { by: user, at: since } })
      return session.require()
    },
  }
}
