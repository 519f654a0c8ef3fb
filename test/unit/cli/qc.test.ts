import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { openCaseRecord, thisOwner } from '../../../electron/engine/case/record/case-record.ts'
import { acknowledgementSchema } from '../../../shared/quality/acknowledgement.ts'
import { gateCheckSchema } from '../../../shared/quality/gate.ts'
import { casementHere } from '../../support/casement-here.ts'
import { runCasement } from '../../support/run-casement.ts'
import { writeFamily } from '../../support/family-case.ts'
import { SCENARIOS } from '../../support/family-scenarios.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = temporaryFolder()
const cache = join(folder, 'cache')

const answerSchema = z.object({
  label: z.string(),
  open: z.array(z.string()),
  checks: z.array(z.looseObject({ standing: z.string() }).and(gateCheckSchema)),
  acknowledgements: z.array(acknowledgementSchema),
})

it('passes a clean family and prints what was found', async () => {
  const inputs = writeFamily(join(folder, 'clean'), SCENARIOS.clean)
  // In a process of its own: it has to stay until all is checked, and to end then.
  const ran = await runCasement(['qc', inputs], cache)
  expect([ran.status, ran.err]).toEqual([0, ''])
  expect(ran.out).toContain('Relatedness: Passes')
  expect(ran.out).toMatch(/CHILD and MOTHER: relatedness 0\.\d+, \d+ of [\d,]+ sites/)
  expect(ran.out).toContain('Reads and variants of one sample: Not possible')
}, 60_000)

it('fails a case of exchanged samples until each check is acknowledged in it, and does not write to it', async () => {
  const inputs = writeFamily(join(folder, 'swapped'), SCENARIOS.swapped)
  const path = join(folder, 'swapped.casement')
  expect((await casementHere(['case', 'create', inputs, '--out', path], cache)).status).toBe(0)
  const before = readFileSync(path)
  const ran = await casementHere(['qc', path, '--json'], cache)
  expect(ran.status).toBe(1)
  expect(readFileSync(path).equals(before)).toBe(true)
  const { open, checks } = answerSchema.parse(JSON.parse(ran.out))
  expect(open).toEqual(expect.arrayContaining(['sex', 'relatedness', 'mendelian']))

  const record = openCaseRecord(path, thisOwner('0'))
  for (const { id, progress } of checks)
    if (open.includes(id) && progress.state === 'done')
      record.append([
        {
          kind: 'check-acknowledged',
          check: id,
          finding: progress.finding,
          reason: 'The laboratory knows.',
          by: { user: 'a', machine: 'b' },
          at: new Date().toISOString(),
        },
      ])
  record.close()
  const again = await casementHere(['qc', path], cache)
  expect(again.status).toBe(0)
  expect(again.out).toContain('Relatedness: Acknowledged')
}, 60_000)

it('wants a file, and says what is no case', async () => {
  expect((await casementHere(['qc'], cache)).status).toBe(2)
  const missing = await casementHere(['qc', join(folder, 'none.casement')], cache)
  expect(missing.status).toBe(1)
  expect(missing.err).toContain('none.casement')
})
