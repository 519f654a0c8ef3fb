import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { OpenVariants } from '../../../../../electron/engine/variants/open-variants.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { importHere, openedStore } from '../../../../support/variant-stores.ts'

/* What bcftools finds with the same filter: see test/fixtures/filters/make-goldens.sh. */

const FIXTURES = join(import.meta.dirname, '../../../../fixtures/filters')
const goldens = z
  .array(
    z.object({
      file: z.string(),
      filter: z.string(),
      command: z.string(),
      records: z.number(),
      sha256: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync(join(FIXTURES, 'goldens.json'), 'utf8')))
const folder = temporaryFolder()

/** The records of rows as bcftools wrote them: CHROM, POS, REF, ALT, each once. */
async function recordsOf(
  variants: OpenVariants,
  lines: readonly string[],
  rows: Int32Array,
): Promise<{ records: number; sha256: string }> {
  const found = new Set((await variants.rows.places(rows, unobserved.signal)).map(({ line }) => line))
  const text = Array.from(found, (line) => {
    const [chrom, pos, , ref, alt] = (lines[line - 1] ?? '').split('\t')
    return `${[chrom, pos, ref, alt].join('\t')}\n`
  })
  return { records: text.length, sha256: createHash('sha256').update(text.join('')).digest('hex') }
}

describe.each([...new Set(goldens.map(({ file }) => file))])('filters of %s', (file) => {
  const path = file.includes('/') ? publicFile(file) : join(FIXTURES, file)
  let variants: OpenVariants | null = null
  let lines: string[] = []

  beforeAll(async () => {
    if (path === null) return
    const bytes = readFileSync(path)
    lines = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8').split('\n')
    variants = await openedStore(await importHere(path, folder))
  }, 60_000)

  test.each(goldens.filter((golden) => golden.file === file))(
    '$filter',
    async ({ filter, records, sha256 }) => {
      if (variants === null) return
      const query = { filters: [{ expression: filter, missing: 'drop' } as const], sort: [] }
      const rows = await variants.results.all(query)
      expect(await recordsOf(variants, lines, rows)).toEqual({ records, sha256 })
      expect((await variants.results.count(query)).passing).toBe(rows.length)
    },
  )
})
