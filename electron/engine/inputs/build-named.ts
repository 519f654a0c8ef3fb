import type { Build } from '../../../shared/genome/build.ts'

const NAMES: Readonly<Record<string, Build>> = {
  grch37: 'GRCh37',
  hg19: 'GRCh37',
  grch38: 'GRCh38',
  hg38: 'GRCh38',
}

/** The build of an assembly's name as these programs write it: `GRCh38`, `HG19`; `unknown` for any other. */
const buildNamed = (name: string): Build => NAMES[name.trim().toLowerCase()] ?? 'unknown'

/** The only build that is named; `unknown` where none is. Null where several are. */
export function onlyBuild(names: Iterable<string>): Build | null {
  const builds = [...new Set([...names].map(buildNamed))].filter((build) => build !== 'unknown')
  return builds.length > 1 ? null : (builds[0] ?? 'unknown')
}
