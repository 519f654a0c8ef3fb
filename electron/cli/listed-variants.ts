import { resolve } from 'node:path'
import type { Role } from '../../shared/case/sample.ts'
import { Fault } from '../../shared/errors/fault.ts'
import { buildConflicts, buildOfContigs } from '../../shared/genome/build.ts'
import type { Panel } from '../../shared/panel/panel.ts'
import { fileLabels } from '../../shared/variant/joint-columns.ts'
import type { FileDescription } from '../engine/files/describe.ts'
import type { VariantKind } from '../engine/files/variant-lines.ts'
import { bundledGenome } from '../engine/genome/bundled.ts'
import { caseContigs } from '../engine/genome/case-contigs.ts'
import { readPanel } from '../engine/panels/read-panel.ts'
import { type JointVariants, openJoint } from '../engine/variants/joint/open-joint.ts'
import { type OpenVariants, openVariants } from '../engine/variants/open-variants.ts'
import type { Store } from '../engine/variants/store/open-store.ts'
import { symbolsOf } from '../engine/variants/stores.ts'
import { findAppFiles } from '../host/app-files.ts'
import { type GivenTerms, panelOfTerms } from './hpo-terms.ts'

/** A file of variants that was named on the command line. */
export type NamedFile = FileDescription & { readonly path: string; readonly kind: VariantKind }

/** The variants that are filtered and printed: of one file, or of several as one list. */
export type ListedVariants = Pick<JointVariants, 'results' | 'column' | 'cells' | 'samples' | 'close'>

/** Files of two builds are no list: positions of the one are other places in the other. @throws Fault `case/build-conflict` */
export function refuseTwoBuilds(files: readonly NamedFile[]): void {
  const conflicts = buildConflicts(files.map(({ path, contigs }) => ({ file: path, contigs })))
  if (conflicts.length > 0) throw new Fault({ kind: 'case/build-conflict', conflicts })
}

/** What opens a store with the panels that were named. What a panel has that no gene is known by is said. */
export async function opener(
  roles: ReadonlyMap<string, Role>,
  paths: readonly string[],
  terms: GivenTerms | null,
): Promise<(store: Store, path: string) => OpenVariants> {
  if (paths.length === 0 && terms === null) return (store, path) => openVariants(store, path, roles, null)
  const table = await bundledGenome(findAppFiles(import.meta.url).resources).genes()
  const panels: Panel[] = []
  for (const one of paths) panels.push(await readPanel(resolve(one), table))
  if (terms) panels.push(await panelOfTerms(terms, table))
  for (const panel of panels) {
    const lost = [...panel.unrecognised, ...panel.ambiguous].map(({ written }) => written)
    if (lost.length > 0)
      process.stderr.write(
        `casement: ${panel.name}: ${lost.length} of its names are of no gene known here, or of several: ${lost.slice(0, 10).join(', ')}\n`,
      )
  }
  const symbolOf = symbolsOf(table)
  return (store, path) => openVariants(store, path, roles, null, panels, symbolOf)
}

/** The list of one file is that file, in its own order; of several it is in the order of the genome. Closing it leaves the files open. */
export function listed(
  files: readonly NamedFile[],
  opened: readonly OpenVariants[],
  roles: ReadonlyMap<string, Role>,
): ListedVariants {
  const [only] = opened
  if (only !== undefined && opened.length === 1) {
    const { results, scope, rows, store } = only
    return {
      results,
      column: (name) => scope.column(name),
      cells: (numbers, columns, signal) => rows.cells(numbers, columns, signal),
      samples: store.meta.samples,
      close: () => {},
    }
  }
  const labels = fileLabels(files.map(({ path }) => path))
  const build = files.map(({ contigs }) => buildOfContigs(contigs)).find((one) => one !== 'unknown')
  return openJoint(
    opened.map((variants, i) => {
      const { path = '', contigs = [] } = files[i] ?? {}
      return { file: path, label: labels[i] ?? path, contigs, variants }
    }),
    {
      contigs: caseContigs({ files, build: build ?? 'unknown' }),
      build: build ?? 'unknown',
      roles,
    },
  )
}
