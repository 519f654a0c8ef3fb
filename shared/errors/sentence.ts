import { absentSentence, type AbsentReason } from '../quality/absent-gene.ts'
import { readVariantSearch } from '../variant/variant-search.ts'
import type { CasementError } from './casement-error.ts'

/** A file's base name: enough to recognise it, and no folder names on the projector. */
function name(path: string): string {
  return (
    path
      .replace(/[\\/]+$/, '')
      .split(/[\\/]/)
      .at(-1) ?? path
  )
}

const at = (contig: string, position: number): string => `${contig}:${position.toLocaleString('en-GB')}`
const bytes = (count: number): string => `${count.toLocaleString('en-GB')} bytes`
/** The first few of a list, and how many more there are. */
const some = (names: readonly string[]): string => {
  const more = names.length - 6
  if (names.length === 0) return 'nothing'
  return `${names.slice(0, 6).join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}`
}

const known = (names: readonly string[], whose: 'It' | 'The case'): string => {
  if (names.length === 0) return `${whose} has no contigs.`
  return `${whose} has ${some(names)}.`
}

/** As one reads them out: `a, b and c`. */
function listed(names: readonly string[]): string {
  const most = names.slice(0, 20)
  const more = names.length - most.length
  if (more > 0) return `${most.join(', ')} and ${more.toLocaleString('en-GB')} more`
  const last = most.pop()
  return most.length === 0 ? (last ?? '') : `${most.join(', ')} and ${last ?? ''}`
}
const orList = (names: readonly string[]): string => names.join(' or ')
const inPed = (path: string | undefined): string => (path === undefined ? '' : ` in ${name(path)}`)
/** What became of a link between child and parent that makes no sense. */
const leftOut = (path: string | undefined): string =>
  path === undefined
    ? 'Correct one of the two.'
    : 'This link was left out: correct the PED, or say it in Who is who.'
/** Where in a filter, counted in characters from 1. */
const inFilter = ({ text, from }: { text: string; from: number }): string =>
  `At character ${(Array.from(text.slice(0, from)).length + 1).toLocaleString('en-GB')} of the filter`
const meant = (closest: readonly string[], otherwise: string): string =>
  closest.length === 0 ? otherwise : `Perhaps ${closest.join(' or ')} is meant.`

/** A record has the names that the file gives it, and perhaps none: that it is not found does not say that it is not there. */
const byName = (text: string): string =>
  readVariantSearch(text)?.kind === 'allele'
    ? ''
    : ' Its record may not be named so: type its alleles, such as chr7-117559590-ATCT-A.'

/** The first few genes that cannot be counted, each with the reason. */
function absentGenes(genes: readonly { readonly symbol: string; readonly reason: AbsentReason }[]): string {
  const more = genes.length - 3
  const words = genes.slice(0, 3).map(({ symbol, reason }) => `${symbol} (${absentSentence(reason)})`)
  return `${words.join(', ')}${more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}`
}

const COPY_AGAIN = 'Copy the file again from its source and compare checksums.'

/**
 * The sentence a user reads for an error: what is wrong, in which file, where, and what to do. The only place that
 * puts errors into words; the compiler asks for every kind.
 */
