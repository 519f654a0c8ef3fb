import type { Handlers } from '../../shared/contract.ts'
import { Fault } from '../../shared/errors/fault.ts'

/** The desktop has the system's own dialogs; browsing folders from the page is for servers. */
export const unsupportedBrowsing: Handlers<'host.browse'> = {
  'host.browse': () =>
    Promise.reject(new Fault({ kind: 'host/unsupported', what: 'browsing folders from the page' })),
}
