import type { Compression, FileIdentity, FileKind } from '../../../shared/case/case-file.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import type { Contig } from '../../../shared/genome/region.ts'
import { soundIndividuals } from '../../../shared/pedigree/sound-pedigree.ts'
import { readBamHeader } from './bam/header.ts'
import { bcfHeaderOf } from './bcf/header.ts'
import { hasEofBlock } from './bgzf/bgzf-reader.ts'
import { hasCramEnd, readCramHeader } from './cram/header.ts'
import { type ByteSource, openByteSource } from './byte-source.ts'
import { fastaContigs } from './fasta/contigs.ts'
import { twoBitContigs } from './fasta/reference-file.ts'
import { identifyFile } from './identity.ts'
import { type SniffedFile, sniffSource } from './sniff.ts'
import { readPedigree } from './text/ped.ts'
import { textBlocks } from './text/text-blocks.ts'
import { type VcfHeader, readVcfHeader } from './vcf/header.ts'

/** What a file says about itself before its records are read. */
export type FileDescription = {
  readonly identity: FileIdentity
  readonly kind: FileKind
  readonly compression: Compression
  /** `@RG SM` of a BAM or CRAM, sample columns of a VCF, individuals of a PED. */
  readonly samples: readonly string[]
  /** In the file's own names and order; length 0 where the file does not say. */
  readonly contigs: readonly Contig[]
  /** Whether the mark at the end of a BGZF file or a CRAM is there; null of others. */
  readonly endMark: boolean | null
  readonly notices: readonly CasementError[]
}

type Content = Pick<FileDescription, 'samples' | 'contigs' | 'notices'>

const NOTHING: Content = { samples: [], contigs: [], notices: [] }
/** Header notices shown; a header broken throughout would fill the screen. */
const MAX_NOTICES = 5

function ofVcfHeader({ samples, contigs, notices }: VcfHeader): Content {
  return { samples, contigs, notices: notices.slice(0, MAX_NOTICES) }
}

async function contentOf(source: ByteSource, { kind, compression }: SniffedFile): Promise<Content> {
  const file = source.path
  switch (kind) {
    case 'bam': {
      const { samples, references, notes } = await readBamHeader(source)
      const notices = notes.map((note): CasementError => ({ kind: 'bam/header-note', file, note }))
      return { samples, contigs: references, notices }
    }
    case 'vcf':
      return ofVcfHeader(await readVcfHeader(textBlocks(source, compression)))
    case 'bcf':
      return ofVcfHeader(await bcfHeaderOf(source, compression))
    case 'fasta':
      return { ...NOTHING, contigs: await fastaContigs(file, compression) }
    case '2bit':
      return { ...NOTHING, contigs: await twoBitContigs(file) }
    case 'ped': {
      const { individuals, notices } = await readPedigree(file)
      const { problems } = soundIndividuals(individuals, file)
      const names = [...new Set(individuals.map(({ id }) => id))]
      return { ...NOTHING, samples: names, notices: [...notices, ...problems] }
    }
    case 'cram': {
      const { version, samples, references, notes } = await readCramHeader(source)
      const notices = notes.map((note): CasementError => ({ kind: 'bam/header-note', file, note }))
      if (!(await hasCramEnd(source, version)))
        notices.unshift({ kind: 'cram/no-end', file, size: source.size })
      return { samples, contigs: references, notices }
    }
    case 'bed':
    case 'gtf':
    case 'gff3':
      return NOTHING
  }
}

/**
 * Opens a file by its content and reads what its header says. A BGZF file without its end-of-file mark is described
 * with a notice: it may have been cut off.
 *
 * @throws Fault `file/…`, those of {@link sniffSource}, and those of reading the header of its kind
 */
export async function describeFile(path: string): Promise<FileDescription> {
  const source = await openByteSource(path)
  try {
    const sniffed = await sniffSource(source)
    const content = await contentOf(source, sniffed)
    const cut = sniffed.compression === 'bgzf' && !(await hasEofBlock(source))
    const notices: CasementError[] = cut
      ? [{ kind: 'bgzf/no-eof-block', file: path, size: source.size }, ...content.notices]
      : [...content.notices]
    const endMark =
      sniffed.compression === 'bgzf' || sniffed.kind === 'cram'
        ? !notices.some(({ kind }) => kind === 'bgzf/no-eof-block' || kind === 'cram/no-end')
        : null
    return { identity: await identifyFile(path), ...sniffed, ...content, endMark, notices }
  } finally {
    await source.close()
  }
}
