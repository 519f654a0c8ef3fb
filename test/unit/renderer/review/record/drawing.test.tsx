import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { createSession } from '../../../../../renderer/app/session.ts'
import { SessionProvider } from '../../../../../renderer/app/session-context.tsx'
import { FieldTable } from '../../../../../renderer/review/record/field-table.tsx'
import { Genotypes } from '../../../../../renderer/review/record/genotypes.tsx'
import { RecordSummary } from '../../../../../renderer/review/record/record-summary.tsx'
import { defaultColumns } from '../../../../../renderer/app/list/table-columns.ts'
import { tableView } from '../../../../../renderer/review/variant-list/table-view.ts'
import { VariantLine } from '../../../../../renderer/review/variant-list/variant-line.tsx'
import { sampleColumns } from '../../../../../renderer/review/words/sample-columns.ts'
import { ErrorNote } from '../../../../../renderer/ui/error-note.tsx'
import { fakeBlock, fakeCase, fakeRecord, fakeRow, field, genotype } from '../../../../support/fake-case.ts'
import { createFakeClient } from '../../../../support/fake-client.ts'
import type { VariantRow } from '../../../../../shared/variant/variant-row.ts'

const session = createSession(createFakeClient())
const HOSTILE = '<img src=x onerror=alert(1)>'

describe('the record on the screen', () => {
  it('says “not called” for ./. and never reference', () => {
    const row = fakeRow(0, { genotypes: [genotype('not-called')] })
    const html = renderToStaticMarkup(
      <SessionProvider session={session}>
        <Genotypes record={fakeRecord(row)} />
      </SessionProvider>,
    )
    expect(html).toContain('not called')
    expect(html).not.toMatch(/hom ref|reference/)
  })

  it('says of a reference block that it is one, and not a variant', () => {
    const html = (row: VariantRow): string =>
      renderToStaticMarkup(
        <SessionProvider session={session}>
          <RecordSummary row={row} />
        </SessionProvider>,
      )
    const block = fakeBlock(0, 1)
    expect(html(block)).toMatch(
      /Reference block, not a variant.*saw no alternate allele in these 100 bases.*1 sample was not called/,
    )
    expect(html(block)).not.toContain('NON_REF')
    const uncalled = html({ ...block, genotypes: [genotype('not-called')] })
    expect(uncalled).toContain('No genotype was called in these 100 bases')
    expect(uncalled).not.toContain('no alternate allele')
    expect(html({ ...block, start: block.end - 1 })).toContain('at this position.')
    expect(html(fakeRow(0))).not.toContain('Reference block')
  })

  it('cuts a value of 5 MB and says how long it is', () => {
    const html = renderToStaticMarkup(
      <FieldTable label="INFO" fields={[field('BIG', 'A'.repeat(5_000_000), null)]} />,
    )
    expect(html.length).toBeLessThan(5_000)
    expect(html).toContain('5,000,000 characters')
    expect(html).toContain('Not described in the header')
  })

  it('tells a missing value from an empty one and from a flag', () => {
    const html = renderToStaticMarkup(
      <FieldTable label="INFO" fields={[field('A', null, 'a'), { ...field('DB', null, 'b'), flag: true }]} />,
    )
    expect(html).toContain('missing')
    expect(html).toContain('>set<')
  })

  it('draws file content as text', () => {
    const html = renderToStaticMarkup(<FieldTable label="INFO" fields={[field(HOSTILE, HOSTILE, HOSTILE)]} />)
    expect(html).not.toContain('<img')
  })
})

describe('a line of the list', () => {
  const samples = sampleColumns(fakeCase().samples, ['NA24385', 'NA24143', 'NA24149'])
  const columns = tableView(defaultColumns(samples.map(({ name }) => name)), {
    columns: new Map(),
    roles: new Map(),
    samples,
    files: new Map(),
  })
  const still = { marked: false, noted: false, onSelect: () => {}, onMark: () => {} }
  const rest = { cells: undefined, asked: [], columns, more: 0, group: null, ...still }
  const line = (genotypes = fakeRow(0).genotypes) =>
    renderToStaticMarkup(
      <VariantLine index={4} top={112} row={fakeRow(4, { genotypes })} selected {...rest} />,
    )

  it('says each genotype in words, by role, beside its glyph', () => {
    const html = line([genotype('het'), genotype('not-called'), genotype('hom-ref')])
    expect(html).toContain('Proband: heterozygous (0/1)')
    expect(html).toContain('Mother: not called (./.)')
    expect(html).toContain('Father: homozygous reference (0/0)')
  })

  it('names impact and row for screen readers', () => {
    const html = line()
    expect(html).toContain('MODERATE impact')
    expect(html).toContain('aria-rowindex="6"')
    expect(html).toContain('aria-selected="true"')
  })

  it('says that it is marked, beside the flag', () => {
    const marked = renderToStaticMarkup(
      <VariantLine index={4} top={112} row={fakeRow(4)} selected={false} {...rest} marked />,
    )
    expect(marked).toContain('<span class="visually-hidden">marked</span>')
    expect(line()).not.toContain('>marked<')
  })

  it('says that something is noted of it', () => {
    const noted = renderToStaticMarkup(
      <VariantLine index={4} top={112} row={fakeRow(4)} selected={false} {...rest} noted />,
    )
    expect(noted).toContain('<span class="visually-hidden">noted</span>')
    expect(noted).toContain('There is a note: see the record.')
    expect(line()).not.toContain('>noted<')
  })

  it('is a skeleton of the same shape before its row has arrived', () => {
    const html = renderToStaticMarkup(
      <VariantLine index={4} top={0} row={undefined} selected={false} {...rest} />,
    )
    expect(html.match(/role="gridcell"/g)?.length).toBe(line().match(/role="gridcell"/g)?.length)
    expect(html).toContain('not read yet')
  })
})

describe('an error on the screen', () => {
  it('is a sentence with its details to copy', () => {
    const html = renderToStaticMarkup(<ErrorNote error={{ kind: 'file/empty', file: '/data/x.bam' }} />)
    expect(html).toContain('x.bam is empty')
    expect(html).toContain('Copy details')
    expect(html).toContain('role="alert"')
  })
})
