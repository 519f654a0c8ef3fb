import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Fault } from '../../../shared/errors/fault.ts'
import { createFileBrowser, type FileBrowser } from '../../../electron/loopback/file-browser.ts'

let top: string
let root: string
let browser: FileBrowser

beforeAll(async () => {
  top = await realpath(await mkdtemp(path.join(os.tmpdir(), 'casement-browse-')))
  root = path.join(top, 'data')
  await mkdir(path.join(root, 'family 7'), { recursive: true })
  await mkdir(path.join(top, 'data-of-others'))
  await writeFile(path.join(top, 'secret.bam'), '')
  await writeFile(path.join(top, 'data-of-others', 'other.bam'), '')
  await writeFile(path.join(root, 'b10.bam'), 'abc')
  await writeFile(path.join(root, 'b9.vcf.gz'), '')
  await writeFile(path.join(root, 'notes.txt'), '')
  await writeFile(path.join(root, '.hidden.bam'), '')
  await symlink(path.join(top, 'secret.bam'), path.join(root, 'escape.bam'))
  await symlink(top, path.join(root, 'escape'))
  await symlink(path.join(root, 'b10.bam'), path.join(root, 'inside.bam'))
  await symlink(path.join(root, 'nowhere'), path.join(root, 'broken.bam'))
  browser = createFileBrowser([root])
})
afterAll(() => rm(top, { recursive: true, force: true }))

const browse = (folder: string | null) =>
  browser.handlers['host.browse']({ folder }, new AbortController().signal)
const kindOf = (folder: string) =>
  browse(folder).then(
    () => 'listed',
    (thrown: unknown) => (thrown instanceof Fault ? thrown.error.kind : String(thrown)),
  )

describe('the file browser', () => {
  it('begins with the roots', async () => {
    expect(await browse(null)).toMatchObject({
      folder: null,
      parent: null,
      entries: [{ name: root, path: root, folder: true }],
    })
  })

  it('lists folders first, then files by number, with what their names promise', async () => {
    const { entries, parent } = await browse(root)
    expect(entries.map(({ name, likely, folder, size }) => [name, likely, folder, size])).toEqual([
      ['family 7', null, true, 0],
      ['b9.vcf.gz', 'vcf', false, 0],
      ['b10.bam', 'bam', false, 3],
      ['inside.bam', 'bam', false, 3],
      ['notes.txt', null, false, 0],
    ])
    expect(parent).toBeNull()
  })

  it('goes up as far as the root', async () => {
    expect(await browse(path.join(root, 'family 7'))).toMatchObject({ parent: root, entries: [] })
  })

  it.each([
    ['above the root', () => top],
    ['beside it, with the root as the beginning of its name', () => path.join(top, 'data-of-others')],
    ['by dots', () => `${root}/../data-of-others`],
    ['by dots out of a folder', () => `${root}/family 7/../../data-of-others`],
    ['through a link', () => path.join(root, 'escape')],
    ['below a link', () => path.join(root, 'escape', 'data-of-others')],
    ['the top', () => '/'],
    ['relative', () => '.'],
    ['with a NUL', () => `${root}\0`],
    ['that is not there, outside', () => path.join(top, 'nowhere')],
    ['empty', () => ''],
  ])('does not show a folder %s', async (_where, folder) => {
    expect(await kindOf(folder())).toBe('file/outside-roots')
  })

  it('names a folder that has gone below a root', async () => {
    expect(await kindOf(path.join(root, 'gone'))).toBe('file/not-found')
  })

  it('says which files may be opened at all', async () => {
    expect(await browser.isAllowed(path.join(root, 'b10.bam'))).toBe(true)
    expect(await browser.isAllowed(path.join(root, 'inside.bam'))).toBe(true)
    expect(await browser.isAllowed(path.join(root, 'escape.bam'))).toBe(false)
    expect(await browser.isAllowed(path.join(top, 'secret.bam'))).toBe(false)
    expect(await browser.isAllowed(path.join(root, 'gone.bam'))).toBe(false)
  })
})
