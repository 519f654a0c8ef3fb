import { copyFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { buildBamIndexJob } from '../../../../../electron/engine/indexing/build-bam-index.ts'
import { pileUp } from '../../../../../electron/engine/quality/genotypes/pile-up.ts'
import { openBam } from '../../../../../electron/engine/reads/region-reader.ts'
import { unobserved } from '../../../../../electron/engine/work/job.ts'
import { golden, havePublicData, publicFile } from '../../../../support/bam-files.ts'
import { temporaryFolder } from '../../../../support/temporary-folder.ts'

const folder = temporaryFolder()
const BASES = 'ACGT'

test.skipIf(!havePublicData())(
  'reads of each base are those of samtools mpileup, overlapping mates once',
  async () => {
    const rows = await golden('quality/pile-up.tsv')
    for (const file of new Set(rows.map(([name = '']) => name))) {
      const path = join(folder, basename(file))
      copyFileSync(publicFile(file), path)
      await buildBamIndexJob({ path, cacheFolder: folder }, unobserved)
      const reader = await openBam(path, { cacheFolder: folder })
      await using _ = { [Symbol.asyncDispose]: () => reader.close() }
      const own = rows.filter(([name]) => name === file)
      const counts = own.map(([, , , ...numbers]) => numbers.map(Number))
      const sites = own.map(([, contig = '', position], i) => {
        const order = [0, 1, 2, 3].toSorted((a, b) => (counts[i]?.[b] ?? 0) - (counts[i]?.[a] ?? 0))
        return {
          contig,
          position: Number(position),
          ref: BASES[order[0] ?? 0] ?? '',
          alt: BASES[order[1] ?? 0] ?? '',
        }
      })
      const found = await pileUp(reader, sites, { minMappingQuality: 20, minBaseQuality: 20 })
      const theirs = counts.map((numbers, i) => {
        const of = (base = ''): number => numbers[BASES.indexOf(base)] ?? 0
        const [ref, alt] = [of(sites[i]?.ref), of(sites[i]?.alt)]
        return { ref, alt, other: numbers.reduce((sum, one) => sum + one, 0) - ref - alt }
      })
      expect(found).toEqual(theirs)
      expect(
        await pileUp(reader, [{ contig: null, position: 1, ref: 'A', alt: 'C' }], {
          minMappingQuality: 0,
          minBaseQuality: 0,
        }),
      ).toEqual([{ ref: 0, alt: 0, other: 0 }])
    }
  },
)
