import { Menu, MenuSection, MenuTrigger, Popover, Separator, Header } from 'react-aria-components'
import { BUILT_IN_PRESETS, MARKED_PRESET, SHORTLIST_PRESET } from '../../../shared/filter/built-in-presets.ts'
import type { Preset } from '../../../shared/filter/preset.ts'
import { lackingOf, placesOf, removableOf } from '../../app/list/preset-filters.ts'
import { useList, usePresets, useSession } from '../../app/session-context.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Item, keysIn } from '../../ui/menu.tsx'

const BUILT_IN: readonly Preset[] = [...BUILT_IN_PRESETS, MARKED_PRESET, SHORTLIST_PRESET]

/** Presets are switched on and off: several add up, as filters do. */
export function PresetMenu({ disabled }: { disabled: boolean }) {
  const { list, view, presets } = useSession()
  const own = usePresets((s) => s.own)
  const unread = usePresets((s) => s.error?.kind === 'preset/damaged')
  const filters = useList((s) => s.view.filters)
  const all = [...BUILT_IN, ...own]
  return (
    <MenuTrigger onOpenChange={(open) => open && void presets.getState().load()}>
      <Button look="quiet" isDisabled={disabled} aria-label="Presets">
        Presets
        <Icon name="chevron-down" size={12} />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu className="menu" aria-label="Presets">
          <Presets title="Built in" presets={BUILT_IN} all={all} />
          {own.length > 0 && <Presets title="Your own" presets={own} all={all} />}
          <Separator className="menu-separator" />
          <MenuSection aria-label="Keep">
            {filters.length > 0 ? (
              <Item
                id="save"
                label="Save these filters as a preset…"
                onAction={() => view.getState().show('save-preset')}
              />
            ) : null}
            <Item
              id="share"
              label={unread ? 'Your own presets cannot be read…' : 'Your own presets…'}
              onAction={() => view.getState().show('share-presets')}
            />
            {filters.length > 0 ? (
              <Item id="clear" label="Clear all filters" keys="⌫" onAction={() => list.getState().clear()} />
            ) : null}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Presets({
  title,
  presets,
  all,
}: {
  title: string
  presets: readonly Preset[]
  all: readonly Preset[]
}) {
  const { list } = useSession()
  const filters = useList((s) => s.view.filters)
  // A preset of one's own may have the name of a built-in one.
  const idOf = ({ name }: Preset): string => `${title} ${name}`
  const chosen = presets.filter((preset) => placesOf(preset, filters) !== null).map(idOf)
  const onChange = (ids: readonly string[]): void => {
    for (const preset of presets) {
      const now = list.getState().view.filters
      const on = ids.includes(idOf(preset))
      if (on === chosen.includes(idOf(preset))) continue
      if (on) list.getState().addFilters(lackingOf(preset, now))
      else list.getState().removeFilters(removableOf(preset, all, now))
    }
  }
  return (
    <MenuSection
      selectionMode="multiple"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChange(keysIn(keys))}
    >
      <Header className="menu-heading">{title}</Header>
      {presets.map((preset) => (
        <Item key={idOf(preset)} id={idOf(preset)} label={preset.name} title={preset.description} />
      ))}
    </MenuSection>
  )
}
