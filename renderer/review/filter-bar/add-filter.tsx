import { useState } from 'react'
import { Button as AriaButton, DialogTrigger, Popover } from 'react-aria-components'
import type { VariantColumn } from '../../../shared/variant/variant-column.ts'
import type { ListFilter } from '../../../shared/variant/variant-query.ts'
import type { ListScope } from '../../app/list/list-scope.ts'
import { useList, useSession } from '../../app/session-context.tsx'
import { Button, Hint } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { ColumnPicker } from './column-picker.tsx'
import { ExpressionStep } from './expression-step.tsx'
import { FacetStep } from './facet-step.tsx'

/** `+`: one more filter, from the values of a column or as an expression. */
export function AddFilter({ scope }: { scope: ListScope | null }) {
  const { list } = useSession()
  const adding = useList((s) => s.adding) && scope !== null
  const { setAdding, addFilters } = list.getState()
  return (
    <DialogTrigger isOpen={adding} onOpenChange={setAdding}>
      <Hint text="Filter by a column" keys="F">
        <AriaButton className="button button-icon" aria-label="Add a filter" isDisabled={scope === null}>
          <Icon name="plus" />
        </AriaButton>
      </Hint>
      <Popover className="popover filter-popover" placement="bottom end" aria-label="Add a filter">
        <div className="filter-dialog">
          {scope && (
            <Steps
              scope={scope}
              onAdd={(filter) => {
                addFilters([filter])
                setAdding(false)
              }}
            />
          )}
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function Steps({ scope, onAdd }: { scope: ListScope; onAdd: (filter: ListFilter) => void }) {
  const [step, setStep] = useState<'columns' | 'expression' | VariantColumn>('columns')
  const back = (): void => setStep('columns')
  if (step === 'expression') return <ExpressionStep scope={scope} onBack={back} onAdd={onAdd} />
  if (step !== 'columns') return <FacetStep column={step} scope={scope} onBack={back} onAdd={onAdd} />
  return (
    <>
      <ColumnPicker scope={scope} onPick={setStep} />
      <div className="filter-foot">
        <Button look="link" onPress={() => setStep('expression')}>
          Write an expression instead
        </Button>
      </div>
    </>
  )
}
