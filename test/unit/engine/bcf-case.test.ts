import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { runCasement } from '../../support/run-casement.ts'
import { runningEngine, settled } from '../../support/running-engine.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const fixture = fileURLToPath(new URL('../../fixtures/bcf/types.bcf', import.meta.url))

it('opens a BCF as a VCF is opened: samples, contigs, its index built, its variants listed and found', async () => {
  const path = join(folder, 'family.bcf')
  copyFileSync(fixture, path)
  const engine = runningEngine()
  onTestFinished(() => engine[Symbol.asyncDispose]())
  await engine.call('case.open', { paths: [path] })
  const state = await engine.until(settled)
  const [file] = state.files
  expect(file).toMatchObject({
    kind: 'bcf',
    samples: ['NA1', 'NA2', 'Ä3'],
    contigs: [{ name: 'chr1' }, { name: 'chrEmpty' }, { name: 'chr2' }],
    index: { state: 'ready', format: 'csi', where: 'beside', built: true },
  })
  expect(state.samples.map((s) => [s.name, s.variants])).toEqual(
    ['NA1', 'NA2', 'Ä3'].map((name) => [name, [file?.id]]),
  )
  const page = await engine.call('variants.page', {
    file: file?.id ?? '',
    of: 'reference-blocks',
    offset: 0,
    limit: 50,
  })
  expect(page.rows.map((row) => [row.contig, row.position, row.alt, row.type])).toContainEqual([
    'chr1',
    300,
    '<NON_REF>',
    'reference-block',
  ])
  const region = { file: file?.id ?? '', contig: 'chr1', start: 350, end: 550, limit: 50 }
  const { rows } = await engine.call('variants.inRegion', region)
  expect(rows.map((row) => [row.position, row.start, row.end])).toEqual([
    [200, 199, 90_000],
    [500, 499, 500],
    [500, 499, 500],
    [300, 299, 400],
  ])
})

it('is indexed on the command line', async () => {
  const path = join(folder, 'x.bcf')
  copyFileSync(fixture, path)
  expect(await runCasement(['index', path], folder)).toMatchObject({ status: 0, out: `${path}.csi\n` })
  expect(existsSync(`${path}.csi`)).toBe(true)
  expect((await runCasement(['index', path, '--format', 'tbi'], folder)).err).toMatch(
    /BCF files, which have csi/,
  )
})
