import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components'
import type { Sample } from '../../../shared/case/sample.ts'
import { useCase, useSession } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { Button, Hint } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ROLES } from '../../../shared/case/sample.ts'
import { familySummary, inReadingOrder, ROLE_NAMES } from '../words/sample-columns.ts'

/** A cohort VCF can have hundreds: the popover shows the first ones and says how many more there are. */
const SHOWN = 40
const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] }))

/** Who is in the case; roles can be set here. */
export function SamplesPopover() {
  const samples = useCase((s) => s.current?.samples ?? NONE)
  const ordered = inReadingOrder(samples)
  const { view } = useSession()
  return (
    <DialogTrigger>
      <Hint text="Samples and their roles">
        <Button look="quiet">
          {familySummary(samples)}
          <Icon name="chevron-down" size={12} />
        </Button>
      </Hint>
      <Popover className="popover samples-popover" placement="bottom start">
        <Dialog className="samples">
          <Heading slot="title" level={2}>
            Samples
          </Heading>
          {ordered.length === 0 && (
            <p className="muted">
              The files name no samples (no @RG SM in the BAM, no sample columns in the VCF).
            </p>
          )}
          <ul>
            {ordered.slice(0, SHOWN).map((sample) => (
              <SampleLine key={sample.name} sample={sample} />
            ))}
          </ul>
          <Button look="link" slot="close" onPress={() => view.getState().show('family')}>
            Who is who: family, samples and files…
          </Button>
          {ordered.length > SHOWN && (
            <p className="muted">and {plural(ordered.length - SHOWN, 'more sample')}</p>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

const NONE: readonly Sample[] = []

function SampleLine({ sample }: { sample: Sample }) {
  const { cases } = useSession()
  const facts = [
    sample.sex === 'unknown' ? 'sex unknown' : sample.sex,
    ...(sample.affected === 'unknown' ? [] : [sample.affected]),
    sample.alignments.length > 0 ? plural(sample.alignments.length, 'BAM') : 'no BAM',
    sample.variants.length > 0 ? plural(sample.variants.length, 'VCF') : 'no VCF',
  ]
  return (
    <li className="sample-line">
      <span className="sample-name">
        <strong title={sample.name}>{sample.name}</strong>
        <span className="muted">{facts.join(' · ')}</span>
      </span>
      <Choice
        label={`Role of ${sample.name}`}
        value={sample.role}
        options={ROLE_OPTIONS}
        onChange={(role) => void cases.getState().setRole(sample.name, role)}
      />
    </li>
  )
}
