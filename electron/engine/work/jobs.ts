import { writeDemoCase } from '../demo/write-demo-case.ts'
import { buildFastaIndexes } from '../files/fasta/fasta-index.ts'
import { describeFile } from '../files/describe.ts'
import { readGeneModel } from '../genome/gtf.ts'
import { rebuildReference } from '../genome/rebuild-reference.ts'
import { buildBamIndexJob } from '../indexing/build-bam-index.ts'
import { buildBcfIndexJob } from '../indexing/build-bcf-index.ts'
import { buildCramIndexJob } from '../indexing/build-cram-index.ts'
import { buildVcfIndexJob } from '../indexing/vcf-index-builder.ts'
import { readHpo } from '../phenotype/read-hpo.ts'
import { pileUpJob } from '../quality/genotypes/pile-up-job.ts'
import { readColumnsJob } from '../reads/columns-job.ts'
import { readDetailJob } from '../reads/detail/job.ts'
import { indexCoverageJob } from '../reads/index-coverage/job.ts'
import { warmRegionJob } from '../reads/prefetch/warm-job.ts'
import { readDepthJob } from '../reads/slab/depth-job.ts'
import { readSlabJob } from '../reads/slab/job.ts'
import { sliceBamJob } from '../reads/slice-job.ts'
import { readBed } from '../regions/read-bed.ts'
import type { Job } from './job.ts'
import { scanJobs } from './scan-jobs.ts'

/** Everything that runs in a worker thread, by name. */
export const jobs = {
  buildBamIndex: buildBamIndexJob,
  buildBcfIndex: buildBcfIndexJob,
  buildCramIndex: buildCramIndexJob,
  buildFastaIndexes,
  buildVcfIndex: buildVcfIndexJob,
  describeFile: ({ path }: { path: string }) => describeFile(path),
  indexCoverage: indexCoverageJob,
  pileUpSites: pileUpJob,
  readBed,
  readColumns: readColumnsJob,
  readDepth: readDepthJob,
  readDetail: readDetailJob,
  readGeneModel,
  readHpo,
  readSlab: readSlabJob,
  rebuildReference,
  ...scanJobs,
  sliceBam: sliceBamJob,
  warmRegion: warmRegionJob,
  writeDemoCase: ({ folder }: { folder: string }, context) => writeDemoCase(folder, context),
} satisfies Record<string, Job<never, unknown>>

export type JobName = keyof typeof jobs
export type JobInput<K extends JobName> = Parameters<(typeof jobs)[K]>[0]
export type JobOutput<K extends JobName> = Awaited<ReturnType<(typeof jobs)[K]>>
