import { memo } from 'react'
import { useCommand } from '../../app/command-context.tsx'
import { linesBefore } from '../../app/session.ts'
import { useSelection, useVariants } from '../../app/session-context.tsx'
import { countText } from '../../ui/amounts.ts'
import { IconButton } from '../../ui/button.tsx'
import { LocusBox } from './locus-box.tsx'
import { MoveMenu } from './move-menu.tsx'
import { ReadsMenu } from './reads-menu.tsx'

export function BrowserToolbar({ listShown, recordShown }: { listShown: boolean; recordShown: boolean }) {
  const run = useCommand()
  return (
    <div className="toolbar browser-toolbar">
      <IconButton
        icon="pane-left"
        label={listShown ? 'Fold the variant list' : 'Show the variant list'}
        keys="4"
        aria-expanded={listShown}
        onPress={() => run('fold-list')}
      />
      <LocusBox />
      <span className="toolbar-group toolbar-folds" role="group" aria-label="Loci visited">
        <IconButton icon="back" label="Back to the locus before" keys="B" onPress={() => run('locus-back')} />
        <IconButton
          icon="forward"
          label="Forward to the locus after"
          keys="N"
          onPress={() => run('locus-forward')}
        />
      </span>
      <span className="toolbar-group toolbar-folds" role="group" aria-label="Zoom">
        <IconButton icon="minus" label="Zoom out" keys="−" onPress={() => run('zoom-out')} />
        <IconButton icon="plus" label="Zoom in" keys="+" onPress={() => run('zoom-in')} />
      </span>
      <MoveMenu />
      <Stepper />
      <ReadsMenu />
      <IconButton
        icon="pane-right"
        label={recordShown ? 'Fold the record' : 'Show the record'}
        keys="5"
        aria-expanded={recordShown}
        onPress={() => run('fold-record')}
      />
    </div>
  )
}

/** `◂ 3 of 14 ▸`; `–` when what is selected is not in the list (a reference block, a variant found by region). */
function Stepper() {
  const list = useVariants((s) => s)
  const row = useSelection((s) => s.row)
  const file = useSelection((s) => s.file)
  const variant = useSelection((s) => s.variant)
  const { available } = list
  const more = list.truncated || list.loading || list.stopped !== null
  if (available === 0) return null
  const line = list.lineOf({ file, row })
  const what = list.of === 'variants' ? 'variant' : 'reference block'
  // Lines before the one that is selected, or before where it would be.
  const before = line ?? linesBefore(list, { file, row }, variant)
  const after = before === undefined ? available : available - before - (line === null ? 0 : 1)
  return (
    <span
      className="toolbar-group stepper"
      role="group"
      aria-label={list.of === 'variants' ? 'Variants' : 'Reference blocks'}
    >
      <Step way="previous" what={what} isDisabled={row === null || before === 0} />
      <span className="stepper-text">
        {line === null ? '–' : countText(line + 1)} of {countText(available)}
        {more ? '+' : ''}
      </span>
      <Step way="next" what={what} isDisabled={row !== null && after === 0} />
    </span>
  )
}

/** Drawn anew only when it changes, which it does not with most steps. */
const Step = memo(function Step({
  way,
  what,
  isDisabled,
}: {
  way: 'previous' | 'next'
  what: string
  isDisabled: boolean
}) {
  const run = useCommand()
  const next = way === 'next'
  return (
    <IconButton
      icon={next ? 'chevron-right' : 'chevron-left'}
      label={`${next ? 'Next' : 'Previous'} ${what}`}
      keys={next ? 'J' : 'K'}
      isDisabled={isDisabled}
      onPress={() => run(`${way}-variant`)}
    />
  )
})
