import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { variantLines } from '../../../../../electron/engine/files/variant-lines.ts'
import { planImport } from '../../../../../electron/engine/variants/import/import-plan.ts'
import { partsOf } from '../../../../../electron/engine/variants/import/import-variants.ts'
import { readRest } from '../../../../../electron/engine/variants/import/read-rest.ts'
import type { RowBatch } from '../../../../../electron/engine/variants/import/row-batches.ts'
import { scanVariantPart } from '../../../../../electron/engine/variants/import/scan-variant-part.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { errorOf } from '../../../../../shared/errors/fault.ts'
import { seededRandom } from '../../../../support/random.ts'
import { randomVcf } from '../../../../support/random-vcf.ts'
import { rowsOf, type ScannedRow } from '../../../../support/scanned-rows.ts'
import { textInSmallBlocks } from '../../../../support/small-blocks.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'
import { bgzip } from '../../../../support/vcf-text.ts'

/*
 * A file read in parts and joined must have the rows of the same file read from one end to the other: all of them once,
 * in order, with their lines and places. Borders fall everywhere: within lines, between them, at line feeds, in lines
 * longer than a part.
 */
type Compression = 'bgzf' | 'none'
type Found = { readonly rows: ScannedRow[]; readonly malformed: readonly unknown[]; readonly lines: number }

const folder = temporaryFolder()
const random = seededRandom(9)

async function serially(path: string, compression: Compression): Promise<Found> {
  const source = await openByteSource(path)
  const { header } = await variantLines(source, 'vcf', compression)
  await source.close()
  const plan = planImport(header)
  const batches: RowBatch[] = []
  const rest = { path, variantKind: 'vcf', compression, from: header.end, isFirst: true } as const
  const { counts, stopped } = await readRest(
    { ...rest, firstLine: header.lines + 1 },
    plan,
    (some) => batches.push(...some),
    unobserved,
  )
  expect(stopped).toBeNull()
  return { rows: rowsOf(batches, plan), malformed: counts.listed, lines: counts.lines }
}

async function inParts(
  path: string,
  compression: Compression,
  partSize: number,
): Promise<Found & { parts: number }> {
  const source = await openByteSource(path)
  const { header } = await variantLines(source, 'vcf', compression)
  const identity = { path, size: source.size, mtimeMs: 0, headDigest: '' }
  const input = { identity, path, kind: 'vcf', compression, cacheFolder: folder } as const
  const ranges = await Array.fromAsync(partsOf(source, header.end, input, partSize))
  await source.close()
  const plan = planImport(header)
  const rows: ScannedRow[] = []
  const malformed: unknown[] = []
  let before = header.lines
  for (const range of ranges) {
    const part = await scanVariantPart({ range, header, plan }, unobserved)
    if (!part) throw new Error('a part of a sound file is irregular')
    for (const row of rowsOf(part.batches, plan)) rows.push({ ...row, line: Number(row['line']) + before })
    for (const error of part.counts.listed)
      malformed.push('line' in error ? { ...error, line: (error.line ?? 0) + before } : error)
    before += part.counts.lines
  }
  return { rows, malformed, lines: before - header.lines, parts: ranges.length }
}

/** The lines at which the rows say their records start. */
async function linesAt(
  path: string,
  compression: Compression,
  rows: readonly ScannedRow[],
): Promise<string[]> {
  const source = await openByteSource(path)
  const picker = (await variantLines(source, 'vcf', compression)).lines.picker()
  const found: string[] = []
  for (const row of rows) {
    const line = await picker.at({ block: Number(row['block']), within: Number(row['within']) })
    found.push(Buffer.from(line?.bytes ?? []).toString('utf8'))
  }
  await source.close()
  return found
}

