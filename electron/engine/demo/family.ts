/** The demo's three people. Sample names are neutral; `@RG SM`, VCF columns and the PED agree on them. */
export type Member = 'proband' | 'mother' | 'father'

export const MEMBERS: readonly Member[] = ['proband', 'mother', 'father']

/** Sample names; in this order they are also in alphabetical order. */
export const SAMPLE_NAME: Readonly<Record<Member, string>> = {
  proband: 'DEMO-1-PROBAND',
  mother: 'DEMO-2-MOTHER',
  father: 'DEMO-3-FATHER',
}

export const DEMO_FILE_NAMES = {
  vcf: 'demo.vcf.gz',
  ped: 'demo.ped',
  bam: {
    proband: 'demo-1-proband.bam',
    mother: 'demo-2-mother.bam',
    father: 'demo-3-father.bam',
  },
} as const

/** Every file `writeDemoCase` writes, in the order it reports them. */
export const demoFileNames: readonly string[] = [
  DEMO_FILE_NAMES.bam.proband,
  DEMO_FILE_NAMES.bam.mother,
  DEMO_FILE_NAMES.bam.father,
  DEMO_FILE_NAMES.vcf,
  DEMO_FILE_NAMES.ped,
]

/**
 * The copies of the genome the family holds. Parents have two, one of which the proband inherited (there is no
 * recombination in the demo); `child-…` alleles arose anew on the proband's own copy.
 */
export type Lineage =
  | 'mother-transmitted'
  | 'mother-other'
  | 'father-transmitted'
  | 'father-other'
  | 'child-maternal'
  | 'child-paternal'

/**
 * The copies a member carries of a contig, each as the lineages that make it up. The father's only X is not the
 * one the son has; the mother has no Y. The demo's X and Y loci lie outside the pseudo-autosomal regions.
 */
export function copiesOf(member: Member, contig: string): readonly (readonly Lineage[])[] {
  switch (member) {
    case 'proband':
      if (contig === 'chrX') return [['mother-transmitted', 'child-maternal']]
      if (contig === 'chrY') return [['father-transmitted', 'child-paternal']]
      return [
        ['mother-transmitted', 'child-maternal'],
        ['father-transmitted', 'child-paternal'],
      ]
    case 'mother':
      return contig === 'chrY' ? [] : [['mother-transmitted'], ['mother-other']]
    case 'father':
      if (contig === 'chrX') return [['father-other']]
      if (contig === 'chrY') return [['father-transmitted']]
      return [['father-transmitted'], ['father-other']]
  }
}

/** The pedigree file: proband affected, parents not (PED columns: family, id, father, mother, sex, phenotype). */
export function pedText(): string {
  const rows = [
    ['DEMO', SAMPLE_NAME.proband, SAMPLE_NAME.father, SAMPLE_NAME.mother, '1', '2'],
    ['DEMO', SAMPLE_NAME.mother, '0', '0', '2', '1'],
    ['DEMO', SAMPLE_NAME.father, '0', '0', '1', '1'],
  ]
  const header = '#FID\tIID\tPAT\tMAT\tSEX\tPHENO'
  return [header, ...rows.map((row) => row.join('\t')), ''].join('\n')
}
