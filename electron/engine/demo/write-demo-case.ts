import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { type ByteSink, writeAtomically } from '../files/atomic-write.ts'
import { createBamWriter } from '../files/bam/writer.ts'
import { createBgzfWriter } from '../files/bgzf/bgzf-writer.ts'
import { ioFault, throwIfCancelled } from '../files/io-fault.ts'
import type { JobContext } from '../work/job.ts'
import { GRCH38_CONTIGS } from './contigs.ts'
import { DEMO_FILE_NAMES, type Member, MEMBERS, pedText, SAMPLE_NAME } from './family.ts'
import { headerText, memberReads } from './member-reads.ts'
import { type FamilyReads, vcfText } from './vcf-text.ts'

/** One step per member to make the reads, one to write them, one for the VCF and one for the PED. */
const STEPS = 2 * MEMBERS.length + 2

/**
 * Writes the synthetic demo trio: three BAM files without index, a bgzipped VCF and a PED, a few MB in a few
 * seconds on one core. Nothing depends on time, place or chance: the same code writes the same bytes. Each file
 * appears complete or not at all.
 *
 * @param folder made when it does not exist.
 * @returns the files' paths, in the order of `demoFileNames`.
 * @throws Fault `file/…`, `task/cancelled`.
 */
export async function writeDemoCase(folder: string, context: JobContext): Promise<{ files: string[] }> {
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => {
    throw ioFault(folder, thrown)
  })
  let done = 0
  const begin = async (phase: string): Promise<void> => {
    // A cancellation is a message: it arrives only when the thread lets go.
    await breathe()
    throwIfCancelled(context.signal, folder)
    context.progress({ phase, done: done++, total: STEPS, unit: 'steps' })
  }
  const files: string[] = []
  const write = async (name: string, body: (sink: ByteSink) => Promise<void>): Promise<void> => {
    const path = join(folder, name)
    await writeAtomically(path, body, context.signal)
    files.push(path)
  }

  const make = async (member: Member): Promise<FamilyReads[Member]> => {
    await begin('Sequencing')
    return memberReads(member)
  }
  const reads: FamilyReads = {
    proband: await make('proband'),
    mother: await make('mother'),
    father: await make('father'),
  }
  for (const member of MEMBERS) {
    await begin('Writing reads')
    await write(DEMO_FILE_NAMES.bam[member], async (sink) => {
      const text = headerText(member, SAMPLE_NAME[member])
      const writer = await createBamWriter(sink, { text, references: GRCH38_CONTIGS })
      for (const record of reads[member]) await writer.write(record)
      await writer.finish()
    })
  }
  await begin('Writing variants')
  await write(DEMO_FILE_NAMES.vcf, async (sink) => {
    const writer = createBgzfWriter(sink)
    await writer.write(Buffer.from(vcfText(reads)))
    await writer.finish()
  })
  await begin('Writing pedigree')
  await write(DEMO_FILE_NAMES.ped, (sink) => sink.write(Buffer.from(pedText())))
  context.progress({ phase: 'Writing pedigree', done: STEPS, total: STEPS, unit: 'steps' })
  return { files }
}
