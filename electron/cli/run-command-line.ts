import { errorOf } from '../../shared/errors/fault.ts'
import { sentence } from '../../shared/errors/sentence.ts'
import { USAGE, UsageError } from './usage.ts'

/** A command gets its arguments and answers with its exit status. */
type Command = (args: string[]) => Promise<number>

/** Each is loaded when it is called: none waits for what the others need. */
const COMMANDS: Readonly<Record<string, Command>> = {
  serve: async (args) => (await import('../serve.ts')).runServe(args),
  index: async (args) => (await import('./index-command.ts')).indexCommand(args),
  reads: async (args) => (await import('./reads-command.ts')).readsCommand(args),
  variants: async (args) => (await import('./variants-command.ts')).variantsCommand(args),
  coverage: async (args) => (await import('./coverage-command.ts')).coverageCommand(args),
  qc: async (args) => (await import('./qc-command.ts')).qcCommand(args),
  case: async (args) => (await import('./case-command.ts')).caseCommand(args),
  verify: async (args) => (await import('./case-command.ts')).verifyCommand(args),
  demo: async (args) => (await import('./demo-command.ts')).demoCommand(args),
}

/**
 * Runs the command line `casement ARGS…` in this process, writing to its standard output and error.
 *
 * @returns the exit status: 0, 1 when what was asked for failed (a sentence on stderr), 2 for a wrong command line
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(USAGE)
    return 0
  }
  if (name === '--version') {
    const { findAppFiles } = await import('../host/app-files.ts')
    process.stdout.write(`casement ${findAppFiles(import.meta.url).version}\n`)
    return 0
  }
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) {
    process.stderr.write(name === undefined ? USAGE : `There is no command "${name}".\n\n${USAGE}`)
    return 2
  }
  try {
    if (rest.includes('--help')) {
      process.stdout.write(USAGE)
      return 0
    }
    return await command(rest)
  } catch (thrown) {
    if (thrown instanceof UsageError || isArgumentError(thrown)) {
      process.stderr.write(`${thrown.message}\n\n${USAGE}`)
      return 2
    }
    const error = errorOf(thrown)
    const details = error.kind === 'internal' && process.env['CASEMENT_DEBUG'] ? `\n${error.detail}` : ''
    process.stderr.write(`casement: ${sentence(error)}${details}\n`)
    return 1
  }
}

/** What `parseArgs` throws for an unknown option or a missing value. */
function isArgumentError(thrown: unknown): thrown is Error {
  return thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('ERR_PARSE_ARGS')
}
