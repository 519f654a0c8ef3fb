import { drawn, openDemo, record, test, variants } from '../e2e/support/casement.ts'
const F = '/tmp/shots'
test('x', async ({ app }) => {
  await app.emulateMedia({ colorScheme: 'light' })
  await openDemo(app)
  await variants(app).getByText('c.985A>G').click()
  await drawn(app)
  await app.screenshot({ path: `${F}/a.png` })
  await app.getByRole('button', { name: 'How reads are shown' }).click()
  await app.screenshot({ path: `${F}/b.png` })
  await app.getByRole('menuitem', { name: /^Colour by/ }).click()
  await app.waitForTimeout(300)
  await app.screenshot({ path: `${F}/c.png` })
  await app.keyboard.press('Escape')
  await app.keyboard.press('Escape')
  const box = (await app.locator('.igv-viewport[data-track-type="casement-reads"]').first().boundingBox())!
  await app.mouse.click(box.x + box.width / 2 - 60, box.y + 90, { button: 'right' })
  await app.waitForTimeout(300)
  await app.screenshot({ path: `${F}/d.png` })
  await app.getByText('View mate in split screen').click()
  await drawn(app)
  await app.waitForTimeout(600)
  await app.screenshot({ path: `${F}/e.png` })
  for (const [i, locus] of [
    'chr1:75000001-79000000',
    'chr1:75700001-75900000',
    'chr1:1-248956422',
  ].entries()) {
    const b = app.getByLabel('Gene, region, position or variant')
    await b.fill(locus)
    await b.press('Enter')
    await drawn(app)
    await app.waitForTimeout(500)
    await app.mouse.move(box.x + 200, box.y + 40)
    await app.waitForTimeout(200)
    await app.screenshot({ path: `${F}/f${i}.png` })
  }
})
