import { useState } from 'react'
import { Checkbox } from 'react-aria-components'
import type { CaseState } from '../../shared/case/case-state.ts'
import { ROLES, type Sample } from '../../shared/case/sample.ts'
import { isSamePerson, parentOf } from '../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { useSession } from '../app/session-context.tsx'
import { ROLE_NAMES } from '../review/words/sample-columns.ts'
import { IconButton } from '../ui/button.tsx'
import { Choice } from '../ui/choice.tsx'
import { Icon } from '../ui/icon.tsx'
import {
  type ParentRole,
  possibleParents,
  renamed,
  withFamily,
  withoutPerson,
  withParent,
  withPerson,
} from './edit-pedigree.ts'
import { AFFECTED_OPTIONS, samplesHere, SEX_OPTIONS } from './family-words.ts'
import { keyOf } from './unions.ts'

/** A cohort's VCF has thousands. */
export const SHOWN_PEOPLE = 60
const ROLE_OPTIONS = ROLES.map((role) => ({ value: role, text: ROLE_NAMES[role] }))
const NOBODY = '-'

export type Editing = {
  readonly pedigree: Pedigree
  readonly samples: CaseState['samples']
  readonly chosen: Individual | undefined
  readonly onChoose: (person: Individual) => void
  readonly onChange: (pedigree: Pedigree) => void
}

/** Everybody of the pedigree, one a row, all of it to be changed. */
export function PeopleTable(editing: Editing) {
  const shown = editing.pedigree.individuals.slice(0, SHOWN_PEOPLE)
  return (
    <div className="who-table-frame">
      <table className="who-table" aria-label="People">
        <thead>
          <tr>
            <th scope="col">Person</th>
            <th scope="col">Family</th>
            <th scope="col">Role</th>
            <th scope="col">Sex</th>
            <th scope="col">Condition</th>
            <th scope="col">Deceased</th>
            <th scope="col">Father</th>
            <th scope="col">Mother</th>
            <th scope="col">
              <span className="visually-hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((person) => (
            <PersonRow key={keyOf(person)} person={person} {...editing} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function PersonRow({
  person,
  pedigree,
  samples,
  chosen,
  onChoose,
  onChange,
}: Editing & { person: Individual }) {
  const isChosen = chosen !== undefined && isSamePerson(chosen, person)
  const own = samplesHere(pedigree, person, samples)
  const set = (change: Partial<Individual>): void => onChange(withPerson(pedigree, person, change))
  return (
    <tr data-chosen={isChosen ? '' : undefined} onFocus={() => !isChosen && onChoose(person)}>
      <td>
        <TypedField
          className="who-name"
          label={`Name of ${person.id}`}
          value={person.id}
          onValue={(id) => onChange(renamed(pedigree, person, id))}
        />
      </td>
      <td>
        <TypedField
          className="who-family"
          label={`Family of ${person.id}`}
          value={person.family}
          onValue={(family) => onChange(withFamily(pedigree, person, family))}
        />
      </td>
      <td>
        <Roles own={own} person={person} />
      </td>
      <td>
        <Choice
          label={`Sex of ${person.id}`}
          value={person.sex}
          options={SEX_OPTIONS}
          onChange={(sex) => set({ sex })}
        />
      </td>
      <td>
        <Choice
          label={`Condition of ${person.id}`}
          value={person.affected}
          options={AFFECTED_OPTIONS}
          onChange={(affected) => set({ affected })}
        />
      </td>
      <td>
        <Checkbox
          className="check"
          aria-label={`${person.id} is deceased`}
          isSelected={person.deceased === true}
          onChange={(deceased) => set({ deceased })}
        >
          {({ isSelected }) => (
            <span className="check-box" aria-hidden="true">
              {isSelected && <Icon name="check" />}
            </span>
          )}
        </Checkbox>
      </td>
      {(['father', 'mother'] as const).map((which) => (
        <td key={which}>
          <ParentChoice which={which} person={person} pedigree={pedigree} onChange={onChange} />
        </td>
      ))}
      <td>
        <IconButton
          small
          icon="close"
          label={own.length > 0 ? `${person.id} has data and cannot be removed` : `Remove ${person.id}`}
          isDisabled={own.length > 0}
          onPress={() => onChange(withoutPerson(pedigree, person))}
        />
      </td>
    </tr>
  )
}

/** The roles of a person's samples: a tumour and a normal have one each. */
function Roles({ own, person }: { own: readonly Sample[]; person: Individual }) {
  const { cases } = useSession()
  if (own.length === 0) return <span className="muted">no data</span>
  return (
    <span className="who-roles">
      {own.map(({ name, role }) => (
        <Choice
          key={name}
          label={`Role of ${name === person.id ? name : `${person.id}, ${name}`}`}
          value={role}
          options={ROLE_OPTIONS}
          onChange={(to) => void cases.getState().setRole(name, to)}
        />
      ))}
    </span>
  )
}

/** A name as it is typed; it is taken when the field is left, or by Enter. */
function TypedField({
  className,
  label,
  value,
  onValue,
}: {
  className: string
  label: string
  value: string
  onValue: (value: string) => void
}) {
  const [text, setText] = useState<string | null>(null)
  const take = (): void => {
    const typed = text?.trim() ?? ''
    setText(null)
    if (typed !== '' && typed !== value) onValue(typed)
  }
  return (
    <input
      className={`text-field ${className}`}
      aria-label={label}
      title={value}
      value={text ?? value}
      maxLength={100}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}

function ParentChoice({
  which,
  person,
  pedigree,
  onChange,
}: {
  which: ParentRole
  person: Individual
  pedigree: Pedigree
  onChange: (pedigree: Pedigree) => void
}) {
  const now = parentOf(pedigree.individuals, person, which)
  const possible = possibleParents(pedigree, person, which)
  const all = now && !possible.includes(now) ? [now, ...possible] : possible
  return (
    <Choice
      label={`${which === 'father' ? 'Father' : 'Mother'} of ${person.id}`}
      value={now ? keyOf(now) : NOBODY}
      options={[
        { value: NOBODY, text: 'Not stated' },
        ...all.map((one) => ({ value: keyOf(one), text: one.id })),
      ]}
      onChange={(key) =>
        onChange(withParent(pedigree, person, which, all.find((one) => keyOf(one) === key) ?? null))
      }
    />
  )
}
