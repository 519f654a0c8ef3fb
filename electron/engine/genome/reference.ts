import { createHash } from 'node:crypto'
import type { CaseFile } from '../../../shared/case/case-file.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { type ContigAlias, contigAlias } from '../../../shared/genome/contig-alias.ts'
import type { ReferenceState } from '../../../shared/genome/gene.ts'
import type { EngineContext } from '../context.ts'
import { findFastaIndexes } from '../files/fasta/fasta-index.ts'
import { type ReferenceFile, openFasta, openTwoBit } from '../files/fasta/reference-file.ts'
import { unobserved } from '../work/job.ts'
import { cachedBases } from './bases-cache.ts'
import { keep } from './bundled.ts'
import { caseContigs, referenceOf } from './case-contigs.ts'
import { type BasesOf, type FastaLayout, fastaLayout } from './fasta-layout.ts'
import { provesReference } from './proves-reference.ts'

/** The virtual FASTA of a case as it stands: which files it has decides its content, and so its id. */
export type Reference = {
  /** Changes when the content does. */
  readonly id: string
  /** Changes when places in the virtual file mean other places of the genome. */
  readonly layoutId: string
  readonly state: ReferenceState
  readonly layout: FastaLayout
  readonly bases: BasesOf
  close(): Promise<void>
}

type Deps = Pick<EngineContext, 'cacheFolder' | 'pool' | 'tasks'>

const N = 78
/** Bases of an installed reference kept: 8 MiB, some eighty loci. */
const FILE_CACHE = { piece: 1 << 17, keep: 64 }
/** Smaller pieces of what is rebuilt from reads: less is read around a variant that is merely looked at. */
const READS_CACHE = { piece: 1 << 13, keep: 1024 }
/** Longest stretch rebuilt from reads at once; more is a view in which no base can be seen. */
const MAX_REBUILT = 1_000_000

const isReady = (file: CaseFile): boolean =>
  file.kind === 'bam' && file.index.state === 'ready' && file.unreachable === undefined

/** The installed reference, unless it is out of reach: the reads may then still tell the bases. */
function installedIn(state: CaseState): CaseFile | undefined {
  const file = referenceOf(state)
  return file?.unreachable === undefined ? file : undefined
}

const ids = new WeakMap<CaseState, string>()

/** Changes when what the virtual FASTA would say changes. */
function referenceId(state: CaseState): string {
  const id = ids.get(state) ?? digestOf(state)
  ids.set(state, id)
  return id
}

function digestOf(state: CaseState): string {
  const file = installedIn(state)
  const reads = state.files.filter(isReady).map((f) => f.identity)
  return shortDigest([state.id, file?.identity ?? null, reads, caseContigs(state)])
}

function shortDigest(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16)
}

/** Opens an installed reference, building its index first, as a task, when it has none. */
export async function openReference(
  file: CaseFile,
  { cacheFolder, pool, tasks }: Deps,
): Promise<ReferenceFile> {
  const { path } = file.identity
  if (file.kind === '2bit') return openTwoBit(path)
  const input = { path, compression: file.compression, cacheFolder }
  const found = await findFastaIndexes(input)
  if (found) return openFasta(path, found)
  const { result } = tasks.start(`Indexing ${file.name}`, file.id, async (context) => ({
    value: await pool.run('buildFastaIndexes', input, context),
    outcome: 'Index written to the cache folder',
  }))
  return openFasta(path, await result)
}

type ReadSource = { readonly path: string; readonly alias: ContigAlias }

function basesFromReads(sources: readonly ReadSource[], { pool, cacheFolder }: Deps): BasesOf {
  return (contig, start, end) => {
    const named = sources.flatMap(({ path, alias }) => {
      const own = alias.toFile(contig)
      return own === undefined ? [] : [{ path, contig: own }]
    })
    if (named.length === 0) return Promise.resolve(new Uint8Array(end - start).fill(N))
    return pool.run('rebuildReference', { sources: named, cacheFolder, start, end }, unobserved)
  }
}

