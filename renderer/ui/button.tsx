import type { ReactNode, Ref } from 'react'
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components'
import { Icon, type IconName } from './icon.tsx'

type Look = 'normal' | 'primary' | 'quiet' | 'link'

export function Button({
  look = 'normal',
  ...props
}: Omit<ButtonProps, 'className'> & { look?: Look; ref?: Ref<HTMLButtonElement> }) {
  return <AriaButton {...props} className={look === 'normal' ? 'button' : `button button-${look}`} />
}

/** A hint that opens on hover and on keyboard focus, with the key that does the same. */
export function Hint({ text, keys, children }: { text: string; keys?: string; children: ReactNode }) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip className="tooltip" offset={6}>
        {text}
        {keys !== undefined && <kbd>{keys}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** A button that is only a drawing: its label is what a screen reader says and the hint shows. */
export function IconButton({
  icon,
  label,
  keys,
  small = false,
  ...props
}: Omit<ButtonProps, 'className' | 'children' | 'aria-label'> & {
  icon: IconName
  label: string
  keys?: string
  small?: boolean
}) {
  return (
    <Hint text={label} {...(keys === undefined ? {} : { keys })}>
      <AriaButton
        {...props}
        aria-label={label}
        className="button button-icon"
        {...(small ? { 'data-small': '' } : {})}
      >
        <Icon name={icon} />
      </AriaButton>
    </Hint>
  )
}
