import { runCommandLine } from './cli/run-command-line.ts'

// A reader that closes early (`| head`) is no error of ours: stop quietly, as samtools does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2))
