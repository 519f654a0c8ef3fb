import { CramFile, type CramRecord } from '@gmod/cram'
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openByteSource } from '../../../../../electron/engine/files/byte-source.ts'
import { readSlice } from '../../../../../electron/engine/files/cram/container.ts'
import { readContainers, readCramHeader } from '../../../../../electron/engine/files/cram/header.ts'
import { sourceFilehandle } from '../../../../../electron/engine/files/fasta/source-filehandle.ts'
import { openCram } from '../../../../../electron/engine/reads/cram-reader.ts'
import { cramFixture, cramReference } from '../../../../support/cram-files.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const cacheFolder = temporaryFolder()
const contigs = readFileSync(cramFixture('small.fa'), 'utf8')
  .split('>')
  .slice(1)
  .map((text) => text.split('\n').slice(1).join(''))

/** The records of a file as another decoder has them, in file order. */
async function ofLibrary(path: string): Promise<CramRecord[]> {
  const source = await openByteSource(path)
  const header = await readCramHeader(source)
  const library = new CramFile({
    filehandle: sourceFilehandle(source),
    seqFetch: async (refId, start, end) => contigs[refId]?.slice(start - 1, end) ?? '',
  })
  const records: CramRecord[] = []
  for await (const container of readContainers(source, header))
    for (const landmark of container.landmarks) {
      const { size } = await readSlice(source, header.version, container, landmark)
      const slice = library.getContainerAtPosition(container.offset).getSlice(landmark, size)
      records.push(...(await slice.getAllRecords()))
    }
  await source.close()
  return records
}

// It cannot read an embedded reference, and wants one for a file that needs none.
it.each(['v21', 'v30', 'v31', 'small', 'multi', 'packed', 'arith'])(
  'decodes %s.cram to what another decoder makes of it',
  async (name) => {
    const path = cramFixture(`${name}.cram`)
    const theirs = await ofLibrary(path)
    const reader = await openCram(path, { cacheFolder, reference: cramReference(cramFixture('small.fa')) })
    for (const [refId, contig] of ['one', 'two'].entries()) {
      const ours = []
      for await (const record of reader.records({ contig, start: 0, end: 10_000 }))
        ours.push({
          name: record.name,
          flags: record.flags,
          start: record.start,
          bases: record.sequence,
          qualities: [...(record.qualities ?? [])],
          mate: [record.mateRefId, record.mateStart],
        })
      const wanted = theirs.filter(({ sequenceId }) => sequenceId === refId)
      expect(ours).toEqual(
        wanted.map((record) => ({
          name: record.readName,
          flags: record.flags,
          start: record.alignmentStart - 1,
          bases: record.getReadBases(),
          // Without qualities it has 255 for each base.
          qualities: [...(record.qualityScores ?? [])].filter((quality) => quality !== 255),
          mate: [record.mate?.sequenceId ?? -1, (record.mate?.alignmentStart ?? 0) - 1],
        })),
      )
      expect(ours.length).toBeGreaterThan(150)
    }
    await reader.close()
  },
)
