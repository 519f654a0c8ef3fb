import { storeOf } from '../../app/list/list-scope.ts'
import { useCase, useSelection, useSession, useVariants, useView } from '../../app/session-context.tsx'
import { isHidden } from '../../app/stores/variant-store.ts'
import { leftOutWords, lineLeftOut } from '../words/variant-words.ts'
import { Button } from '../../ui/button.tsx'

/**
 * Below the list, so that no line of it moves: that the variant under review is hidden, that the list ends for the time
 * being, and what was just done.
 */
export function ListFoot() {
  const { list } = useSession()
  const row = useSelection((s) => s.row)
  const file = useSelection((s) => s.file)
  const hidden = useVariants((s) => isHidden(s, { file, row }))
  const said = useView((s) => s.said)
  const stopped = useVariants((s) => s.stopped)
  const listed = useVariants((s) => s.file)
  const leftOut = useCase((s) => lineLeftOut(stopped, storeOf(s.current, listed)))
  return (
    <div className="list-foot" role="status">
      {hidden && (
        <p className="list-foot-line">
          The selected variant is hidden by filters.
          <Button look="link" onPress={() => list.getState().clear()}>
            Clear filters
          </Button>
        </p>
      )}
      {leftOut !== null && <p className="list-foot-line list-foot-warn">{leftOutWords(leftOut)}</p>}
      {said !== null && <p className="list-foot-line">{said}</p>}
    </div>
  )
}
