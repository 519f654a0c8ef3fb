import { describe, expect, it } from 'vitest'
import type { Row } from '../../bench/row.ts'
import { formatJson, formatTable } from '../../bench/table.ts'

const ROWS: readonly Row[] = [
  {
    name: 'bai',
    ours: { median: 1234.5678, min: 1200, max: 1300 },
    theirs: { median: 1150, min: 1100, max: 1200 },
    target: 1.1,
    targetOf: 'ratio',
    peakRssMb: 201.4,
  },
  {
    name: 'region-40kb-cached',
    ours: { median: 1.25, min: 1, max: 2 },
    theirs: null,
    target: 1,
    targetOf: 'ms',
    peakRssMb: null,
  },
  { name: 'cram', ours: null, theirs: null, target: 3, targetOf: 'ratio', peakRssMb: null },
]

describe('the table', () => {
  it('aligns its columns and says what is over its target', () => {
    expect(formatTable(ROWS)).toBe(
      [
        'row                 ours ms    min–max  theirs ms    min–max  ratio     target  peak MB',
        '──────────────────  ───────  ─────────  ─────────  ─────────  ─────  ─────────  ───────  ────',
        'bai                    1235  1200–1300       1150  1100–1200   1.07      ≤ 1.1      201    ok',
        'region-40kb-cached     1.25  1.00–2.00          –                 –  ≤ 1.00 ms           over',
        'cram                      –                     –                 –        ≤ 3',
      ].join('\n'),
    )
  })
})

describe('the JSON', () => {
  it('has the agreed fields and nothing else, null where nothing was measured', () => {
    expect(JSON.parse(formatJson(ROWS))).toEqual({
      rows: [
        { name: 'bai', ours_ms: 1234.568, theirs_ms: 1150, ratio: 1.074, target: 1.1, peak_rss_mb: 201.4 },
        {
          name: 'region-40kb-cached',
          ours_ms: 1.25,
          theirs_ms: null,
          ratio: null,
          target: 1,
          peak_rss_mb: null,
        },
        { name: 'cram', ours_ms: null, theirs_ms: null, ratio: null, target: 3, peak_rss_mb: null },
      ],
    })
  })
})
