/** Counts the coverage of a panel when it is told to, as the engine does: spoken to by `panel-process.ts`. */
import { contigsForSize } from './data/bam-file.ts'
import { panelGenes } from './data/panel-genes.ts'
import { openPanelCoverage } from './product.ts'

const [genes = '', sizeMb = '', cacheFolder = '', ...paths] = process.argv.slice(2)
const contigs = contigsForSize(Number(sizeMb))
const table = await panelGenes(Number(genes), contigs)
const panel = await openPanelCoverage(table, contigs, paths, cacheFolder)

async function answer(): Promise<void> {
  const start = performance.now()
  const depths = await panel.count()
  const ms = performance.now() - start
  process.send?.({ ms, depths, bed: panel.bed })
}

process.on('message', () => void answer())
process.on('disconnect', () => void panel.close())