/**
 * The reference sequence of a case: an installed FASTA or 2bit; for contigs it lacks, and without one, bases rebuilt
 * from the reads' MD tags or `=` CIGARs; else N. Files are opened when the first base is asked for.
 */
async function referenceOfCase(state: CaseState, deps: Deps): Promise<Reference> {
  const id = referenceId(state)
  const contigs = caseContigs(state)
  const lengths = new Map(contigs.map((c) => [c.name, c.length]))
  const lengthOf = (contig: string): number => lengths.get(contig) ?? 0

  const reads: ReadSource[] = []
  for (const file of state.files.filter(isReady))
    if (await provesReference(file.identity.path))
      reads.push({ path: file.identity.path, alias: contigAlias(contigs, file.contigs, state.build) })
  const rebuilt = cachedBases(basesFromReads(reads, deps), lengthOf, READS_CACHE)
  const fromReads: BasesOf = (contig, start, end) =>
    reads.length === 0 || end - start > MAX_REBUILT
      ? Promise.resolve(new Uint8Array(end - start).fill(N))
      : rebuilt(contig, start, end)

  const installed = installedIn(state)
  const alias = installed ? contigAlias(contigs, installed.contigs, state.build) : null
  let opened: Promise<ReferenceFile> | undefined
  const open = keep(() => {
    if (!installed) throw new Error('no reference is installed')
    opened = openReference(installed, deps)
    return opened
  })
  const fromFile = cachedBases(
    async (contig, start, end) => {
      const file = await open()
      return file.bases(alias?.toFile(contig) ?? contig, start, end)
    },
    lengthOf,
    FILE_CACHE,
  )

  const layoutId = shortDigest([state.id, contigs])
  return {
    id,
    layoutId,
    state: {
      source: installed ? 'file' : reads.length > 0 ? 'reads' : 'none',
      file: installed?.id ?? null,
      contigs,
      // A page that still asks for the content before is answered with that of now: bases that were N become known.
      fastaPath: `reference/${layoutId}.fa?content=${id}`,
      faiPath: `reference/${layoutId}.fa.fai?content=${id}`,
    },
    layout: fastaLayout(contigs),
    bases: (contig, start, end) =>
      alias?.toFile(contig) === undefined ? fromReads(contig, start, end) : fromFile(contig, start, end),
    async close() {
      // What could not be opened needs no closing; its error went to whoever asked for bases.
      const file = await opened?.catch(() => undefined)
      await file?.close()
    },
  }
}

/** The reference of the open case, made anew when the case changes so that its content would. */
type CurrentReference = { get(): Promise<Reference> }

const current = new WeakMap<EngineContext, CurrentReference>()

/** @throws (from `get`) Fault `case/none-open`, `bam/…`, `file/…` */
export function currentReference(context: EngineContext): CurrentReference {
  const known = current.get(context) ?? followCase(context)
  current.set(context, known)
  return known
}

/** What could not be made needs no closing; its error went to whoever asked for it. */
function closeLater(reference: Promise<Reference>): void {
  reference.then((old) => old.close()).catch(() => undefined)
}

function followCase(context: EngineContext): CurrentReference {
  let made: { id: string; reference: Promise<Reference> } | undefined
  context.session.onChange((_event, state) => {
    if (state !== null || !made) return
    closeLater(made.reference)
    made = undefined
  })
  return {
    get() {
      const state = context.session.require()
      const id = referenceId(state)
      if (made?.id === id) return made.reference
      const before = made
      const reference = referenceOfCase(state, context)
      const entry = { id, reference }
      made = entry
      reference.catch(() => {
        if (made === entry) made = undefined
      })
      // Whatever became of the one before, the new one does not depend on it.
      if (before) closeLater(before.reference)
      return reference
    },
  }
}
