import type { Build } from '../../../shared/genome/build.ts'

export const buildText = (build: Build): string => (build === 'unknown' ? 'build unknown' : build)

/** How the build was told. */
export function buildWhy(build: Build): string {
  return build === 'unknown'
    ? 'The contig lengths of these files match no build Casement knows'
    : `Told from the contig lengths of the case’s files: ${build}`
}
