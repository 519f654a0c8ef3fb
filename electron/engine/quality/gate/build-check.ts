import type { CaseFile } from '../../../../shared/case/case-file.ts'
import type { CaseState } from '../../../../shared/case/case-state.ts'
import { type ContigAlias, contigAlias } from '../../../../shared/genome/contig-alias.ts'
import { lengthKnown } from '../../../../shared/genome/contig-name.ts'
import {
  BUILD_THRESHOLDS,
  type BuildCheck,
  judgeRefBases,
  type RefBases,
  worstOfBuild,
} from '../../../../shared/quality/build-check.ts'
import { VARIANT_TYPES } from '../../../../shared/variant/variant-column.ts'
import type { EngineContext } from '../../context.ts'
import { caseContigs, referenceOf } from '../../genome/case-contigs.ts'
import { provesReference } from '../../genome/proves-reference.ts'
import { openReference } from '../../genome/reference.ts'
import type { Store } from '../../variants/store/open-store.ts'
import { dictionaryTable } from '../../variants/store/term-dictionary.ts'
import type { JobContext } from '../../work/job.ts'
import { evenly } from '../genotypes/evenly.ts'
import { among } from '../genotypes/site-sql.ts'
import { type FileStore, withStores } from './gate-store.ts'

/** A REF base of a file of variants. */
type RefBase = {
  /** By the file's own name. */
  readonly contig: string
  /** 0-based. */
  readonly start: number
  readonly base: string
}

/** The reference's base at each place, upper case; N where it is not known. */
type BasesAt = (places: readonly { readonly contig: string; readonly start: number }[]) => Promise<string>

/** Differing bases that are shown. */
const EXAMPLES = 10
/** Records whose REF is bases of the reference. */
const TYPES = ['snv', 'mnv', 'insertion', 'deletion', 'indel'].map((type) =>
  VARIANT_TYPES.findIndex((one) => one === type),
)

type Deps = Pick<EngineContext, 'cacheFolder' | 'pool' | 'tasks'>

/**
 * Contig lengths of all files, and REF bases of every imported file of variants beside the installed reference or, without
 * one, beside what the reads' MD tags say that it was.
 *
 * @throws Fault as opening the reference, the reads or a store
 */
export async function buildCheck(state: CaseState, deps: Deps, context: JobContext): Promise<BuildCheck> {
  const { reference, basesAt, close } = await referenceFor(state, deps, context)
  try {
    const bases = await withStores(state, deps.cacheFolder, async (stores) => {
      const found: RefBases[] = []
      for (const one of stores)
        found.push(await comparedBases(one, state, reference.source, basesAt, context.signal))
      return found
    })
    return {
      check: 'build',
      verdict: worstOfBuild(bases),
      thresholds: BUILD_THRESHOLDS,
      build: state.build,
      lengths: lengthsOf(state.files),
      reference,
      bases,
    }
  } finally {
    await close()
  }
}

function lengthsOf(files: readonly CaseFile[]): BuildCheck['lengths'] {
  const known = files.map(({ contigs }) => contigs.filter(({ length }) => lengthKnown(length)))
  return files.flatMap(({ id, name, build, contigs }, i) => {
    const own = known[i] ?? []
    if (own.length === 0) return []
    const others = known.filter((_, other) => other !== i).flat()
    const alias = contigAlias(others, contigs, build)
    const shared = new Set(others.flatMap((contig) => alias.toFile(contig.name) ?? []))
    return [{ file: id, name, build, contigs: own.length, compared: shared.size }]
  })
}

async function comparedBases(
  { file, store }: FileStore,
  state: CaseState,
  source: BuildCheck['reference']['source'],
  basesAt: BasesAt,
  signal: AbortSignal,
): Promise<RefBases> {
  const alias = contigAlias(caseContigs(state), file.contigs, state.build)
  const found = await refBases(store, BUILD_THRESHOLDS.positions.value, signal)
  const places = found.map(({ contig, start }) => ({ contig: alias.toCase(contig) ?? contig, start }))
  const reference = source === 'none' ? '' : await basesAt(places)
  let compared = 0
  let different = 0
  const examples: RefBases['examples'] = []
  for (const [i, { contig, start, base }] of found.entries()) {
    const known = reference[i] ?? 'N'
    if (!'ACGT'.includes(known) || !'ACGT'.includes(base)) continue
    compared++
    if (known === base) continue
    different++
    if (examples.length < EXAMPLES)
      examples.push({ contig, position: start + 1, ref: base, reference: known })
  }
  const counts = { positions: found.length, compared, different }
  return { file: file.id, name: file.name, ...judgeRefBases(counts, source), ...counts, examples }
}

/** So many times as many records are looked at as are wanted: what is taken of them evenly lies all over the file. */
const SURPLUS = 8

/** The first REF bases of records spread evenly over all of a file. */
async function refBases({ database, meta }: Store, most: number, signal: AbortSignal): Promise<RefBase[]> {
  const hasBases = `v.allele = 1 AND v.pos > 0 AND ${among('v.type', TYPES)}`
  // Reference blocks are most rows of a gVCF.
  const [counted] = await database.rows(`SELECT count(*) FROM variant v WHERE ${hasBases}`, [], signal)
  const every = Math.max(1, Math.floor(Number(counted?.[0] ?? 0) / (SURPLUS * most)))
  const rows = await database.rows(
    `SELECT v.contig, v.pos, upper(t.text[1]) FROM variant v JOIN "${dictionaryTable('ref')}" t ON t.code = v.ref
     WHERE v.rowid % ${every} = 0 AND ${hasBases} ORDER BY v.rowid`,
    [],
    signal,
  )
  return evenly(rows, most).map(([contig, position, base]) => ({
    contig: meta.contigs[Number(contig)] ?? '',
    start: Number(position) - 1,
    base: String(base),
  }))
}

async function referenceFor(
  state: CaseState,
  deps: Deps,
  context: JobContext,
): Promise<{ reference: BuildCheck['reference']; basesAt: BasesAt; close: () => Promise<void> }> {
  const contigs = caseContigs(state)
  const installed = referenceOf(state)
  if (installed) {
    const file = await openReference(installed, deps)
    const alias = contigAlias(contigs, installed.contigs, state.build)
    const lengths = new Map(installed.contigs.map(({ name, length }) => [name, length]))
    return {
      reference: { source: 'file', name: installed.name },
      close: () => file.close(),
      async basesAt(places) {
        let bases = ''
        for (const { contig, start } of places) {
          context.signal.throwIfAborted()
          const own = alias.toFile(contig)
          const isThere = own !== undefined && start < (lengths.get(own) ?? 0)
          const [code = 78] = isThere ? await file.bases(own, start, start + 1) : []
          bases += String.fromCharCode(code).toUpperCase()
        }
        return bases
      },
    }
  }
  const reads: { path: string; alias: ContigAlias }[] = []
  for (const { kind, index, identity, contigs: own } of state.files)
    if (kind === 'bam' && index.state === 'ready' && (await provesReference(identity.path)))
      reads.push({ path: identity.path, alias: contigAlias(contigs, own, state.build) })
  const source = reads.length > 0 ? 'reads' : 'none'
  return {
    reference: { source, name: null },
    close: () => Promise.resolve(),
    basesAt(places) {
      const positions = places.map(({ contig, start }) => ({
        start,
        sources: reads.flatMap(({ path, alias }) => {
          const named = alias.toFile(contig)
          return named === undefined ? [] : [{ path, contig: named }]
        }),
      }))
      return deps.pool.run('readRefBases', { positions, cacheFolder: deps.cacheFolder }, context)
    },
  }
}
