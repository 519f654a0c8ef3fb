import { useState } from 'react'
import { matchNotes, whoNotices } from '../../shared/pedigree/case-samples.ts'
import type { CaseState } from '../../shared/case/case-state.ts'
import { useCommand } from '../app/command-context.tsx'
import { useCase } from '../app/session-context.tsx'
import { proposalWords } from '../family/family-words.ts'
import { Button } from '../ui/button.tsx'
import { plural } from '../ui/amounts.ts'
import { Icon } from '../ui/icon.tsx'

/** Says once that who is who was proposed and nobody confirmed it yet. What can be reviewed can be meanwhile. */
export function ProposalBanner() {
  const run = useCommand()
  const current = useCase((s) => s.current)
  const [later, setLater] = useState<string | null>(null)
  if (current === null || current.id === later || !asksToConfirm(current)) return null
  const open = whoNotices(current).length
  return (
    <p className="banner" role="note">
      <Icon name="note" />
      <span>
        {proposalWords(current)}
        {open > 0 && `; ${plural(open, 'thing')} to look at`}
      </span>
      <Button look="link" onPress={() => run('show-family')}>
        Look and confirm…
      </Button>
      <span className="push" />
      <Button look="link" onPress={() => setLater(current.id)}>
        Later
      </Button>
    </p>
  )
}

/** Nothing is asked of one clear sample, of generated data, and where nothing can be written. */
function asksToConfirm(state: CaseState): boolean {
  if (state.synthetic || state.confirmed !== undefined || state.pedigree === null) return false
  if (state.record.state === 'read-only') return false
  return state.samples.length > 1 || matchNotes(state).length > 0
}
