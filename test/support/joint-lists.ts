import {
  type JointVariants,
  type JointSettings,
  openJoint,
} from '../../electron/engine/variants/joint/open-joint.ts'
import type { OpenVariants } from '../../electron/engine/variants/open-variants.ts'
import type { Contig } from '../../shared/genome/region.ts'
import { closeAfterwards } from './left-open.ts'

export type ListedFile = {
  /** What it is called in the list. */
  readonly label: string
  readonly variants: OpenVariants
  readonly contigs?: readonly Contig[]
}

/** Opens stores as one list for the length of the test file. Their files' ids are `f1`, `f2`… */
export function jointOf(files: readonly ListedFile[], settings: Partial<JointSettings> = {}): JointVariants {
  const joint = openJoint(
    files.map(({ contigs = [], ...file }, i) => ({ file: `f${i + 1}`, contigs, ...file })),
    { contigs: [], build: 'GRCh38', roles: new Map(), ...settings },
  )
  closeAfterwards(() => joint.close())
  return joint
}
