import { drawn, openDemo, record, test, variants } from '../e2e/support/casement.ts'

const FOLDER = 'docs/screenshots'

for (const scheme of ['light', 'dark'] as const) {
  test(scheme, async ({ app }) => {
    await app.emulateMedia({ colorScheme: scheme })
    await app.screenshot({ path: `${FOLDER}/start-${scheme}.png` })
    await openDemo(app)
    // ACADM c.985A>G: homozygous in the proband, heterozygous in both parents.
    await variants(app).getByText('c.985A>G').click()
    await record(app).getByText('rs77931234').first().waitFor()
    await drawn(app)
    await app.screenshot({ path: `${FOLDER}/review-${scheme}.png` })
  })
}
