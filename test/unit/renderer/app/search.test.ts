import { describe, expect, it } from 'vitest'
import { search, showVariant } from '../../../../renderer/app/search.ts'
import { createSession, startSession } from '../../../../renderer/app/session.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { Fault } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import type { VariantRow } from '../../../../shared/variant/variant-row.ts'
import { fakeAnswers, fakeBlock, fakeCase, fakeRow, importedCase } from '../../../support/fake-case.ts'
import { createFakeClient } from '../../../support/fake-client.ts'

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))
const ROWS = [...Array.from({ length: 14 }, (_, i) => fakeRow(i)), fakeBlock(0, 3)]
const LOCUS = { contig: 'chr7', start: 0, end: 9, kind: 'region', label: 'chr7:1-9' } as const

async function started(open: CaseState, found: readonly VariantRow[]) {
  const client = createFakeClient(fakeAnswers(ROWS, open))
  client.answer('variants.find', async ({ limit }) => ({ known: true, rows: found.slice(0, limit) }))
  client.answer('variants.count', async () => ({ passing: 14, total: 14, effects: [] }))
  client.answer('locus.resolve', async ({ query }) => {
    if (query === 'CFTR' || query.startsWith('chr7-')) return LOCUS
    throw new Fault({ kind: 'locus/not-found', query })
  })
  const session = createSession(client)
  startSession(session)
  await settle()
  const says = (): string | null => {
    const { locusError } = session.view.getState()
    return locusError && sentence(locusError)
  }
  const asked = (): string[] => client.made.map(({ name }) => name)
  return { client, session, says, asked }
}

describe('what is entered in the search box', () => {
  it.each(['rs113993960', 'CFTR c.1521_1523del', 'p.(Phe508del)', 'chr7-117564591-TCTT-T'])(
    'selects the variant it names: %s',
    async (text) => {
      const { session, says, asked } = await started(importedCase(), [fakeRow(5)])
      expect(await search(session, text)).toBe(true)
      expect(session.selection.getState()).toMatchObject({ row: 5, variant: { row: 5 } })
      expect(says()).toBeNull()
      expect(asked()).not.toContain('locus.resolve')
    },
  )

  it('says that there is no such variant, and where it was looked for', async () => {
    const { session, says } = await started(importedCase(), [])
    expect(await search(session, 'rs123')).toBe(false)
    // It may be there without its rs number: that is said, too.
    expect(says()).toMatch(/^No variant rs123 in trio\.vcf\.gz\. Its record may not be named so/)
    expect(session.selection.getState().row).toBe(0)
  })

  it('shows the place of alleles that nobody has, and says that they are not there', async () => {
    const { session, says, asked } = await started(importedCase(), [])
    expect(await search(session, 'chr7-5-A-T')).toBe(false)
    expect(asked()).toContain('locus.resolve')
    expect(says()).toBe('No variant chr7-5-A-T in trio.vcf.gz.')
  })

  it('never chooses one of several', async () => {
    const { session, says } = await started(importedCase(), [fakeRow(5), fakeRow(6)])
    expect(await search(session, 'c.5A>G')).toBe(false)
    expect(says()).toContain('several variants c.5A>G')
    expect(session.selection.getState().row).toBe(0)
  })

  it('waits for the import, but shows a place at once', async () => {
    const { session, says } = await started(fakeCase(), [fakeRow(5)])
    expect(await search(session, 'rs123')).toBe(false)
    expect(says()).toContain('have not been imported')
    expect(await search(session, 'chr7-5-A-T')).toBe(true)
    expect(says()).toBeNull()
  })

  it('is a gene or a region when it names no variant', async () => {
    const { session, says, asked } = await started(importedCase(), [fakeRow(5)])
    expect(await search(session, 'CFTR')).toBe(true)
    expect(asked()).not.toContain('variants.find')
    expect(await search(session, 'nonsense')).toBe(false)
    expect(says()).toContain('"nonsense" was not found')
  })
})

it('shows a variant in the list of variants, whatever is listed', async () => {
  const { session } = await started(importedCase(), [])
  await session.variants.getState().list('reference-blocks')
  showVariant(session, fakeRow(7))
  await settle()
  expect(session.variants.getState().of).toBe('variants')
  expect(session.selection.getState().row).toBe(7)
})
