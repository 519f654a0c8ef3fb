import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { foldCase } from '../../../shared/case/case-state.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { createRecentCases, type RecentCases } from '../../../electron/host/recent-cases.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'casement-recent-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const never = new AbortController().signal
const list = (recent: RecentCases) => recent.handlers['recent.list']({}, never)

function open(recent: RecentCases, label: string, paths: string[], more: Partial<CaseState> = {}): void {
  const state: CaseState = {
    id: label,
    label,
    synthetic: false,
    paths,
    build: 'unknown',
    files: [],
    revision: 1,
    record: { state: 'unsaved' },
    list: null,
    marks: [],
    notes: [],
    shortlists: [],
    bundled: [],
    checksFound: [],
    acknowledgements: [],
    panels: [],
    annotations: [],
    phenotype: { files: [], chosen: [] },
    refused: [],
    samples: [],
    pedigree: null,
    identifiers: {},
    ...more,
  }
  recent.observe('case.changed', {
    sequence: 1,
    event: { kind: 'case-opened', id: label, label, synthetic: state.synthetic, paths },
    state,
  })
}

describe('recent cases', () => {
  it('lists the newest first and outlives the process', async () => {
    const file = path.join(folder, 'a.bam')
    await writeFile(file, '')
    const recent = createRecentCases(folder)
    open(recent, 'one', [file])
    open(recent, 'two', [path.join(folder, 'gone.bam')])
    await recent.settled()
    const entries = await list(createRecentCases(folder))
    expect(entries.map(({ label, reachable }) => [label, reachable])).toEqual([
      ['two', false],
      ['one', true],
    ])
  })

  it('leads to the case file, where there is one, and is reachable with that', async () => {
    const input = path.join(folder, 'a.bam')
    const file = path.join(folder, 'a.casement')
    await writeFile(input, '')
    await writeFile(file, '')
    const recent = createRecentCases(folder)
    open(recent, 'kept', [input], { record: { state: 'writing', path: file, draft: false } })
    open(recent, 'lost', [file], { record: { state: 'writing', path: path.join(folder, 'b.casement'), draft: true } }) // prettier-ignore
    const entries = await list(recent)
    expect(entries.map((each) => [each.label, each.file, each.reachable])).toEqual([
      ['lost', path.join(folder, 'b.casement'), false],
      ['kept', file, true],
    ])
  })

  it('takes up a case that was opened from its file', async () => {
    const recent = createRecentCases(folder)
    const state = { ...foldCase([{ kind: 'case-opened', id: 'c', label: 'again', synthetic: false, paths: ['/d/a'] }]) } // prettier-ignore
    recent.observe('case.loaded', { log: [], state })
    expect((await list(recent)).map(({ label }) => label)).toEqual(['again'])
  })

  it('keeps one entry for the same files, in whichever order they were opened', async () => {
    const recent = createRecentCases(folder)
    open(recent, 'first', ['/d/a', '/d/b'])
    open(recent, 'other', ['/d/c'])
    open(recent, 'again', ['/d/b', '/d/a'])
    expect((await list(recent)).map((entry) => entry.label)).toEqual(['again', 'other'])
  })

  it('forgets on request, and keeps at most twelve', async () => {
    const recent = createRecentCases(folder)
    for (let i = 0; i < 15; i++) open(recent, `case ${i}`, [`/d/${i}`])
    const before = await list(recent)
    expect(before).toHaveLength(12)
    await recent.handlers['recent.forget']({ id: before[0]?.id ?? '' }, never)
    expect((await list(recent)).map((entry) => entry.label)).toEqual(before.slice(1).map((e) => e.label))
  })

  it('leaves out the demo, which opened from its paths would lose its label', async () => {
    const recent = createRecentCases(folder)
    open(recent, 'demo', ['/cache/demo'], { synthetic: true })
    expect(await list(recent)).toEqual([])
  })

  it('says that a case outside the roots cannot be opened here', async () => {
    const file = path.join(folder, 'a.bam')
    await writeFile(file, '')
    const recent = createRecentCases(folder, () => Promise.resolve(false))
    open(recent, 'one', [file])
    expect((await list(recent))[0]?.reachable).toBe(false)
  })

  it.each(['', 'not json', '{}', '[{"id":1}]', 'null'])(
    'reads a damaged list (%j) as far as it goes',
    async (text) => {
      await writeFile(path.join(folder, 'recent-cases.json'), text)
      const recent = createRecentCases(folder)
      expect(await list(recent)).toEqual([])
      open(recent, 'one', ['/d/a'])
      expect(await list(recent)).toHaveLength(1)
    },
  )

  it.skipIf(process.platform === 'win32')(
    'is readable for this user only and leaves no temporary file',
    async () => {
      const recent = createRecentCases(folder)
      open(recent, 'one', ['/d/a'])
      await recent.settled()
      const file = path.join(folder, 'recent-cases.json')
      expect((await stat(file)).mode & 0o077).toBe(0)
      expect(JSON.parse(await readFile(file, 'utf8'))).toHaveLength(1)
    },
  )

  it('does not disturb the work when the list cannot be written', async () => {
    const blocked = path.join(folder, 'file')
    await writeFile(blocked, '')
    await chmod(blocked, 0o400)
    const recent = createRecentCases(path.join(blocked, 'below a file'))
    open(recent, 'one', ['/d/a'])
    await expect(recent.settled()).resolves.toBeUndefined()
    expect(await list(recent)).toEqual([])
  })
})
