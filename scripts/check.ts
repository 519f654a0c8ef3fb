/**
 * Runs every check of the project and says at the end which held: what `npm test` is. Those that only read the sources run two
 * at a time, what they print kept together; then the tests, one after the other, as each fills two cores by itself.
 * A failing check does not stop the others, so that one run shows everything that is wrong.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

type Check = readonly [name: string, command: string]
type Result = { readonly name: string; readonly held: boolean; readonly seconds: number }

/** The longest first. */
const OF_SOURCES: readonly Check[] = [
  ['format', 'npm run -s format:check'],
  ['types', 'npm run -s types'],
  ['lint', 'npm run -s lint'],
  ['build', 'npm run -s build'],
  ['layers', 'npm run -s layers'],
  ['dead code', 'npm run -s dead-code'],
]
const TESTS: readonly Check[] = [
  ['unit', 'npm run -s unit'],
  ['end-to-end', 'npm run -s e2e'],
]

/** @param shown what it prints is shown as it comes, not when it has ended */
async function run([name, command]: Check, shown: boolean): Promise<Result> {
  const start = performance.now()
  if (shown) console.log(`\n── ${name}: ${command}`)
  const child = spawn(command, { shell: true, stdio: shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
  const printed = [child.stdout, child.stderr].map(async (stream) => (stream ? text(stream) : ''))
  let held = false
  try {
    const [status] = await once(child, 'close')
    held = status === 0
  } catch (thrown) {
    console.error(`${name} could not be started: ${String(thrown)}`)
  }
  if (!shown) console.log(`\n── ${name}: ${command}\n${(await Promise.all(printed)).join('')}`.trimEnd())
  return { name, held, seconds: (performance.now() - start) / 1000 }
}

async function inTurn(checks: Check[], shown: boolean): Promise<Result[]> {
  const results: Result[] = []
  for (let next = checks.shift(); next !== undefined; next = checks.shift())
    results.push(await run(next, shown))
  return results
}

const left = [...OF_SOURCES]
const results = (await Promise.all([inTurn(left, false), inTurn(left, false)])).flat()
results.push(...(await inTurn([...TESTS], true)))

console.log('\n── summary')
for (const { name, held, seconds } of results)
  console.log(`${held ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`)
const passed = results.filter((r) => r.held).length
console.log(`\n${passed} passed, ${results.length - passed} failed`)
process.exitCode = results.every((r) => r.held) ? 0 : 1
