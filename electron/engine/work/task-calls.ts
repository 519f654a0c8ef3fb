import type { Handlers } from '../../../shared/contract.ts'
import type { EngineContext } from '../context.ts'

export function taskCalls({ tasks }: EngineContext): Handlers<'task.list' | 'task.cancel'> {
  return {
    'task.list': async () => tasks.list(),
    'task.cancel': async ({ id }) => {
      tasks.cancel(id)
      return {}
    },
  }
}
