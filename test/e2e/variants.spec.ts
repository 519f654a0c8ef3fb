import { readFileSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { expect, openDemo, record, selectedRow, test, variants, violations } from './support/casement.ts'

const bar = (page: Page): Locator => page.getByRole('group', { name: 'Filters' })
const count = (page: Page): Locator => page.locator('.list-count')
const dialog = (page: Page): Locator => page.getByRole('dialog')
/** Lines of the list that are drawn, without its head. */
const lines = (page: Page): Locator => variants(page).locator('.variant-body > [role=row]')

/** Opens the demo case and waits until its variants can be filtered. */
async function openImported(page: Page): Promise<void> {
  await openDemo(page)
  await expect(bar(page).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
}

async function preset(page: Page, name: string): Promise<void> {
  await bar(page).getByRole('button', { name: 'Presets' }).click()
  await page.getByRole('menuitemcheckbox', { name }).click()
  await page.keyboard.press('Escape')
}

async function addExpression(page: Page, expression: string): Promise<void> {
  await page.keyboard.press('f')
  await dialog(page).getByRole('button', { name: 'Write an expression instead' }).click()
  await dialog(page).getByLabel('Expression').fill(expression)
  await dialog(page).getByRole('button', { name: 'Add' }).click()
}

test('filters by a preset, says of how many, exports them, and one key clears', async ({ app }) => {
  await openImported(app)
  await expect(count(app)).toHaveText('175 of 175 variants')
  await preset(app, 'Rare HIGH impact')
  await expect(count(app)).toHaveText(/^\d+ of 175 · 2 filters$/)
  await expect(app.getByRole('contentinfo')).toContainText('of 175 variants pass the filters')
  const shown = Number((await count(app).innerText()).split(' ')[0])
  expect(shown).toBeGreaterThan(0)
  await expect(lines(app)).toHaveCount(shown)
  await expect(variants(app)).toHaveAttribute('aria-rowcount', String(shown + 1))
  for (const line of await lines(app).all()) await expect(line).toContainText('HIGH impact')

  await test.step('exports what passes with its place, alleles and columns', async () => {
    await app.getByRole('button', { name: 'Columns, copy and export' }).click()
    const download = app.waitForEvent('download')
    await app.getByRole('menuitem', { name: /as a table \(TSV\)$/ }).click()
    const table = readFileSync(await (await download).path(), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('##'))
    expect(table[0]).toMatch(/chrom\tpos\tref\talt\tgene\thgvsc\t/i)
    expect(table).toHaveLength(shown + 1)
  })

  await variants(app).focus()
  await app.keyboard.press('Backspace')
  await expect(count(app)).toHaveText('175 of 175 variants')
  await app.getByRole('button', { name: 'Put 2 filters back' }).click()
  await expect(count(app)).toHaveText(`${shown} of 175 · 2 filters`)
  await variants(app).focus()
  await app.keyboard.press('Backspace')

  await test.step('keeps or hides variants without a value, as it is told', async () => {
    await addExpression(app, 'clinvar_stars >= 1')
    await expect(count(app)).toHaveText(/· 1 filter$/)
    const dropped = Number((await count(app).innerText()).split(' ')[0])
    await bar(app)
      .getByRole('button', { name: /^Filter clinvar_stars/ })
      .click()
    const keep = dialog(app).getByText(/^Keep variants without a value \(\d+\)$/)
    const without = Number(/\((\d+)\)/.exec(await keep.innerText())?.[1])
    expect(without).toBeGreaterThan(0)
    await keep.click()
    await expect(count(app)).toHaveText(`${dropped + without} of 175 · 1 filter`)
    await expect(dialog(app)).toContainText(`${without} have no value, kept`)
  })
})

test(
  'a filter can be changed, says what it does and where it is wrong',
  { tag: '@long' },
  async ({ app }) => {
    await openImported(app)
    await addExpression(app, 'qual >= 100')
    await expect(count(app)).toHaveText(/ of 175 · 1 filter$/)
    const before = await count(app).innerText()
    await bar(app).getByRole('button', { name: 'Filter qual >= 100' }).click()
    await expect(dialog(app)).toContainText(/Hides \d+ by itself|Hides nothing by itself/)

    const field = dialog(app).getByLabel('Expression')
    await field.fill('qual >= 100 and gen == "CFTR"')
    await expect(dialog(app)).toContainText('there is no column gen')
    await expect(dialog(app).locator('mark')).toHaveText('gen')
    await expect(dialog(app)).toContainText('Until then it stays qual >= 100')
    await expect(count(app)).toHaveText(before)
    expect(await violations(app)).toEqual([])

    await field.fill('gene == "CFTR"')
    await expect(count(app)).not.toHaveText(before)
    await field.press('Enter')
    await expect(dialog(app)).toHaveCount(0)
    await expect(bar(app).getByRole('button', { name: 'Filter gene == "CFTR"' })).toBeVisible()
    for (const line of await lines(app).all()) await expect(line).toContainText('CFTR')

    await bar(app).getByRole('button', { name: 'Filter gene == "CFTR"' }).click()
    await dialog(app).getByText('On', { exact: true }).click()
    await expect(count(app)).toHaveText('175 of 175 · 1 filter off')
    await dialog(app).getByRole('button', { name: 'Remove' }).click()
    await expect(count(app)).toHaveText('175 of 175 variants')
  },
)

test('makes a filter from the values of a column, and from a range', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await app.keyboard.press('f')
  await dialog(app).getByLabel('Column to filter by').fill('impact')
  await dialog(app)
    .getByRole('option', { name: /^Impact/ })
    .first()
    .click()
  await dialog(app).getByRole('checkbox', { name: /^HIGH/ }).check()
  await dialog(app)
    .getByRole('checkbox', { name: /^MODERATE/ })
    .check()
  await dialog(app).getByRole('button', { name: 'Add' }).click()
  await expect(bar(app).getByRole('button', { name: 'Filter impact in ["HIGH", "MODERATE"]' })).toBeVisible()
  await expect(count(app)).toHaveText(/ of 175 · 1 filter$/)

  await app.keyboard.press('f')
  await dialog(app).getByLabel('Column to filter by').fill('dp proband')
  await app.keyboard.press('Enter')
  await dialog(app).getByLabel('From').fill('30')
  await expect(dialog(app)).toContainText(/half of them from/)
  expect(await violations(app)).toEqual([])
  await dialog(app).getByLabel('From').press('Enter')
  await expect(bar(app).getByRole('button', { name: 'Filter dp(proband) >= 30' })).toBeVisible()
  await expect(count(app)).toHaveText(/ of 175 · 2 filters$/)
})

test(
  'sorts by a head, adds a column, and has both again after a reload',
  { tag: '@long' },
  async ({ app }) => {
    await openImported(app)
    await app.getByRole('button', { name: 'Columns, copy and export' }).click()
    await app.getByRole('menuitem', { name: 'Columns…' }).click()
    await dialog(app).getByLabel('Find a column').fill('max af')
    await dialog(app)
      .getByRole('checkbox', { name: /^Max AF/ })
      .check()
    expect(await violations(app)).toEqual([])
    await dialog(app).getByRole('button', { name: 'Done' }).click()
    const head = variants(app).getByRole('columnheader', { name: 'Max AF' })
    await expect(head).toHaveAttribute('aria-sort', 'none')
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    await head.getByRole('button').click()
    await expect(head).toHaveAttribute('aria-sort', 'descending')
    await variants(app).evaluate((list) => list.scrollTo({ top: 0 }))
    const first = lines(app).first().getByRole('gridcell').last()
    await expect(first).toHaveText(/^\d/)
    const highest = Number(await first.getAttribute('title'))
    const second = await lines(app).nth(1).getByRole('gridcell').last().getAttribute('title')
    expect(highest).toBeGreaterThanOrEqual(Number(second))

    await preset(app, 'All PASS')
    await expect(count(app)).toHaveText(/ of 175 · 1 filter$/)
    const words = await count(app).innerText()
    await app.reload()
    await expect(count(app)).toHaveText(words, { timeout: 30_000 })
    await expect(variants(app).getByRole('columnheader', { name: 'Max AF' })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await expect(bar(app).getByRole('button', { name: 'Filter All PASS' })).toBeVisible()
  },
)

test(
  'the variant under review stays, and stepping goes on from where it would be',
  { tag: '@long' },
  async ({ app }) => {
    await openImported(app)
    await lines(app).nth(5).click()
    const change = await selectedRow(app).getByRole('gridcell').nth(2).innerText()
    await addExpression(app, 'not has(filter, "LowQual")')
    await expect(selectedRow(app).getByRole('gridcell').nth(2)).toHaveText(change)

    await addExpression(app, 'gene != "ACADM"')
    const hidden = app.getByText('The selected variant is hidden by filters.')
    await expect(hidden).toBeVisible()
    await expect(record(app)).toContainText(change)
    await expect(app.getByRole('group', { name: 'Variants' })).toContainText('– of')
    await variants(app).focus()
    await app.keyboard.press('j')
    await expect(hidden).toHaveCount(0)
    await expect(app.getByRole('group', { name: 'Variants' })).toContainText('1 of')
    await expect(record(app)).not.toContainText('ACADM')
  },
)

test('groups by gene, and copies the selected line', { tag: '@long' }, async ({ app, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']).catch(() => undefined)
  await openImported(app)
  await app.getByRole('button', { name: 'Columns, copy and export' }).click()
  await app.getByRole('menuitemcheckbox', { name: 'Group by gene' }).click()
  await app.keyboard.press('Escape')
  await expect(variants(app).getByRole('columnheader', { name: 'Gene' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await expect(
    variants(app)
      .getByText(/variants of it here/)
      .first(),
  ).toBeAttached()
  await variants(app).focus()
  await app.keyboard.press('ControlOrMeta+c')
  await expect(app.getByText('Copied 1 line')).toBeVisible()
})

test(
  'moves columns by dragging and by keys, and has them so again after a reload',
  { tag: '@long' },
  async ({ app }) => {
    await openImported(app)
    const heads = variants(app).locator('.head-cell')
    const names = async (): Promise<string[]> =>
      (await heads.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())
    const before = await names()
    expect(before.slice(0, 2)).toEqual(['Gene', 'Change'])

    const gene = heads.first().getByRole('button')
    const over = await heads.nth(1).boundingBox()
    if (over === null) throw new Error('the second head is drawn')
    await gene.hover()
    await app.mouse.down()
    await app.mouse.move(over.x + over.width - 8, over.y + 8, { steps: 5 })
    await expect(heads.nth(1)).toHaveAttribute('data-drop', 'after')
    await app.keyboard.press('Escape')
    await expect(variants(app).locator('[data-drop]')).toHaveCount(0)
    await app.mouse.up()
    expect(await names()).toEqual(before)

    await gene.hover()
    await app.mouse.down()
    await app.mouse.move(over.x + over.width - 8, over.y + 8)
    await app.mouse.up()
    await expect(heads.first()).toHaveText('Change')
    // A drag is no press: nothing is sorted.
    await expect(heads.nth(1)).toHaveAttribute('aria-sort', 'none')

    await heads.nth(1).getByRole('button').focus()
    await app.keyboard.press('Alt+Shift+ArrowRight')
    await expect(heads.nth(2)).toHaveText('Gene')
    await expect(heads.nth(2).getByRole('button')).toBeFocused()
    await expect(app.getByText(`Gene is column 3 of ${before.length}`)).toBeVisible()
    await app.reload()
    await expect(heads.nth(2)).toHaveText('Gene', { timeout: 30_000 })
  },
)

test('keeps presets of one’s own outside the window', { tag: '@long' }, async ({ app }) => {
  await openImported(app)
  await addExpression(app, 'qual >= 100')
  await expect(count(app)).toHaveText(/ of 175 · 1 filter$/)
  const words = await count(app).innerText()
  await bar(app).getByRole('button', { name: 'Presets' }).click()
  await app.getByRole('menuitem', { name: 'Save these filters as a preset…' }).click()
  await dialog(app).getByLabel('Name', { exact: true }).fill('Good calls')
  await dialog(app).getByRole('button', { name: 'Save' }).click()
  await expect(dialog(app)).toHaveCount(0)
  await variants(app).focus()
  await app.keyboard.press('Backspace')
  await expect(count(app)).toHaveText('175 of 175 variants')

  await app.evaluate(() => localStorage.clear())
  await app.reload()
  await expect(bar(app).getByRole('button', { name: 'Presets' })).toBeEnabled({ timeout: 30_000 })
  await preset(app, 'Good calls')
  await expect(count(app)).toHaveText(words)
})
