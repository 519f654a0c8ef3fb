import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, expect, it } from 'vitest'
import { openCaseRecord, thisOwner } from '../../../electron/engine/case/record/case-record.ts'
import { writeBam, writePed, writeVcf } from '../../support/case-files.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { casementHere } from '../../support/casement-here.ts'
import { vcfText } from '../../support/vcf-text.ts'
import type { Ran } from '../../support/run-casement.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const inputs = join(folder, 'R-1042')
const out = join(folder, 'trio.casement')
const run = (...args: string[]): Promise<Ran> => casementHere(args, join(folder, 'cache'))
let made: Ran

beforeAll(async () => {
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
  expect(made.out).toMatch(/^bam\t.*kim\.bam\tkim, by its @RG SM$/m)
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

it('shows what the case holds of its files and of what they are annotated with', async () => {
  const cut = join(folder, 'cut')
  mkdirSync(cut)
  const whole = readFileSync(await writeBam(folder, 'whole.bam'))
  // Without the empty block at the end.
  writeFileSync(join(cut, 'cut.bam'), whole.subarray(0, -28))
  await writeVcf(cut, 'plain.vcf', { samples: ['whole'] })
  const path = join(folder, 'cut.casement')
  await run('case', 'create', cut, join(folder, 'whole.bam'), '--out', path)
  const state = JSON.parse((await run('case', 'show', path, '--json')).out) as CaseState
  expect(Object.fromEntries(state.files.map(({ name, endMark }) => [name, endMark]))).toEqual({
    'cut.bam': false,
    'plain.vcf': null,
    'whole.bam': true,
  })
  const clinvar = state.bundled.find(({ name }) => name.startsWith('ClinVar'))
  expect(clinvar?.date).toMatch(/^\d{4}-\d\d-\d\d$/)
  for (const key of ['id', 'build', 'samples', 'pedigree', 'phenotype', 'panels', 'files', 'annotations', 'list', 'shortlists', 'marks', 'notes', 'acknowledgements']) expect(state).toHaveProperty(key) // prettier-ignore
})

it('says what of the family could not be, and what was not matched', async () => {
  const ped = writePed(folder, 'odd.ped', ['F kim kim mum 1 2', 'F mum 0 0 2 1'])
  const vcf = await writeVcf(folder, 'odd.vcf', { samples: ['kim', 'mum'] })
  const bam = await writeBam(folder, 'kim-mum.bam', { samples: ['S1'] })
  const { err, status } = await run('case', 'create', vcf, bam, ped, '--out', join(folder, 'odd.casement'))
  expect(status).toBe(0)
  expect(err).toContain('casement: kim cannot be the father of kim: somebody would be their own ancestor')
  expect(err).toContain('casement: kim-mum.bam (S1) could be kim or mum by its name')
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

it('prints who somebody is only when asked for', async () => {
  const path = join(folder, 'named.casement')
  await run('case', 'create', inputs, '--out', path)
  const record = openCaseRecord(path, thisOwner('0'))
  record.append([{ kind: 'identifiers-set', individual: 'kim', identifiers: { name: 'Kim Test' } }])
  record.close()
  for (const more of [[], ['--json'], ['--history'], ['--history', '--json']]) {
    const { out: printed, status } = await run('case', 'show', path, ...more)
    expect(status).toBe(0)
    expect(printed).not.toContain('Kim Test')
  }
  expect((await run('case', 'show', path, '--json', '--identifiers')).out).toContain('Kim Test')
  expect((await run('case', 'show', path, '--json', '--history', '--identifiers')).out).toContain('Kim Test')
})

it('finds by its SHA-256 a file that was changed where neither size nor ends show it', async () => {
  const path = join(folder, 'digested.casement')
  const large = join(folder, 'large.vcf')
  const text = vcfText(
    Array.from({ length: 60_000 }, (_, i) => [
      'chr1',
      i + 1,
      '.',
      'A',
      'C',
      50,
      'PASS',
      `AC=${i % 10};AN=10`,
    ]),
    { meta: ['##contig=<ID=chr1,length=248956422>'] },
  )
  expect(text.length).toBeGreaterThan(2 << 20)
  writeFileSync(large, text)
  await run('case', 'create', large, '--out', path)
  const record = openCaseRecord(path, thisOwner('0'))
  const sha256 = createHash('sha256').update(text).digest('hex')
  record.append([{ kind: 'file-digested', file: 'f1', sha256 }])
  record.close()
  expect((await run('verify', path, '--sha256')).status).toBe(0)
  const middle = text.indexOf('\tA\t', text.length / 2)
  writeFileSync(large, `${text.slice(0, middle)}\tG\t${text.slice(middle + 3)}`)
  expect((await run('verify', path)).status).toBe(0)
  const found = await run('verify', path, '--sha256')
  expect(found.status).toBe(1)
  expect(found.out).toContain('its SHA-256 is another')
})
