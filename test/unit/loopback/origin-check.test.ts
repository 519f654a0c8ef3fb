import { describe, expect, it } from 'vitest'
import { isFromOurPage, type Provenance } from '../../../electron/loopback/origin-check.ts'

const page: Provenance = {
  method: 'GET',
  host: '127.0.0.1:4000',
  origin: undefined,
  secFetchSite: 'same-origin',
  secFetchMode: 'cors',
}

describe('where a request comes from', () => {
  it('is our page, or the user', () => {
    expect(isFromOurPage(page)).toBe(true)
    expect(isFromOurPage({ ...page, secFetchSite: 'none', secFetchMode: 'navigate' })).toBe(true)
    expect(isFromOurPage({ ...page, method: 'POST', origin: 'http://127.0.0.1:4000' })).toBe(true)
    expect(isFromOurPage({ ...page, host: '[::1]:4000' })).toBe(true)
    expect(isFromOurPage({ ...page, host: 'LOCALHOST' })).toBe(true)
  })

  it('is unknown without a Host', () => {
    expect(isFromOurPage({ ...page, host: undefined })).toBe(false)
    expect(isFromOurPage({ ...page, host: '' })).toBe(false)
  })

  it('must be said for anything but a read', () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      expect(isFromOurPage({ ...page, method })).toBe(false)
  })

  it('does not make a form post of another page a navigation', () => {
    expect(
      isFromOurPage({
        ...page,
        method: 'POST',
        origin: 'null',
        secFetchSite: 'cross-site',
        secFetchMode: 'navigate',
      }),
    ).toBe(false)
  })
})
