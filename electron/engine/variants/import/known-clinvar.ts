import { readFile } from 'node:fs/promises'
import type { Build } from '../../../../shared/genome/build.ts'
import { type ClinvarSubset, openClinvarSubset } from '../../annotation/clinvar-subset.ts'
import { ioFault } from '../../files/io-fault.ts'

/** The bundled subset of ClinVar, and how what is from it is labelled. */
export type KnownClinvar = { readonly subset: ClinvarSubset; readonly build: Build; readonly label: string }

let opened: { readonly path: string; readonly known: Promise<KnownClinvar> } | undefined

/** Opens the subset, once in each thread. @throws Fault `file/…` */
export async function knownClinvar(path: string, build: Build): Promise<KnownClinvar> {
  if (opened?.path !== path) opened = { path, known: open(path, build) }
  return opened.known
}

async function open(path: string, build: Build): Promise<KnownClinvar> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw ioFault(path, thrown)
  })
  const subset = openClinvarSubset(bytes, path)
  return { subset, build, label: `bundled subset ${subset.source.date}` }
}
