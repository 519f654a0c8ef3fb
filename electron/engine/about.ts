import type { Handlers } from '../../shared/contract.ts'
import type { EngineContext } from './context.ts'
import { dataSources } from './genome/data-sources.ts'

export function aboutCalls({ version, workers, resources }: EngineContext): Handlers<'app.about'> {
  return {
    'app.about': async () => ({
      version,
      node: process.versions.node,
      workers,
      sources: await dataSources(resources),
    }),
  }
}
