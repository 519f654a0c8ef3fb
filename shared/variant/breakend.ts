/**
 * Where the other end of a breakend lies: 0-based position on its contig.
 *
 * @see VCFv4.3 §5.4: `t[p[`, `t]p]`, `]p]t`, `[p[t`
 */
export function breakendMate(alt: string): { contig: string; position: number } | null {
  const match = /^[^[\]]*([[\]])(.+):([0-9]+)\1[^[\]]*$/.exec(alt)
  const contig = match?.[2]
  const position = Number(match?.[3])
  return contig === undefined || contig.startsWith('<') ? null : { contig, position: position - 1 }
}
