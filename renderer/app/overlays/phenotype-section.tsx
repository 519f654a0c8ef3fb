import type { ReactNode } from 'react'
import { Button as AriaButton, Tag, TagGroup, TagList } from 'react-aria-components'
import type { CaseState } from '../../../shared/case/case-state.ts'
import type { ChosenTerm, HpoFile, Phenotype } from '../../../shared/phenotype/hpo.ts'
import { plural } from '../../ui/amounts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useCommand } from '../command-context.tsx'
import { useSession, useSources } from '../session-context.tsx'
import { hpoFileFacts, panelOfTerms, standingText, termText } from './phenotype-words.ts'
import { TermSearch } from './term-search.tsx'
import { type ChosenSaid, useChosenTerms } from './use-terms.ts'

/** The HPO's files, the terms of the case, and a panel of their genes. `children` say what went wrong. */
export function PhenotypeSection({
  phenotype,
  panels,
  children,
}: {
  phenotype: Phenotype
  panels: CaseState['panels']
  children: ReactNode
}) {
  const { client, sources } = useSession()
  const run = useCommand()
  const reading = useSources((s) => s.reading)
  const { said, error } = useChosenTerms(client, phenotype)
  const { files, chosen } = phenotype
  const has = (kind: HpoFile['brings']): boolean => files.some(({ brings }) => brings === kind)
  const choose = (ids: readonly string[]): void => void sources.getState().chooseTerms(ids)
  const ids = chosen.map(({ id }) => id)
  return (
    <section className="stack source-section" aria-labelledby="phenotype-heading">
      <div className="file-line">
        <h3 id="phenotype-heading">Phenotype (HPO)</h3>
        <span className="push" />
        <Button isDisabled={reading !== null} onPress={() => run('add-phenotype')}>
          {reading === 'phenotype' ? 'Reading…' : 'Add HPO files…'}
        </Button>
      </div>
      <Wanted terms={has('terms')} genes={has('genes')} />
      {files.length > 0 && (
        <ul className="files">
          {files.map((file) => (
            <HpoFileItem key={file.brings} file={file} />
          ))}
        </ul>
      )}
      {children}
      {error && <ErrorNote error={error} />}
      {said !== null && said.unmatched > 0 && (
        <p className="source-warning" role="note">
          <Icon name="warning" />
          {plural(said.unmatched, 'term')} with genes {said.unmatched === 1 ? 'is' : 'are'} not among the
          terms: the two files are not of one release, and genes may be missing. Bring both of the same one.
        </p>
      )}
      {has('terms') && <TermSearch onPick={(picked) => choose([...ids, ...picked])} />}
      {chosen.length > 0 && (
        <>
          <ChosenTerms phenotype={phenotype} said={said} onChoose={choose} />
          <UseAsPanel phenotype={phenotype} panels={panels} said={said} />
        </>
      )}
    </section>
  )
}

/** What is still to be brought, and what for. */
function Wanted({ terms, genes }: { terms: boolean; genes: boolean }) {
  if (terms && genes) return null
  return (
    <p className="muted">
      {!terms && !genes
        ? 'None yet. Add hp.obo and phenotype_to_genes.txt of one HPO release (hpo.jax.org): the genes of the patient’s terms can then be used as a panel.'
        : terms
          ? 'Add phenotype_to_genes.txt of the same release: it says which genes the terms lead to.'
          : 'Add hp.obo of the same release: it has the terms themselves.'}
    </p>
  )
}

function HpoFileItem({ file }: { file: HpoFile }) {
  const { sources } = useSession()
  return (
    <li className="file-item">
      <div className="file-line">
        <strong className="file-name" title={file.identity.path}>
          {file.name}
        </strong>
        <span className="push" />
        <IconButton
          icon="close"
          label={`Remove ${file.name}`}
          onPress={() => void sources.getState().removeHpo(file.brings)}
        />
      </div>
      <p className="muted">{hpoFileFacts(file)}</p>
    </li>
  )
}

function ChosenTerms({
  phenotype: { chosen },
  said,
  onChoose,
}: {
  phenotype: Phenotype
  said: ChosenSaid | null
  onChoose: (ids: readonly string[]) => void
}) {
  const ids = chosen.map(({ id }) => id)
  const known = new Map(said?.terms.map((term) => [term.id, term]))
  const replace = (id: string, by: string): void => onChoose(ids.map((one) => (one === id ? by : one)))
  return (
    <>
      <TagGroup
        aria-label="Chosen HPO terms"
        selectionMode="none"
        onRemove={(removed) => onChoose(ids.filter((id) => !removed.has(id)))}
      >
        <TagList className="term-chips">
          {chosen.map((term) => {
            const of = known.get(term.id)
            const wrong = of !== undefined && standingText(of) !== null
            return (
              <Tag
                key={term.id}
                id={term.id}
                textValue={termText(term)}
                className="term-chip"
                {...(wrong ? { 'data-wrong': '' } : {})}
              >
                {wrong && <Icon name="warning" size={12} />}
                <span className="term-chip-name">{term.name ?? term.id}</span>
                {term.name !== null && <span className="mono muted">{term.id}</span>}
                {of !== undefined && of.genes !== null && (
                  <span className="muted">{plural(of.genes, 'gene')}</span>
                )}
                <AriaButton
                  slot="remove"
                  className="term-chip-remove"
                  aria-label={`Remove ${termText(term)}`}
                >
                  <Icon name="close" size={12} />
                </AriaButton>
              </Tag>
            )
          })}
        </TagList>
      </TagGroup>
      {chosen.map(({ id }) => {
        const term = known.get(id)
        return term && <Standing key={id} term={term} onReplace={(by) => replace(id, by)} />
      })}
    </>
  )
}

/** What is wrong with a term, and the terms to use instead. */
function Standing({ term, onReplace }: { term: ChosenTerm; onReplace: (id: string) => void }) {
  const text = standingText(term)
  if (text === null) return null
  const instead = term.standing === 'replaced' && term.current ? [term.current] : term.consider
  return (
    <div className="source-warning" role="note">
      <Icon name="warning" />
      <div>
        <p>{text}</p>
        {instead.length > 0 && (
          <p className="source-actions">
            {instead.map((one) => (
              <Button key={one.id} look="link" onPress={() => onReplace(one.id)}>
                Use {termText(one)} instead
              </Button>
            ))}
          </p>
        )}
      </div>
    </div>
  )
}

function UseAsPanel({
  phenotype,
  panels,
  said,
}: {
  phenotype: Phenotype
  panels: CaseState['panels']
  said: ChosenSaid | null
}) {
  const { sources } = useSession()
  const genes = said?.genes ?? null
  const made = panelOfTerms(panels, phenotype)
  if (said === null || genes === null) return null
  const words = made?.isCurrent
    ? `They are the panel “${made.name}” above${made.inUse ? '' : ', which is not in use'}.`
    : made
      ? `The panel “${made.name}” above is of other terms, or of another release.`
      : 'They are used once they are a panel.'
  return (
    <div className="file-line">
      <Button
        isDisabled={!said.isCurrent || genes === 0 || made?.isCurrent === true}
        onPress={() => void sources.getState().takeTerms()}
      >
        {made && !made.isCurrent ? 'Update the panel' : 'Use as a panel'}
      </Button>
      <span className="muted">
        {said.isCurrent
          ? `${plural(genes, 'gene')} of ${plural(phenotype.chosen.length, 'term')}. ${genes > 0 ? words : ''}`
          : 'Counting genes…'}
      </span>
    </div>
  )
}
