// Finding a Node new enough for the app, and running it as if it were this process. Plain JavaScript for Node 20.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'

const NEEDED_MAJOR = 24

/**
 * The Node to run the app with: this one when it is new enough, else the one in node_modules.
 *
 * @returns {string | null} path of the executable
 */
export function nodeOfTheApp() {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED_MAJOR) return process.execPath
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const bundled = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url))
  return existsSync(bundled) ? bundled : null
}

/**
 * Runs a program on this terminal; signals go to it, its exit code comes back.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {'inherit' | 'ignore'} [stderr]
 * @returns {Promise<number>} 128 + the signal's number when a signal ended it
 */
export function runForwardingSignals(command, args, stderr = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['inherit', 'inherit', stderr] })
    const forward = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, forward)
    const end = (code) => {
      for (const signal of signals) process.removeListener(signal, forward)
      resolve(code)
    }
    child.on('error', (problem) => {
      process.stderr.write(`${command} could not be started: ${problem.message}\n`)
      end(1)
    })
    child.on('exit', (code, signal) => end(code ?? 128 + (os.constants.signals[signal] ?? 0)))
  })
}
