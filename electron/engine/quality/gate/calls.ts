import { BLOCKING } from '../../../../shared/quality/check-id.ts'
import type { Handlers } from '../../../../shared/contract.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { thisOwner } from '../../case/record/case-record.ts'
import type { EngineContext } from '../../context.ts'
import { createGate } from './gate.ts'

type QualityCall = 'quality.state' | 'quality.run' | 'quality.acknowledge' | 'quality.withdraw'

/** The checks before the first variant. */
export function qualityCalls(context: EngineContext): Handlers<QualityCall> {
  const { session, version } = context
  const gate = createGate(context)
  return {
    'quality.state': async () => gate.checks(),
    'quality.run': async ({ check }) => {
      gate.run(check)
      return gate.checks()
    },
    'quality.acknowledge': async ({ check, finding, reason }) => {
      session.require()
      const progress = gate.checks().find(({ id }) => id === check)?.progress
      if (progress?.state !== 'done' || progress.finding !== finding || finding === '')
        throw new Fault({ kind: 'quality/other-finding', check })
      if (progress.verdict === 'fails' && BLOCKING.has(check))
        throw new Fault({ kind: 'quality/blocks', check })
      const { user, machine, since: at } = thisOwner(version)
      session.append({ kind: 'check-acknowledged', check, finding, reason, by: { user, machine }, at })
      return session.require()
    },
    'quality.withdraw': async ({ check }) => {
      const isGiven = session.require().acknowledgements.some((one) => one.check === check)
      if (!isGiven) throw new Fault({ kind: 'quality/not-acknowledged', check })
      const { user, machine, since: at } = thisOwner(version)
      session.append({ kind: 'acknowledgement-withdrawn', check, by: { user, machine }, at })
      return session.require()
    },
  }
}
