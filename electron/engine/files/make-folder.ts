import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ioFault } from './io-fault.ts'

/** Makes the folder that `path` is to lie in, and those above it. @throws Fault `file/…` */
export async function makeFolderOf(path: string): Promise<void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw ioFault(folder, thrown)
  })
}
