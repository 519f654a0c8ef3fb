import type { ReadAction } from './read-popup.ts'

/** What the buttons of the read's popup do; there is one popup at a time. */
export type ReadActions = {
  /** The buttons of the popup that opens next, by their number. */
  offer(actions: readonly ReadAction[]): void
  readonly perform: (action: ReadAction) => void
}

/**
 * Listens for presses of those buttons: igv.js puts a popup's HTML into the page itself.
 *
 * @param root igv.js's own root
 * @returns the actions, and what ends the listening
 */
export function listenForReadActions(
  root: HTMLElement,
  perform: (action: ReadAction) => void,
): ReadActions & { stop(): void } {
  let offered: readonly ReadAction[] = []
  const pressed = (event: Event): void => {
    const button = event
      .composedPath()
      .find((node) => node instanceof HTMLElement && 'readAction' in node.dataset)
    if (!(button instanceof HTMLElement)) return
    const action = offered[Number(button.dataset['readAction'])]
    if (action) perform(action)
  }
  root.addEventListener('click', pressed)
  return {
    offer(actions) {
      offered = actions
    },
    perform,
    stop: () => root.removeEventListener('click', pressed),
  }
}
