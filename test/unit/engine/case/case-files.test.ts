import { createHash } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { writeBam, writePed, writeVcf } from '../../../support/case-files.ts'
import { type RunningEngine, runningEngine, settled } from '../../../support/running-engine.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

const folder = temporaryFolder()
let count = 0

/** A family's files in a folder of their own, and where its cases are kept. */
async function family(): Promise<{ path: string; cases: string }> {
  const path = join(folder, `family-${++count}`)
  mkdirSync(path)
  for (const name of ['kim', 'mum']) await writeBam(path, `${name}.bam`)
  await writeVcf(path, 'two.vcf.gz', { samples: ['kim', 'mum'] })
  writePed(path, 'two.ped', ['F kim 0 mum 1 2', 'F mum 0 0 2 1'])
  return { path, cases: join(folder, `cases-${count}`) }
}

function engineOf(casesFolder: string): RunningEngine {
  const engine = runningEngine({ casesFolder })
  onTestFinished(() => engine[Symbol.asyncDispose]())
  return engine
}

const imported = (state: CaseState): boolean =>
  settled(state) && state.files.every(({ kind, store }) => kind !== 'vcf' || store?.state === 'ready')

const drafts = (cases: string): string[] => readdirSync(cases).filter((name) => name.endsWith('.casement'))

