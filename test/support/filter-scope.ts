import type { Role } from '../../shared/case/sample.ts'
import type { FilterScope } from '../../shared/filter/scope.ts'
import {
  VARIANT_COLUMNS,
  formatColumn,
  infoColumn,
  sampleColumns,
} from '../../shared/variant/variant-column.ts'

/** The columns of a trio's file, with some fields of INFO and FORMAT. */
export function trioScope(over: Partial<FilterScope> = {}): FilterScope {
  const samples = ['kid', 'mum', 'dad']
  const columns = [
    ...VARIANT_COLUMNS,
    ...samples.flatMap(sampleColumns),
    infoColumn({ id: 'AC', type: 'integer', description: null }),
    infoColumn({ id: 'gnomAD-AF', type: 'number', description: null }),
    infoColumn({ id: 'DB', type: 'flag', description: null }),
    ...samples.flatMap((sample) => [
      formatColumn(sample, { id: 'SB', type: 'text', description: null }),
      formatColumn(sample, { id: 'MIN_DP', type: 'integer', description: null }),
      formatColumn(sample, { id: 'odd-name', type: 'number', description: null }),
    ]),
  ]
  return {
    columns: new Map(columns.map((column) => [column.name, column])),
    samples,
    roles: new Map<string, Role>([
      ['kid', 'proband'],
      ['mum', 'mother'],
      ['dad', 'father'],
    ]),
    ...over,
  }
}
