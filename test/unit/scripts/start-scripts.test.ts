import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const SCRIPTS = fileURLToPath(new URL('../../../scripts/', import.meta.url))

let root: string
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'casement scripts '))
  mkdirSync(path.join(root, 'scripts'))
  for (const name of ['casement.mjs', 'run-node.mjs', 'build-age.mjs'])
    cpSync(path.join(SCRIPTS, name), path.join(root, 'scripts', name))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

function run(...args: string[]) {
  return spawnSync(process.execPath, [path.join(root, 'scripts', 'casement.mjs'), ...args], {
    encoding: 'utf8',
  })
}

function write(name: string, text = '', ageSeconds = 0): void {
  const file = path.join(root, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  const time = Date.now() / 1000 - ageSeconds
  utimesSync(file, time, time)
}

describe('the casement command', () => {
  it('says in one sentence that it is not built', () => {
    const { status, stderr, stdout } = run('serve')
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^Casement is not built yet: [^\n]+\n$/)
  })

  it('passes its arguments on, and the exit code back', () => {
    write('package.json', '{"type":"module"}')
    write('out/main/cli.js', 'console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = 7')
    const { status, stdout } = run('reads', 'a b.bam', '--count')
    expect(JSON.parse(stdout)).toEqual(['reads', 'a b.bam', '--count'])
    expect(status).toBe(7)
  })
})

describe('the need to build', () => {
  const needsBuild = (): string => {
    const module = pathToFileURL(path.join(root, 'scripts', 'build-age.mjs')).href
    const code = `import { needsBuild } from ${JSON.stringify(module)}; process.stdout.write(String(needsBuild(${JSON.stringify(root)})))`
    return spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }).stdout
  }
  const buildAll = (ageSeconds: number): void => {
    for (const name of [
      'main/cli.js',
      'main/engine-process.js',
      'preload/preload.cjs',
      'renderer/index.html',
    ])
      write(`out/${name}`, '', ageSeconds)
    write('resources/genome/sources.json', '', ageSeconds)
  }
  /** Folders are as old as the last thing made in them. */
  const ageFolders = (ageSeconds: number): void => {
    const time = Date.now() / 1000 - ageSeconds
    for (const name of ['electron', 'electron/host']) utimesSync(path.join(root, name), time, time)
  }

  it('is there until there is a build newer than every source', () => {
    write('electron/host/a.ts', '', 100)
    ageFolders(100)
    expect(needsBuild()).toBe('true')
    buildAll(50)
    expect(needsBuild()).toBe('false')
    write('electron/host/a.ts', '', 10)
    ageFolders(100)
    expect(needsBuild()).toBe('true')
  })

  it('is there when a part of the build is missing', () => {
    write('electron/host/a.ts', '', 100)
    ageFolders(100)
    buildAll(50)
    rmSync(path.join(root, 'resources/genome'), { recursive: true })
    expect(needsBuild()).toBe('true')
  })
})
