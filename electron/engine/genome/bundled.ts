import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Build } from '../../../shared/genome/build.ts'
import { type Band, bandSchema } from '../../../shared/genome/gene.ts'
import { ioFault } from '../files/io-fault.ts'
import type { GeneTable } from './gene-table.ts'
import { decodeGeneTable } from './gene-table-file.ts'

/** The build the bundled genes are of. */
export const BUNDLED_BUILD: Build = 'GRCh38'
/** How the bundled genes are named where they are shown. */
export const BUNDLED_GENES = 'Ensembl 110 (bundled)'

/** Files below `genome` of the resources that say where bands and genes are. */
export const PLACE_FILES = ['genes-GRCh38.bin', 'bands.json'] as const

const bandsSchema = z.record(z.string(), z.array(bandSchema))

/** The annotation below `resources/genome`, read when it is first asked for and kept. */
export type BundledGenome = {
  genes(): Promise<GeneTable>
  /** In the bundled contig names (`1`, `X`); empty for an unknown build. */
  bands(build: Build): Promise<readonly Band[]>
}

export function bundledGenome(resources: string): BundledGenome {
  const read = async (name: string): Promise<[Buffer, string]> => {
    const path = join(resources, 'genome', name)
    try {
      return [await readFile(path), path]
    } catch (thrown) {
      throw ioFault(path, thrown)
    }
  }
  const genes = keep(async () => decodeGeneTable(...(await read('genes-GRCh38.bin'))))
  const bands = keep(async () =>
    bandsSchema.parse(JSON.parse((await read('bands.json'))[0].toString('utf8'))),
  )
  return { genes, bands: async (build) => (await bands())[build] ?? [] }
}

/** Remembers what was made; a failure is not remembered. */
export function keep<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= make().catch((thrown: unknown) => {
      made = undefined
      throw thrown
    })
    return made
  }
}
