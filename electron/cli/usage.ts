/** Thrown for a command line that cannot be understood: exit status 2, with the command's usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const USAGE = `casement: a clinical genome viewer that works offline

  casement serve [FOLDER…] [--port N] [--no-open]
      Opens the app in a browser on this machine; shows files below FOLDER (default: here).
  casement index FILE… [--format bai|csi|tbi] [--cache FOLDER]
      Writes the index of BAM, CRAM, VCF and BCF files beside them, or into the cache folder where that is read-only.
  casement reads FILE REGION --count | --json | --coverage [--reference FASTA] [--cache FOLDER]
      Counts or prints the reads that overlap REGION, or for each position of it: contig, pos,
      depth, A, C, G, T, N, del (docs/coverage.md says what is counted).
  casement variants VCF… [--where EXPR] [--preset NAME] [--sort COLUMN[:desc]]… [--limit N] [--columns a,b] [--count]
                    [--format tsv|json|vcf] [--missing keep|drop] [--annotate FILE]… [--panel FILE]… [--ped FILE] [--role SAMPLE=ROLE]…
                    [--hpo HP:…,HP:… --hpo-obo hp.obo --hpo-genes phenotype_to_genes.txt] [--cache FOLDER]
      Prints or counts the variants that pass a filter, one row for each alternate allele (docs/filters.md has the
      language and the columns: qual, info.AC, dp(SAMPLE), format.SB(SAMPLE) and more). Several files are one list,
      with the column file. The first time a file is imported into the cache; after that it answers at once.
  casement coverage FILE --index-only [--json] [--cache FOLDER]
      Prints the relative depth of each window of a whole BAM or CRAM, from its index alone: contig, start, end, depth
      (docs/coverage.md says what it is).
  casement coverage CASEFILE|FILE… --panel FILE… | --bed FILE | --genes A,B [--transcripts canonical|all]
                    [--tsv | --exons | --gaps [--below 10|15|20|30] [--sample NAME] | --json] [--cache FOLDER]
      Counts the coverage of every exon and 15 bp beside it in the BAM and CRAM files: a table of genes, of exons, the gaps of a
      sample as BED, or JSON. A GTF or GFF3 and a reference among the files are used. Of a case file: its panels in use.
  casement case create INPUT… --out FILE [--ped FILE] [--role SAMPLE=ROLE]… [--label TEXT] [--cache FOLDER]
      Makes a case file of files and folders: who is who, and what each file is. Nothing of the inputs is changed.
  casement case show FILE [--json] [--history] [--identifiers]
      Prints what a case file says of the case, or all that happened to it; names and NHS numbers only when asked for.
  casement case ped FILE
      Prints the case's pedigree as a PED.
  casement verify FILE [--json] [--sha256]
      Walks the chain of a case file's events and looks whether its inputs are what they were (exit status 0 when all is);
      with --sha256 it reads those whole whose digest the case has.
  casement qc CASE | INPUT… [--json] [--cache FOLDER]
      Makes the checks of a case before its first variant: build, files, coverage, sex, relatedness, Mendelian errors,
      contamination, tumour and normal, sample swaps. Indexes and imports that it needs are made first; a case file is
      only read. Exit status 1 when a check warns or fails and is not acknowledged in the case.
  casement demo FOLDER
      Writes the synthetic demo trio.
  casement --version | --help

REGION is chr:start-end, 1-based, both ends included, as in samtools.
Exit status: 0 fine; 1 something is wrong with a file, said in one sentence; 2 the command line is wrong.
`
