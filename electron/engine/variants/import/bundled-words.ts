import { bundledGenome } from '../../genome/bundled.ts'
import type { ImportPlan } from './import-plan.ts'
import { clinvarOf, type KnownClinvar } from './known-clinvar.ts'
import { type KnownPlaces, knownPlaces } from './place-columns.ts'

/** What is joined to a row of what comes with Casement; null where that is not of the file's build. */
export type BundledWords = { readonly clinvar: KnownClinvar | null; readonly places: KnownPlaces | null }

export const NOTHING_BUNDLED: BundledWords = { clinvar: null, places: null }

let opened: { readonly of: string; readonly places: Promise<KnownPlaces> } | undefined

/** What a plan names, opened once in each thread. @throws Fault `file/…` */
export async function bundledWords(plan: ImportPlan): Promise<BundledWords> {
  const [clinvar, places] = await Promise.all([clinvarOf(plan), placesOf(plan)])
  return { clinvar, places }
}

async function placesOf({ places }: ImportPlan): Promise<KnownPlaces | null> {
  if (places === null) return null
  const of = JSON.stringify(places)
  if (opened?.of !== of) {
    const genome = bundledGenome(places.resources)
    const reading = Promise.all([genome.genes(), genome.bands(places.build)])
    opened = { of, places: reading.then(([table, all]) => knownPlaces(table, all, places.build)) }
  }
  return opened.places
}
