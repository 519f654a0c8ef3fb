import type { Job } from './job.ts'

/**
 * Everything that runs in a worker thread, by name, and where it is: a thread loads what it is asked to do. All of it would
 * take half a second, and one thing a tenth of that.
 */
export const jobs = {
  buildBamIndex: async () => (await import('../indexing/build-bam-index.ts')).buildBamIndexJob,
  buildBcfIndex: async () => (await import('../indexing/build-bcf-index.ts')).buildBcfIndexJob,
  buildCramIndex: async () => (await import('../indexing/build-cram-index.ts')).buildCramIndexJob,
  buildFastaIndexes: async () => (await import('../files/fasta/fasta-index.ts')).buildFastaIndexes,
  buildVcfIndex: async () => (await import('../indexing/vcf-index-builder.ts')).buildVcfIndexJob,
  countCoverage: async () => (await import('../quality/coverage/job.ts')).countCoverageJob,
  describeFile: async () => {
    const { describeFile } = await import('../files/describe.ts')
    return ({ path }: { path: string }) => describeFile(path)
  },
  digestFile: async () => (await import('../files/digest-file.ts')).digestFile,
  indexCoverage: async () => (await import('../reads/index-coverage/job.ts')).indexCoverageJob,
  pileUpSites: async () => (await import('../quality/genotypes/pile-up-job.ts')).pileUpJob,
  readFileFacts: async () => (await import('../quality/gate/read-file-facts.ts')).readFileFacts,
  readBed: async () => (await import('../regions/read-bed.ts')).readBed,
  readColumns: async () => (await import('../reads/columns-job.ts')).readColumnsJob,
  readDepth: async () => (await import('../reads/slab/depth-job.ts')).readDepthJob,
  readDetail: async () => (await import('../reads/detail/job.ts')).readDetailJob,
  readGeneModel: async () => (await import('../genome/gtf.ts')).readGeneModel,
  readInput: async () => (await import('../inputs/read-input.ts')).readInput,
  readHpo: async () => (await import('../phenotype/read-hpo.ts')).readHpo,
  readRefBases: async () => (await import('../quality/gate/read-ref-bases.ts')).readRefBases,
  readSlab: async () => (await import('../reads/slab/job.ts')).readSlabJob,
  rebuildReference: async () => (await import('../genome/rebuild-reference.ts')).rebuildReference,
  scanBamPart: async () => (await import('../indexing/parts/scan-bam-part.ts')).scanBamPart,
  scanVariantPart: async () => (await import('../variants/import/scan-variant-part.ts')).scanVariantPart,
  scanVcfPart: async () => (await import('../indexing/parts/scan-vcf-part.ts')).scanVcfPart,
  sliceBam: async () => (await import('../reads/slice-job.ts')).sliceBamJob,
  warmRegion: async () => (await import('../reads/prefetch/warm-job.ts')).warmRegionJob,
  writeDemoCase: async () => {
    const { writeDemoCase } = await import('../demo/write-demo-case.ts')
    return ({ folder }: { folder: string }, context) => writeDemoCase(folder, context)
  },
} satisfies Record<string, () => Promise<Job<never, unknown>>>

export type JobName = keyof typeof jobs
type JobOf<K extends JobName> = Awaited<ReturnType<(typeof jobs)[K]>>
export type JobInput<K extends JobName> = Parameters<JobOf<K>>[0]
export type JobOutput<K extends JobName> = Awaited<ReturnType<JobOf<K>>>