/** Records, some of them malformed, with a blank line and a line of 200 kB among them. */
function mixedText(): string {
  const lines = randomVcf('parts', 170, 'CSQ').trimEnd().split('\n')
  const first = lines.findIndex((line) => !line.startsWith('#'))
  const record = lines[first] ?? ''
  lines.splice(first + 40, 0, record.replace(/\t/, '\tx'))
  lines.splice(first + 80, 0, '', 'chr1\tno record')
  lines.splice(
    first + 120,
    0,
    record.replace(/\t(?=GT|DP|PL|GQ|AF|AO|SR|PS|VAF|TAR|TU)/, `;NOTE=${'y'.repeat(200_000)}\t`),
  )
  lines.splice(first + 150, 0, record.replace(/^chr1\t\d+/, 'chr1\t-4'))
  return `${lines.join('\n')}\n`
}

describe.each([
  ['bgzip', 'bgzf', 'mixed.vcf.gz'],
  ['bgzip without a line feed at the end', 'bgzf', 'no-feed.vcf.gz'],
  ['plain text', 'none', 'mixed.vcf'],
  ['plain text with CRLF, without a line feed at the end', 'none', 'crlf.vcf'],
] as const)('%s', (_, compression, name) => {
  const path = join(folder, name)
  let text = ''
  let whole: Found = { rows: [], malformed: [], lines: 0 }

  beforeAll(async () => {
    text = mixedText()
    if (name === 'no-feed.vcf.gz') text = text.trimEnd()
    if (name === 'crlf.vcf') text = text.replaceAll('\n', '\r\n').trimEnd()
    writeFileSync(path, compression === 'bgzf' ? textInSmallBlocks(text, random) : text)
    whole = await serially(path, compression)
  }, 60_000)

  test('read in one piece has the rows and malformed lines of the text', async () => {
    const lines = text.split(/\r?\n/)
    expect(whole.rows.length).toBeGreaterThan(170)
    expect(whole.malformed).toMatchObject([
      { field: 'POS' },
      { kind: 'vcf/too-few-columns', found: 2 },
      { field: 'POS' },
    ])
    const at = await linesAt(path, compression, whole.rows)
    expect(at).toEqual(whole.rows.map((row) => lines[Number(row['line']) - 1]))
  })

  const sizes = compression === 'bgzf' ? [499, 1500, 33_333, 1 << 20] : [1, 70_000, 140_000, 1 << 22]
  test.each(sizes)('read in parts of %i bytes is the same', async (partSize) => {
    const parted = await inParts(path, compression, partSize)
    expect(parted.parts).toBeGreaterThan(partSize < 5000 ? 4 : 0)
    expect(parted.lines).toBe(whole.lines)
    expect(parted.malformed).toEqual(whole.malformed)
    expect(parted.rows).toEqual(whole.rows)
  })
})

describe('what is out of the ordinary', () => {
  const scan = async (path: string) => {
    const { size, ...rest } = await openByteSource(path)
    const { header } = await variantLines({ size, ...rest }, 'vcf', 'bgzf')
    await rest.close()
    const range = { path, size, compression: 'bgzf', from: header.end, to: size, isFirst: true } as const
    return scanVariantPart({ range, header, plan: planImport(header) }, unobserved)
  }

  test('a damaged block is left to whoever reads the file serially', async () => {
    const sound = await bgzip(randomVcf('damage', 400))
    const path = join(folder, 'damaged.vcf.gz')
    const bytes = Buffer.from(sound)
    const at = sound.length - 2000
    bytes[at] = (bytes[at] ?? 0) ^ 0xff
    writeFileSync(path, bytes)
    expect(await scan(path)).toBeNull()
  })

  test('a part that is cancelled ends', async () => {
    const path = join(folder, 'cancelled.vcf')
    const text = randomVcf('cancelled', 50)
    writeFileSync(path, text + text.slice(text.indexOf('\nchr1') + 1).repeat(20))
    const source = await openByteSource(path)
    const { header } = await variantLines(source, 'vcf', 'none')
    await source.close()
    const range = {
      path,
      size: source.size,
      compression: 'none',
      from: header.end,
      to: source.size,
      isFirst: true,
    } as const
    const stop = new AbortController()
    const context = { signal: stop.signal, progress: () => stop.abort() }
    const scanned = scanVariantPart({ range, header, plan: planImport(header) }, context)
    await expect(scanned.then(() => null, errorOf)).resolves.toMatchObject({ kind: 'task/cancelled' })
  })
})
