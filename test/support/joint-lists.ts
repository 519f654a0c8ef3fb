import { afterAll } from 'vitest'
import {
  type JointVariants,
  type JointSettings,
  openJoint,
} from '../../electron/engine/variants/joint/open-joint.ts'
import type { OpenVariants } from '../../electron/engine/variants/open-variants.ts'
import type { Contig } from '../../shared/genome/region.ts'

export type ListedFile = {
  readonly path: string
  readonly variants: OpenVariants
  readonly contigs?: readonly Contig[]
}

/** Opens stores as one list for the length of the test file. Their files' ids are `f1`, `f2`… */
export function jointOf(files: readonly ListedFile[], settings: Partial<JointSettings> = {}): JointVariants {
  const joint = openJoint(
    files.map(({ path, variants, contigs = [] }, i) => ({ file: `f${i + 1}`, path, variants, contigs })),
    { contigs: [], build: 'GRCh38', roles: new Map(), ...settings },
  )
  afterAll(() => joint.close())
  return joint
}
