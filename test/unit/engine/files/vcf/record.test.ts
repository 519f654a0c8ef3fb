import VCF from '@gmod/vcf'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodePercent, parseInfo } from '../../../../../electron/engine/files/vcf/info.ts'
import { gtOf, parseVcfRecord } from '../../../../../electron/engine/files/vcf/record.ts'
import { publicFile } from '../../../../support/public-data.ts'
import { textLine } from '../../../../support/vcf-text.ts'

describe('a record', () => {
  test('what is . is missing', () => {
    expect(parseVcfRecord(textLine('1\t5\t.\tA\t.\t.\t.\t.'))).toEqual({
      contig: '1',
      position: 5,
      id: null,
      ref: 'A',
      alts: [],
      qual: null,
      filters: [],
      info: '',
      format: [],
      samples: [],
    })
  })

  test('GT wherever FORMAT has it, missing or dropped', () => {
    const record = parseVcfRecord(textLine('1\t5\t.\tA\tG\t1e-3\tPASS\t.\tGQ:GT\t5:0/1\t5\t.'))
    expect([0, 1, 2, 3].map((sample) => gtOf(record, sample))).toEqual(['0/1', '.', '.', null])
    expect(record.qual).toBe(0.001)
    const without = parseVcfRecord(textLine('1\t5\t.\tA\tG\t.\tPASS\t.\tDP:AU\t5:1,2'))
    expect(gtOf(without, 0)).toBeNull()
  })

  test('INFO keeps values as written', () => {
    expect(parseInfo('AC=1,2;DB;X=;Y=.;;Z=a=b')).toEqual([
      { key: 'AC', value: '1,2' },
      { key: 'DB', value: null },
      { key: 'X', value: '' },
      { key: 'Y', value: '.' },
      { key: 'Z', value: 'a=b' },
    ])
  })

  test('percent escapes of VCF 4.3 and nothing else', () => {
    expect(decodePercent('p.Lys4%3D %3b %41 100%')).toBe('p.Lys4= ; %41 100%')
  })
})

/** @gmod/vcf as witness, on every record of the public files. */
test.each([
  'slivar/ashk-trio.vcf.gz',
  'slivar/with-bcsq.vcf',
  'igv-reports/variants.vcf.gz',
  'igv-reports/SKBR3_Sniffles_tra.vcf',
  'igvjs/gvcf_mixed.vcf',
  'igvjs/svtype_BND.vcf',
  'annotated/consensus.filtered.ann.vcf',
])('@gmod/vcf reads the records of %s alike', (name) => {
  const path = publicFile(name)
  if (path === null) return
  const bytes = readFileSync(path)
  const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const lines = text.split('\n').filter((line) => line !== '')
  const witness = new VCF({ header: lines.filter((line) => line.startsWith('#')).join('\n'), strict: false })
  for (const line of lines.filter((one) => !one.startsWith('#'))) {
    const theirs = witness.parseLine(line)
    const ours = parseVcfRecord(textLine(line))
    expect(ours.contig).toBe(theirs.CHROM)
    expect(ours.position).toBe(theirs.POS)
    expect(ours.id?.split(';')).toEqual(theirs.ID)
    expect(ours.ref).toBe(theirs.REF)
    expect(ours.alts).toEqual(theirs.ALT ?? [])
    expect(ours.qual ?? undefined).toBe(theirs.QUAL)
    expect(ours.filters).toEqual(theirs.FILTER === undefined ? [] : [theirs.FILTER].flat())
    // Their values are typed, ours as written: the numbers must be the same, missing ones missing.
    const typed = parseInfo(ours.info).map(({ key, value }) => {
      const witnessed = theirs.INFO[key]
      if (witnessed === true || witnessed === undefined)
        return [key, value === null || value === '' ? true : value]
      const values = (value ?? '').split(',').map((one, i) => {
        if (one === '.') return undefined
        return typeof witnessed[i] === 'number' ? Number(one) : decodePercent(one)
      })
      return [key, values]
    })
    expect(Object.fromEntries(typed)).toEqual(theirs.INFO)
    const genotypes = theirs.GENOTYPES()
    witness.samples.forEach((sample, i) => expect(gtOf(ours, i) ?? undefined).toBe(genotypes[sample]))
  }
})
