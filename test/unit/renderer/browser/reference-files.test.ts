import { describe, expect, it } from 'vitest'
import { cytobandUrl, faiFile, fastaFile } from '../../../../renderer/browser/reference-files.ts'
import type { CasementError } from '../../../../shared/errors/casement-error.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { bulkServer, json } from './bulk-server.ts'

/** As igv.js 3.8.10 reads a range of a File (`_loadFileSlice`). */
const read = async (file: File, start: number, size: number): Promise<string> =>
  new TextDecoder().decode(await file.slice(start, start + size).arrayBuffer())

describe('the reference sequence', () => {
  it('is fetched range by range, the end exclusive', async () => {
    await using server = await bulkServer((request, response) => {
      response.writeHead(206).end(request.headers.range ?? 'no range')
    })
    const file = fastaFile(`${server.root}ref.fa`, () => expect.unreachable())
    expect(file).toBeInstanceOf(File)
    expect(await read(file, 100, 50)).toBe('bytes=100-149')
    expect(server.asked).toEqual(['/bulk/ref.fa'])
  })

  it('is N where it cannot be read, and the reason is said', async () => {
    const changed: CasementError = { kind: 'file/changed', file: '/data/ref.fa', detail: 'it shrank' }
    await using server = await bulkServer((_, response) => json(response, 500, changed))
    const errors: CasementError[] = []
    const file = fastaFile(`${server.root}ref.fa`, (error) => errors.push(error))
    expect(await read(file, 5, 4)).toBe('NNNN')
    expect(errors).toEqual([changed])
  })

  it('says when the host is gone', async () => {
    const server = await bulkServer((_, response) => response.end())
    await server[Symbol.asyncDispose]()
    const errors: CasementError[] = []
    expect(
      await read(
        fastaFile(`${server.root}ref.fa`, (error) => errors.push(error)),
        0,
        1,
      ),
    ).toBe('N')
    expect(errors.map((error) => error.kind)).toEqual(['host/disconnected'])
    expect(errorOf(await faiFile(`${server.root}ref.fa.fai`).catch((e: unknown) => e)).kind).toBe(
      'host/disconnected',
    )
  })
})

describe('cytobands', () => {
  const bands = [
    { contig: '7', start: 0, end: 60_000, name: 'p22', stain: 'gpos50' },
    { contig: 'chr8', start: 0, end: 10, name: 'q1', stain: 'gneg' },
    { contig: '7', start: 60_000, end: 61_000, name: 'p\tq\n', stain: 'acen' },
  ]

  it('become a cytoBand table under the names of the reference, in a data URL', () => {
    const url = cytobandUrl(bands, [{ name: 'chr7', length: 61_000 }])
    expect(url).toMatch(/^data:text\/plain;base64,/)
    expect(atob(url?.split(',')[1] ?? '')).toBe('chr7\t0\t60000\tp22\tgpos50')
  })

  it('are nothing when no contig has any', () => {
    expect(cytobandUrl(bands, [{ name: 'scaffold_1', length: 5 }])).toBeNull()
  })
})
