/** Programs that are listed; a header of one line for each of a thousand parts has said it with the first. */
const MOST = 20
/** Characters of a name or version: a caller's whole command line says no more. */
const LONGEST = 120

/** The programs of `@PG` lines, `name version`, each once, in their order. @see SAMv1 §1.3 */
export function bamPrograms(text: string): string[] {
  const programs = text.split('\n').flatMap((line) => {
    if (!line.startsWith('@PG\t')) return []
    const field = (key: string): string | undefined => new RegExp(`\\t${key}:([^\\t\\r]*)`).exec(line)?.[1]
    const name = field('PN') ?? field('ID')
    return name === undefined ? [] : [named(name, field('VN'))]
  })
  return distinct(programs)
}

/** Meta lines whose value names what made the file. */
const SOURCES = /^##(?:source|caller|VEP|[A-Za-z0-9_]+_?[Vv]ersion)=(.*)$/
/** GATK and DRAGEN: `##GATKCommandLine=<ID=HaplotypeCaller,…,Version="4.2",…>`; samtools: `##bcftools_callVersion=1.16`. */
const COMMANDS = /^##([A-Za-z0-9_]*)Command(?:Line)?(?:\.[^=]*)?=<(.*)>/

/** The programs that a VCF header names, `name version` as far as it says so, each once, in their order. */
export function vcfPrograms(text: string): string[] {
  const programs = text.split('\n').flatMap((line) => {
    const command = COMMANDS.exec(line)
    if (command) {
      const fields = command[2] ?? ''
      const name = /(?:^|,)ID=([^,]*)/.exec(fields)?.[1] ?? command[1] ?? ''
      return [named(name, /,Version="?([^",]*)/.exec(fields)?.[1])]
    }
    const value = SOURCES.exec(line)?.[1]
      ?.replace(/^"([^"]*)".*$/, '$1')
      .trim()
    if (value === undefined || value === '') return []
    const key = /^##([^=]*)=/.exec(line)?.[1] ?? ''
    return [key === 'source' || key === 'caller' ? named(value, undefined) : named(key.replace(/_?[Vv]ersion$/, ''), value)] // prettier-ignore
  })
  return distinct(programs)
}

function named(name: string, version: string | undefined): string {
  const text = version === undefined || version === '' ? name : `${name} ${version}`
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

const distinct = (programs: readonly string[]): string[] => [...new Set(programs)].slice(0, MOST)
