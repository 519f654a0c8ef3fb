import * as z from 'zod'

// zod compiles validators with `new Function` when it may; our CSP forbids that, and the mere attempt is reported as
// a violation. Schemas look at this when they are made: import this module before anything that imports a schema.
z.config({ jitless: true })
