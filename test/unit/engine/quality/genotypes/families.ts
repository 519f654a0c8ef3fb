import { SCENARIOS, type Scenario } from '../../../../support/family-scenarios.ts'
import { familyVcf } from '../../../../support/generated-family.ts'
import type { Store } from '../../../../../electron/engine/variants/store/open-store.ts'
import type { GenotypeColumn } from '../../../../../electron/engine/quality/genotypes/genotype-columns.ts'
import { storeOf } from '../../../../support/variant-stores.ts'

/** The store of a made-up family, made once per test file. */
export function familyStores(folder: string): (scenario: Scenario) => Promise<Store> {
  const known = new Map<Scenario, Promise<Store>>()
  return (scenario) => {
    const store =
      known.get(scenario) ?? storeOf(familyVcf(SCENARIOS[scenario]), folder).then((opened) => opened.store)
    known.set(scenario, store)
    return store
  }
}

/** All columns of a store, of samples of the same names. */
export const columnsOf = (store: Store): GenotypeColumn[] =>
  store.meta.samples.map((column) => ({ store, column, sample: column }))

export const SCENARIO_NAMES = Object.keys(SCENARIOS) as Scenario[]
