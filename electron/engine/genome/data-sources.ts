import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type DataSource, dataSourceSchema } from '../../../shared/genome/gene.ts'
import { ioFault } from '../files/io-fault.ts'

/**
 * The bundled data sets with release, date and licence, for the About panel.
 * @throws Fault `file/not-found` when the genome resources were not built.
 */
export async function dataSources(resources: string): Promise<DataSource[]> {
  const path = join(resources, 'genome', 'sources.json')
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    throw ioFault(path, thrown)
  })
  return z.array(dataSourceSchema).parse(JSON.parse(text))
}
