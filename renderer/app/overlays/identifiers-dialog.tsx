import { useState } from 'react'
import { type Identifiers, isNhsNumber } from '../../../shared/case/identifiers.ts'
import type { CaseState } from '../../../shared/case/case-state.ts'
import { Button } from '../../ui/button.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { useCase, useSession } from '../session-context.tsx'

/** Everybody of the case by the id that their identifiers are kept under: the pedigree's, else the samples'. */
function individualsOf({ pedigree, samples }: CaseState): string[] {
  const people = pedigree?.individuals ?? []
  return people.length > 0 ? people.map(({ id }) => id) : samples.map(({ name }) => name)
}

/** Who the pseudonymous people of the case are: hidden until shown on purpose, and hidden again when the dialog closes. */
export function IdentifiersDialog({ onClose }: { onClose: () => void }) {
  const current = useCase((s) => s.current)
  const [shown, setShown] = useState(false)
  if (current === null) return null
  const individuals = individualsOf(current)
  const count = individuals.filter((id) => current.identifiers[id]).length
  return (
    <ModalDialog
      title="Patient identifiers"
      width={760}
      onClose={onClose}
      footer={
        <>
          <span className="push muted">
            {count === 0 ? 'None are kept.' : `Kept for ${count} of ${individuals.length}.`}
          </span>
          <Button onPress={() => setShown(!shown)}>{shown ? 'Hide' : 'Show and edit'}</Button>
        </>
      }
    >
      <div className="dialog-body stack" tabIndex={0} role="region" aria-label="Identifiers">
        <p className="muted">
          Optional. They are kept in the case file only, and shown nowhere but here: screens, exports, file
          names and the history have the pseudonyms.
        </p>
        {individuals.length === 0 && <p className="muted">The case has no people yet.</p>}
        <ul className="identifiers">
          {individuals.map((id) => (
            <li key={id} className="identifiers-item">
              {shown ? (
                <IdentifiersForm
                  key={JSON.stringify(current.identifiers[id] ?? null)}
                  id={id}
                  kept={current.identifiers[id] ?? {}}
                />
              ) : (
                <p className="identifiers-hidden">
                  <strong>{id}</strong>
                  <span className="muted">{current.identifiers[id] ? 'kept, hidden' : 'none'}</span>
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
    </ModalDialog>
  )
}

const digitsOf = (text: string): string => text.replaceAll(/\s|-/g, '')

function IdentifiersForm({ id, kept }: { id: string; kept: Identifiers }) {
  const { cases } = useSession()
  const [name, setName] = useState(kept.name ?? '')
  const [number, setNumber] = useState(spaced(kept.nhsNumber ?? ''))
  const [born, setBorn] = useState(kept.dateOfBirth ?? '')
  const digits = digitsOf(number)
  const isNumber = digits === '' || isNhsNumber(digits)
  const next: Identifiers = {
    ...(name.trim() === '' ? {} : { name: name.trim() }),
    ...(digits === '' ? {} : { nhsNumber: digits }),
    ...(born === '' ? {} : { dateOfBirth: born }),
  }
  const isChanged = JSON.stringify(next) !== JSON.stringify(kept)
  const save = (): void => {
    if (isNumber && isChanged)
      void cases.getState().setIdentifiers(id, Object.keys(next).length === 0 ? null : next)
  }
  const problem = `${id}-nhs`
  return (
    <form
      className="identifiers-form"
      aria-label={`Identifiers of ${id}`}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <strong className="identifiers-who">{id}</strong>
      <label>
        Name
        <input
          className="text-field"
          value={name}
          maxLength={200}
          onChange={(e) => setName(e.target.value)}
        />
      </label>
      <label>
        NHS number
        <input
          className="text-field mono"
          value={number}
          inputMode="numeric"
          aria-invalid={!isNumber}
          aria-describedby={isNumber ? undefined : problem}
          onChange={(e) => setNumber(e.target.value)}
        />
      </label>
      <label>
        Date of birth
        <input className="text-field" type="date" value={born} onChange={(e) => setBorn(e.target.value)} />
      </label>
      <Button isDisabled={!isNumber || !isChanged} onPress={save}>
        Keep
      </Button>
      {!isNumber && (
        <p id={problem} className="identifiers-problem" role="alert">
          {digits.length === 10
            ? 'The last digit does not fit the others: look for a typing error.'
            : 'An NHS number has ten digits.'}
        </p>
      )}
    </form>
  )
}

/** As it is written: 3, 3 and 4 digits. */
function spaced(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3')
}
