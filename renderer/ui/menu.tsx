import type { ReactNode } from 'react'
import { Menu, MenuItem, Popover, type Selection, SubmenuTrigger } from 'react-aria-components'
import { Icon } from './icon.tsx'

/** An item: a check where it is chosen, its words, the key that does the same. */
export function Item({
  id,
  label,
  keys = '',
  title,
  onAction,
}: {
  id: string
  label: string
  keys?: string
  /** What it is, in a sentence, for those who wait over it. */
  title?: string
  onAction?: () => void
}) {
  return (
    <MenuItem
      id={id}
      className="menu-item"
      textValue={label}
      {...(onAction === undefined ? {} : { onAction })}
    >
      {({ isSelected }) => (
        <>
          <span className="menu-check">{isSelected && <Icon name="check" />}</span>
          {title === undefined ? label : <span title={title}>{label}</span>}
          {keys !== '' && <span className="menu-keys">{keys}</span>}
        </>
      )}
    </MenuItem>
  )
}

/** A menu beside the menu. `chosen` says in the item what is chosen in it. */
function Submenu({ label, chosen, children }: { label: string; chosen: string; children: ReactNode }) {
  return (
    <SubmenuTrigger>
      <MenuItem className="menu-item" textValue={label}>
        <span className="menu-check" />
        {label}
        <span className="menu-keys">
          {chosen} <Icon name="chevron-right" size={12} />
        </span>
      </MenuItem>
      <Popover className="popover">{children}</Popover>
    </SubmenuTrigger>
  )
}

/** One of several. @param values by key, in order */
export function OneOf({
  label,
  chosen,
  values,
  onChoose,
}: {
  label: string
  chosen: string
  values: readonly (readonly [key: string, words: string])[]
  onChoose: (key: string) => void
}) {
  const words = values.find(([key]) => key === chosen)?.[1] ?? chosen
  return (
    <Submenu label={label} chosen={words}>
      <Menu
        className="menu"
        aria-label={label}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[chosen]}
        onSelectionChange={(keys) => keysIn(keys).forEach(onChoose)}
      >
        {values.map(([key, name]) => (
          <Item key={key} id={key} label={name} />
        ))}
      </Menu>
    </Submenu>
  )
}

/** Any of several. @param words what the item says of the choice */
export function SomeOf({
  label,
  words,
  chosen,
  values,
  onChoose,
}: {
  label: string
  words: string
  chosen: readonly string[]
  values: readonly (readonly [key: string, words: string])[]
  onChoose: (keys: readonly string[]) => void
}) {
  return (
    <Submenu label={label} chosen={words}>
      <Menu
        className="menu"
        aria-label={label}
        selectionMode="multiple"
        selectedKeys={chosen}
        onSelectionChange={(keys) => onChoose(keysIn(keys))}
      >
        {values.map(([key, name]) => (
          <Item key={key} id={key} label={name} />
        ))}
      </Menu>
    </Submenu>
  )
}

/** The keys chosen; menus without "all" never choose all. */
export const keysIn = (selection: Selection): string[] =>
  selection === 'all' ? [] : [...selection].map(String)
