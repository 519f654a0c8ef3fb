import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createOwnPresets } from '../../../electron/host/own-presets.ts'
import { exportPresets, importPresets, type Preset } from '../../../shared/filter/preset.ts'
import { errorOf } from '../../../shared/errors/fault.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'casement-presets-'))
  file = path.join(folder, 'settings', 'presets.json')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const never = new AbortController().signal
const preset = (name: string, description = ''): Preset => ({
  name,
  description,
  filters: [{ expression: 'qual > 30', missing: 'drop', enabled: true }],
})

/** A host of its own: what another process sees. */
function host() {
  const { handlers } = createOwnPresets(path.dirname(file))
  return {
    list: () => handlers['preset.list']({}, never),
    save: (...presets: Preset[]) => handlers['preset.save']({ presets }, never),
    remove: (name: string) => handlers['preset.remove']({ name }, never),
  }
}
const names = async (): Promise<string[]> => (await host().list()).presets.map(({ name }) => name)

describe('the user’s own presets', () => {
  it('are there in the next session, each name once, in the form in which they are handed on', async () => {
    expect(await host().list()).toEqual({ presets: [], problem: null })
    await host().save(preset('mine'), preset('ours'))
    await host().save(preset('mine', 'better'))
    expect((await host().list()).presets).toEqual([preset('ours'), preset('mine', 'better')])
    expect(importPresets(await readFile(file, 'utf8'))).toHaveLength(2)
    await host().remove('ours')
    await host().remove('mine')
    expect(await host().list()).toEqual({ presets: [], problem: null })
    expect(await readdir(path.dirname(file))).toEqual([])
  })

  it('can be put there by somebody else', async () => {
    await host().save(preset('first'))
    await writeFile(file, exportPresets([preset('from IT')]))
    expect(await names()).toEqual(['from IT'])
  })

  it('of several processes that save at once are all kept', async () => {
    const many = Array.from({ length: 24 }, (_, i) => `preset ${i}`)
    await Promise.all(many.map((name) => host().save(preset(name))))
    expect((await names()).toSorted()).toEqual(many.toSorted())
    // Nothing of the writing is left.
    expect(await readdir(path.dirname(file))).toEqual(['presets.json'])
  })

  it('that are damaged are said with the place, and left alone until one is saved: then they are beside', async () => {
    await host().save(preset('mine'))
    const damaged = '{ "casementFilters": 1,\n  "presets": [ {]\n'
    await writeFile(file, damaged)
    expect(await host().list()).toEqual({
      presets: [],
      problem: { kind: 'preset/damaged', file, line: 2, detail: expect.any(String) },
    })
    expect(await readFile(file, 'utf8')).toBe(damaged)
    expect(await host().save(preset('new'))).toEqual({ presets: [preset('new')], problem: null })
    await writeFile(file, damaged)
    await host().save(preset('newer'))
    expect((await readdir(path.dirname(file))).toSorted()).toEqual([
      'presets.damaged-2.json',
      'presets.damaged.json',
      'presets.json',
    ])
    expect(await readFile(path.join(path.dirname(file), 'presets.damaged.json'), 'utf8')).toBe(damaged)
    expect(await names()).toEqual(['newer'])
  })

  it('of a newer version are not overwritten either', async () => {
    await host().save(preset('mine'))
    await writeFile(
      file,
      (await readFile(file, 'utf8')).replace('"casementFilters": 1', '"casementFilters": 2'),
    )
    expect((await host().list()).problem).toMatchObject({ field: 'casementFilters', detail: 'it must be 1' })
    await host().remove('mine')
    expect(existsSync(path.join(path.dirname(file), 'presets.damaged.json'))).toBe(true)
  })

  it('that could not be read again are not written', async () => {
    await host().save(preset('mine'))
    const wrong = {
      ...preset('wrong'),
      filters: [{ expression: 'qual >', missing: 'drop' as const, enabled: true }],
    }
    const error = await host().save(wrong).catch(errorOf)
    expect(error).toMatchObject({ kind: 'filter/bad-presets', field: 'presets[1].filters[0].expression' })
    expect(await names()).toEqual(['mine'])
  })

  it('are saved past the lock of a process that was killed', async () => {
    await host().save(preset('mine'))
    await writeFile(`${file}.lock`, '')
    const old = new Date(Date.now() - 60_000)
    await utimes(`${file}.lock`, old, old)
    await host().save(preset('other'))
    expect(await names()).toEqual(['mine', 'other'])
  })

  it.skipIf(process.getuid?.() === 0)(
    'say that they cannot be written where the folder is read-only',
    async () => {
      await host().save(preset('mine'))
      await chmod(path.dirname(file), 0o500)
      const error = await host().save(preset('other')).catch(errorOf)
      await chmod(path.dirname(file), 0o700)
      expect(error).toEqual({ kind: 'file/not-writable', file })
    },
  )
})
