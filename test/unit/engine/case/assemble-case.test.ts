import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type AssemblyOptions, assemble, lookAt } from '../../../../electron/engine/case/assemble-case.ts'
import { describeFile } from '../../../../electron/engine/files/describe.ts'
import { readInput } from '../../../../electron/engine/inputs/read-input.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { sentence } from '../../../../shared/errors/sentence.ts'
import { errorFrom, failureOf, scratch } from '../../../support/bam-files.ts'
import { GRCH37, TRIO, writeBam, writePed, writeVcf } from '../../../support/case-files.ts'

const options = (folder: string, more: Partial<AssemblyOptions> = {}): AssemblyOptions => ({
  roots: null,
  cacheFolder: join(folder, 'cache'),
  describe: describeFile,
  readInput: (path) => readInput({ path }),
  ...more,
})

/** The case that paths make, as it would be open. */
async function caseOf(paths: readonly string[], folder: string): Promise<CaseState> {
  const { files, samples, build } = assemble(await lookAt(paths, options(folder)))
  const said = {
    id: 'c',
    revision: 1,
    label: 'c',
    synthetic: false,
    paths: [...paths],
    refused: [],
    panels: [],
    annotations: [],
    phenotype: { files: [], chosen: [] },
    record: { state: 'unsaved' as const },
    list: null,
    pedigree: null,
    identifiers: {},
    marks: [],
    notes: [],
    shortlists: [],
    bundled: [],
    checksFound: [],
    acknowledgements: [],
  }
  return { ...said, build, files: [...files], samples: [...samples] }
}
const add = async (state: CaseState, paths: readonly string[], folder: string) =>
  assemble(await lookAt(paths, options(folder), state.files), state)

const rolesIn = (samples: CaseState['samples'] | ReturnType<typeof assemble>['samples']) =>
  samples.map(({ name, role }) => `${name} ${role}`)

describe('a case from paths', () => {
  it('a trio: roles, sex and health from the PED, files to each sample, the proband first', async () => {
    using folder = scratch()
    const { path } = folder
    for (const name of ['dad', 'kim', 'mum']) await writeBam(path, `${name}.bam`)
    await writeVcf(path, 'trio.vcf.gz', { samples: ['mum', 'dad', 'kim'] })
    writePed(path, 'trio.ped', TRIO)
    const { files, samples, build, refused } = assemble(await lookAt([path], options(path)))
    expect(refused).toEqual([])
    expect(build).toBe('GRCh38')
    expect(files.map((f) => `${f.id} ${f.name} ${f.index.state}`)).toEqual([
      'f1 dad.bam missing',
      'f2 kim.bam missing',
      'f3 mum.bam missing',
      'f4 trio.ped not-needed',
      'f5 trio.vcf.gz missing',
    ])
    expect(rolesIn(samples)).toEqual(['kim proband', 'mum mother', 'dad father'])
    expect(samples[0]).toMatchObject({
      sex: 'male',
      affected: 'affected',
      alignments: ['f2'],
      variants: ['f5'],
    })
  })

  it('two BAMs of one sample belong to it both; several samples in a BAM are each there', async () => {
    using folder = scratch()
    const { path } = folder
    await writeBam(path, 'lane1.bam', { samples: ['kim'] })
    await writeBam(path, 'lane2.bam', { samples: ['kim', 'mum'] })
    const { samples } = assemble(await lookAt([path], options(path)))
    expect(samples.map((s) => [s.name, s.alignments])).toEqual([
      ['kim', ['f1', 'f2']],
      ['mum', ['f2']],
    ])
  })

  it('a BAM without @RG is called by its file, which is said', async () => {
    using folder = scratch()
    const bam = await writeBam(folder.path, 'Åsa 患者.bam', { samples: [] })
    const { files, samples } = assemble(await lookAt([bam], options(folder.path)))
    expect(samples).toMatchObject([{ name: 'Åsa 患者', role: 'single' }])
    expect(files[0]?.notices).toEqual([{ kind: 'sample/from-file-name', file: bam, sample: 'Åsa 患者' }])
  })

  it('the same file named twice, by another way and by a link is one file', async () => {
    using folder = scratch()
    const bam = await writeBam(folder.path, 'kim.bam')
    const link = join(folder.path, 'link.bam')
    symlinkSync(bam, link)
    const paths = [bam, bam, `${folder.path}/./x/../kim.bam`, link, folder.path]
    const { files } = assemble(await lookAt(paths, options(folder.path)))
    expect(files.map((f) => f.identity.path)).toEqual([bam])
  })

  it('builds that disagree are refused, with both names and lengths', async () => {
    using folder = scratch()
    await writeBam(folder.path, 'kim.bam')
    await writeVcf(folder.path, 'old.vcf', { contigs: GRCH37 })
    const found = await lookAt([folder.path], options(folder.path))
    expect(failureOf(() => assemble(found))).toMatchObject({
      kind: 'case/build-conflict',
      conflicts: expect.arrayContaining([
        expect.objectContaining({
          a: { contig: 'chr1', length: 248_956_422 },
          b: { contig: '1', length: 249_250_621 },
        }),
      ]),
    })
  })
})

