import { copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, it } from 'vitest'
import { writeBam, writePed, writeVcf } from '../../support/case-files.ts'
import { casementHere } from '../../support/casement-here.ts'
import type { Ran } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const inputs = join(folder, 'R-1042')
const out = join(folder, 'trio.casement')
const run = (...args: string[]): Promise<Ran> => casementHere(args, join(folder, 'cache'))
let made: Ran

beforeAll(async () => {
  const { mkdirSync } = await import('node:fs')
  mkdirSync(inputs)
  for (const name of ['kim', 'mum', 'dad']) await writeBam(inputs, `${name}.bam`)
  await writeVcf(inputs, 'trio.vcf.gz', { samples: ['kim', 'mum', 'dad'] })
  const ped = writePed(folder, 'trio.ped', ['F kim dad mum 1 2', 'F mum 0 0 2 1', 'F dad 0 0 1 1'])
  made = await run('case', 'create', inputs, '--out', out, '--ped', ped, '--role', 'dad=other')
}, 30_000)

it('creates a case of a folder, a PED and roles, and shows it', async () => {
  expect(made.err).toBe('')
  expect(made.status).toBe(0)
  expect(made.out).toContain('proband\tkim\tmale\taffected')
  // Nothing of the inputs is changed, nothing is left beside the case.
  expect(readdirSync(inputs).sort()).toEqual(['dad.bam', 'kim.bam', 'mum.bam', 'trio.vcf.gz'])
  expect(existsSync(`${out}.lock`)).toBe(false)
  const shown = await run('case', 'show', out, '--json')
  const state = JSON.parse(shown.out) as {
    label: string
    build: string
    samples: { name: string; role: string }[]
  }
  expect([state.label, state.build]).toEqual(['R-1042', 'GRCh38'])
  expect(state.samples.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'kim proband',
    'mum mother',
    'dad other',
  ])
})

it('tells the history, one event a line', async () => {
  const { out: text } = await run('case', 'show', out, '--history')
  const kinds = text.trimEnd().split('\n').map((line) => line.split('\t')[4]) // prettier-ignore
  expect(kinds[0]).toBe('case-opened')
  expect(kinds.at(-1)).toBe('role-set')
})

it('verifies: holds, then an input is another, then the chain is broken', async () => {
  const copy = join(folder, 'copy.casement')
  copyFileSync(out, copy)
  const holds = await run('verify', copy)
  expect([holds.status, holds.err]).toEqual([0, ''])
  expect(holds.out).toContain('the chain holds')
  writeFileSync(join(inputs, 'mum.bam'), 'something else')
  const differs = await run('verify', copy)
  expect(differs.status).toBe(1)
  expect(differs.out).toMatch(/differs +mum\.bam: it has 14 bytes/)
  const database = new DatabaseSync(copy)
  database.exec(`DROP TRIGGER event_is_never_changed; UPDATE event SET user = 'x' WHERE sequence = 3`)
  database.close()
  const broken = JSON.parse((await run('verify', copy, '--json')).out) as { broken: { sequence: number } }
  expect(broken.broken.sequence).toBe(3)
})

it('says what is wrong with how it was asked', async () => {
  expect((await run('case', 'create', inputs)).err).toContain('needs --out')
  expect((await run('case', 'create', inputs, '--out', out)).err).toContain('is there already')
  expect((await run('case', 'show', join(inputs, 'kim.bam'))).err).toContain('is not a case of Casement')
  expect((await run('verify', join(folder, 'nowhere.casement'))).err).toContain('is not there')
})
