import { Fault } from '../../../../shared/errors/fault.ts'
import type { Contig } from '../../../../shared/genome/region.ts'
import { type HeaderText, parseHeaderText } from '../bam/header-text.ts'
import type { ByteSource } from '../byte-source.ts'
import {
  type CramContainer,
  type CramVersion,
  DEFINITION_SIZE,
  readBlock,
  readContainer,
  readCramVersion,
  structureContent,
} from './container.ts'
import { CramCursor, damagedCram } from './cram-bytes.ts'

export type CramHeader = HeaderText & {
  readonly version: CramVersion
  /** The SAM header as text, without padding. */
  readonly text: string
  /** The contigs of the `@SQ` lines: records refer to them by number. */
  readonly references: readonly Contig[]
  /** MD5 of each contig's bases where the header says it, by number. */
  readonly digests: readonly (string | undefined)[]
  /** Where the first container of reads starts. */
  readonly firstContainer: number
}

/** Longest text of a header, as in BAM. */
const MAX_TEXT = 1 << 28

/**
 * Reads the version and the SAM header of a CRAM file.
 *
 * @throws Fault `cram/damaged`, `cram/unsupported`, `file/…`
 * @see CRAMv3 §7, §8.3
 */
export async function readCramHeader(source: ByteSource): Promise<CramHeader> {
  const version = await readCramVersion(source)
  const container = await readContainer(source, version, DEFINITION_SIZE)
  const { text, end } = await readText(source, version, container)
  const { references, digests } = contigsOf(text, source.path)
  return { version, text, references, digests, firstContainer: end, ...parseHeaderText(text, references) }
}

async function readText(source: ByteSource, version: CramVersion, container: CramContainer) {
  const fail = (detail: string, cause?: unknown): Fault =>
    damagedCram(source.path, container.offset, detail, cause)
  const bytes = await source.read(container.dataStart, container.length)
  const content = structureContent(readBlock(bytes, 0, version, fail), fail)
  const cursor = new CramCursor(content, fail)
  const length = cursor.uint32('the length of the header')
  if (length > MAX_TEXT) throw fail(`a header of ${length} bytes is not possible`)
  const padded = Buffer.from(cursor.bytes(length, 'the header')).toString()
  const nul = padded.indexOf('\0')
  return { text: nul < 0 ? padded : padded.slice(0, nul), end: container.dataStart + container.length }
}

function contigsOf(text: string, file: string) {
  const references: Contig[] = []
  const digests: (string | undefined)[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('@SQ\t')) continue
    const field = (key: string): string | undefined => new RegExp(`\\t${key}:([^\\t\\r]*)`).exec(line)?.[1]
    const name = field('SN')
    const length = Number(field('LN'))
    if (name === undefined || name === '' || !Number.isSafeInteger(length) || length < 0)
      throw damagedCram(
        file,
        DEFINITION_SIZE,
        `the header has a contig without a name or length ("${line.slice(0, 60)}")`,
      )
    references.push({ name, length })
    digests.push(field('M5')?.toLowerCase())
  }
  return { references, digests }
}

/**
 * The containers of reads in file order, each without the one that marks the end.
 *
 * @returns (at the end) whether the file has its end-of-file mark
 * @throws Fault `cram/damaged`
 */
export async function* readContainers(
  source: ByteSource,
  { version, firstContainer }: Pick<CramHeader, 'version' | 'firstContainer'>,
): AsyncGenerator<CramContainer, boolean> {
  for (let at = firstContainer; at < source.size;) {
    const container = await readContainer(source, version, at)
    if (container.isEnd) return true
    yield container
    at = container.dataStart + container.length
  }
  return false
}

/** Whether the file ends with the end-of-file mark of its version; CRAM 2.0 has none. @see CRAMv3 §9 */
export async function hasCramEnd(source: ByteSource, version: CramVersion): Promise<boolean> {
  if (version.major === 2 && version.minor === 0) return true
  const size = version.major >= 3 ? 38 : 30
  if (source.size < size) return false
  try {
    return (await readContainer(source, version, source.size - size)).isEnd
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.error.kind === 'cram/damaged') return false
    throw thrown
  }
}
