import type { BundledData } from '../../../shared/case/annotation-source.ts'
import { canonicalJson } from '../../../shared/case/canonical-json.ts'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import { Fault } from '../../../shared/errors/fault.ts'
import { dataSources } from '../genome/data-sources.ts'

/**
 * What a case says of the data that came with the app, where it does not say the same already: variants are annotated with it,
 * and another version of the app brings another release.
 */
export async function eventsOfBundled(
  resources: string,
  before: readonly BundledData[] = [],
): Promise<CaseEvent[]> {
  const sources = await bundledData(resources)
  return canonicalJson(sources) === canonicalJson(before) ? [] : [{ kind: 'bundled-found', sources }]
}

/** Nothing where the app was started without its data: then none is used. */
async function bundledData(resources: string): Promise<BundledData[]> {
  try {
    const sources = await dataSources(resources)
    return sources.map(({ name, release, date }) => ({ name, release, date }))
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.error.kind === 'file/not-found') return []
    throw thrown
  }
}
