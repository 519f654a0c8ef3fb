import type { KeyboardEvent } from 'react'
import { useCommand } from '../../app/command-context.tsx'
import { useScope } from '../variant-list/use-columns.ts'
import { AddFilter } from './add-filter.tsx'
import { FilterChip } from './filter-chip.tsx'
import { ListMenu } from './list-menu.tsx'
import { PresetMenu } from './preset-menu.tsx'
import { useFilters } from './use-filters.ts'
import './filter-bar.css'

/** What hides variants: presets, one chip for each filter, and `+` for one more. Esc clears them. */
export function FilterBar() {
  const run = useCommand()
  const scope = useScope()
  const filters = useFilters()
  const onKeyDown = (event: KeyboardEvent): void => {
    const { target, currentTarget, key, defaultPrevented } = event
    // What floats above the bar closes by Esc itself.
    const within = target instanceof Node && currentTarget.contains(target)
    if (key !== 'Escape' || defaultPrevented || !within || filters.length === 0) return
    event.preventDefault()
    run('clear-filters')
  }
  return (
    <div className="filter-bar" role="group" aria-label="Filters" onKeyDown={onKeyDown}>
      <div className="filter-chips">
        <PresetMenu disabled={scope === null} />
        {filters.map((shown) => (
          <FilterChip key={shown.at} shown={shown} scope={scope} />
        ))}
      </div>
      <AddFilter scope={scope} />
      <ListMenu />
    </div>
  )
}
