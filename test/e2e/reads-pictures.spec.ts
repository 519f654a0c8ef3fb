import { join } from 'node:path'
import { drawn, expect, goTo, test } from './support/casement.ts'
import { locusOf, SITUATIONS, writeTenSituations } from './support/ten-situations.ts'

test('ten situations look as they should', { tag: '@long' }, async ({ app, host }) => {
  await writeTenSituations(join(host.files, 'ten.bam'))
  await host.openFiles(app, ['ten.bam'])
  const track = app.locator('.igv-viewport[data-track-type="casement-reads"]')
  await expect(track.locator('canvas')).toHaveCount(1)
  await drawn(app)
  for (const situation of SITUATIONS) {
    await goTo(app, locusOf(situation))
    await app.mouse.move(5, 5)
    // What is said in words is tested in words: fonts differ.
    await expect(track).toHaveScreenshot(`situation-${situation.name}.png`, {
      mask: [app.locator('.igv-track-label')],
      maskColor: '#ffffff',
      // Less than the marks of any one situation; lengths are written in the machine's font.
      maxDiffPixels: /deletion|insertion/.test(situation.name) ? 400 : 150,
    })
  }
  // What is left out is said, the same every time.
  await goTo(app, locusOf(SITUATIONS[7] ?? { name: '', half: 0 }))
  await expect(app.locator('.igv-track-label').filter({ hasText: 'thinned out' })).toContainText(
    'showing 999 of 3,000 reads (2,001 thinned out)',
  )
})
