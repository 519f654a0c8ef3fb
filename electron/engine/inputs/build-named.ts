import type { Build } from '../../../shared/genome/build.ts'

const NAMES: ReadonlyArray<readonly [RegExp, Build]> = [
  [/^(grch37|hg19|b37|hs37)/i, 'GRCh37'],
  [/^(grch38|hg38|b38|hs38)/i, 'GRCh38'],
  [/^(t2t|chm13|hs1$)/i, 'T2T-CHM13v2'],
]

/** The build of an assembly's name as programs write it: `GRCh38`, `HG19`, `GRCh37.p13`, `hs37d5`; `unknown` for any other. */
const buildNamed = (name: string): Build => NAMES.find(([is]) => is.test(name.trim()))?.[1] ?? 'unknown'

/** The only build that is named; `unknown` where none is. Null where several are. */
export function onlyBuild(names: Iterable<string>): Build | null {
  const builds = [...new Set([...names].map(buildNamed))].filter((build) => build !== 'unknown')
  return builds.length > 1 ? null : (builds[0] ?? 'unknown')
}
