import type { CaseFile } from '../../shared/case/case-file.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import type { Role, Sample } from '../../shared/case/sample.ts'
import type { CallName, Handlers } from '../../shared/contract.ts'
import type { Task } from '../../shared/task/task.ts'
import { MARKED_COLUMN, sampleColumns, VARIANT_COLUMNS } from '../../shared/variant/variant-column.ts'
import type { StoreSummary } from '../../shared/variant/store-summary.ts'
import type { Genotype, GenotypeState } from '../../shared/variant/genotype.ts'
import type { Consequence, RecordField, VariantRecord, VariantRow } from '../../shared/variant/variant-row.ts'

/** Plain values for a trio, small enough to read and complete enough to draw. */
const GT: Readonly<Record<GenotypeState, string>> = {
  'hom-ref': '0/0',
  het: '0/1',
  'hom-alt': '1/1',
  'het-alt': '1/2',
  hemizygous: '1',
  'hemizygous-ref': '0',
  partial: './1',
  'not-called': './.',
  'other-allele': '0/2',
  absent: '',
}

export const genotype = (state: GenotypeState): Genotype => ({ state, text: GT[state], phased: false })

export function fakeSample(name: string, role: Role): Sample {
  return {
    name,
    role,
    sex: role === 'mother' ? 'female' : role === 'father' ? 'male' : 'unknown',
    affected: role === 'proband' ? 'affected' : 'unaffected',
    alignments: [`${name}.bam`],
    variants: ['trio.vcf.gz'],
  }
}

export function fakeFile(name: string, change: Partial<CaseFile> = {}): CaseFile {
  const bam = name.endsWith('.bam')
  return {
    id: name,
    identity: {
      path: `/data/R-1042/${name}`,
      size: 64_200_000_000,
      mtimeMs: 1_700_000_000_000,
      headDigest: 'ab',
    },
    name,
    kind: bam ? 'bam' : 'vcf',
    compression: 'bgzf',
    samples: bam ? [name.slice(0, -4)] : ['NA24385', 'NA24143', 'NA24149'],
    contigs: [{ name: 'chr7', length: 159_345_973 }],
    build: 'GRCh38',
    index: {
      state: 'ready',
      format: bam ? 'bai' : 'tbi',
      path: `/data/R-1042/${name}.${bam ? 'bai' : 'tbi'}`,
      where: 'beside',
      stale: false,
      built: false,
    },
    notices: [],
    ...change,
  }
}

export function fakeCase(change: Partial<CaseState> = {}): CaseState {
  return {
    id: 'case-1',
    label: 'R-1042',
    synthetic: false,
    paths: ['/data/R-1042'],
    record: { state: 'unsaved' },
    build: 'GRCh38',
    files: [
      fakeFile('trio.vcf.gz'),
      fakeFile('NA24385.bam'),
      fakeFile('NA24143.bam'),
      fakeFile('NA24149.bam'),
    ],
    revision: 1,
    list: null,
    pedigree: null,
    identifiers: {},
    marks: [],
    notes: [],
    shortlists: [],
    bundled: [],
    checksFound: [],
    acknowledgements: [],
    panels: [],
    annotations: [],
    phenotype: { files: [], chosen: [] },
    refused: [],
    samples: [
      fakeSample('NA24385', 'proband'),
      fakeSample('NA24149', 'father'),
      fakeSample('NA24143', 'mother'),
    ],
    ...change,
  }
}

export function fakeSummary(change: Partial<StoreSummary> = {}): StoreSummary {
  const samples = ['NA24385', 'NA24143', 'NA24149']
  return {
    rows: 14,
    records: 14,
    withoutAllele: 0,
    malformed: 0,
    listed: [],
    stopped: null,
    samples,
    samplesLeftOut: [],
    infoLeftOut: [],
    formatLeftOut: [],
    columns: [MARKED_COLUMN, ...VARIANT_COLUMNS, ...samples.flatMap(sampleColumns)],
    ...change,
  }
}

/** The case once its VCF has been imported: it can be filtered. */
export function importedCase(change: Partial<CaseState> = {}): CaseState {
  const state = fakeCase(change)
  return {
    ...state,
    files: state.files.map((file) =>
      file.kind === 'vcf' ? { ...file, store: { state: 'ready', summary: fakeSummary() } } : file,
    ),
  }
}

export function fakeConsequence(change: Partial<Consequence> = {}): Consequence {
  return {
    gene: 'CFTR',
    consequence: 'inframe_deletion',
    impact: 'MODERATE',
    transcript: 'ENST00000003084.11',
    mane: true,
    hgvsc: 'ENST00000003084.11:c.1521_1523del',
    hgvsp: 'ENSP00000003084.6:p.Phe508del',
    source: 'CSQ',
    worseElsewhere: false,
    ...change,
  }
}

/** What the fake list can hold; its reference blocks are numbered from here. */
export const FAKE_LIMIT = 100_000

/** The `nth` reference block, before which `before` variants come. */
export function fakeBlock(nth: number, before: number, change: Partial<VariantRow> = {}): VariantRow {
  const { position, start } = fakeRow(before)
  return fakeRow(FAKE_LIMIT + nth, {
    position: position - 100,
    start: start - 100,
    end: start,
    ref: 'T',
    alt: '<NON_REF>',
    type: 'reference-block',
    qual: null,
    filters: [],
    genotypes: [genotype('hom-ref'), genotype('hom-ref'), genotype('not-called')],
    consequence: null,
    variantsBefore: before,
    ...change,
  })
}

