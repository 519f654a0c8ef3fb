import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { Sample } from '../../../shared/case/sample.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault, errorOf } from '../../../shared/errors/fault.ts'
import { type Build, buildConflicts, buildOfContigs } from '../../../shared/genome/build.ts'
import { type Individual, byRole, rolesOf } from '../../../shared/pedigree/pedigree.ts'
import { assertReachable } from '../files/access.ts'
import type { FileDescription } from '../files/describe.ts'
import { readPedigree } from '../files/text/ped.ts'
import { currentIndexState } from './index-state.ts'
import { expandPaths } from './expand-paths.ts'

/** What was found behind the chosen paths: the files that can be used and those that were refused. */
export type Assembly = {
  readonly files: readonly CaseFile[]
  readonly refused: ReadonlyArray<{ path: string; error: CasementError }>
  readonly samples: readonly Sample[]
  readonly build: Build
}

export type AssemblyOptions = {
  readonly roots: readonly string[] | null
  readonly cacheFolder: string
  /** Opens a file by its content; a FASTA without an index is read whole for its contigs, so in a worker. */
  readonly describe: (path: string) => Promise<FileDescription>
}

/** A sample name for a BAM without `@RG SM`: its base name without the endings. */
function sampleFromFileName(fileName: string): string {
  return fileName.replace(/\.(bam|cram)$/i, '')
}

async function describe(path: string, id: string, options: AssemblyOptions): Promise<CaseFile> {
  await assertReachable(path, options.roots)
  const described = await options.describe(path)
  const { identity, kind, compression, samples, contigs, notices } = described
  if (kind === 'cram' || kind === 'bcf') throw new Fault({ kind: `${kind}/not-supported`, file: path })
  const name = path.split(/[\\/]/).at(-1) ?? path
  const unnamed = kind === 'bam' && samples.length === 0
  const index = await currentIndexState(described, options.cacheFolder)
  return {
    id,
    identity,
    name,
    kind,
    compression,
    samples: unnamed ? [sampleFromFileName(name)] : [...samples],
    contigs: [...contigs],
    build: buildOfContigs(contigs),
    index: index.state,
    notices: [
      ...notices,
      ...index.notices.filter((n) => !notices.some((known) => known.kind === n.kind)),
      ...(unnamed
        ? [{ kind: 'sample/from-file-name', file: path, sample: sampleFromFileName(name) } as const]
        : []),
    ],
  }
}

/**
 * The files behind the paths a user chose, described by their content. What cannot be used is listed with its
 * reason; other files that merely lie in a chosen folder are passed over when they are none of ours.
 *
 * @param firstId number of the first file id, so that ids stay unique when files are added to a case
 * @throws Fault the reason itself when nothing at all can be opened; `case/nothing-to-open`
 */
async function describeAll(
  paths: readonly string[],
  firstId: number,
  options: AssemblyOptions,
): Promise<Pick<Assembly, 'files' | 'refused'>> {
  const candidates = await expandPaths(paths)
  const files: CaseFile[] = []
  const refused: Array<{ path: string; error: CasementError }> = []
  for (const { path, named } of candidates) {
    try {
      files.push(await describe(path, `f${firstId + files.length}`, options))
    } catch (thrown) {
      const error = errorOf(thrown)
      if (!named && (error.kind === 'file/unknown-kind' || error.kind === 'file/is-folder')) continue
      refused.push({ path, error })
    }
  }
  const [first] = refused
  if (files.length === 0) {
    if (first) throw new Fault(first.error)
    throw new Fault({ kind: 'case/nothing-to-open', paths: [...paths] })
  }
  return { files, refused }
}

/** @throws Fault `case/build-conflict` */
function checkBuilds(files: readonly CaseFile[]): Build {
  const withContigs = files.filter((f) => f.contigs.length > 0)
  const conflicts = buildConflicts(withContigs.map((f) => ({ file: f.identity.path, contigs: f.contigs })))
  if (conflicts.length > 0) throw new Fault({ kind: 'case/build-conflict', conflicts })
  return withContigs.map((f) => f.build).find((build) => build !== 'unknown') ?? 'unknown'
}

async function samplesOf(files: readonly CaseFile[], known: readonly Sample[]): Promise<Sample[]> {
  const pedigree: Individual[] = []
  for (const ped of files.filter((f) => f.kind === 'ped'))
    pedigree.push(...(await readPedigree(ped.identity.path)))

  const carriers = (kind: CaseFile['kind'], name: string): string[] =>
    files.filter((f) => f.kind === kind && f.samples.includes(name)).map((f) => f.id)
  const names = [
    ...new Set(files.filter((f) => f.kind === 'bam' || f.kind === 'vcf').flatMap((f) => f.samples)),
  ]
  const roles = rolesOf(names, pedigree)
  return names
    .map((name): Sample => {
      const person = pedigree.find((p) => p.id === name)
      const before = known.find((s) => s.name === name)
      return {
        name,
        role: before?.role ?? roles.get(name) ?? 'other',
        sex: person?.sex ?? before?.sex ?? 'unknown',
        affected: person?.affected ?? before?.affected ?? 'unknown',
        alignments: carriers('bam', name),
        variants: carriers('vcf', name),
      }
    })
    .sort(byRole)
}

/**
 * Looks at what the user chose and says what case it makes. Nothing is changed and nothing is remembered.
 *
 * @throws Fault `case/nothing-to-open`, `case/build-conflict`, or the reason the only file was refused
 */
export async function assembleCase(paths: readonly string[], options: AssemblyOptions): Promise<Assembly> {
  const { files, refused } = await describeAll(paths, 1, options)
  return { files, refused, build: checkBuilds(files), samples: await samplesOf(files, []) }
}

/** The same for files added to an open case: only what is new is answered, but builds are checked with all. */
export async function assembleAddition(
  state: CaseState,
  paths: readonly string[],
  options: AssemblyOptions,
): Promise<Assembly> {
  const { files, refused } = await describeAll(paths, state.files.length + 1, options)
  const fresh = files.filter((f) => !state.files.some((old) => old.identity.path === f.identity.path))
  const all = [...state.files, ...fresh]
  return { files: fresh, refused, build: checkBuilds(all), samples: await samplesOf(all, state.samples) }
}
