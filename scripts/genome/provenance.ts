import type { GeneDraft } from '../../electron/engine/genome/gene-table-builder.ts'
import type { Build } from '../../shared/genome/build.ts'
import type { Band, DataSource } from '../../shared/genome/gene.ts'
import { packageVersion } from './ideogram-file.ts'

const LICENCE = 'CC0-1.0'

/** What the About panel says of each bundled data set; the counts are of this build. */
export function provenance(
  genes: readonly GeneDraft[],
  bands: Readonly<Record<Exclude<Build, 'unknown'>, readonly Band[]>>,
  clinvar: { readonly alleles: number; readonly date: string },
): DataSource[] {
  const through = `through ideogram ${packageVersion()}`
  const count = (n: number): string => n.toLocaleString('en-GB')
  const placed = (placement: GeneDraft['placement']): string =>
    count(genes.filter((g) => g.placement === placement).length)
  const shades = bands.GRCh37.filter((b) => b.stain === 'gpos').length
  return [
    {
      name: 'Chromosome bands (GRCh37, GRCh38, T2T-CHM13v2)',
      release: `NCBI ideogram tables, 850 bands, ${through}`,
      date: 'GRCh37 2009, GRCh38 2013, T2T-CHM13v2 2022',
      licence: LICENCE,
      note: `Band ends agree with the chromosome lengths of each build. GRCh37's table has no shades: those of the GRCh38 band of the same name are used${shades > 0 ? ` (${shades} bands have no namesake)` : ''}. T2T's 21p11.1 and 21q11.1 are one band: the table gives them no possible boundary.`,
    },
    {
      name: 'Genes and transcripts (GRCh38)',
      release: `Ensembl 110, ${through}`,
      date: '2023-07',
      licence: LICENCE,
      note: `${count(genes.length)} genes with a symbol. Coding transcripts only, by Ensembl name without accession or version; the first is Ensembl canonical; MANE is not marked; non-coding genes have no exons and no strand. Exons are given only where their place is certain: ${placed('gene-ends')} genes by the gene's own ends, ${placed('clinvar')} by ClinVar splice and start-codon variants; for ${placed('unknown')} coding genes the data does not say and only the gene is drawn. Add a GTF or GFF3 for complete, versioned transcripts.`,
    },
    {
      name: 'Gene synonyms',
      release: through.replace('through ', ''),
      date: 'not stated by the package',
      licence: LICENCE,
      note: 'Used to find genes by their other names: in the locus box, in gene panels and for phenotypes. A synonym may belong to several genes; then all of them are named and none is chosen.',
    },
    {
      name: 'ClinVar subset (GRCh38)',
      release: `ClinVar ${clinvar.date}, ${through}`,
      date: clinvar.date,
      licence: LICENCE,
      note: `${count(clinvar.alleles)} alleles: pathogenic and likely pathogenic, two or more submitters without conflict. Looked up by exact allele. A variant that is not in it may be anything, benign, uncertain or conflicting variants included. Also used to place transcripts.`,
    },
  ]
}
