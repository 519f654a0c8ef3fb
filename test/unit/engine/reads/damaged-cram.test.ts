import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { describeFile } from '../../../../electron/engine/files/describe.ts'
import { buildCramIndexJob } from '../../../../electron/engine/indexing/build-cram-index.ts'
import { openCram } from '../../../../electron/engine/reads/cram-reader.ts'
import { recordToJson } from '../../../../electron/engine/reads/json.ts'
import { unobserved } from '../../../../electron/engine/work/job.ts'
import { cramFixture, cramReference } from '../../../support/cram-files.ts'
import { type Attempt, attempt, mutated, seededDraw } from '../../../support/mutations.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { runs } from '../../../support/thorough.ts'

const PATIENCE_MS = 20_000
const folder = temporaryFolder()
const reference = cramReference(cramFixture('small.fa'))

async function readAll(path: string): Promise<void> {
  const reader = await openCram(path, { cacheFolder: folder, reference })
  try {
    for (const { name, length } of reader.header.references.slice(0, 3))
      for await (const record of reader.records({ contig: name, start: 0, end: length }))
        recordToJson(record, reader.header.references)
  } finally {
    await reader.close()
  }
}

// Version 2.1 has no checksums: what is damaged there reaches the decoders.
test.each([
  ['v21', 150],
  ['v30', 60],
  ['v31', 60],
  ['multi', 60],
])(
  'a damaged %s.cram or its index ends in a result or an error of the domain, soon',
  async (name, rounds) => {
    const draw = seededDraw(17)
    const path = join(folder, `${name}.cram`)
    const sound = readFileSync(cramFixture(`${name}.cram`))
    const crai = readFileSync(cramFixture(`${name}.cram.crai`))
    const outcomes = new Set<string>()
    const bad: Attempt[] = []
    const look = async (what: string, work: () => Promise<unknown>): Promise<void> => {
      const tried = await attempt(what, work)
      outcomes.add(tried.outcome)
      if (tried.defect !== null || tried.ms > PATIENCE_MS) bad.push(tried)
    }
    for (let round = 0; round < runs(rounds); round++) {
      writeFileSync(path, mutated(sound, draw))
      await look(`${round}: describe`, () => describeFile(path))
      rmSync(`${path}.crai`, { force: true })
      await look(`${round}: index`, () => buildCramIndexJob({ path, cacheFolder: folder }, unobserved))
      copyFileSync(cramFixture(`${name}.cram.crai`), `${path}.crai`)
      await look(`${round}: read`, () => readAll(path))
      writeFileSync(path, sound)
      writeFileSync(`${path}.crai`, mutated(crai, draw))
      await look(`${round}: damaged index`, () => readAll(path))
      writeFileSync(`${path}.crai`, gzipSync(mutated(gunzipSync(crai), draw)))
      await look(`${round}: damaged index text`, () => readAll(path))
    }
    expect(bad).toEqual([])
    for (const kind of ['ok', 'cram/damaged', 'index/damaged', 'index/other-file'])
      expect(outcomes).toContain(kind)
  },
)
