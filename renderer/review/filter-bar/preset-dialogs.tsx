import { useState } from 'react'
import { BUILT_IN_PRESETS, MARKED_PRESET, SHORTLIST_PRESET } from '../../../shared/filter/built-in-presets.ts'
import { errorOf } from '../../../shared/errors/fault.ts'
import type { CasementError } from '../../../shared/errors/casement-error.ts'
import { exportPresets, importPresets } from '../../../shared/filter/preset.ts'
import { useList, usePresets, useSession } from '../../app/session-context.tsx'
import { plural } from '../../ui/amounts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'

/** Characters of a preset's name. */
const LONGEST_NAME = 80

/** The filters that are in the bar, under a name, for this and other cases. */
export function SavePresetDialog({ onClose }: { onClose: () => void }) {
  const { presets } = useSession()
  const filters = useList((s) => s.view.filters)
  const own = usePresets((s) => s.own)
  const [name, setName] = useState('')
  const [description, setDescription] = useState('')
  const given = name.trim()
  const builtIn = [...BUILT_IN_PRESETS, MARKED_PRESET, SHORTLIST_PRESET].some(
    (preset) => preset.name === given,
  )
  const replaces = own.some((preset) => preset.name === given)
  const usable = given !== '' && !builtIn && filters.length > 0
  const [failed, setFailed] = useState(false)
  const error = usePresets((s) => s.error)
  const save = async (): Promise<void> => {
    if (!usable) return
    const kept = filters.map(({ expression, missing, enabled }) => ({ expression, missing, enabled }))
    const done = await presets
      .getState()
      .save([{ name: given, description: description.trim(), filters: kept }])
    if (done) onClose()
    else setFailed(true)
  }
  return (
    <ModalDialog
      title={`Save ${plural(filters.length, 'filter')} as a preset`}
      width={480}
      onClose={onClose}
      footer={
        <>
          <span className="push" />
          <Button onPress={onClose}>Cancel</Button>
          <Button look="primary" isDisabled={!usable} onPress={() => void save()}>
            {replaces ? 'Replace' : 'Save'}
          </Button>
        </>
      }
    >
      <form
        className="dialog-body stack"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <label className="form-field">
          Name
          <input
            autoFocus
            className="text-field"
            maxLength={LONGEST_NAME}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="form-field">
          What it keeps, in a sentence
          <input
            className="text-field"
            maxLength={500}
            value={description}
            onChange={(event) => setDescription(event.target.value)}
          />
        </label>
        {builtIn && <p className="form-wrong">A built-in preset has this name: take another.</p>}
        {replaces && <p className="muted">It takes the place of your preset of this name.</p>}
        {failed && error && <ErrorNote error={error} lead="The preset was not saved." />}
        <ul className="preset-filters mono">
          {filters.map(({ expression }, at) => (
            <li key={at}>{expression}</li>
          ))}
        </ul>
      </form>
    </ModalDialog>
  )
}

/** The user's own presets: taken away, handed on as text, taken over from text. */
export function SharePresetsDialog({ onClose }: { onClose: () => void }) {
  const { presets } = useSession()
  const own = usePresets((s) => s.own)
  const [text, setText] = useState('')
  const [result, setResult] = useState<CasementError | string | null>(null)
  const problem = usePresets((s) => s.error)
  const take = async (typed: string): Promise<void> => {
    try {
      const found = importPresets(typed)
      if (!(await presets.getState().save(found))) return
      setText('')
      setResult(`Took over ${plural(found.length, 'preset')}: ${found.map(({ name }) => name).join(', ')}.`)
    } catch (thrown) {
      setResult(errorOf(thrown))
    }
  }
  const choose = async (files: FileList | null): Promise<void> => {
    const typed = (await files?.[0]?.text()) ?? ''
    if (typed === '') return
    setText(typed)
    await take(typed)
  }
  return (
    <ModalDialog title="Your own presets" width={560} onClose={onClose}>
      <div className="dialog-body stack">
        {problem && <ErrorNote error={problem} />}
        {own.length === 0 ? (
          <p className="muted" hidden={problem !== null}>
            None yet. Filters in the bar can be saved as a preset from the menu Presets.
          </p>
        ) : (
          <>
            <ul className="own-presets">
              {own.map(({ name, description, filters }) => (
                <li key={name} className="columns-shown">
                  <span className="facet-name" title={filters.map(({ expression }) => expression).join('\n')}>
                    <strong>{name}</strong> <span className="muted">{description}</span>
                  </span>
                  <IconButton
                    small
                    icon="close"
                    label={`Delete the preset ${name}`}
                    onPress={() => void presets.getState().remove(name)}
                  />
                </li>
              ))}
            </ul>
            <p>
              <CopyButton label="Copy them as text, to hand them on" text={exportPresets(own)} />
            </p>
          </>
        )}
        <label className="form-field">
          Take presets over: paste their text
          <textarea
            className="text-field mono preset-text"
            spellCheck={false}
            placeholder={'{ "casementFilters": 1, "presets": [ … ] }'}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setResult(null)
            }}
          />
        </label>
        <div className="filter-foot">
          <label className="button file-button">
            Choose a file…
            <input
              type="file"
              accept=".json,application/json"
              className="visually-hidden"
              onChange={(event) => void choose(event.target.files)}
            />
          </label>
          <span className="push" />
          <Button look="primary" isDisabled={text.trim() === ''} onPress={() => void take(text)}>
            Take over
          </Button>
        </div>
        {typeof result === 'string' && <p role="status">{result}</p>}
        {result !== null && typeof result !== 'string' && <ErrorNote error={result} />}
      </div>
    </ModalDialog>
  )
}
