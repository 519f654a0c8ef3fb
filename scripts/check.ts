/**
 * Runs every check of the project and says at the end which held: what `npm test` is. Those that only read the sources run two
 * at a time, what they print kept together; then the tests, one after the other, as each fills two cores by itself.
 * A failing check does not stop the others, so that one run shows everything that is wrong. What failed is named once more
 * below the summary: where only the end of an output is kept, that is what one needs.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { stripVTControlCharacters } from 'node:util'

type Check = readonly [name: string, command: string]
type Result = {
  readonly name: string
  readonly held: boolean
  readonly seconds: number
  readonly printed: string
}

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
  const heading = `\n── ${name}: ${command}\n`
  if (shown) process.stdout.write(heading)
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      printed += part
      if (shown) process.stdout.write(part)
    })
  let held = false
  try {
    const [status] = await once(child, 'close')
    held = status === 0
  } catch (thrown) {
    console.error(`${name} could not be started: ${String(thrown)}`)
  }
  if (!shown) console.log(`${heading}${printed}`.trimEnd())
  return { name, held, seconds: (performance.now() - start) / 1000, printed }
}

/** What a failing check printed that says what is wrong, else its last lines. At most 12 lines, of at most 160 characters. */
function complaint(printed: string): string[] {
  const lines = stripVTControlCharacters(printed)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*(✓|\(node:\d+\) )/u.test(line))
  const said = lines.filter((line) => /^\s*(FAIL|.*Unhandled|\w*Error\b|✗|✘|\d+\) )|\berror\b/u.test(line))
  return (said.length > 0 ? said : lines).slice(-12).map((line) => line.slice(0, 160))
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
for (const { name, printed } of results.filter((r) => !r.held))
  console.log(`\n── ${name} said\n${complaint(printed).join('\n')}`)
process.exitCode = results.every((r) => r.held) ? 0 : 1
