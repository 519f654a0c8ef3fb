import type { RefObject } from 'react'
import { Menu, MenuSection, Popover, Separator } from 'react-aria-components'
import { ROLES, type Sample } from '../../shared/case/sample.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { useSession } from '../app/session-context.tsx'
import { ROLE_NAMES } from '../review/words/sample-columns.ts'
import { Item, OneOf } from '../ui/menu.tsx'
import { withoutPerson, withParents, withPerson, withSibling } from './edit-pedigree.ts'
import { AFFECTED_OPTIONS, samplesHere, SEX_OPTIONS } from './family-words.ts'

const ROLE_VALUES = ROLES.map((role) => [role, ROLE_NAMES[role]] as const)
const valuesOf = (options: readonly { value: string; text: string }[]) =>
  options.map(({ value, text }) => [value, text] as const)

/** What can be changed of somebody in the drawing, at their symbol. Names and parents are typed and chosen in the table. */
export function PersonMenu({
  person,
  pedigree,
  samples,
  symbol,
  onChange,
  onClose,
}: {
  person: Individual
  pedigree: Pedigree
  samples: readonly Sample[]
  symbol: RefObject<Element | null>
  onChange: (pedigree: Pedigree) => void
  onClose: () => void
}) {
  const { cases } = useSession()
  const own = samplesHere(pedigree, person, samples)
  // A choice in a menu beside the menu closes that one alone.
  const set = (change: Partial<Individual>): void => {
    onChange(withPerson(pedigree, person, change))
    onClose()
  }
  const isDeceased = person.deceased === true
  return (
    <Popover className="popover" triggerRef={symbol} isOpen onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Menu className="menu" aria-label={`Change ${person.id}`} autoFocus="first" onClose={onClose}>
        <MenuSection aria-label="About them">
          {own.map(({ name, role }) => (
            <OneOf
              key={name}
              label={own.length === 1 ? 'Role' : `Role of ${name}`}
              chosen={role}
              values={ROLE_VALUES}
              onChoose={(key) => {
                const to = ROLES.find((each) => each === key)
                if (to) void cases.getState().setRole(name, to)
                onClose()
              }}
            />
          ))}
          <OneOf
            label="Sex"
            chosen={person.sex}
            values={valuesOf(SEX_OPTIONS)}
            onChoose={(key) => {
              const chosen = SEX_OPTIONS.find(({ value }) => value === key)
              if (chosen) set({ sex: chosen.value })
            }}
          />
          <OneOf
            label="Condition"
            chosen={person.affected}
            values={valuesOf(AFFECTED_OPTIONS)}
            onChoose={(key) => {
              const chosen = AFFECTED_OPTIONS.find(({ value }) => value === key)
              if (chosen) set({ affected: chosen.value })
            }}
          />
          <Item
            id="deceased"
            label={isDeceased ? 'Not deceased' : 'Deceased'}
            onAction={() => set({ deceased: !isDeceased })}
          />
        </MenuSection>
        <Separator className="menu-separator" />
        <MenuSection aria-label="Their family">
          <RelativeItems person={person} pedigree={pedigree} onChange={onChange} />
          {own.length === 0 && (
            <Item
              id="remove"
              label={`Remove ${person.id}`}
              onAction={() => onChange(withoutPerson(pedigree, person))}
            />
          )}
        </MenuSection>
      </Menu>
    </Popover>
  )
}

/** Relatives without data that somebody can be given. */
export function RelativeItems({
  person,
  pedigree,
  onChange,
}: {
  person: Individual
  pedigree: Pedigree
  onChange: (pedigree: Pedigree) => void
}) {
  return (
    <>
      {(person.father === null || person.mother === null) && (
        <Item
          id="parents"
          label={`Add parents of ${person.id}`}
          onAction={() => onChange(withParents(pedigree, person))}
        />
      )}
      <Item
        id="sibling"
        label={`Add a sister or brother of ${person.id}`}
        onAction={() => onChange(withSibling(pedigree, person))}
      />
    </>
  )
}
