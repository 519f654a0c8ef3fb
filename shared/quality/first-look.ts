import { type Acknowledgement, acknowledgementOf, type FoundCheck } from './acknowledgement.ts'
import type { CheckId } from './check-id.ts'
import { type Gate, type GateCheck, standingOf } from './gate.ts'

/** The checks that find a mix-up: another reference, other reads or another person than the case says. */
export const MIX_UP_CHECKS: ReadonlySet<CheckId> = new Set<CheckId>([
  'build',
  'sex',
  'relatedness',
  'tumour-normal',
  'swap',
])

/** Whether the variants of a case may be seen, and which checks it hangs on. */
export type FirstLook = {
  readonly state:
    | 'open'
    /** Mix-ups are still looked for, and nobody has looked for them before; or one that was found is looked for again. */
    | 'checking'
    /** One was found that nobody has acknowledged or, in this window, gone past. */
    | 'found'
    /** Nothing can be reviewed with it. */
    | 'blocked'
  readonly checks: readonly GateCheck[]
}

/** What somebody has gone past in this window. */
export type WentPast = {
  /** The variants were seen: a check that is made again takes them away only when it fails. */
  readonly seen: boolean
  /** Somebody did not wait for a check that is made again: only what it finds takes the variants away. */
  readonly unchecked: boolean
  /** By {@link failureOf}. */
  readonly failures: ReadonlySet<string>
}

export const NOT_SEEN: WentPast = { seen: false, unchecked: false, failures: new Set() }

/** A check's failure, in one text: another finding of it is another failure. */
export function failureOf({ id, progress }: GateCheck): string {
  return failureText(id, progress.state === 'done' ? progress.finding : progress.state)
}

const failureText = (check: CheckId, finding: string): string => `${check} ${finding}`

/**
 * @param gate all checks; none while they are not known yet
 * @param recorded what the case's record says of them: a case that was checked once is shown while it is checked again,
 *   unless what is made again had failed and nobody had gone past it
 */
export function firstLook(
  gate: Gate,
  recorded: {
    readonly acknowledgements: readonly Acknowledgement[]
    readonly checksFound: readonly FoundCheck[]
    /** Made-up people: nobody's samples can have been exchanged. */
    readonly synthetic: boolean
  },
  past: WentPast,
): FirstLook {
  const standing = (check: GateCheck) => standingOf(check, recorded.acknowledgements)
  const blocking = gate.filter((check) => standing(check) === 'blocks')
  if (blocking.length > 0) return { state: 'blocked', checks: blocking }
  const asked = gate.filter(({ id }) => MIX_UP_CHECKS.has(id))
  const failing = asked.filter((check) => standing(check) === 'fails')
  if (failing.some((check) => !past.failures.has(failureOf(check))))
    return { state: 'found', checks: failing }
  const isPending = gate.length === 0 || asked.some((check) => standing(check) === 'pending')
  const isStopped = ({ check, verdict, finding }: FoundCheck): boolean =>
    verdict === 'fails' &&
    !acknowledgementOf(recorded.acknowledgements, { check, finding }) &&
    !past.failures.has(failureText(check, finding))
  const isMadeAgain = asked.some(
    (check) =>
      standing(check) === 'pending' &&
      recorded.checksFound.some((found) => found.check === check.id && isStopped(found)),
  )
  const isSeen = past.seen || recorded.checksFound.length > 0
  const isKnown = recorded.synthetic || past.unchecked || (isSeen && !isMadeAgain)
  return isPending && !isKnown ? { state: 'checking', checks: asked } : { state: 'open', checks: [] }
}
