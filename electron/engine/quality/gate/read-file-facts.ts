import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { FileFacts } from '../../../../shared/quality/file-health.ts'
import { readBamHeader } from '../../files/bam/header.ts'
import type { HeaderText } from '../../files/bam/header-text.ts'
import { bcfHeaderOf } from '../../files/bcf/header.ts'
import { hasEofBlock } from '../../files/bgzf/bgzf-reader.ts'
import { type ByteSource, openByteSource } from '../../files/byte-source.ts'
import { hasCramEnd, readCramHeader } from '../../files/cram/header.ts'
import { assertUnchanged } from '../../files/identity.ts'
import { textBlocks } from '../../files/text/text-blocks.ts'
import { readVcfHeader } from '../../files/vcf/header.ts'
import { bamPrograms, vcfPrograms } from './header-programs.ts'

export type FileFactsInput = Pick<CaseFile, 'identity' | 'kind' | 'compression'>

/** What a file's header and its end say; of the index and the notices the case knows. */
export type HeaderFacts = Pick<FileFacts, 'end' | 'sortOrder' | 'readGroups' | 'samples' | 'programs'>

const NOTHING = { sortOrder: null, readGroups: null, samples: [], programs: [] } as const

/** Reads what a file's header and its end say. Runs in a worker. @throws Fault `file/changed`, and as reading the header of its kind */
export async function readFileFacts({ identity, kind, compression }: FileFactsInput): Promise<HeaderFacts> {
  await assertUnchanged(identity)
  const source = await openByteSource(identity.path)
  try {
    const bgzfEnd = async (): Promise<HeaderFacts['end']> =>
      compression !== 'bgzf' ? 'not-used' : (await hasEofBlock(source)) ? 'there' : 'missing'
    switch (kind) {
      case 'bam':
        return { end: await bgzfEnd(), ...ofReads(await readBamHeader(source)) }
      case 'cram': {
        const header = await readCramHeader(source)
        const end = (await hasCramEnd(source, header.version)) ? 'there' : 'missing'
        return { end, ...ofReads(header) }
      }
      case 'vcf':
      case 'bcf': {
        const { samples, text } = await variantHeader(source, { kind, compression })
        return { ...NOTHING, end: await bgzfEnd(), samples: [...samples], programs: vcfPrograms(text) }
      }
      case 'fasta':
      case '2bit':
      case 'bed':
      case 'ped':
      case 'gtf':
      case 'gff3':
        return { ...NOTHING, samples: [], programs: [], end: await bgzfEnd() }
    }
  } finally {
    await source.close()
  }
}

function variantHeader(
  source: ByteSource,
  { kind, compression }: Pick<FileFactsInput, 'kind' | 'compression'>,
) {
  return kind === 'bcf' ? bcfHeaderOf(source, compression) : readVcfHeader(textBlocks(source, compression))
}

function ofReads({
  sortOrder,
  readGroups,
  samples,
  text,
}: HeaderText & { readonly text: string }): Omit<HeaderFacts, 'end'> {
  return {
    sortOrder: sortOrder ?? null,
    readGroups: {
      count: readGroups.length,
      withoutSample: readGroups.filter(({ sample }) => sample === undefined || sample === '').length,
    },
    samples: [...samples],
    programs: bamPrograms(text),
  }
}
