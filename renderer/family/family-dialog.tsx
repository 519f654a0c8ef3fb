import { useState } from 'react'
import { Checkbox, Menu, MenuTrigger, Popover } from 'react-aria-components'
import { whoNotices } from '../../shared/pedigree/case-samples.ts'
import type { CasementError } from '../../shared/errors/casement-error.ts'
import { isSamePerson } from '../../shared/pedigree/individual-of.ts'
import type { Individual, Pedigree } from '../../shared/pedigree/individual.ts'
import { pedText } from '../../shared/pedigree/ped-text.ts'
import { proposePedigree } from '../../shared/pedigree/propose-pedigree.ts'
import { useCommand } from '../app/command-context.tsx'
import { useCase, useSession } from '../app/session-context.tsx'
import { caseFileName } from '../review/words/case-words.ts'
import { Button } from '../ui/button.tsx'
import { ErrorNote } from '../ui/error-note.tsx'
import { Icon } from '../ui/icon.tsx'
import { Item } from '../ui/menu.tsx'
import { ModalDialog } from '../ui/modal-dialog.tsx'
import { areRelated } from './consanguinity.ts'
import { isStatedRelated, withConsanguinity, withSomebody } from './edit-pedigree.ts'
import { proposalWords } from './family-words.ts'
import { PedigreeDrawing } from './pedigree-drawing.tsx'
import { RelativeItems } from './person-menu.tsx'
import { PeopleTable, SHOWN_PEOPLE } from './people-table.tsx'
import { SamplesTable } from './samples-table.tsx'
import { unionsOf } from './unions.ts'
import './family.css'

/** Who is who: the family as a drawing and as a table, and whose the samples and files are. Every change is one of the case. */
export function FamilyDialog({ onClose }: { onClose: () => void }) {
  const run = useCommand()
  const { cases } = useSession()
  const current = useCase((s) => s.current)
  const error = useCase((s) => s.error)
  const [choice, choose] = useState<Individual | null>(null)
  if (current === null) return null
  const { samples, confirmed } = current
  const names = samples.map(({ name }) => name)
  // Cases of the first versions have none.
  const pedigree = current.pedigree ?? proposePedigree(null, [], names)
  const chosen = pedigree.individuals.find((one) => choice !== null && isSamePerson(one, choice))
  const change = (next: Pedigree): void => void cases.getState().setPedigree(next)
  const isDrawn = pedigree.individuals.length > 1
  const isReadOnly = current.record.state === 'read-only'
  const hidden = Math.max(pedigree.individuals.length, samples.length) - SHOWN_PEOPLE
  return (
    <ModalDialog
      title="Who is who"
      width={1080}
      onClose={onClose}
      footer={
        <>
          <Button onPress={() => run('undo')}>Undo</Button>
          <Button onPress={() => run('redo')}>Redo</Button>
          <span className="push who-confirmed" role="status">
            {confirmed ? (
              <>
                <Icon name="check" /> Confirmed by {confirmed.by},{' '}
                {confirmed.at.slice(0, 16).replace('T', ' ')} UTC
              </>
            ) : (
              <span className="muted">Not confirmed yet</span>
            )}
          </span>
          <Button
            onPress={() => {
              onClose()
              run('add-files')
            }}
          >
            Add a PED…
          </Button>
          <Button onPress={() => savePed(pedigree, caseFileName(current))}>Export PED</Button>
          <Button
            look="primary"
            isDisabled={confirmed === undefined && (isReadOnly || samples.length === 0)}
            onPress={() => (confirmed ? onClose() : void cases.getState().confirmAssembly())}
          >
            {confirmed ? 'Done' : 'Confirm'}
          </Button>
        </>
      }
    >
      <div className="dialog-body stack who" tabIndex={0} role="region" aria-label="Who is who">
        {error && <ErrorNote error={error} onDismiss={() => cases.getState().clearError()} />}
        <p>{proposalWords(current)}.</p>
        <Notices notices={whoNotices(current)} />
        {isDrawn && hidden <= 0 && (
          <>
            <PedigreeDrawing
              pedigree={pedigree}
              samples={samples}
              chosen={chosen}
              onChoose={choose}
              onChange={change}
            />
            <p className="muted">
              Click twice, or press Enter, to change somebody here. □ male, ○ female, ◇ sex unknown; filled:
              affected; ?: not known; struck through: deceased; double line: related by blood; arrow: proband;
              dashed: no data.
            </p>
          </>
        )}
        <div className="who-head">
          <h3>People</h3>
          <AddMenu pedigree={pedigree} chosen={chosen} onChange={change} />
        </div>
        <PeopleTable
          pedigree={pedigree}
          samples={samples}
          chosen={chosen}
          onChoose={choose}
          onChange={change}
        />
        <Couples pedigree={pedigree} onChange={change} />
        <h3>Samples and files</h3>
        {samples.length === 0 && (
          <p className="muted">
            The files name no samples (no @RG SM in the BAM, no sample columns in the VCF).
          </p>
        )}
        {samples.length > 0 && <SamplesTable current={current} pedigree={pedigree} onChange={change} />}
        {hidden > 0 && (
          <p className="muted">
            The first {SHOWN_PEOPLE} are shown; there are {hidden.toLocaleString('en-GB')} more. State a
            family of this size in a PED.
          </p>
        )}
      </div>
    </ModalDialog>
  )
}

