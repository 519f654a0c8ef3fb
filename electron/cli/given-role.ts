import { type Role, ROLES, roleSchema } from '../../shared/case/sample.ts'
import { UsageError } from './usage.ts'

/** SAMPLE=ROLE. @throws UsageError for a role that is none */
export function givenRole(text: string): readonly [sample: string, role: Role] {
  const [, sample = '', name = ''] = /^(.*)=([a-z]+)$/.exec(text) ?? []
  const role = roleSchema.safeParse(name)
  if (role.success) return [sample, role.data]
  throw new UsageError(`--role is SAMPLE=ROLE with a role of ${ROLES.join(', ')}; not "${text}".`)
}
