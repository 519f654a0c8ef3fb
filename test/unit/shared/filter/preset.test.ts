import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { errorOf } from '../../../../shared/errors/fault.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { BUILT_IN_PRESETS } from '../../../../shared/filter/built-in-presets.ts'
import { checkFilter } from '../../../../shared/filter/check-filter.ts'
import { evaluateFilter } from '../../../../shared/filter/evaluate-filter.ts'
import { jsonFault } from '../../../../shared/filter/json-fault.ts'
import { parseFilter } from '../../../../shared/filter/parse-filter.ts'
import { exportPresets, importPresets } from '../../../../shared/filter/preset.ts'
import { printFilter } from '../../../../shared/filter/print-filter.ts'
import { trioScope } from '../../../support/filter-scope.ts'
import { runs } from '../../../support/thorough.ts'

type Row = Readonly<Record<string, string | number | boolean>>

/** Whether a variant is shown with a built-in preset. */
function shown(name: string, row: Row): boolean {
  const preset = BUILT_IN_PRESETS.find((each) => each.name === name)
  expect(preset).toBeDefined()
  return (preset?.filters ?? []).every(({ expression, missing }) => {
    const filter = checkFilter(parseFilter(expression), trioScope())
    return evaluateFilter(filter, (column) => row[column.name] ?? null) ?? missing === 'keep'
  })
}

function words(text: string): string {
  try {
    importPresets(text)
  } catch (thrown) {
    return sentence(errorOf(thrown))
  }
  return 'It is right.'
}

describe('BUILT_IN_PRESETS', () => {
  it('have these names, each once', () => {
    expect(BUILT_IN_PRESETS.map(({ name }) => name)).toEqual([
      'All PASS',
      'Rare coding',
      'Rare HIGH impact',
      'ClinVar P/LP',
      'Panel genes',
      'Splice',
      'Structural',
      'Mitochondrial',
    ])
  })

  it.each(BUILT_IN_PRESETS.flatMap(({ filters }) => filters.map(({ expression }) => expression)))(
    '%s is right for any file and in its canonical form',
    (expression) => {
      const parsed = parseFilter(expression)
      // A file without samples and without fields of INFO.
      expect(() => checkFilter(parsed, trioScope({ samples: [], roles: new Map() }))).not.toThrow()
      expect(printFilter(parsed.root)).toBe(expression)
    },
  )

  it.each<[string, Row, boolean]>([
    ['All PASS', { filter: 'PASS' }, true],
    ['All PASS', { filter: 'LowQual' }, false],
    ['All PASS', {}, true],
    ['Rare coding', { impact: 'MODERATE' }, true],
    ['Rare coding', { impact: 'HIGH', popmax_af: 0.01 }, false],
    ['Rare coding', { impact: 'LOW', consequence: 'splice_region_variant', popmax_af: 0.001 }, true],
    ['Rare coding', { impact: 'LOW', consequence: 'synonymous_variant' }, false],
    ['Rare coding', {}, false],
    ['Rare HIGH impact', { impact: 'HIGH' }, true],
    ['Rare HIGH impact', { impact: 'MODERATE' }, false],
    ['ClinVar P/LP', { clinvar: 'pathogenic/likely_pathogenic' }, true],
    ['ClinVar P/LP', { clinvar: 'likely_pathogenic' }, true],
    ['ClinVar P/LP', { clinvar: 'pathogenic,_low_penetrance' }, true],
    ['ClinVar P/LP', { clinvar: 'conflicting_classifications_of_pathogenicity' }, false],
    ['ClinVar P/LP', {}, false],
    ['Panel genes', { panel_confidence: 'green' }, true],
    ['Panel genes', {}, false],
    ['Splice', { spliceai: 0.2, consequence: 'intron_variant' }, true],
    ['Splice', { consequence: 'splice_donor_variant' }, true],
    ['Splice', { spliceai: 0.1, consequence: 'intron_variant' }, false],
    ['Structural', { type: 'DUP', length: 5000 }, true],
    ['Structural', { type: 'deletion', length: 60 }, true],
    ['Structural', { type: 'snv', length: 1 }, false],
    ['Mitochondrial', { chrom: 'MT' }, true],
    ['Mitochondrial', { chrom: 'chr1' }, false],
  ])('%s of %j: shown %s', (name, row, expected) => {
    expect(shown(name, row)).toBe(expected)
  })

  it('come back from a file as they were', () => {
    expect(importPresets(exportPresets(BUILT_IN_PRESETS))).toEqual(BUILT_IN_PRESETS)
  })
})