/** Notices shown at once: the drawing is what the page is for. */
const SHOWN_NOTICES = 2

function Notices({ notices }: { notices: readonly CasementError[] }) {
  const isMinor = ({ kind }: CasementError): number => (kind === 'pedigree/parent-not-listed' ? 1 : 0)
  const all = notices
    .toSorted((a, b) => isMinor(a) - isMinor(b))
    .map((notice) => <ErrorNote key={JSON.stringify(notice)} error={notice} tone="notice" />)
  const hidden = all.length - SHOWN_NOTICES
  if (hidden <= 1) return all
  return (
    <>
      {all.slice(0, SHOWN_NOTICES)}
      <details className="who-notices">
        <summary>{hidden.toLocaleString('en-GB')} more things to look at</summary>
        <div className="stack">{all.slice(SHOWN_NOTICES)}</div>
      </details>
    </>
  )
}

function AddMenu({
  pedigree,
  chosen,
  onChange,
}: {
  pedigree: Pedigree
  chosen: Individual | undefined
  onChange: (pedigree: Pedigree) => void
}) {
  return (
    <MenuTrigger>
      <Button look="quiet">
        <Icon name="plus" /> Add a person
      </Button>
      <Popover className="popover">
        <Menu className="menu" aria-label="Add a person">
          <Item
            id="somebody"
            label="Add somebody without data"
            onAction={() => onChange(withSomebody(pedigree))}
          />
          {chosen && <RelativeItems person={chosen} pedigree={pedigree} onChange={onChange} />}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** Couples with children, and whether the two are related by blood. */
function Couples({ pedigree, onChange }: { pedigree: Pedigree; onChange: (pedigree: Pedigree) => void }) {
  const couples = unionsOf(pedigree).flatMap(({ partners: [a, b] }) => (a && b ? [[a, b] as const] : []))
  if (couples.length === 0) return null
  return (
    <>
      <h3>Couples</h3>
      <ul className="who-couples">
        {couples.slice(0, SHOWN_PEOPLE).map(([a, b]) => {
          const isKnown = areRelated(pedigree.individuals, a, b)
          return (
            <li key={`${a.id}\t${b.id}`}>
              <Checkbox
                className="check"
                isDisabled={isKnown}
                isSelected={isKnown || isStatedRelated(pedigree, a, b)}
                onChange={(isStated) => onChange(withConsanguinity(pedigree, [a, b], isStated))}
              >
                {({ isSelected }) => (
                  <>
                    <span className="check-box" aria-hidden="true">
                      {isSelected && <Icon name="check" />}
                    </span>
                    {a.id} and {b.id} are related by blood{isKnown ? ' (they have common ancestors)' : ''}
                  </>
                )}
              </Checkbox>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** A download, which the host saves as it saves others. */
function savePed(pedigree: Pedigree, caseName: string): void {
  const url = URL.createObjectURL(new Blob([pedText(pedigree)], { type: 'text/plain' }))
  const link = document.createElement('a')
  link.href = url
  link.download = caseName.replace(/casement$/, 'ped')
  link.click()
  // After the browser took it.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
