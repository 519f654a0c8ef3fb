/**
 * Runs every check of the project, one after the other, and says at the end which held: what `npm test` is.
 * A failing check does not stop the ones after it, so that one run shows everything that is wrong.
 */
import { spawnSync } from 'node:child_process'

const CHECKS = [
  ['build', 'npm run -s build'],
  ['format', 'npm run -s format:check'],
  ['lint', 'npm run -s lint'],
  ['types', 'npm run -s types'],
  ['layers', 'npm run -s layers'],
  ['dead code', 'npm run -s dead-code'],
  ['unit', 'npm run -s unit'],
  ['end-to-end', 'npm run -s e2e'],
] as const

const results = CHECKS.map(([name, command]) => {
  console.log(`\n── ${name}: ${command}`)
  const start = performance.now()
  const { status, error } = spawnSync(command, { shell: true, stdio: 'inherit' })
  if (error) console.error(`${name} could not be started: ${error.message}`)
  return { name, held: status === 0, seconds: (performance.now() - start) / 1000 }
})

console.log('\n── summary')
for (const { name, held, seconds } of results)
  console.log(`${held ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)} ${seconds.toFixed(1).padStart(6)} s`)
const passed = results.filter((r) => r.held).length
console.log(`\n${passed} passed, ${results.length - passed} failed`)
process.exitCode = results.every((r) => r.held) ? 0 : 1
