import { describe, expect, it } from 'vitest'
import { createHtsgetFeed } from '../../../../renderer/browser/tracks/htsget-feed.ts'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { bulkServer, json } from './bulk-server.ts'

const ticket = (...urls: string[]) => ({ htsget: { format: 'BAM', urls: urls.map((url) => ({ url })) } })
const never = new AbortController().signal
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no failure',
    (thrown: unknown) => thrown,
  )

describe('reads over htsget', () => {
  it('are asked for by the reference’s contig name, whatever is in it, and joined in order', async () => {
    await using server = await bulkServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://host')
      if (url.pathname === '/bulk/blocks') response.end(url.searchParams.get('n'))
      else
        json(
          response,
          200,
          ticket(
            '/bulk/blocks?n=1',
            `data:application/octet-stream;base64,${btoa('23')}`,
            '/bulk/blocks?n=4',
          ),
        )
    })
    const bytes = await createHtsgetFeed(server.root, 'a/b').region('HLA-A*01:01&#', 10, 20, never)
    expect(new TextDecoder().decode(bytes.buffer)).toBe('1234')
    const first = new URL(server.asked[0] ?? '', 'http://host')
    expect(first.pathname).toBe('/bulk/htsget/reads/a%2Fb')
    expect(Object.fromEntries(first.searchParams)).toEqual({
      format: 'BAM',
      referenceName: 'HLA-A*01:01&#',
      start: '10',
      end: '20',
    })
  })

  it('are refused from another host', async () => {
    await using server = await bulkServer((_, response) =>
      json(response, 200, ticket('https://example.org/reads')),
    )
    const thrown = await failure(createHtsgetFeed(server.root, 'f').header())
    expect(errorOf(thrown)).toMatchObject({
      kind: 'internal',
      detail: expect.stringContaining('example.org'),
    })
  })

  it.each([422, 500])('fail with what the host said (%d)', async (status) => {
    const error = { kind: 'index/missing', file: '/data/a.bam' }
    await using server = await bulkServer((_, response) => json(response, status, error))
    expect(errorOf(await failure(createHtsgetFeed(server.root, 'f').region('1', 0, 1, never)))).toEqual(error)
  })

  it('fail with the status when the answer is no error of ours', async () => {
    await using server = await bulkServer((_, response) =>
      response.writeHead(502).end('<h1>Bad gateway</h1>'),
    )
    const error = errorOf(await failure(createHtsgetFeed(server.root, 'f').header()))
    expect(error).toMatchObject({ kind: 'internal', detail: expect.stringContaining('502') })
  })

  it('stop being asked for when they are no longer wanted', async () => {
    let arrived = (): void => undefined
    const here = new Promise<void>((resolve) => (arrived = resolve))
    await using server = await bulkServer(() => arrived())
    const wanted = new AbortController()
    const reading = failure(createHtsgetFeed(server.root, 'f').region('1', 0, 1, wanted.signal))
    await here
    wanted.abort()
    expect(await reading).toMatchObject({ name: 'AbortError' })
    await expect.poll(() => server.closed.length).toBe(1)
  })
})
