import { join } from 'node:path'
import type { Build } from '../../shared/genome/build.ts'
import type { Band } from '../../shared/genome/gene.ts'
import { decodeBands, withDensities } from './decode-bands.ts'
import { ideogramData, readText } from './ideogram-file.ts'

/** The package's tables at 850 bands, which NCBI names by assembly accession. */
const TABLES = {
  GRCh37: 'ideogram_9606_GCF_000001305.13_850_V1.tsv',
  GRCh38: 'ideogram_9606_GCF_000001305.14_850_V1.tsv',
  'T2T-CHM13v2': 'ideogram_9606_GCF_009914755.1_850_V1.tsv',
}

export function bandsOfBuilds(): Record<Exclude<Build, 'unknown'>, Band[]> {
  const read = (name: string): Band[] => decodeBands(readText(join(ideogramData(), 'bands', 'ncbi', name)))
  const GRCh38 = read(TABLES.GRCh38)
  return {
    GRCh37: withDensities(read(TABLES.GRCh37), GRCh38),
    GRCh38,
    'T2T-CHM13v2': read(TABLES['T2T-CHM13v2']),
  }
}