export function sentence(error: CasementError): string {
  switch (error.kind) {
    case 'file/not-found':
      return `${name(error.file)} is not there. Check the path (${error.file}) or that the drive is connected.`
    case 'file/no-permission':
      return `${name(error.file)} may not be read by this user. Ask whoever owns it for read permission.`
    case 'file/is-folder':
      return `${name(error.file)} is a folder, not a file. Open it with "Open folder", or choose a file in it.`
    case 'file/not-regular':
      return `${name(error.file)} is a pipe or a device, not a file on a disk, so it cannot be read by region. Save its content as a file first.`
    case 'file/empty':
      return `${name(error.file)} is empty (0 bytes). ${COPY_AGAIN}`
    case 'file/changed':
      return `${name(error.file)} changed while it was open: ${error.detail}. Close the case and open it again once the file is complete.`
    case 'file/outside-roots':
      return `${name(error.file)} is outside the folders this server may show (${error.roots.join(', ')}). Start casement serve with its folder.`
    case 'file/unknown-kind':
      return `${name(error.file)} is not a file Casement reads${error.looksLike === undefined ? '' : `: it looks like ${error.looksLike}`}. Open BAM, VCF, FASTA, 2bit, BED, PED, GTF or GFF3 files.`
    case 'file/disk-full':
      return `The disk is full: ${name(error.file)} could not be written${error.needed === undefined ? '' : ` (${bytes(error.needed)} needed)`}. Free some space and try again; nothing was changed.`
    case 'file/not-writable':
      return `${name(error.file)} cannot be written: its folder is read-only. Nothing was changed.`
    case 'file/io':
      return `${name(error.file)} could not be read or written (${error.code}: ${error.detail}). Check the drive or network share and try again.`
    case 'bgzf/not-bgzf':
      return error.isGzip
        ? `${name(error.file)} is compressed with gzip, not bgzip, so it cannot be read by region. Re-compress it: gunzip -c FILE | bgzip > FILE.bgz.`
        : `${name(error.file)} is not a BGZF file: it does not start with a BGZF block. Check that it is the file its name says.`
    case 'bgzf/truncated':
      return `${name(error.file)} is cut off: it ends in the middle of a block at byte ${error.offset.toLocaleString('en-GB')}. ${COPY_AGAIN}`
    case 'bgzf/no-eof-block':
      return `${name(error.file)} has no end-of-file mark after its ${bytes(error.size)}: it was probably cut off while copying. ${COPY_AGAIN}`
    case 'bgzf/bad-crc':
      return `${name(error.file)} is damaged: the block at byte ${error.offset.toLocaleString('en-GB')} fails its checksum (CRC). ${COPY_AGAIN}`
    case 'bgzf/bad-length':
      return `${name(error.file)} is damaged: the block at byte ${error.offset.toLocaleString('en-GB')} has a wrong length (${error.detail}). ${COPY_AGAIN}`
    case 'bgzf/bad-block':
      return `${name(error.file)} is damaged at byte ${error.offset.toLocaleString('en-GB')}: ${error.detail}. ${COPY_AGAIN}`
    case 'bam/bad-magic':
      return `${name(error.file)} is compressed like a BAM but does not contain one (no BAM magic). Check that it is the file its name says.`
    case 'bam/other-kind':
      return `${name(error.file)} is ${error.what}, which has no reads. Reads are in BAM and CRAM files.`
    case 'bam/bad-header':
      return `The header of ${name(error.file)} cannot be read: ${error.detail}. ${COPY_AGAIN}`
    case 'bam/header-note':
      return `${name(error.file)}: ${error.note} The file is read all the same.`
    case 'bam/bad-record':
      return `${name(error.file)} has a damaged read${error.ordinal === undefined ? '' : ` (number ${error.ordinal.toLocaleString('en-GB')})`} in the block at byte ${error.offset.toLocaleString('en-GB')}: ${error.field} ${error.detail}. ${COPY_AGAIN}`
    case 'bam/unsorted':
      return `${name(error.file)} is not sorted by coordinate: read ${error.ordinal.toLocaleString('en-GB')} (${error.readName}) at ${at(error.contig, error.position)} comes after ${at(error.previousContig, error.previousPosition)}. Sort it: samtools sort -o sorted.bam ${name(error.file)}.`
    case 'cram/not-supported':
      return `${name(error.file)} is a CRAM file; this is done for BAM files only. Convert it: samtools view -b -T reference.fa -o out.bam ${name(error.file)}.`
    case 'cram/damaged':
      return `${name(error.file)} is damaged in the container at byte ${error.offset.toLocaleString('en-GB')}: ${error.detail}. ${COPY_AGAIN}`
    case 'cram/unsupported':
      return `${name(error.file)} cannot be read: ${error.detail}. Convert it: samtools view -b -T reference.fa -o out.bam ${name(error.file)}.`
    case 'cram/no-end':
      return `${name(error.file)} has no end-of-file mark after its ${bytes(error.size)}: it was probably cut off while copying. ${COPY_AGAIN}`
    case 'cram/needs-reference':
      return `The reads of ${name(error.file)} are stored as differences to a reference, and there is none for ${error.contig}. Add the FASTA or 2bit file that the reads were aligned to.`
    case 'cram/wrong-reference':
      return `${name(error.reference)} is not the reference of ${name(error.file)}: on ${error.contig} ${error.detail}. Use the reference the reads were aligned to.`
    case 'cram/unsorted':
      return `${name(error.file)} is not sorted by coordinate: the slice at ${at(error.contig, error.position)} comes after ${at(error.previousContig, error.previousPosition)}. Sort it: samtools sort -O cram -o sorted.cram ${name(error.file)}.`
    case 'index/missing':
      return `${name(error.file)} has no index. Build one with "Build index" or: casement index ${name(error.file)}.`
    case 'index/truncated':
      return `The index ${name(error.index)} is cut off (${error.detail}). Rebuild it with "Rebuild index" or: casement index ${name(error.file)}.`
    case 'index/damaged':
      return `The index ${name(error.index)} is damaged (${error.detail}). Rebuild it with "Rebuild index" or: casement index ${name(error.file)}.`
    case 'index/bad-magic':
      return `${name(error.index)} is not an index of a kind Casement knows. Rebuild it with "Rebuild index" or: casement index ${name(error.file)}.`
    case 'index/other-file':
      return `The index ${name(error.index)} does not belong to ${name(error.file)}: ${error.detail}. Rebuild it with "Rebuild index" or: casement index ${name(error.file)}.`
    case 'index/stale':
      return `The index ${name(error.index)} is older than ${name(error.file)}; it may point to the wrong places. Rebuild it with "Rebuild index" if the file was changed.`
    case 'index/not-indexable':
      return `${name(error.file)} is ${error.what}, which has no index to build. Indexes are built for BAM, CRAM, VCF and BCF files.`
    case 'index/out-of-reach':
      return `${name(error.file)} cannot be indexed: ${error.detail}.`
    case 'vcf/no-header':
      return `${name(error.file)} has no VCF header (##fileformat and a #CHROM line). Add the header of the file it came from: bcftools reheader.`
    case 'vcf/header-line-ignored':
      return `Line ${error.line} of the header of ${name(error.file)} was passed over: ${error.detail}. Fields it would have described are shown without a description.`
    case 'vcf/recompressed':
      return `${name(error.file)} is compressed with gzip, not bgzip, so a bgzip copy was made in the cache for reading by region. The file itself was not changed.`
    case 'bcf/bad-record':
      return `${name(error.file)} has a damaged record in the block at byte ${error.offset.toLocaleString('en-GB')}: ${error.detail}. ${COPY_AGAIN}`
    case 'bcf/unsorted':
      return `${name(error.file)} is not sorted: the record at ${at(error.contig, error.position)} comes after ${at(error.previousContig, error.previousPosition)}. Sort it: bcftools sort -o sorted.bcf -O b ${name(error.file)}.`
    case 'gzip/truncated':
      return `${name(error.file)} is cut off: its gzip data ends after ${error.offset.toLocaleString('en-GB')} inflated bytes. ${COPY_AGAIN}`
    case 'gzip/damaged':
      return `${name(error.file)} is damaged: its gzip data cannot be inflated past byte ${error.offset.toLocaleString('en-GB')} (${error.detail}). ${COPY_AGAIN}`
    case 'vcf/bad-header':
      return `The header of ${name(error.file)} is wrong in line ${error.line}: ${error.detail}. Correct that line and open the file again.`
    case 'vcf/too-few-columns':
      return `${name(error.file)} has ${error.found} columns in line ${error.line.toLocaleString('en-GB')} where ${error.expected} are needed. Correct or remove that line; columns are separated by tabs.`
    case 'vcf/bad-line':
      return `${name(error.file)}, line ${error.line.toLocaleString('en-GB')}: ${error.field} ${error.detail}. Correct or remove that line.`
    case 'vcf/some-malformed':
      return error.malformed === 1
        ? `One line of ${name(error.file)} could not be read and was left out. Correct it and import the file again.`
        : `${name(error.file)} has ${error.malformed.toLocaleString('en-GB')} lines that could not be read and were left out. Correct them and import the file again.`
    case 'variants/not-imported':
      return `The variants of ${name(error.file)} have not been imported, so they cannot be searched, filtered or sorted. Wait for the import to end, or start it again from the list.`
    case 'variants/none-imported':
      return `None of the files of variants has been imported, so there is no list of all of them. Wait for an import to end, or list one file alone.`
    case 'variants/several-headers':
      return `Records of several files cannot be written as one VCF: each file has its own header and samples. Export a table, or list one file alone and export its records.`
    case 'variants/other-kind':
      return `${name(error.file)} is ${error.what}, which has no variants. Choose a VCF or BCF file.`
    case 'vcf/too-many-malformed': {
      const first = error.first.map(({ line, detail }) => `line ${line.toLocaleString('en-GB')} ${detail}`)
      const some = error.malformed > first.length ? 'The first of them' : 'They'
      return `${name(error.file)} is damaged: ${error.malformed.toLocaleString('en-GB')} of its ${error.lines.toLocaleString('en-GB')} records cannot be read, more than one in a hundred. ${some}: ${first.join('; ')}. Get the file again from whoever made it.`
    }
    case 'vcf/unsorted':
      return `${name(error.file)} is not sorted: line ${error.line.toLocaleString('en-GB')} at ${at(error.contig, error.position)} comes after ${at(error.previousContig, error.previousPosition)}. Sort it: bcftools sort -o sorted.vcf.gz -O z ${name(error.file)}.`
    case 'text/bad-line':
      return `${name(error.file)} (${error.format}), line ${error.line.toLocaleString('en-GB')}: ${error.detail}. Correct or remove that line.`
    case 'text/no-column':
      return `${name(error.file)} (${error.format}) names no column ${error.column} in line ${error.line.toLocaleString('en-GB')}, only ${some(error.found)}. Export the file again with all its columns and their names.`
    case 'text/other-format':
      return `${name(error.file)} cannot be read as ${error.format}: ${error.detail}. Check that it is the file its name says.`
    case 'panel/not-a-panel':
      return `${name(error.file)} is no gene panel: ${error.detail}. Choose a panel of PanelApp (TSV or JSON), a list of gene symbols, or a BED file.`
    case 'panel/bad-entry':
      return `${name(error.file)}${error.line === undefined ? '' : `, line ${error.line.toLocaleString('en-GB')}`}: ${error.field} ${error.detail}. Correct it, or export the panel again.`
    case 'panel/nothing-recognised':
      return `${name(error.file)} names no gene that Casement knows; it has ${some(error.names)}. Write gene symbols or Ensembl gene ids (ENSG…), one on each line.`
    case 'input/bad-json':
      return `${name(error.file)}, line ${error.line.toLocaleString('en-GB')}: ${error.detail}. ${COPY_AGAIN}`
    case 'input/bad-entry':
      return `${name(error.file)} cannot be read as ${error.format}: ${error.where} ${error.detail}. Nothing of it was used; export it again.`
    case 'input/too-large':
      return `${name(error.file)} is longer than the ${bytes(error.limit)} that Casement reads of such a file. Export fewer candidates.`
    case 'shortlist/wrong-build':
      return `${name(error.file)} lists variants of ${error.build}, and this case is ${error.caseBuild}: the same coordinate is another place. Nothing of it was used; bring the file for ${error.caseBuild}.`
    case 'shortlist/too-long':
      return `${name(error.file)} lists ${error.entries.toLocaleString('en-GB')} variants; a shortlist to start from has at most ${error.limit.toLocaleString('en-GB')}. Export fewer candidates.`
    case 'coverage/no-annotation':
      return `There are no exons for ${error.build === 'unknown' ? 'an unknown genome build' : error.build}: the genes that come with Casement are of GRCh38. Add a GTF or GFF3 of the build the reads were aligned to, or a BED of what is to be covered.`
    case 'coverage/empty-panel':
      return `${error.panel} is empty: there is no gene and no interval in it to count coverage of. Choose another panel.`
    case 'coverage/nothing-to-count':
      return `Coverage cannot be counted for any gene of ${error.panel}: ${absentGenes(error.genes)}. Add a GTF or GFF3 that has the exons of these genes, or a BED of what is to be covered.`
    case 'coverage/past-end':
      return `${error.gene} in ${name(error.source)} reaches to ${at(error.contig, error.end)}, but the contig is ${error.length.toLocaleString('en-GB')} bp long: it is of another genome build than the reads. Nothing was counted. Choose genes or a BED of the build of the case.`
    case 'coverage/no-reads':
      return 'The case has no file of reads to count coverage in. Add a BAM or CRAM file.'
    case 'coverage/no-panel':
      return 'No gene panel is in use. Add one, take one into use, or name the genes.'
    case 'coverage/not-counted':
      return 'This count of coverage is not kept any more. Count again.'
    case 'phenotype/no-file':
      return error.wanted === 'terms'
        ? 'The terms of the HPO are not there. Bring hp.obo, from hpo.jax.org.'
        : 'Which genes the HPO’s terms lead to is not known. Bring phenotype_to_genes.txt of the same release as hp.obo.'
    case 'phenotype/bad-id':
      return `"${error.text}" is no id of an HPO term. Write ids such as HP:0001250, with commas between them.`
    case 'phenotype/no-genes':
      return `${name(error.file)} has no gene for ${listed(error.terms)}. Choose a broader term, or check that the two files are of the same HPO release.`
    case 'annotation/no-field':
      return `${name(error.file)} describes none of the INFO fields that are looked for: ${error.wanted.join(', ')}. Choose a file that has one of them.`
    case 'annotation/wrong-build':
      return `${name(error.file)} is not of the build of this case, ${error.build}: ${error.detail}. Nothing of it was used; bring the file for ${error.build}.`
    case 'reference/bad-file':
      return `${name(error.file)} cannot be used as a reference: ${error.detail}. Check that it is a complete FASTA or 2bit file.`
    case 'reference/contig-missing':
      return `The reference ${name(error.file)} has no contig ${error.contig}. Use the reference the reads were aligned to.`
    case 'region/bad-syntax':
      return `"${error.text}" is not a region. Write it as chr7:117559480-117559700 (1-based, both ends included).`
    case 'region/contig-missing':
      return `There is no contig ${error.contig}${error.file === undefined ? '' : ` in ${name(error.file)}`}. ${known(error.known, error.file === undefined ? 'The case' : 'It')}`
    case 'region/past-end':
      return `That position is past the end of ${error.contig}, which is ${error.length.toLocaleString('en-GB')} bp long. Check the position and the genome build.`
    case 'region/too-many-reads':
      return `${error.region} has more than ${error.limit.toLocaleString('en-GB')} reads, too many to show at once. Zoom in.`
    case 'region/too-wide':
      return `${error.region} is wider than the ${error.limit.toLocaleString('en-GB')} bp that can be shown at once. Zoom in.`
    case 'locus/not-found':
      return `"${error.query}" was not found.${error.hint === undefined ? ' Type a gene symbol, a region such as chr7:117559480-117559700, or a variant such as chr7-117559591-TCTT-T.' : ` ${error.hint}`}`
    case 'search/not-found':
      return `No variant ${error.text} in ${name(error.file)}.${byName(error.text)}`
    case 'search/several':
      return `${name(error.file)} has several variants ${error.text}. Choose one from the list, or type its gene or transcript before it.`
    case 'search/no-variants':
      return `This case has no VCF in which ${error.text} could be found. Add one, or type a gene or a region.`
    case 'filter/not-comparable':
      return `In a filter, ${error.column} can be compared with text in quotes only, not with another column. Write the name of the panel or the rating.`
    case 'query/unknown-column':
      return `There is no column "${error.name}". There are ${error.columns.slice(0, 12).join(', ')}${error.columns.length > 12 ? ` and ${error.columns.length - 12} more` : ''}.`
    case 'filter/syntax':
    case 'filter/type':
    case 'filter/argument':
      return `${inFilter(error)}: ${error.detail}.`
    case 'filter/unknown-column':
      return `${inFilter(error)}: there is no column ${error.name}. ${meant(error.closest, 'Text goes in quotes; the columns are in the list of columns.')}`
    case 'filter/unknown-function':
      return `${inFilter(error)}: there is no function ${error.name}. ${meant(error.closest, 'The functions are missing, present, has, contains, starts and within.')}`
    case 'filter/unknown-sample':
      return `${inFilter(error)}: there is no sample ${error.name}. ${error.samples.length === 0 ? 'The file has no samples.' : `The file has ${listed(error.samples)}${error.roles.length === 0 ? '' : `; the roles are ${listed(error.roles)}`}.`}`
    case 'filter/nobody-in-role':
      return `${inFilter(error)}: no sample of the file is the ${error.role}. ${error.roles.length === 0 ? 'No sample has a role: name the sample instead, or give it the role.' : `The roles are ${listed(error.roles)}; or name the sample instead.`}`
    case 'filter/several-in-role':
      return `${inFilter(error)}: more than one sample is the ${error.role}. Name the one that is meant: ${listed(error.samples)}.`
    case 'filter/unknown-word':
      return `${inFilter(error)}: ${error.column} is never "${error.word}". It can be ${listed(error.words)}.`
    case 'filter/bad-presets':
      return `The saved filters cannot be read${error.line === undefined ? '' : ` in line ${error.line.toLocaleString('en-GB')}`}${error.field === undefined ? '' : `: ${error.field}`}: ${error.detail}. Correct it, or save them again.`
    case 'preset/damaged':
      return `Your own presets cannot be read${error.line === undefined ? '' : ` in line ${error.line.toLocaleString('en-GB')}`}${error.field === undefined ? '' : `: ${error.field}`}: ${error.detail}. They are in ${error.file}: correct it there. Until then it is left as it is; saving a preset puts it aside under a name with "damaged".`
    case 'case/nothing-to-open':
      return `There is nothing Casement can open in ${error.paths.map(name).join(', ') || 'what was chosen'}. ${error.folders === undefined || error.folders.length === 0 ? 'Choose BAM and VCF files, or a folder that has some.' : `Folders in a folder are not looked into: choose those that have the files (${listed(error.folders)}), or the files themselves.`}`
    case 'case/folder-too-full':
      return `${name(error.file)} has ${error.files.toLocaleString('en-GB')} files, of which the first ${error.limit.toLocaleString('en-GB')} by name were looked at. Add those of this case that are missing by themselves.`
    case 'case/none-open':
      return 'No case is open. Open files or a folder first.'
    case 'case/unknown-file':
      return `The case has no file ${error.id}. Close the case and open it again.`
    case 'sample/from-file-name':
      return `${name(error.file)} names no sample (no SM in its @RG lines), so its file name ${error.sample} stands for the sample. Check that it is the right person.`
    case 'case/unknown-sample':
      return `The case has no sample ${error.name}. Close the case and open it again.`
    case 'sample/other-file-name':
      return `${name(error.file)} is of the sample ${error.sample} by its reads (@RG SM), but its name is that of ${error.other}. It is taken as ${error.sample}: check that it is not a mix-up.`
    case 'sample/ambiguous':
      return `${name(error.file)} (${error.sample}) could be ${orList(error.candidates)} by its name, so it is taken as none of them. Say which it is in Who is who.`
    case 'sample/not-alignments':
      return `${name(error.file)} has no reads: its samples are its columns. Choose a BAM or CRAM file.`
    case 'pedigree/bad-id':
      return `Nobody in a pedigree can be called “${error.id}”${inPed(error.file)}: names are not empty, not 0, and have neither tabs nor blanks at their ends. Choose another name.`
    case 'pedigree/id-twice':
      return error.file === undefined
        ? `${error.id} is in the pedigree twice. Give each person a name of their own.`
        : `${name(error.file)} states ${error.id} of family ${error.family} again; what was stated first counts. Correct the PED, or check Who is who.`
    case 'pedigree/id-in-families':
      return `${error.id} is a person in each of the families ${listed(error.families)}${inPed(error.file)}, so the sample of that name is taken as neither’s. Say whose it is in Who is who.`
    case 'pedigree/parent-not-listed':
      return error.file === undefined
        ? `${error.parent}, the ${error.as} of ${error.child}, is not in the pedigree. Add them first.`
        : `${name(error.file)} names ${error.parent} as ${error.as} of ${error.child}, without a line for them: they are drawn without data.`
    case 'pedigree/parent-sex':
      return `${error.parent} cannot be the ${error.as} of ${error.child}: their sex is ${error.as === 'father' ? 'female' : 'male'}${inPed(error.file)}. ${leftOut(error.file)}`
    case 'pedigree/father-and-mother':
      return `${error.parent} cannot be the ${error.as} of ${error.child}: they are a ${error.as === 'father' ? 'mother' : 'father'} as well${inPed(error.file)}. ${leftOut(error.file)}`
    case 'pedigree/own-ancestor':
      return `${error.parent} cannot be the ${error.as} of ${error.child}: somebody would be their own ancestor${inPed(error.file)}. ${leftOut(error.file)}`
    case 'pedigree/other-phenotype':
      return `${name(error.file)} has a phenotype that is neither 1 (unaffected) nor 2 (affected): “${error.phenotype}” of ${error.id}${error.people > 1 ? `, and others of ${error.people - 1} more` : ''}. Whether they are affected is taken as not known: say it in Who is who.`
    case 'pedigree/no-sample':
      return `Nobody in ${name(error.file)} is called as a sample or a file of the case is (${listed(error.samples)}). Say whose the samples are in Who is who.`
    case 'pedigree/stated-again':
      return `${name(error.file)} states ${error.id}, whom another of the files states as well. What was read first counts, and nothing of this family was used. Add the file by itself to put it in the place of the other.`
    case 'pedigree/stated-anew':
      return `${name(error.file)} states ${listed(error.ids)} anew: that took the place of what the case said of them. Check it; Undo takes it back.`
    case 'pedigree/unknown-person':
      return `There is nobody called ${error.id} in the pedigree. Add them first.`
    case 'pedigree/sample-twice':
      return `The sample ${error.sample} cannot be of ${listed(error.ids)} both. Take it from one of them first.`
    case 'case/not-a-case':
      return `${name(error.file)} is not a case of Casement: ${error.detail}. Choose a .casement file, or open the sequencing files themselves.`
    case 'case/newer':
      return `${name(error.file)} was written by a later version of Casement (its form is ${error.version}, this version knows ${error.known}). Open it with that version: nothing of it was changed.`
    case 'case/damaged':
      return `${name(error.file)} is damaged (${error.detail}). ${COPY_AGAIN}`
    case 'case/busy':
      return `${name(error.file)} is being written by another program. Try again in a moment.`
    case 'case/with-others':
      return `${name(error.file)} is a case with files of its own. Open it alone, then add the others to it.`
    case 'case/not-kept':
      return `${error.label} is not kept in a file. Save it first.`
    case 'case/exists':
      return `${name(error.file)} is there already. Choose another name: cases are never written over.`
    case 'case/chain-broken':
      return `${name(error.file)} was changed outside Casement: ${error.detail}. What follows cannot be relied on, and nothing is added to it. Go back to a copy from before.`
    case 'case/bad-event':
      return `Event ${error.sequence} of ${name(error.file)} is none that this version knows (${error.detail}). Open the case with the version that wrote it.`
    case 'case/locked':
      return `${error.owner.user} on ${error.owner.machine} has ${name(error.file)} open${error.owner.since === '' ? '' : ` since ${error.owner.since.slice(0, 16).replace('T', ' ')} UTC`}. You can read it; it can be changed when they have closed it.`
    case 'case/lock-lost':
      return `${name(error.file)} has been taken over by somebody else, so this was not kept. Close the case and open it again to see what they did.`
    case 'case/overtaken':
      return `Somebody else has added to ${name(error.file)} meanwhile, so this was not kept. Close the case and open it again.`
    case 'case/displaced':
      return `${name(error.file)} was renamed, replaced or removed while it was open, so this was not kept. Close the case and open it from where it is now.`
    case 'case/not-stale':
      return `Whoever has ${name(error.file)} open is still at work: it cannot be taken over.`
    case 'case/nothing-to-undo':
      return `There is nothing to ${error.redo ? 'redo' : 'undo'}.`
    case 'case/digested':
      return `The SHA-256 of every file of ${error.label} that can be read is known already.`
    case 'case/unknown-individual':
      return `The case has nobody called ${error.id}.`
    case 'quality/blocks':
      return 'This check blocks the review: no reason makes up for it. Open the case with files of one reference.'
    case 'quality/other-finding':
      return 'The check has found something else since: look at it again before you acknowledge it.'
    case 'quality/not-acknowledged':
      return 'Nobody has acknowledged what this check found, or it was withdrawn already.'
    case 'case/input-missing':
      return `${name(error.file)} is not where it was (${error.looked.join(', ')}). Say where it is now: the other files of the case are then looked for beside it.`
    case 'case/input-differs':
      return `What lies at ${error.file} is not the file this case was made with: ${error.detail}. Find the original, or make a new case.`
    case 'case/build-conflict': {
      const first = error.conflicts[0]
      if (first === undefined) return 'The files are from different genome builds.'
      const more = error.conflicts.length - 1
      const length = (contig: { contig: string; length: number }, file: string): string =>
        `${contig.contig} is ${contig.length.toLocaleString('en-GB')} bp in ${name(file)}`
      return `The files are from different genome builds and were not opened together: ${length(first.a, first.fileA)} but ${length(first.b, first.fileB)}${more > 0 ? ` (and ${more} more such contigs)` : ''}. Open files of one build.`
    }
    case 'task/cancelled':
      return `${error.title} was cancelled. Nothing was left behind.`
    case 'task/unknown':
      return `That task has already ended.`
    case 'engine/died':
      return 'The engine stopped while working on this and is being started again. Your case is kept; try once more in a moment.'
    case 'call/invalid':
      return `The window asked the engine for something it does not understand (${error.call}). This is a defect: please report it with the details.`
    case 'call/unknown':
      return `The window asked for something this version does not have (${error.call}). Restart Casement.`
    case 'host/unsupported':
      return `${error.what} is not available here.`
    case 'host/disconnected':
      return 'The connection to Casement is gone. If it was stopped, start it again with npm start or casement serve; this page then reconnects by itself.'
    case 'internal':
      return 'Something went wrong inside Casement. Nothing of yours was changed. Please report it with the details.'
  }
}
