import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildBcfIndexJob } from '../../../../../electron/engine/indexing/build-bcf-index.ts'
import { openVcfRegions } from '../../../../../electron/engine/indexing/vcf-region-reader.ts'
import { openVariantList } from '../../../../../electron/engine/variants/variant-list.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { type Attempt, attempt, inflated, mutated, seededDraw } from '../../../../support/mutations.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { bgzip } from '../../../../support/vcf-text.ts'
import { runs } from '../../../../support/thorough.ts'

const PATIENCE_MS = 20_000
const fixtures = fileURLToPath(new URL('../../../../fixtures/bcf/', import.meta.url))

async function list(path: string): Promise<void> {
  const opened = await openVariantList({ file: 'f1', path, kind: 'bcf', compression: 'bgzf' })
  const { signal } = new AbortController()
  try {
    await opened.loaded
    const { rows, error } = await opened.page(0, 50, signal)
    if (rows.length > 0) await opened.record(0, signal)
    // What ended the reading is an error of the domain too.
    if (error?.kind === 'internal') throw new Error(error.detail)
  } finally {
    await opened.close()
  }
}

async function readRegions(path: string): Promise<void> {
  const reader = await openVcfRegions(
    { path, compression: 'bgzf', kind: 'bcf' },
    { path: `${path}.csi`, format: 'csi' },
  )
  try {
    for (const contig of reader.contigs.slice(0, 3))
      for await (const lines of reader.lines({ contig, start: 0, end: 1_000_000 }))
        if (lines.length > 10_000) return
  } finally {
    await reader.close()
  }
}

test('a damaged BCF or CSI ends in a result or an error of the domain, soon', async () => {
  const draw = seededDraw(11)
  const folder = temporaryFolder()
  const path = join(folder, 'x.bcf')
  const sound = readFileSync(join(fixtures, 'types.bcf'))
  const inside = await inflated(sound)
  const index = await inflated(readFileSync(join(fixtures, 'types.bcf.csi')))
  const outcomes = new Set<string>()
  const bad: Attempt[] = []
  const look = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const tried = await attempt(what, work)
    outcomes.add(tried.outcome)
    if (tried.defect !== null || tried.ms > PATIENCE_MS) bad.push(tried)
  }
  for (let round = 0; round < runs(150); round++) {
    for (const bytes of [mutated(sound, draw), await bgzip(mutated(inside, draw))]) {
      writeFileSync(path, bytes)
      rmSync(`${path}.csi`, { force: true })
      await look('list', () => list(path))
      await look('index', () => buildBcfIndexJob({ path, cacheFolder: folder }, unobserved))
      copyFileSync(join(fixtures, 'types.bcf.csi'), `${path}.csi`)
      await look('regions', () => readRegions(path))
    }
    writeFileSync(path, sound)
    writeFileSync(`${path}.csi`, await bgzip(mutated(index, draw)))
    await look('damaged index', () => readRegions(path))
  }
  expect(bad).toEqual([])
  for (const kind of ['ok', 'bcf/bad-record', 'bgzf/bad-crc', 'index/other-file', 'vcf/bad-header'])
    expect(outcomes).toContain(kind)
})
