import type { IgvBrowser } from 'igv/dist/igv.esm.js'

/**
 * Keeps igv.js's updates from failing where nobody listens: it starts them from the mouse and from timers, and one that
 * waits for sequence while a track is removed trips over what is left of the track. Such an update is begun again.
 */
export function guardUpdates(
  browser: Pick<IgvBrowser, 'updateViews' | 'trackViews'>,
  failed: (thrown: unknown) => void,
): void {
  const update = browser.updateViews.bind(browser)
  const attempt = async (left: number): Promise<void> => {
    const views = [...browser.trackViews]
    try {
      await update()
    } catch (thrown) {
      if (left > 0 && views.some((view) => view.disposed === true)) await attempt(left - 1)
      else failed(thrown)
    }
  }
  browser.updateViews = () => attempt(3)
}
