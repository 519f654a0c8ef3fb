import { Menu, MenuSection, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { ALL_FILES } from '../../../shared/variant/joint-columns.ts'
import { exportColumns, exportUrl, type ExportFormat } from '../../app/list/export-url.ts'
import { useCommand } from '../../app/command-context.tsx'
import { useList, useSession, useVariants } from '../../app/session-context.tsx'
import { isGrouped } from '../../app/stores/list-store.ts'
import { keyName } from '../../app/keys/key-map.ts'
import { isMac } from '../../app/keys/use-keys.ts'
import { countText } from '../../ui/amounts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Item } from '../../ui/menu.tsx'
import { copyLines } from '../variant-list/copy-lines.ts'
import { useColumns, useScope } from '../variant-list/use-columns.ts'

/** What is done with the list as a whole. */
export function ListMenu() {
  const session = useSession()
  const { list, variants, selection, client } = session
  const run = useCommand()
  const grouped = useList((s) => isGrouped(s.view))
  const sorted = useList((s) => s.view.sort.length > 0)
  const imported = useVariants((s) => s.asked !== null)
  const available = useVariants((s) => s.available)
  const several = useVariants((s) => s.file === ALL_FILES)
  const { columns } = useColumns()
  const scope = useScope()

  const download = (format: ExportFormat): void => {
    const { file, asked } = variants.getState()
    if (file === null || asked === null || scope === null) return
    const shown = columns.map(({ name }) => name)
    const named = exportColumns(shown, (name) => scope.filter.columns.has(name))
    const link = document.createElement('a')
    link.href = exportUrl(client.bulkRoot, file, format, asked.query, named)
    link.download = ''
    link.click()
  }
  const copySelected = (): void => {
    const line = variants.getState().lineOf(selection.getState())
    void copyLines(session, columns, line === null ? [] : [line])
  }
  const copyInSight = (): void => {
    const { from, to } = variants.getState().inSight()
    void copyLines(
      session,
      columns,
      Array.from({ length: to - from + 1 }, (_, i) => from + i),
    )
  }
  const exported = available === 1 ? 'the variant' : `the ${countText(available)} variants`
  return (
    <MenuTrigger>
      <IconButton icon="more" label="Columns, copy and export" />
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label="List"
          disabledKeys={imported ? (several ? ['vcf'] : []) : ['group', 'tsv', 'vcf', 'unsort']}
        >
          <MenuSection aria-label="Look">
            <Item id="columns" label="Columns…" onAction={() => run('columns')} />
          </MenuSection>
          <MenuSection
            aria-label="Order"
            selectionMode="multiple"
            selectedKeys={grouped ? ['group'] : []}
            onSelectionChange={() => list.getState().groupByGene(!grouped)}
          >
            <Item id="group" label="Group by gene" />
          </MenuSection>
          <MenuSection aria-label="As in the file">
            {sorted ? (
              <Item
                id="unsort"
                label={several ? 'In the order of the genome' : 'In the order of the file'}
                onAction={() => list.getState().unsort()}
              />
            ) : null}
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuSection aria-label="Copy">
            <Item
              id="copy"
              label="Copy the selected line"
              keys={keyName('Mod+c', isMac())}
              onAction={copySelected}
            />
            <Item id="copy-all" label="Copy the lines in sight" onAction={copyInSight} />
          </MenuSection>
          <Separator className="menu-separator" />
          <MenuSection aria-label="Export">
            <Item id="tsv" label={`Export ${exported} as a table (TSV)`} onAction={() => download('tsv')} />
            <Item
              id="vcf"
              label={several ? 'Export as VCF: of one file at a time' : `Export ${exported} as VCF`}
              onAction={() => download('vcf')}
            />
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
