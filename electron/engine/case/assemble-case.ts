import { realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { type CaseFile, hasAlignments } from '../../../shared/case/case-file.ts'
import type { CaseEvent } from '../../../shared/case/case-event.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { FamilySource } from '../../../shared/case/family-source.ts'
import type { Sample } from '../../../shared/case/sample.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { Fault, errorOf } from '../../../shared/errors/fault.ts'
import { type Build, buildConflicts, buildOfContigs } from '../../../shared/genome/build.ts'
import type { Individual, Pedigree } from '../../../shared/pedigree/individual.ts'
import { assembleSamples } from '../../../shared/pedigree/case-samples.ts'
import { soundIndividuals } from '../../../shared/pedigree/sound-pedigree.ts'
import { assertReachable } from '../files/access.ts'
import type { FileDescription } from '../files/describe.ts'
import { readPedigree } from '../files/text/ped.ts'
import { eventsOfInputs, familiesOfInputs } from '../inputs/events-of-inputs.ts'
import type { CaseInput } from '../inputs/read-input.ts'
import { familyStated } from './family-stated.ts'
import { currentIndexState } from './index-state.ts'
import { expandPaths } from './expand-paths.ts'

/** A file as found, before the case gives it an id. */
type FoundFile = Omit<CaseFile, 'id'>

/** What was found behind the chosen paths: the files that can be used and those that were refused. */
export type Findings = {
  readonly files: readonly FoundFile[]
  readonly refused: ReadonlyArray<{ path: string; error: CasementError }>
  /** What other programs made of the case. */
  readonly inputs: readonly CaseInput[]
  /** The people in the PED files that were found, and in those of the open case if it keeps no pedigree. */
  readonly pedigree: { readonly before: readonly Individual[]; readonly found: readonly Individual[] }
}

/** The case that findings make, or what they add to one. */
export type Assembly = {
  readonly files: readonly CaseFile[]
  readonly refused: Findings['refused']
  /** All of the case's samples, in the order in which they are shown. */
  readonly samples: readonly Sample[]
  /** Samples of the case that are none any more: their files turned out to be another's. */
  readonly gone: readonly string[]
  /** Everybody of the case; of an open one as it was, with somebody for each new sample. */
  readonly pedigree: Pedigree
  /** What new files state of an open case's family: one step, which can be undone. */
  readonly familyStated: CaseEvent | null
  /** Files of other programs that state the family. */
  readonly sources: readonly FamilySource[]
  readonly build: Build
  /** What is stated by the files of other programs. */
  readonly stated: readonly CaseEvent[]
}

export type AssemblyOptions = {
  readonly roots: readonly string[] | null
  readonly cacheFolder: string
  /** Opens a file by its content; a FASTA without an index is read whole for its contigs, so in a worker. */
  readonly describe: (path: string) => Promise<FileDescription>
  /** Reads what another program made of a case; null for a file that is nothing of the kind. */
  readonly readInput: (path: string) => Promise<CaseInput | null>
}

/** A sample name for a BAM without `@RG SM`: its base name without the endings. */
function sampleFromFileName(fileName: string): string {
  return fileName.replace(/\.(bam|cram)$/i, '')
}

async function describe(path: string, options: AssemblyOptions): Promise<FoundFile> {
  const described = await options.describe(path)
  const { identity, kind, compression, samples, contigs, endMark, notices } = described
  const name = basename(path)
  const unnamed = hasAlignments({ kind }) && samples.length === 0
  const index = await currentIndexState(described, options.cacheFolder)
  return {
    identity,
    name,
    kind,
    compression,
    samples: unnamed ? [sampleFromFileName(name)] : [...samples],
    contigs: [...contigs],
    build: buildOfContigs(contigs),
    endMark,
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

/** Only these can hold what another program made of a case. */
const MAY_BE_INPUT = /JSON|table separated by tabs/
/** A case without the family that somebody put beside it would look like one that has none: such a file is never passed over. */
const IS_NAMED_PED = /\.(ped|fam)$/i

async function fileOrInput(
  path: string,
  options: AssemblyOptions,
): Promise<{ readonly file: FoundFile } | { readonly input: CaseInput }> {
  try {
    return { file: await describe(path, options) }
  } catch (thrown) {
    const error = errorOf(thrown)
    if (error.kind !== 'file/unknown-kind') throw thrown
    // Why a PED by its name is none says its line.
    if (IS_NAMED_PED.test(path)) await readPedigree(path)
    if (!MAY_BE_INPUT.test(error.looksLike ?? '')) throw thrown
    const input = await options.readInput(path)
    if (input === null) throw thrown
    return { input }
  }
}

/** The same for all ways to one file; a path that leads nowhere stands for itself. */
function realPathOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/** What merely lies in a chosen folder and is none of ours is passed over. */
const NOT_OURS: ReadonlySet<CasementError['kind']> = new Set([
  'file/unknown-kind',
  'file/is-folder',
  'file/not-regular',
])

/** The people of PED files, as far as they can be a family, and what a second file says of people of the first. */
async function pedigreeOf(
  files: readonly FoundFile[],
): Promise<{ people: Individual[]; files: FoundFile[] }> {
  let people: Individual[] = []
  const noted: FoundFile[] = []
  for (const file of files) {
    if (file.kind !== 'ped') {
      noted.push(file)
      continue
    }
    const path = file.identity.path
    const own = soundIndividuals((await readPedigree(path)).individuals).individuals
    const { individuals, problems } = soundIndividuals([...people, ...own], path)
    people = individuals
    noted.push({ ...file, notices: [...file.notices, ...unsaid(problems, file.notices)] })
  }
  return { people, files: noted }
}

function unsaid(found: readonly CasementError[], said: readonly CasementError[]): CasementError[] {
  const known = new Set(said.map((notice) => JSON.stringify(notice)))
  return found.filter((problem) => !known.has(JSON.stringify(problem)))
}

/**
 * Looks at the files behind the paths a user chose, by their content. What cannot be used is listed with its reason;
 * other files that merely lie in a chosen folder are passed over when they are none of ours. A file that is open
 * already, or is reached in two ways, counts once. Nothing is changed and nothing is remembered.
 *
 * @param open files of the case to which these are to be added
 * @param keepsPedigree whether that case has a pedigree: else it is read from its PED files
 * @throws Fault the reason itself when nothing at all can be opened; `case/nothing-to-open`
 */
export async function lookAt(
  paths: readonly string[],
  options: AssemblyOptions,
  open: readonly CaseFile[] = [],
  keepsPedigree = false,
): Promise<Findings> {
  const seen = new Set(await Promise.all(open.map((file) => realPathOf(file.identity.path))))
  const files: FoundFile[] = []
  const refused: Array<{ path: string; error: CasementError }> = []
  const inputs: CaseInput[] = []
  let already = 0
  const { candidates, folders, tooFull } = await expandPaths(paths)
  for (const { path, named } of candidates) {
    try {
      await assertReachable(path, options.roots)
      const real = await realPathOf(path)
      if (seen.has(real)) {
        already += 1
        continue
      }
      const found = await fileOrInput(path, options)
      if ('file' in found) files.push(found.file)
      else inputs.push(found.input)
      seen.add(real)
    } catch (thrown) {
      const error = errorOf(thrown)
      if (named || IS_NAMED_PED.test(path) || !NOT_OURS.has(error.kind)) refused.push({ path, error })
    }
  }
  const [first] = refused
  if (files.length === 0 && inputs.length === 0 && already === 0) {
    if (first) throw new Fault(first.error)
    throw new Fault({ kind: 'case/nothing-to-open', paths: [...paths], folders: [...folders] })
  }
  refused.push(...tooFull)
  const found = await pedigreeOf(files)
  // Cases of the first versions kept no pedigree: it was read anew.
  const before = keepsPedigree ? [] : (await pedigreeOf(open)).people
  return { files: found.files, refused, inputs, pedigree: { before, found: found.people } }
}

const statedBy = (individuals: readonly Individual[]): Pedigree | null =>
  individuals.length === 0 ? null : { individuals: [...individuals], consanguineous: [] }

/** With couples that are stated to be related and are in it; each once. */
function withCouples(pedigree: Pedigree, couples: Pedigree['consanguineous']): Pedigree {
  const ids = new Set(pedigree.individuals.map(({ id }) => id))
  const known = new Set(pedigree.consanguineous.map((couple) => couple.toSorted().join('\t')))
  const more = couples.filter(
    (couple) => couple.every((id) => ids.has(id)) && !known.has(couple.toSorted().join('\t')),
  )
  return { ...pedigree, consanguineous: [...pedigree.consanguineous, ...more] }
}

/** @throws Fault `case/build-conflict` */
function checkBuilds(files: readonly CaseFile[]): Build {
  const withContigs = files.filter((f) => f.contigs.length > 0)
  const conflicts = buildConflicts(withContigs.map((f) => ({ file: f.identity.path, contigs: f.contigs })))
  if (conflicts.length > 0) throw new Fault({ kind: 'case/build-conflict', conflicts })
  return withContigs.map((f) => f.build).find((build) => build !== 'unknown') ?? 'unknown'
}

/**
 * The case that findings make, or what they add to an open one. Only new files are answered; builds are compared
 * and samples put together over all.
 *
 * @throws Fault `case/build-conflict`; `shortlist/wrong-build` where a shortlist is all there is to add, or where it is the
 *   case's and the new files are of another build
 */
export function assemble(
  { files, refused, inputs, pedigree }: Findings,
  state: CaseState | null = null,
): Assembly {
  const open = state?.files ?? []
  // Another addition may have been quicker with the same file.
  const fresh = files
    .filter((f) => !open.some((old) => old.identity.path === f.identity.path))
    .map((f, i): CaseFile => ({ id: `f${open.length + i + 1}`, ...f }))
  const all = [...open, ...fresh]
  const build = checkBuilds(all)
  const { events, refused: conflicting } = eventsOfInputs(inputs, build, state)
  const known = { samples: state?.samples ?? [], pedigree: state?.pedigree ?? statedBy(pedigree.before) }
  const named = all.filter(({ kind }) => kind !== 'ped').flatMap(({ samples }) => samples)
  const stated = familiesOfInputs(inputs, pedigree.found, named)
  const [conflict] = [...conflicting, ...stated.refused]
  if (conflict && files.length === 0 && events.length === 0 && stated.sources.length === 0)
    throw new Fault(conflict.error)
  const people = [...pedigree.found, ...stated.people]
  const { samples, pedigree: family } = assembleSamples(all, people, known, stated.proband)
  const gone = known.samples.map(({ name }) => name).filter((name) => !samples.some((s) => s.name === name))
  const found = {
    files: fresh,
    refused: [...refused, ...conflicting, ...stated.refused],
    build,
    gone,
    stated: events,
  }
  const after = { samples, pedigree: withCouples(family, stated.couples) }
  if (people.length === 0 || state === null || state.pedigree === null)
    return { ...found, ...after, familyStated: null, sources: stated.sources }
  const before = assembleSamples(all, [], known)
  const peds = fresh.filter(({ kind }) => kind === 'ped').map(({ name }) => ({ name, notices: [] }))
  const roles = new Map(before.samples.map(({ name, role }) => [name, role]))
  return {
    ...found,
    samples: samples.map((one) => ({ ...one, role: roles.get(one.name) ?? one.role })),
    pedigree: before.pedigree,
    familyStated: familyStated(state.pedigree, before, after, [...peds, ...stated.sources]),
    sources: [],
  }
}
