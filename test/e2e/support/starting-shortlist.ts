import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { vcfText } from '../../support/vcf-text.ts'

const CSQ = 'Allele|Consequence|IMPACT|SYMBOL|Gene|Feature_type|Feature|BIOTYPE|HGVSc|HGVSp|MANE_SELECT'
const META = [
  '##contig=<ID=chr2,length=242193529>',
  '##contig=<ID=chr15,length=101991189>',
  '##contig=<ID=chrM,length=16569>',
  `##INFO=<ID=CSQ,Number=.,Type=String,Description="Consequence annotations from Ensembl VEP. Format: ${CSQ}">`,
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
  '##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Allelic depths">',
]

const csq = (allele: string, what: string, impact: string, gene: string, c: string, p: string): string =>
  `CSQ=${[allele, what, impact, gene, '', 'Transcript', c.split(':')[0] ?? '', 'protein_coding', c, p, ''].join('|')}`

/** A trio of which tiering singled out two variants, one of them mitochondrial; one that it names is not in the VCF. */
const RECORDS = [
  ['chr2', 165_310_413, '.', 'C', 'T', 812, 'PASS', csq('T', 'stop_gained', 'HIGH', 'SCN2A', 'NM_001040142.2:c.2695C>T', 'p.(Arg899Ter)'), 'GT:AD', '0/1:19,18', '0/0:33,0', '0/0:30,0'],
  ['chr2', 178_535_000, '.', 'GCTT', 'G', 640, 'PASS', csq('-', 'inframe_deletion', 'MODERATE', 'TTN', 'NM_001267550.2:c.94123_94125del', 'p.(Lys31375del)'), 'GT:AD', '0/1:20,15', '0/1:17,16', '0/0:28,0'],
  ['chr15', 48_465_800, '.', 'A', 'G', 300, 'PASS', csq('G', 'missense_variant', 'MODERATE', 'FBN1', 'NM_000138.5:c.5072T>C', 'p.(Ile1691Thr)'), 'GT:AD', '0/1:14,12', '0/0:31,0', '0/1:16,15'],
  ['chrM', 3243, '.', 'A', 'G', 900, 'PASS', csq('G', 'non_coding_transcript_exon_variant', 'MODIFIER', 'MT-TL1', '', ''), 'GT:AD', '0/1:900,80', '0/1:950,20', '0/0:900,0'],
] // prettier-ignore

const PANEL = { panelIdentifier: '285', panelName: 'Intellectual disability', panelVersion: '4.42' }
const event = (tier: string, moi: string, gene: string, more: object = {}): object => ({
  reportEventId: 'RE',
  phenotypes: { nonStandardPhenotype: ['Intellectual disability'], standardPhenotypes: null },
  modeOfInheritance: moi,
  genomicEntities: [{ type: 'gene', ensemblId: 'ENSG00000136531', geneSymbol: gene }],
  genePanel: PANEL,
  segregationPattern: null,
  penetrance: 'complete',
  score: 0,
  tier,
  ...more,
})
const variant = (
  place: readonly [string, number, string, string],
  reportEvents: readonly object[],
): object => {
  const [chromosome, position, reference, alternate] = place
  const call = (sampleId: string, zygosity: string): object => ({
    participantId: sampleId,
    sampleId,
    zygosity,
  })
  return {
    variantCoordinates: { chromosome, position, reference, alternate, assembly: 'GRCh38' },
    variantCalls: [
      call('kim', 'heterozygous'),
      call('mum', 'reference_homozygous'),
      call('dad', 'reference_homozygous'),
    ],
    reportEvents,
  }
}

/** Writes a folder as it comes back from interpretation: `trio.vcf` and `tiering.json`. */
export function writeTieredFamily(folder: string): void {
  writeFileSync(join(folder, 'trio.vcf'), vcfText(RECORDS, { meta: META, samples: ['kim', 'mum', 'dad'] }))
  const genome = {
    versionControl: { gitVersionControl: '6.2.0' },
    interpretationRequestId: '1',
    interpretationRequestVersion: 1,
    interpretationService: 'genomics_england_tiering',
    variants: [
      variant(
        ['2', 165_310_413, 'C', 'T'],
        [
          event('TIER1', 'monoallelic_not_imprinted', 'SCN2A', { segregationPattern: 'deNovo' }),
          event('TIER3', 'biallelic', 'SCN2A', { genePanel: null }),
        ],
      ),
      variant(
        ['MT', 3243, 'A', 'G'],
        [event('TIER2', 'mitochondrial', 'MT-TL1', { segregationPattern: 'MitochondrialGenome' })],
      ),
      variant(['15', 48_470_000, 'G', 'A'], [event('TIER3', 'monoallelic', 'FBN1')]),
    ],
    referenceDatabasesVersions: {},
    softwareVersions: { 'gel-tiering': '2.0' },
  }
  const archived = { created_at: '2023-05-01T09:30:00Z', interpreted_genome_data: genome }
  writeFileSync(join(folder, 'tiering.json'), JSON.stringify(archived, null, 1))
}