export function fakeRow(row: number, change: Partial<VariantRow> = {}): VariantRow {
  return {
    row,
    file: 'trio.vcf.gz',
    contig: 'chr7',
    position: 117_559_591 + row * 1_000,
    start: 117_559_590 + row * 1_000,
    end: 117_559_594 + row * 1_000,
    id: null,
    ref: 'TCTT',
    alt: 'T',
    allele: 1,
    alleles: 1,
    type: 'deletion',
    qual: 812.4,
    filters: ['PASS'],
    genotypes: [genotype('het'), genotype('het'), genotype('hom-ref')],
    consequence: fakeConsequence(),
    ...change,
  }
}

export const field = (key: string, value: string | null, description: string | null): RecordField => ({
  key,
  value,
  flag: false,
  description,
  number: '1',
  type: 'String',
})

export function fakeRecord(row: VariantRow): VariantRecord {
  const names = ['NA24385', 'NA24143', 'NA24149']
  return {
    row,
    line: 3_412 + row.row,
    info: [
      field('AC', '2', 'Allele count in genotypes, for each ALT allele, in the same order as listed'),
      field('AF', '0.333', 'Allele frequency, for each ALT allele, in the same order as listed'),
      field('DP', '106', 'Approximate read depth; some reads may have been filtered'),
      field('MQ', '60.00', 'RMS mapping quality'),
      { ...field('DB', null, 'dbSNP membership'), flag: true },
      field('XYZ', null, null),
      field(
        'CSQ',
        'T|inframe_deletion|MODERATE|CFTR|'.repeat(40),
        'Consequence annotations from Ensembl VEP',
      ),
    ],
    samples: row.genotypes.map((g, place) => ({
      name: names[place] ?? `S${place + 1}`,
      genotype: g,
      fields: [
        field('GT', g.text, 'Genotype'),
        field(
          'AD',
          g.state === 'not-called' ? null : g.state === 'hom-ref' ? '33,0' : '19,19',
          'Allelic depths',
        ),
        field('DP', g.state === 'not-called' ? null : '38', 'Approximate read depth'),
        field('GQ', g.state === 'not-called' ? null : '99', 'Genotype quality'),
      ],
    })),
    filters: row.filters.map((id) => ({
      id,
      description: id === 'PASS' ? 'All filters passed' : 'Heuristic filter failed',
    })),
    consequences:
      row.consequence === null
        ? []
        : [
            {
              ...row.consequence,
              fields: [
                ['SYMBOL', 'CFTR'],
                ['EXON', '11/27'],
                ['gnomADg_AF', '0.0075'],
              ],
            },
            {
              ...row.consequence,
              transcript: 'ENST00000426809.5',
              mane: false,
              consequence: 'intron_variant',
              impact: 'MODIFIER',
              hgvsp: null,
              fields: [
                ['SYMBOL', 'CFTR'],
                ['INTRON', '10/26'],
              ],
            },
          ],
    raw: `chr7\t${row.position}\t.\t${row.ref}\t${row.alt}\t812.4\tPASS\tAC=2;AF=0.333\tGT:AD:DP:GQ\t0/1:19,19:38:99`,
    rawTruncated: false,
  }
}

export function fakeTask(id: string, change: Partial<Task> = {}): Task {
  return {
    id,
    title: 'Indexing NA24143.bam',
    file: 'NA24143.bam',
    phase: 'reading',
    done: 27_000_000_000,
    total: 64_200_000_000,
    unit: 'bytes',
    secondsLeft: 74,
    state: 'running',
    ...change,
  }
}

/** Answers of an engine that has `rows` and, when given, an open case. */
export function fakeAnswers(
  rows: readonly VariantRow[],
  open: CaseState | null = null,
): Partial<Handlers<CallName>> {
  let current = open
  const blocks = rows.filter((row) => row.type === 'reference-block')
  const variants = rows.filter((row) => row.type !== 'reference-block')
  return {
    'host.info': async () => ({ kind: 'loopback', platform: 'linux', roots: ['/data'] }),
    'app.about': async () => ({ version: '0.1.0', node: '24.1.0', workers: 1, sources: [] }),
    'case.state': async () => current,
    'case.open': async () => (current = fakeCase()),
    'case.openDemo': async () => (current = fakeCase({ label: 'Demo trio', synthetic: true })),
    'case.close': async () => {
      current = null
      return {}
    },
    'task.list': async () => [],
    'quality.state': async () => [],
    'recent.list': async () => [],
    'preset.list': async () => ({ presets: [], problem: null }),
    'reference.state': async () => ({
      source: 'reads',
      file: null,
      contigs: [{ name: 'chr7', length: 159_345_973 }],
      fastaPath: 'reference.fa',
      faiPath: 'reference.fa.fai',
    }),
    'variants.page': async ({ of = 'variants', offset, limit }) => {
      const listed = of === 'variants' ? variants : blocks
      return {
        rows: listed.slice(offset, offset + limit),
        samples: ['NA24385', 'NA24143', 'NA24149'],
        firstRow: of === 'variants' ? 0 : FAKE_LIMIT,
        available: listed.length,
        variants: variants.length,
        referenceBlocks: blocks.length,
        loading: false,
        truncated: false,
        limit: FAKE_LIMIT,
      }
    },
    'variants.record': async ({ row }) => fakeRecord(rows.find((r) => r.row === row) ?? fakeRow(row)),
    'locus.complete': async () => [],
  }
}
