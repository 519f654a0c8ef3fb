import type { Handlers } from '../../../shared/contract.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import { assertReachable } from '../files/access.ts'
import type { EngineContext } from '../context.ts'
import { readPanel } from './read-panel.ts'

type PanelCall = 'panel.add' | 'panel.use' | 'panel.remove'

/** The panels of the open case. */
export function panelCalls({ session, roots, bundled }: EngineContext): Handlers<PanelCall> {
  return {
    'panel.add': async ({ paths }) => {
      const { id } = session.require()
      const table = await bundled.genes()
      const added: string[] = []
      const failed: Awaited<ReturnType<Handlers<'panel.add'>['panel.add']>>['failed'] = []
      for (const path of paths) {
        try {
          await assertReachable(path, roots)
          const panel = await readPanel(path, table)
          // Another case may have been opened meanwhile: the panel is not of that.
          if (session.state()?.id !== id) break
          session.append({ kind: 'panel-added', panel })
          added.push(panel.digest)
        } catch (thrown) {
          failed.push({ path, error: errorOf(thrown) })
        }
      }
      return { added, failed }
    },
    'panel.use': async ({ digest, inUse }) => {
      session.require()
      session.append({ kind: 'panel-used', digest, inUse })
      return {}
    },
    'panel.remove': async ({ digest }) => {
      session.require()
      session.append({ kind: 'panel-removed', digest })
      return {}
    },
  }
}