describe('importPresets', () => {
  const file = exportPresets(BUILT_IN_PRESETS.slice(0, 2))

  it.each([
    [
      '',
      'The saved filters cannot be read in line 1: a value is missing here. Correct it, or save them again.',
    ],
    [
      file.replace('"casementFilters": 1,', '"casementFilters": 1'),
      'The saved filters cannot be read in line 3: a comma or } is missing here. Correct it, or save them again.',
    ],
    [
      file.replace('"enabled": true', '"enabled": yes'),
      'The saved filters cannot be read in line 11: a value is missing here. Correct it, or save them again.',
    ],
    ['[]', 'The saved filters cannot be read: it must be an object in {}. Correct it, or save them again.'],
    [
      file.replace('"casementFilters": 1', '"casementFilters": 2'),
      'The saved filters cannot be read: casementFilters: it must be 1. Correct it, or save them again.',
    ],
    [
      file.replace('"keep"', '"maybe"'),
      'The saved filters cannot be read: presets[0].filters[0].missing: it must be "keep" or "drop". Correct it, or save them again.',
    ],
    [
      file.replace('"missing": "keep",', ''),
      'The saved filters cannot be read: presets[0].filters[0].missing: it must be "keep" or "drop". Correct it, or save them again.',
    ],
    [
      file.replace('"All PASS"', '""'),
      'The saved filters cannot be read: presets[0].name: it is empty. Correct it, or save them again.',
    ],
    [
      file.replace('"description"', '"note"'),
      'The saved filters cannot be read: presets[0].description: it must be text in double quotes. Correct it, or save them again.',
    ],
    [
      file.replace('"enabled": true', '"enabled": true, "colour": "red"'),
      'The saved filters cannot be read: presets[0].filters[0]: it has no field colour. Correct it, or save them again.',
    ],
    [
      file.replace('popmax_af <', 'popmax_af ='),
      'The saved filters cannot be read: presets[1].filters[0].expression: character 11: = is no operator of filters: use ==. Correct it, or save them again.',
    ],
  ])('says where the %#th file is wrong', (text, expected) => {
    expect(words(text)).toBe(expected)
  })
})

describe('jsonFault', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text)
      return true
    } catch {
      return false
    }
  }
  const changed = fc
    .tuple(
      fc.json({ maxDepth: 4 }),
      fc.nat(60),
      fc.constantFrom('', ',', ']', '}', '"', ':', '1', '-', '\\', '\n', ' true'),
    )
    .map(([json, at, piece]) => json.slice(0, at) + piece + json.slice(at + 1))

  it('finds a fault exactly where JSON.parse does not read a text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), changed, fc.string({ maxLength: 8 })), (text) => {
        expect(jsonFault(text) === undefined).toBe(isJson(text))
      }),
      { numRuns: runs(3000) },
    )
  })

  it.each([
    ['{"a": 1,\n}', 2, 'the name of a field, in double quotes, is missing here'],
    ['{"a" 1}', 1, 'a colon is missing here'],
    ['[1,\n\n]', 3, 'a value is missing here'],
    ['[1 2]', 1, 'a comma or ] is missing here'],
    ['{"a": 1}\n\nx', 3, 'the text goes on after its end'],
    ['{\n', 2, 'the name of a field, in double quotes, or } is missing here'],
  ])('of %j is in line %i', (text, line, detail) => {
    expect(jsonFault(text)).toEqual({ line, detail })
  })
})
