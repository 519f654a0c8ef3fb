import type { CallColumns } from './call-scan.ts'
import type { ImportPlan, StoredColumn } from './import-plan.ts'
import {
  ByteColumn,
  type GrowingColumn,
  IntegerColumn,
  NumberColumn,
  TermColumn,
  TextColumn,
} from './part-columns.ts'
import { Fault } from '../../../../shared/errors/fault.ts'

/** The columns that rows are written to, by what they hold. Those of fields of INFO and FORMAT are added by whoever writes them. */
export type RowOutput = ReturnType<typeof createRowOutput>

export function createRowOutput(plan: ImportPlan) {
  const byName = new Map<string, GrowingColumn>()
  function added<T extends GrowingColumn>(name: string, column: T): T {
    byName.set(name, column)
    return column
  }
  const integer = (name: string): IntegerColumn => added(name, new IntegerColumn())
  const number = (name: string): NumberColumn => added(name, new NumberColumn())
  const byte = (name: string): ByteColumn => added(name, new ByteColumn())
  const term = (name: string): TermColumn => added(name, new TermColumn())
  const text = (name: string): TextColumn => added(name, new TextColumn())

  return {
    add: added,
    /** All of them: also those that are not stored. */
    clear(): void {
      for (const column of byName.values()) column.clear()
    },
    block: number('block'),
    within: integer('within'),
    line: integer('line'),
    allele: integer('allele'),
    alleles: integer('alleles'),
    source: byte('source'),
    pointer: integer('pointer'),
    chrom: term('chrom'),
    pos: integer('pos'),
    end: integer('end'),
    id: text('id'),
    ref: term('ref'),
    alt: term('alt'),
    alts: integer('alts'),
    type: byte('type'),
    length: integer('length'),
    qual: number('qual'),
    filter: term('filter'),
    gene: term('gene'),
    consequence: term('consequence'),
    impact: byte('impact'),
    worst: term('worst'),
    worstImpact: byte('worst_impact'),
    transcript: term('transcript'),
    choice: byte('choice'),
    mane: byte('mane'),
    hgvsc: text('hgvsc'),
    hgvsp: text('hgvsp'),
    exon: term('exon'),
    frequency: number('popmax_af'),
    frequencySource: term('popmax_source'),
    clinvar: term('clinvar'),
    clinvarSource: term('clinvar_source'),
    clinvarStars: integer('clinvar_stars'),
    spliceai: number('spliceai'),
    regions: term('regions'),
    cadd: number('cadd'),
    revel: number('revel'),
    calls: plan.samples.map((_, i): CallColumns => {
      const of = (key: string): string => `s${i}_${key}`
      return {
        gt: byte(of('gt')),
        phased: byte(of('phased')),
        ps: integer(of('ps')),
        adRef: integer(of('ad_ref')),
        adAlt: integer(of('ad_alt')),
        dp: integer(of('dp')),
        gq: number(of('gq')),
        vaf: number(of('vaf')),
        text: term(of('text')),
      }
    }),
    /** Those that are stored, in their order there. */
    inOrder(columns: readonly StoredColumn[]): GrowingColumn[] {
      return columns.map(({ name }) => {
        const column = byName.get(name)
        if (column) return column
        throw new Fault({ kind: 'internal', detail: `nothing fills the column ${name}` })
      })
    },
  }
}
