import { Radio, RadioGroup } from 'react-aria-components'
import { countText } from '../../ui/amounts.ts'

/** What becomes of variants of which a filter cannot tell. */
export function MissingChoice({
  value,
  count,
  onChange,
}: {
  value: 'keep' | 'drop'
  /** How many there are; null while that is not known. */
  count: number | null
  onChange: (value: 'keep' | 'drop') => void
}) {
  const many = count === null ? '' : ` (${countText(count)})`
  return (
    <RadioGroup
      className="radios"
      aria-label="Variants without a value"
      value={value}
      onChange={(chosen) => onChange(chosen === 'keep' ? 'keep' : 'drop')}
    >
      <Radio value="keep" className="radio">
        Keep variants without a value{many}
      </Radio>
      <Radio value="drop" className="radio">
        Hide them
      </Radio>
    </RadioGroup>
  )
}
