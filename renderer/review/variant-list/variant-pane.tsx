import { hasAlignments } from '../../../shared/case/case-file.ts'
import { useCommand } from '../../app/command-context.tsx'
import { useCase, useSession, useVariants } from '../../app/session-context.tsx'
import { Button } from '../../ui/button.tsx'
import { plural } from '../../ui/amounts.ts'
import { Choice } from '../../ui/choice.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ListCount } from './list-count.tsx'
import { VariantList } from './variant-list.tsx'
import './variant-list.css'

/** The variants of one VCF with their honest count. */
export function VariantPane() {
  const file = useVariants((s) => s.file)
  return (
    <>
      <div className="toolbar list-toolbar">
        <ListSwitch />
        <ListCount />
      </div>
      {file === null ? <NoList /> : <ListBody />}
    </>
  )
}

function ListBody() {
  const { variants } = useSession()
  const error = useVariants((s) => s.error)
  const stopped = useVariants((s) => s.stopped)
  const found = useVariants((s) => s.found)
  const blocks = useVariants((s) => s.referenceBlocks)
  const empty = useVariants((s) => s.ready && !s.loading && s.available === 0)
  return (
    <>
      {error && (
        <div className="list-note">
          <ErrorNote error={error}>
            <Button look="link" onPress={() => void variants.getState().reload()}>
              Read it again
            </Button>
          </ErrorNote>
        </div>
      )}
      {stopped && !error && (
        <div className="list-note">
          <ErrorNote error={stopped} lead={stoppedWords(found)}>
            <Button look="link" onPress={() => void variants.getState().reload()}>
              Read it again
            </Button>
          </ErrorNote>
        </div>
      )}
      {empty && !error && !stopped ? (
        <p className="list-note muted">
          {blocks === 0
            ? 'This VCF has a header and no records: there is nothing to list.'
            : 'This VCF has no variants, only reference blocks: stretches where its caller saw no alternate.'}
        </p>
      ) : (
        <VariantList />
      )}
    </>
  )
}

/** Which VCF, when the case has several. */
function ListSwitch() {
  const { variants } = useSession()
  const file = useVariants((s) => s.file)
  const files = useCase((s) => s.current?.files)
  const lists = files?.filter((candidate) => candidate.kind === 'vcf' || candidate.kind === 'bcf') ?? []
  if (lists.length < 2) return <h2 className="list-title">Variants</h2>
  return (
    <Choice
      label="Variants of which file"
      value={file}
      options={lists.map((list) => ({ value: list.id, text: list.name }))}
      onChange={(id) => void variants.getState().show(id)}
    />
  )
}

/** How much of a damaged file is in the list. */
function stoppedWords(found: number): string {
  return found === 0
    ? 'No variant could be read.'
    : `Reading stopped: only the ${plural(found, 'variant')} before the damage ${found === 1 ? 'is' : 'are'} listed.`
}

function NoList() {
  const run = useCommand()
  const hasReads = useCase((s) =>
    s.current?.files.some((file) => hasAlignments(file) && file.index.state === 'ready'),
  )
  return (
    <div className="list-note muted">
      <p>
        This case has no VCF, so there are no variants to list.
        {hasReads && ' Its reads can be looked at by locus.'}
      </p>
      <Button look="link" onPress={() => run('add-files')}>
        Add a VCF…
      </Button>
    </div>
  )
}
