import type { TextBlocks } from '../text/text-blocks.ts'
import { type LineSource, type TextLine, createBlockCache } from '../text/text-lines.ts'
import type { VcfHeader } from '../vcf/header.ts'
import { bcfDictionaries } from './dictionaries.ts'
import { type BcfContext, bcfRecordLine } from './record-line.ts'
import { type BcfRecord, badBcfRecord, createBcfSplitter, readBcfRecords } from './records.ts'
import { BcfValueError } from './typed-value.ts'

/**
 * The records of a BCF as the lines of a VCF, so that everything that reads a VCF reads a BCF. Places are those of
 * the records; numbers count as if the header's lines came before.
 *
 * Reading and picking throw Fault `bcf/bad-record`, `bgzf/…`.
 */
export function bcfLines(text: TextBlocks, header: VcfHeader): LineSource {
  const context: BcfContext = {
    dictionaries: bcfDictionaries(header),
    samples: header.samples.length,
  }
  return {
    path: text.path,
    async *lines({ from = header.end, firstNumber = header.lines + 1, signal } = {}) {
      let number = firstNumber
      for await (const records of readBcfRecords(text, from, signal))
        yield records.map((record) => lineOf(record, number++, context, text.path))
    },
    picker() {
      const blockAt = createBlockCache(text)
      return {
        async at(place) {
          const splitter = createBcfSplitter(text.path)
          let address = place.block
          let { within } = place
          for (;;) {
            const block = await blockAt(address)
            if (block === null) {
              splitter.end()
              return null
            }
            const [record] = splitter.feed(block, within, 1)
            if (record) return lineOf(record, 0, context, text.path)
            address = block.next
            within = 0
          }
        },
      }
    },
  }
}

function lineOf(record: BcfRecord, number: number, context: BcfContext, file: string): TextLine {
  const { bytes, shared, place, after } = record
  try {
    const line = Buffer.from(bcfRecordLine(bytes, shared, context), 'latin1')
    return { bytes: line, number, place, after }
  } catch (thrown) {
    if (!(thrown instanceof BcfValueError)) throw thrown
    throw badBcfRecord(file, place.block, thrown.message, thrown)
  }
}