describe('a case of files', () => {
  it('is kept from its first moment, and gone on with when the same files are opened again', async () => {
    const { path, cases } = await family()
    const first = engineOf(cases)
    const opened = await first.call('case.open', { paths: [path] })
    expect(opened.record).toMatchObject({ state: 'writing', draft: true })
    await first.call('case.setRole', { sample: 'mum', role: 'other' })
    await first.call('case.setLabel', { label: 'R-1042' })
    await first.until(imported)
    const before = await first.call('case.state', {})
    await first.call('case.close', {})

    const again = engineOf(cases)
    const after = await again.call('case.open', { paths: [path] })
    expect(after.id).toBe(opened.id)
    expect(after.label).toBe('R-1042')
    expect(after.samples).toEqual(before?.samples)
    expect((await again.until(imported)).files.map(({ index }) => index.state)).toEqual(
      before?.files.map(({ index }) => index.state),
    )
    expect(drafts(cases)).toHaveLength(1)
    // Neither its name nor that of its lock says whose it is.
    expect(basename(drafts(cases)[0] ?? '')).toBe(`${opened.id}.casement`)
  })

  it('tells its history: who did what, when, and what was taken back', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.call('case.setLabel', { label: 'a' })
    await engine.call('case.setRole', { sample: 'mum', role: 'sibling' })
    const before = await engine.call('case.state', {})
    await engine.call('case.setRole', { sample: 'mum', role: 'tumour' })
    const undone = await engine.call('case.undo', {})
    expect({ ...undone, revision: 0 }).toEqual({ ...before, revision: 0 })
    expect((await engine.call('case.undo', {})).samples.find(({ name }) => name === 'mum')?.role).toBe(
      'mother',
    )
    expect((await engine.call('case.redo', {})).samples.find(({ name }) => name === 'mum')?.role).toBe(
      'sibling',
    )
    const history = await engine.call('case.history', {})
    expect(history.map(({ sequence }) => sequence)).toEqual(history.map((_, i) => i + 1))
    const roles = history.filter(({ event }) => event.kind === 'role-set')
    expect(roles.map((one) => one.undone)).toEqual([false, true])
    expect(history[0]).toMatchObject({ event: { kind: 'case-opened' }, user: expect.stringMatching(/./) })
    // What was before the case was opened again is not undone.
    await engine.call('case.close', {})
    await engine.call('case.open', { paths: [path] })
    expect(await engine.refusal('case.undo', {})).toMatchObject({ kind: 'case/nothing-to-undo' })
  })

  it('saved in another place is written there, and found from there when everything is moved', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.until(imported)
    const place = join(path, 'R-1042.casement')
    const saved = await engine.call('case.saveAs', { path: place })
    expect(saved.record).toEqual({ state: 'writing', path: place, draft: false })
    expect(await engine.refusal('case.saveAs', { path: place })).toMatchObject({ kind: 'case/exists' })
    await engine.call('case.setLabel', { label: 'moved' })
    await engine.call('case.close', {})

    const moved = join(folder, `moved-${count}`)
    renameSync(path, moved)
    const state = await engine.call('case.open', { paths: [join(moved, 'R-1042.casement')] })
    expect(state.label).toBe('moved')
    expect(state.files.map(({ identity }) => identity.path)).toEqual(
      state.files.map(({ name }) => join(moved, name)),
    )
    expect(state.files.filter(({ unreachable }) => unreachable)).toEqual([])
    await engine.until(imported)
  })

  it('whose files are somewhere else is told where one is, and finds the others beside it', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.until(imported)
    const place = join(folder, `saved-${count}.casement`)
    await engine.call('case.saveAs', { path: place })
    await engine.call('case.close', {})
    const moved = join(folder, `elsewhere-${count}`)
    renameSync(path, moved)

    const lost = await engine.call('case.open', { paths: [place] })
    expect(lost.files.map(({ unreachable }) => unreachable?.kind)).toEqual(
      lost.files.map(() => 'case/input-missing'),
    )
    const kim = lost.files.find(({ name }) => name === 'kim.bam')
    const wrong = await engine.refusal('case.relink', { file: kim?.id ?? '', path: join(moved, 'mum.bam') })
    expect(wrong).toMatchObject({ kind: 'case/input-differs' })
    expect(wrong).toHaveProperty('detail', expect.stringMatching(/header|bytes/))
    const found = await engine.call('case.relink', { file: kim?.id ?? '', path: join(moved, 'kim.bam') })
    expect(found.files.filter(({ unreachable }) => unreachable)).toEqual([])
    await engine.until(imported)
    const verified = await engine.call('case.verify', {})
    expect(verified.broken).toBeNull()
    expect(verified.files.map(({ state }) => state)).toEqual(found.files.map(() => 'same'))
  })

  it('that was told where its files are is found with them when all is moved again', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.until(imported)
    const place = join(folder, `with-${count}`)
    mkdirSync(place)
    await engine.call('case.saveAs', { path: join(place, 'c.casement') })
    await engine.call('case.close', {})
    renameSync(path, join(place, 'data'))
    const lost = await engine.call('case.open', { paths: [join(place, 'c.casement')] })
    const kim = lost.files.find(({ name }) => name === 'kim.bam')
    await engine.call('case.relink', { file: kim?.id ?? '', path: join(place, 'data', 'kim.bam') })
    await engine.call('case.close', {})

    const moved = join(folder, `with-moved-${count}`)
    renameSync(place, moved)
    const { files } = await engine.call('case.open', { paths: [join(moved, 'c.casement')] })
    expect(files.map(({ identity }) => identity.path)).toEqual(
      files.map(({ name }) => join(moved, 'data', name)),
    )
  })

  it('undoes what was said of who is who up to the last files that were added, and says so', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    const opened = await engine.call('case.open', { paths: [path] })
    const file = opened.files.find(({ kind }) => kind === 'vcf')?.id ?? ''
    const variant = { file, contig: 'chr1', position: 101, ref: 'A', alt: 'C' }
    await engine.call('case.setRole', { sample: 'mum', role: 'sibling' })
    await engine.call('variants.mark', { variant, marked: true })
    const vcf = await writeVcf(folder, `dad-${count}.vcf.gz`, { samples: ['dad'] })
    const { samples } = await engine.call('case.add', { paths: [vcf] })
    expect(samples.find(({ name }) => name === 'mum')?.role).toBe('sibling')
    const undone = await engine.call('case.undo', {})
    expect(undone.marks).toEqual([])
    // The role is in what the new files were put together with: taking it back would change nothing.
    expect(await engine.refusal('case.undo', {})).toMatchObject({ kind: 'case/nothing-to-undo' })
    await engine.call('case.setRole', { sample: 'dad', role: 'father' })
    const again = await engine.call('case.undo', {})
    expect(again.samples).toEqual(samples)
  })

  it('says nothing of who is who anew where files add nothing to it', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.call('case.confirmAssembly', {})
    const bed = join(folder, `some-${count}.bed`)
    writeFileSync(bed, 'chr1\t100\t200\n')
    const { confirmed, files } = await engine.call('case.add', { paths: [bed] })
    expect(files.map(({ kind }) => kind)).toContain('bed')
    expect(confirmed).toBeDefined()
  })

  it('whose file was replaced by another says how it differs, and does not read it', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.until(imported)
    await engine.call('case.close', {})
    copyFileSync(join(path, 'mum.bam'), join(path, 'kim.bam'))
    const state = await engine.call('case.open', { paths: [path] })
    const kim = state.files.find(({ name }) => name === 'kim.bam')
    expect(kim?.unreachable).toMatchObject({ kind: 'case/input-differs' })
    const verified = await engine.call('case.verify', {})
    expect(verified.files.find(({ name }) => name === 'kim.bam')?.state).toBe('differs')
  })

  it('has the SHA-256 of its inputs when asked for, and finds a change in the middle by it', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.until(imported)
    await engine.call('case.digest', {})
    const { files } = await engine.until((state) => state.files.every(({ sha256 }) => sha256 !== undefined))
    for (const { sha256, identity } of files)
      expect(sha256).toBe(createHash('sha256').update(readFileSync(identity.path)).digest('hex'))
    expect(await engine.refusal('case.digest', {})).toMatchObject({ kind: 'case/digested' })
  })

  it('keeps who somebody is, for people it has, until it is taken back', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    const identifiers = { name: 'Kim Test', nhsNumber: '9434765919' }
    const { identifiers: kept } = await engine.call('case.setIdentifiers', { individual: 'kim', identifiers })
    expect(kept).toEqual({ kim: identifiers })
    expect(
      await engine.refusal('case.setIdentifiers', { individual: 'tom', identifiers: null }),
    ).toMatchObject({ kind: 'case/unknown-individual' })
    expect((await engine.call('case.undo', {})).identifiers).toEqual({})
    // No name of a person in the name of a file.
    expect(readdirSync(cases).join()).not.toContain('Kim Test')
  })

  it('copied with new dates is the same file', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    await engine.call('case.open', { paths: [path] })
    await engine.until(imported)
    await engine.call('case.close', {})
    utimesSync(join(path, 'kim.bam'), 1_000_000, 1_000_000)
    const state = await engine.call('case.open', { paths: [path] })
    expect(state.files.find(({ name }) => name === 'kim.bam')?.unreachable).toBeUndefined()
  })

  it('that somebody else has open can be read, not changed', async () => {
    const { path, cases } = await family()
    const first = engineOf(cases)
    await first.call('case.open', { paths: [path] })
    await first.call('case.setLabel', { label: 'theirs' })
    const second = engineOf(cases)
    const read = await second.call('case.open', { paths: [path] })
    expect(read).toMatchObject({ label: 'theirs', record: { state: 'read-only', stale: false, error: { kind: 'case/locked' } } }) // prettier-ignore
    await second.until(imported)
    expect(await second.refusal('case.setLabel', { label: 'mine' })).toMatchObject({ kind: 'case/locked' })
    expect(await second.refusal('case.takeOver', {})).toMatchObject({ kind: 'case/not-stale' })
    expect((await second.call('case.state', {}))?.label).toBe('theirs')
    await first.call('case.close', {})
    const writes = await second.call('case.open', { paths: [path] })
    expect(writes.record.state).toBe('writing')
  })

  it('of somebody who gave no sign of life is taken over, which is recorded', async () => {
    const { path, cases } = await family()
    const first = engineOf(cases)
    await first.call('case.open', { paths: [path] })
    const lock = join(cases, `${drafts(cases)[0] ?? ''}.lock`)
    const held = JSON.parse(readFileSync(lock, 'utf8')) as object
    writeFileSync(lock, JSON.stringify({ ...held, machine: 'ws-away', user: 'anna' }))
    const old = Date.now() / 1000 - 1000
    utimesSync(lock, old, old)
    const second = engineOf(cases)
    const read = await second.call('case.open', { paths: [path] })
    expect(read.record).toMatchObject({ state: 'read-only', stale: true })
    const taken = await second.call('case.takeOver', {})
    expect(taken.record.state).toBe('writing')
    const history = await second.call('case.history', {})
    expect(history.at(-1)?.event).toMatchObject({
      kind: 'lock-taken',
      from: { user: 'anna', machine: 'ws-away' },
    })
    expect(await first.refusal('case.setLabel', { label: 'x' })).toMatchObject({ kind: 'case/lock-lost' })
  })

  it('that cannot be kept is opened all the same, and says so', async () => {
    const { path } = await family()
    const blocked = join(folder, `file-${count}`)
    writeFileSync(blocked, '')
    const engine = engineOf(join(blocked, 'below'))
    const state = await engine.call('case.open', { paths: [path] })
    expect(state.record).toMatchObject({ state: 'unsaved', error: { kind: 'file/not-found' } })
    await engine.call('case.setLabel', { label: 'a' })
    const place = join(folder, `kept-${count}.casement`)
    const saved = await engine.call('case.saveAs', { path: place })
    expect(saved.record.state).toBe('writing')
    await engine.call('case.close', {})
    expect((await engine.call('case.open', { paths: [place] })).label).toBe('a')
  })

  it('whose earlier record is damaged is opened all the same: the damaged one is left, and it is said where', async () => {
    const { path, cases } = await family()
    const first = engineOf(cases)
    await first.call('case.open', { paths: [path] })
    await first.call('case.setLabel', { label: 'R-1042' })
    await first.until(imported)
    await first.call('case.close', {})
    const damaged = join(cases, drafts(cases)[0] ?? '')
    const bytes = readFileSync(damaged)
    const at = bytes.lastIndexOf('R-1042')
    bytes.write('R-1043', at)
    writeFileSync(damaged, bytes)

    const again = engineOf(cases)
    const opened = await again.call('case.open', { paths: [path] })
    expect(opened.leftRecord).toMatchObject({ path: damaged, error: { kind: 'case/chain-broken' } })
    expect([opened.label === 'R-1042', opened.record]).toMatchObject([
      false,
      { state: 'writing', draft: true },
    ])
    expect(readFileSync(damaged)).toEqual(bytes)
    await again.call('case.setLabel', { label: 'again' })
    // Chosen by name it is read, as far as it can be.
    const read = await again.call('case.open', { paths: [damaged] })
    expect([`${read.id}.casement`, read.record.state]).toEqual([basename(damaged), 'read-only'])
    await again.call('case.close', {})
    const after = await engineOf(cases).call('case.open', { paths: [path] })
    expect([after.label, after.leftRecord?.path]).toEqual(['again', damaged])
  })

  it('is opened alone', async () => {
    const { path, cases } = await family()
    const engine = engineOf(cases)
    const place = join(folder, `alone-${count}.casement`)
    await engine.call('case.open', { paths: [path] })
    await engine.call('case.saveAs', { path: place })
    expect(await engine.refusal('case.open', { paths: [place, path] })).toMatchObject({
      kind: 'case/with-others',
    })
  })
})
