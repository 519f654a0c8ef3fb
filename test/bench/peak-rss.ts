import { writeFileSync } from 'node:fs'

/** Environment variable that names the file to write to. */
export const RSS_FILE_VARIABLE = 'CASEMENT_BENCH_RSS'

/*
 * Loaded into a measured Node process with `--import`: when it ends, writes the most memory it had resident, in bytes,
 * worker threads included.
 */
const target = process.env[RSS_FILE_VARIABLE]
if (target !== undefined)
  process.on('exit', () => {
    writeFileSync(target, String(process.resourceUsage().maxRSS * 1024))
  })
