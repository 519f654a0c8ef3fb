import type { Shortlist, Statement } from '../../shared/shortlist/shortlist.ts'

const STATEMENT: Statement = {
  tier: 'TIER1',
  rank: null,
  score: null,
  modeOfInheritance: 'monoallelic',
  segregation: 'deNovo',
  penetrance: 'complete',
  panel: { name: 'Intellectual disability', version: '2.1034' },
  gene: 'SCN1A',
  phenotypes: ['Intellectual disability'],
  classification: null,
  justification: null,
}

/** A shortlist of variants (contig, 1-based position, REF, ALT) of which one and the same is said. */
export function fakeShortlist({
  variants,
  statement = {},
  ...more
}: Partial<Shortlist> & {
  readonly variants: readonly (readonly [string, number, string, string])[]
  readonly statement?: Partial<Statement>
}): Shortlist {
  return {
    digest: 'd1',
    path: '/data/tiering.json',
    name: 'tiering.json',
    format: 'interpreted-genome',
    tool: 'genomics_england_tiering',
    version: '2.0',
    date: '2023-05-01',
    build: 'GRCh38',
    leftOut: [],
    entries: variants.map(([contig, position, ref, alt]) => ({
      contig,
      position,
      ref,
      alt,
      hgvs: [],
      zygosities: [{ sample: 'kim', zygosity: 'heterozygous' }],
      statements: [{ ...STATEMENT, ...statement }],
    })),
    ...more,
  }
}
