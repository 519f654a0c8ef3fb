import { useState } from 'react'
import { Button, DialogTrigger, Popover } from 'react-aria-components'
import type { ListScope } from '../../app/list/list-scope.ts'
import { Icon } from '../../ui/icon.tsx'
import { filterLabel } from '../words/filter-words.ts'
import { ChipPopover } from './chip-popover.tsx'
import type { BarFilter } from './use-filters.ts'

/** One filter of the bar. Before the file is imported it can be read, not changed. */
export function FilterChip({ shown, scope }: { shown: BarFilter; scope: ListScope | null }) {
  const [open, setOpen] = useState(false)
  const { filter, problem } = shown
  const wrong = problem !== null && filter.enabled
  const state = wrong ? ', not understood, hides nothing' : filter.enabled ? '' : ', off'
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <Button
        className="chip"
        aria-label={`Filter ${filterLabel(filter)}${state}`}
        isDisabled={scope === null}
        {...(filter.enabled ? {} : { 'data-off': '' })}
        {...(wrong ? { 'data-wrong': '' } : {})}
      >
        {wrong && <Icon name="warning" size={12} />}
        <span className={filter.label === null ? 'chip-text mono' : 'chip-text'}>{filterLabel(filter)}</span>
        {!filter.enabled && <span className="chip-off">off</span>}
        <Icon name="chevron-down" size={12} />
      </Button>
      {/* Without a Dialog in it the popover is one itself, what closes it for screen readers included. */}
      <Popover
        className="popover filter-popover"
        placement="bottom start"
        aria-label={`Filter ${filterLabel(filter)}`}
      >
        {scope && <ChipPopover shown={shown} scope={scope} onClose={() => setOpen(false)} />}
      </Popover>
    </DialogTrigger>
  )
}
