import { useSession, useVariants } from '../../app/session-context.tsx'
import { Button } from '../../ui/button.tsx'
import { blockCount, heldOf, variantCount } from '../words/variant-words.ts'

/**
 * How many variants there are, and in a gVCF how many reference blocks beside them. What is not listed is a link that
 * lists it instead.
 */
export function ListCount() {
  const { variants } = useSession()
  const list = useVariants((s) => s)
  if (list.file === null || (list.error && list.available === 0)) return null
  const words = variantCount(list)
  const blocks = blockCount(list)
  const cut = list.truncated || list.stopped ? '' : undefined
  if (blocks === null && list.of === 'variants')
    return (
      <span className="list-count" title={words} data-cut={cut}>
        {words}
      </span>
    )
  const listVariants = list.of === 'variants'
  const shownBlocks = heldOf(list.available, list.referenceBlocks, blocks ?? 'no reference blocks')
  return (
    <span className="list-count list-count-two" data-cut={cut}>
      {listVariants ? (
        words
      ) : (
        <Switch words={words} onPress={() => void variants.getState().list('variants')} />
      )}
      <span aria-hidden="true"> · </span>
      {listVariants && blocks !== null ? (
        <Switch words={blocks} onPress={() => void variants.getState().list('reference-blocks')} />
      ) : (
        shownBlocks
      )}
    </span>
  )
}

function Switch({ words, onPress }: { words: string; onPress: () => void }) {
  return (
    <Button look="link" aria-label={`List ${words}`} onPress={onPress}>
      {words}
    </Button>
  )
}
