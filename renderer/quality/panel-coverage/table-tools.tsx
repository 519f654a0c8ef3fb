import { Menu, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import type { CoverageSummary } from '../../../shared/quality/coverage-state.ts'
import { useCase, useCoverage, useSession } from '../../app/session-context.tsx'
import { countText } from '../../ui/amounts.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Item } from '../../ui/menu.tsx'
import { coverageUrl } from './coverage-export.ts'
import { countedSamples, sampleWords, TARGET_WORDS } from './coverage-words.ts'
import type { CountedGenes } from './use-count.ts'

const ORDERS = [
  { value: 'worst', text: 'Least covered first' },
  { value: 'name', text: 'By name' },
  { value: 'panel', text: 'As in the panel' },
] as const

/** Which genes are shown, how, and where they go. */
export function TableTools({
  summary,
  shown,
  counted,
}: {
  summary: CoverageSummary
  shown: number
  counted: CountedGenes | null
}) {
  const { coverage } = useSession()
  const look = useCoverage((s) => s.look)
  const { changeLook } = coverage.getState()
  const thresholds = summary.thresholds.map((threshold, t) => ({ value: String(t), text: `≥ ${threshold}x` }))
  return (
    <div className="coverage-tools" role="group" aria-label="Genes shown">
      <input
        className="text-field"
        type="search"
        aria-label="Find genes"
        placeholder="Find genes"
        spellCheck={false}
        value={look.text}
        onChange={(event) => changeLook({ text: event.target.value })}
      />
      <Choice
        label="Depth at least"
        value={String(look.threshold)}
        options={thresholds}
        onChange={(value) => changeLook({ threshold: Number(value) })}
      />
      <Choice
        label="Order of the genes"
        value={look.order}
        options={ORDERS}
        onChange={(order) => changeLook({ order })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={look.belowOnly}
          onChange={(event) => changeLook({ belowOnly: event.target.checked })}
        />
        Only genes below {TARGET_WORDS}
      </label>
      <span className="push" />
      <span className="muted" role="status">
        {counted === null ? '' : shownWords(shown, counted)}
      </span>
      <ExportMenu summary={summary} />
    </div>
  )
}

function shownWords(shown: number, { genes, total }: CountedGenes): string {
  const of = `${countText(shown)} of ${countText(total)} genes`
  return genes.length < total
    ? `${of}; only the ${countText(genes.length)} least covered are listed here`
    : of
}

function ExportMenu({ summary }: { summary: CoverageSummary }) {
  const { client } = useSession()
  const current = useCase((s) => s.current)
  const threshold = useCoverage((s) => s.look.threshold)
  const below = summary.thresholds[threshold] ?? 0
  const download = (what: Parameters<typeof coverageUrl>[2]): void => {
    const link = document.createElement('a')
    link.href = coverageUrl(client.bulkRoot, summary.key, what)
    link.download = ''
    link.click()
  }
  return (
    <MenuTrigger>
      <Button>
        Export <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu className="menu" aria-label="Export">
          <MenuSection aria-label="Tables">
            <Item id="genes" label="Table of genes (TSV)" onAction={() => download('genes.tsv')} />
            <Item id="exons" label="Table of exons (TSV)" onAction={() => download('exons.tsv')} />
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuSection aria-label="Gaps">
            {countedSamples(summary).map(({ sample, file, place }) => (
              <Item
                key={`${sample} ${file}`}
                id={`gaps ${place}`}
                label={`Gaps below ${below}x, ${sampleWords(current, sample)} (BED)`}
                onAction={() => download({ sample: place, threshold })}
              />
            ))}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
