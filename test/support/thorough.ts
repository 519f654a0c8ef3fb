/** `npm run test:long` asks for everything; `npm test` has ten minutes for all it does. */
const isThorough = process.env['CASEMENT_THOROUGH'] === '1'

/**
 * How many cases a property, or random damage, is tried with: all in `npm run test:long`, a fifth in `npm test`, at least
 * three. With a seed of its own a test meets the same first ones each time.
 */
export const runs = (all: number): number =>
  isThorough ? all : Math.max(Math.min(all, 3), Math.ceil(all / 5))

/** Of cases that argue alike: all in `npm run test:long`, in `npm test` those that are named. */
export const casesOf = <T>(all: readonly T[], ...few: readonly T[]): readonly T[] => (isThorough ? all : few)
