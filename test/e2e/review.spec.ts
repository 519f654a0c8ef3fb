import {
  drawn,
  expect,
  openDemo,
  record,
  selectedRow,
  test,
  variants,
  violations,
} from './support/casement.ts'

// One window for all that needs nothing but the demo case: opening it takes longer than any of these.
test('opens the demo trio, steps through it by keys, and shows a parent who was not called', async ({
  app,
}) => {
  const position = app.getByRole('group', { name: 'Variants' })
  const box = app.getByLabel('Gene, region, position or variant')
  await openDemo(app)
  await test.step('the reads under its first variant', async () => {
    await expect(app.getByText('Synthetic data')).toBeVisible()
    await expect(app.getByText(/175 of 175 variants/).first()).toBeVisible()
    await expect(app.getByText('no reference installed (mismatches from MD)')).toBeVisible()
    await expect(record(app)).toContainText('Proband')
    await expect(position).toContainText('1 of 175')
  })
  await test.step('typing in a field is not a command', async () => {
    await box.fill('')
    await box.pressSequentially('jjk')
    await expect(position).toContainText('1 of 175')
    await app.keyboard.press('Escape')
    await variants(app).focus()
  })
  await test.step('j, k and the arrow keys, and everything follows', async () => {
    await app.keyboard.press('j')
    await app.keyboard.press('ArrowDown')
    await app.keyboard.press('j')
    await app.keyboard.press('k')
    await expect(position).toContainText('3 of 175')
    const change = await selectedRow(app).getByRole('gridcell').nth(2).innerText()
    await expect(record(app)).toContainText(change)
    await expect(box).toHaveValue(/^chr1:75,7/)
  })
  await test.step('a parent who was not called is never shown as reference', async () => {
    const row = variants(app).locator('[role=row]', { has: app.locator('[data-genotype=not-called]') })
    // The list is virtualised: walk down until the row is drawn.
    await expect(async () => {
      await variants(app).evaluate((list) => list.scrollBy(0, 300))
      await expect(row.first()).toBeVisible({ timeout: 300 })
    }).toPass()
    await row.first().click()
    await expect(record(app)).toContainText('not called')
    await expect(record(app).getByText('./.', { exact: true })).toBeVisible()
  })
})

test('fast stepping ends with the record of the row under review', { tag: '@long' }, async ({ app }) => {
  await openDemo(app)
  for (let i = 0; i < 40; i++) await app.keyboard.press('j')
  await expect(app.getByRole('group', { name: 'Variants' })).toContainText('41 of 175')
  const change = await selectedRow(app).getByRole('gridcell').nth(2).innerText()
  await expect(record(app)).toContainText(change)
})

test(
  'the locus box takes a gene, a region and a variant, and says what it cannot find',
  { tag: '@long' },
  async ({ app }) => {
    await openDemo(app)
    const box = app.getByLabel('Gene, region, position or variant')
    await box.fill('cftr')
    await app
      .getByRole('listbox', { name: 'Completions' })
      .getByRole('option', { name: /CFTR/ })
      .first()
      .waitFor()
    await box.press('Enter')
    await expect(box).toHaveValue(/^chr7:117,/)
    await box.fill('chr7:117559590-117559600')
    await box.press('Enter')
    await expect(box).toHaveValue(/^chr7:117,559,5/)
    await box.fill('7-117559591-TCTT-T')
    await box.press('Enter')
    await expect(box).toHaveValue(/^chr7:117,559,/)
    await box.fill('NOSUCHGENE')
    await box.press('Enter')
    await expect(app.getByRole('alert').filter({ hasText: 'NOSUCHGENE' })).toBeVisible()
  },
)

for (const scheme of ['light', 'dark'] as const) {
  const tag = scheme === 'dark' ? '@long' : []
  test(`has no accessibility violations in ${scheme}`, { tag }, async ({ app }) => {
    await app.emulateMedia({ colorScheme: scheme })
    expect(await violations(app), 'start').toEqual([])
    await openDemo(app)
    expect(await violations(app), 'review').toEqual([])
    await app.keyboard.press('?')
    await expect(app.getByRole('dialog')).toBeVisible()
    expect(await violations(app), 'shortcuts').toEqual([])
    await app.keyboard.press('Escape')
    await app.keyboard.press('Control+k')
    await expect(app.getByRole('dialog')).toBeVisible()
    expect(await violations(app), 'palette').toEqual([])
  })
}

test('draws the reads of the de novo in all three people', { tag: '@long' }, async ({ app }) => {
  await openDemo(app)
  const box = app.getByLabel('Gene, region, position or variant')
  await box.fill('chr1:75761101-75761221')
  await box.press('Enter')
  await drawn(app)
  await expect(app.getByRole('region', { name: 'Tracks' })).toHaveScreenshot('reads.png')
})

test(
  'the browser’s toolbar is one row in narrow windows, and the record is whole',
  { tag: '@long' },
  async ({ app }) => {
    await openDemo(app)
    for (const width of [1280, 1100]) {
      await app.setViewportSize({ width, height: 800 })
      const right = () => app.locator('#record-pane').evaluate((pane) => pane.getBoundingClientRect().right)
      await expect.poll(right).toBe(width)
      const height = await app.locator('.browser-toolbar').evaluate((bar) => bar.clientHeight)
      expect(height).toBeLessThan(48)
      // What has no button there is in a menu.
      await expect(app.getByRole('button', { name: 'Zoom in' })).toHaveCount(0)
      await app.getByRole('button', { name: 'Zoom, and loci visited' }).click()
      await expect(app.getByRole('menuitem')).toHaveText([/^Zoom in/, /^Zoom out/, /^Back to/, /^Forward to/])
      await app.keyboard.press('Escape')
    }
  },
)
