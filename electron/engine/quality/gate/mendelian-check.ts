import type { CaseState } from '../../../../shared/case/case-state.ts'
import type { CheckResult } from '../../../../shared/quality/gate.ts'
import { genotypedPeople } from '../../../../shared/quality/genotyped-people.ts'
import { MENDELIAN_THRESHOLDS } from '../../../../shared/quality/genotype-thresholds.ts'
import { worstVerdict } from '../../../../shared/quality/verdict.ts'
import type { EngineContext } from '../../context.ts'
import type { JobContext } from '../../work/job.ts'
import { mendelianErrors, type Trio, triosOf } from '../genotypes/mendelian-errors.ts'
import { germlineFiles } from './germline-columns.ts'
import { withStores } from './gate-store.ts'

/** Mendelian errors of each child with a parent in one file: of the file with most of its parents, once. */
export function mendelianCheck(
  state: CaseState,
  { cacheFolder }: EngineContext,
  { signal }: JobContext,
): Promise<CheckResult> {
  return withStores(state, cacheFolder, async (stores) => {
    const people = genotypedPeople(state)
    const files = await germlineFiles(stores, state, signal)
    const all = files.flatMap(({ file, store, hasSnvs }) =>
      // Structural variants are called too differently in the three for their errors to say anything.
      (hasSnvs ? triosOf(store, people) : []).map((trio) => ({
        file: file.id,
        trio,
        parents: parentsIn(trio),
      })),
    )
    const trios = []
    for (const { sample } of people) {
      const own = all.filter(({ trio }) => trio.child === sample)
      // Of equal ones the first: files come the best first.
      const [best] = own.toSorted((a, b) => b.parents - a.parents)
      if (best) trios.push({ file: best.file, ...(await mendelianErrors(best.trio, state.build, undefined, signal)) }) // prettier-ignore
    }
    return {
      check: 'mendelian',
      verdict: worstVerdict(trios.map(({ verdict }) => verdict)),
      thresholds: MENDELIAN_THRESHOLDS,
      trios,
    }
  })
}

const parentsIn = ({ father, mother }: Trio): number => Number(father !== null) + Number(mother !== null)
