#!/usr/bin/env node
// The command line. Works under any Node from 20 on: the app itself needs 24, which the dev dependency `node` brings.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { nodeOfTheApp, runForwardingSignals } from './run-node.mjs'

const cli = new URL('../out/main/cli.js', import.meta.url)

if (!existsSync(cli)) {
  process.stderr.write('Casement is not built yet: run "npm run build" in its folder first.\n')
  process.exitCode = 1
} else {
  const node = nodeOfTheApp()
  if (node === null) {
    process.stderr.write('Casement needs Node 24: run "npm ci" in its folder, or install Node 24.\n')
    process.exitCode = 1
  } else if (node === process.execPath) {
    await import(cli.href)
  } else {
    process.exitCode = await runForwardingSignals(node, [fileURLToPath(cli), ...process.argv.slice(2)])
  }
}