describe('what lies in a chosen folder', () => {
  it('is passed over when it is none of ours, and refused with the reason when it is but cannot be used', async () => {
    using folder = scratch()
    const { path } = folder
    await writeBam(path, 'kim.bam')
    mkdirSync(join(path, 'below.bam'))
    writeFileSync(join(path, 'notes.txt'), 'hello\n')
    writeFileSync(join(path, '.hidden.bam'), 'x')
    writeFileSync(join(path, 'kim.bam.md5'), 'x')
    writeFileSync(join(path, 'no header.vcf'), '1\t5\t.\tA\tC\t.\t.\t.\n')
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [join(path, 'pipe.bam')])
      symlinkSync(join(path, 'pipe.bam'), join(path, 'to pipe.bam'))
    }
    const { files, refused } = await lookAt([path], options(path))
    expect(files.map((f) => f.name)).toEqual(['kim.bam'])
    expect(refused).toEqual([
      {
        path: join(path, 'no header.vcf'),
        error: { kind: 'vcf/no-header', file: join(path, 'no header.vcf') },
      },
    ])
  })

  it.each([
    ['is named itself', 'notes.txt', 'file/unknown-kind'],
    ['is not there', 'none.bam', 'file/not-found'],
    ['is empty', 'empty.bam', 'file/empty'],
  ])('what %s is refused', async (_, name, kind) => {
    using folder = scratch()
    writeFileSync(join(folder.path, 'notes.txt'), 'hello\n')
    writeFileSync(join(folder.path, 'empty.bam'), '')
    const bam = await writeBam(folder.path, 'kim.bam')
    const { refused } = await lookAt([bam, join(folder.path, name)], options(folder.path))
    expect(refused).toMatchObject([{ error: { kind } }])
    // Alone, it is the answer.
    expect(await errorFrom(lookAt([join(folder.path, name)], options(folder.path)))).toMatchObject({ kind })
  })

  it('an empty folder makes no case', async () => {
    using folder = scratch()
    expect(await errorFrom(lookAt([folder.path], options(folder.path)))).toMatchObject({
      kind: 'case/nothing-to-open',
    })
    // As a delivery of genomes has them.
    for (const name of ['Variations', 'Assembly']) mkdirSync(join(folder.path, name))
    await writeBam(join(folder.path, 'Assembly'), 'kim.bam')
    expect(sentence(await errorFrom(lookAt([folder.path], options(folder.path))))).toContain(
      'choose those that have the files (Assembly and Variations)',
    )
  })

  it('nothing outside the roots is opened, also not by a link', async () => {
    using folder = scratch()
    const shown = join(folder.path, 'shown')
    mkdirSync(shown)
    const hidden = await writeBam(folder.path, 'hidden.bam')
    symlinkSync(hidden, join(shown, 'link.bam'))
    await writeBam(shown, 'kim.bam')
    const { files, refused } = await lookAt([shown, hidden], options(folder.path, { roots: [shown] }))
    expect(files.map((f) => f.name)).toEqual(['kim.bam'])
    expect(refused.map(({ error }) => error.kind)).toEqual(['file/outside-roots', 'file/outside-roots'])
  })
})

describe('files added to a case', () => {
  it('get ids of their own; what is open already is not opened again', async () => {
    using folder = scratch()
    const kim = await writeBam(folder.path, 'kim.bam')
    const state = await caseOf([kim], folder.path)
    const mum = await writeBam(folder.path, 'mum.bam')
    const { files, samples } = await add(state, [kim, mum], folder.path)
    expect(files.map((f) => `${f.id} ${f.name}`)).toEqual(['f2 mum.bam'])
    expect(samples.map((s) => s.name)).toEqual(['kim', 'mum'])
    expect((await add(state, [kim], folder.path)).files).toEqual([])
  })

  it('a PED that comes later gives the roles, except where the user said another', async () => {
    using folder = scratch()
    const bams = []
    for (const name of ['dad', 'kim', 'mum']) bams.push(await writeBam(folder.path, `${name}.bam`))
    const state = await caseOf(bams, folder.path)
    expect(rolesIn(state.samples)).toEqual(['dad other', 'kim other', 'mum other'])
    const ped = writePed(folder.path, 'trio.ped', TRIO)
    expect(rolesIn((await add(state, [ped], folder.path)).samples)).toEqual([
      'kim proband',
      'mum mother',
      'dad father',
    ])
    const chosen = state.samples.map((s) => (s.name === 'mum' ? { ...s, role: 'sibling' as const } : s))
    expect(rolesIn((await add({ ...state, samples: chosen }, [ped], folder.path)).samples)).toEqual([
      'kim proband',
      'dad father',
      'mum sibling',
    ])
  })

  it('a relative who comes later ends being single, and finds its place in the PED of before', async () => {
    using folder = scratch()
    const kim = await writeBam(folder.path, 'kim.bam')
    const ped = writePed(folder.path, 'trio.ped', TRIO)
    const state = await caseOf([kim, ped], folder.path)
    expect(rolesIn(state.samples)).toEqual(['kim single'])
    const mum = await writeBam(folder.path, 'mum.bam')
    expect(rolesIn((await add(state, [mum], folder.path)).samples)).toEqual(['kim proband', 'mum mother'])
  })

  it('are compared with the open ones: another build is refused', async () => {
    using folder = scratch()
    const state = await caseOf([await writeBam(folder.path, 'kim.bam')], folder.path)
    const old = await writeVcf(folder.path, 'old.vcf', { contigs: GRCH37 })
    expect(await errorFrom(add(state, [old], folder.path))).toMatchObject({ kind: 'case/build-conflict' })
  })

  it('that another addition brought meanwhile are not taken twice', async () => {
    using folder = scratch()
    const state = await caseOf([await writeBam(folder.path, 'kim.bam')], folder.path)
    const mum = await writeBam(folder.path, 'mum.bam')
    const findings = await lookAt([mum], options(folder.path), state.files)
    const first = assemble(findings, state)
    const then = { ...state, files: [...state.files, ...first.files], samples: [...first.samples] }
    expect(assemble(findings, then).files).toEqual([])
  })
})
