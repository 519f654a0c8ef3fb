import type { AnnotationSource } from '../../../shared/case/annotation-source.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ErrorNote } from '../../ui/error-note.tsx'
import { ModalDialog } from '../../ui/modal-dialog.tsx'
import { useCommand } from '../command-context.tsx'
import { useCase, useHost, useSession, useSources } from '../session-context.tsx'
import type { SourceKind } from '../stores/source-store.ts'
import { PanelItem } from './panel-item.tsx'
import { ShortlistSection } from './shortlist-section.tsx'
import { PhenotypeSection } from './phenotype-section.tsx'

/** The gene panels in use, and the files whose content is joined to the variants: what is from where, and of when. */
export function SourcesDialog({ onClose }: { onClose: () => void }) {
  const run = useCommand()
  const current = useCase((s) => s.current)
  const reading = useSources((s) => s.reading)
  if (current === null) return null
  return (
    <ModalDialog title="Panels and annotation" width={720} onClose={onClose}>
      <div className="dialog-body stack" tabIndex={0} role="region" aria-label="Panels and annotation">
        <section className="stack source-section" aria-labelledby="panels-heading">
          <div className="file-line">
            <h3 id="panels-heading">Gene panels</h3>
            <span className="push" />
            <Button isDisabled={reading !== null} onPress={() => run('add-panels')}>
              {reading === 'panel' ? 'Reading…' : 'Add panels…'}
            </Button>
          </div>
          {current.panels.length === 0 && (
            <p className="muted">
              None yet. Add PanelApp’s table or JSON, a list of genes or a BED: variants in their genes can
              then be filtered, and the list can show which panel a gene is on.
            </p>
          )}
          {current.panels.length > 0 && (
            <ul className="files">
              {current.panels.map(({ panel, inUse }) => (
                <PanelItem key={panel.digest} panel={panel} inUse={inUse} />
              ))}
            </ul>
          )}
          <Failures of="panel" />
        </section>
        <PhenotypeSection phenotype={current.phenotype} panels={current.panels}>
          <Failures of="phenotype" />
        </PhenotypeSection>
        <ShortlistSection current={current} />
        <Failures of="shortlist" />
        <section className="stack source-section" aria-labelledby="annotation-heading">
          <div className="file-line">
            <h3 id="annotation-heading">Annotation</h3>
            <span className="push" />
            <Button isDisabled={reading !== null} onPress={() => run('add-annotation')}>
              {reading === 'annotation' ? 'Reading…' : 'Add files…'}
            </Button>
          </div>
          <p className="muted">
            A ClinVar VCF, a VCF with allele frequencies (gnomAD, your own) or a BED of regions. The variants
            are imported anew with them, which takes as long as it did the first time.
          </p>
          <ul className="files">
            <BundledClinvar build={current.build} />
            {current.annotations.map((source) => (
              <AnnotationItem key={source.identity.path} source={source} />
            ))}
          </ul>
          <Failures of="annotation" />
        </section>
      </div>
    </ModalDialog>
  )
}

function Failures({ of }: { of: SourceKind | 'shortlist' }) {
  const failed = useSources((s) => s.failed)
  return failed
    .filter(({ kind }) => kind === of)
    .map(({ error }) => <ErrorNote key={JSON.stringify(error)} error={error} />)
}

function BundledClinvar({ build }: { build: string }) {
  const about = useHost((s) => s.about)
  const bundled = about?.sources.find(({ name }) => name.startsWith('ClinVar'))
  if (!bundled) return null
  return (
    <li className="file-item">
      <div className="file-line">
        <strong className="file-name">{bundled.name}</strong>
        <span className="muted">bundled</span>
      </div>
      <p className="muted">
        {build === 'GRCh38'
          ? `${bundled.release} · ${bundled.date}. Pathogenic and likely pathogenic variants of at least two stars: one that is not in it may well be in ClinVar.`
          : `Of GRCh38; this case is not, so nothing of it is used.`}
      </p>
    </li>
  )
}

const BRINGS = {
  clinvar: 'ClinVar classifications; they come before those of the file and of the bundled subset',
  frequency: 'Allele frequencies; the highest of all sources is shown',
  regions: 'Regions; the column “Regions” names the file for variants within them',
} as const

function AnnotationItem({ source }: { source: AnnotationSource }) {
  const { sources } = useSession()
  const { name, identity, brings, release } = source
  return (
    <li className="file-item">
      <div className="file-line">
        <strong className="file-name" title={identity.path}>
          {name}
        </strong>
        <span className="push" />
        <IconButton
          icon="close"
          label={`Remove ${name}`}
          onPress={() => void sources.getState().removeAnnotation(identity.path)}
        />
      </div>
      <p className="muted">
        {release ? `${release}. ` : ''}
        {BRINGS[brings]}
      </p>
    </li>
  )
}
