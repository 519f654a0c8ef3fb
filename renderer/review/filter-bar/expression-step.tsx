import { useState } from 'react'
import type { ListFilter } from '../../../shared/variant/variant-query.ts'
import { filterProblem } from '../../app/list/list-query.ts'
import type { ListScope } from '../../app/list/list-scope.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ExpressionField } from './expression-field.tsx'
import { MissingChoice } from './missing-choice.tsx'

/** A filter in words of one's own. */
export function ExpressionStep({
  scope,
  onBack,
  onAdd,
}: {
  scope: ListScope
  onBack: () => void
  onAdd: (filter: ListFilter) => void
}) {
  const [expression, setExpression] = useState('')
  const [missing, setMissing] = useState<'keep' | 'drop'>('drop')
  const empty = expression.trim() === ''
  const problem = empty ? null : filterProblem(expression, scope.filter)
  const usable = !empty && problem === null
  const add = (): void => {
    if (usable) onAdd({ expression, missing, enabled: true, label: null })
  }
  return (
    <>
      <div className="filter-head">
        <IconButton small icon="chevron-left" label="Choose a column instead" onPress={onBack} />
        <strong>Expression</strong>
      </div>
      <ExpressionField
        autoFocus
        value={expression}
        problem={problem}
        scope={scope}
        onChange={setExpression}
        onSubmit={add}
      />
      <p className="muted">
        As in <span className="mono">popmax_af &lt; 0.001 and impact == &quot;HIGH&quot;</span> or{' '}
        <span className="mono">gt(proband) == &quot;het&quot;</span>
      </p>
      <MissingChoice value={missing} count={null} onChange={setMissing} />
      <div className="filter-foot">
        <span className="push" />
        <Button look="primary" isDisabled={!usable} onPress={add}>
          Add
        </Button>
      </div>
    </>
  )
}
